"""`python -m chai_desktop` is the command line."""

import sys

from chai_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
