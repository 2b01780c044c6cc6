"""Splitting footage into clips: the plan, and what is said of clips that hold a cut."""
