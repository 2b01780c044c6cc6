"""The project's performance table: `./chai bench`, or `python -m benchmarks`."""
