"""What can be done without a window: one file per verb, each with its arguments and its run function.

A run function returns the exit code: 0 all done, 1 refused or failed, 3 done in part (the rest is named).
"""

DONE, FAILED, IN_PART = 0, 1, 3
