"""The checklist: the questions of an aspect, their answers, and every primitive by type-ahead."""
