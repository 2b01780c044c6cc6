"""A project as large as a lab's work of years, made up by dice: `python -m benchmarks.big_project FILE [--clips N]`."""
