"""A lab's own additions to the specification: one YAML file, checked to the line (docs/formats/lab-additions.md)."""
