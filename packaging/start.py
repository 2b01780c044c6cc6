"""Where ./chai and chai.cmd hand over. This folder is on the path then; only the standard library is needed."""

import sys

from bootstrap.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
