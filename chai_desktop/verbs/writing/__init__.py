"""What the verbs that let an engine write have in common: draft, critique, revise, score."""
