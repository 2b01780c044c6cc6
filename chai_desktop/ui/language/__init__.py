"""The video language of the open project: its version, its parts, a lab's additions, the glossary."""
