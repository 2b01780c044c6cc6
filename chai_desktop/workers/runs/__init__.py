"""The Qt side of runs: starting them so that they outlive the window, and watching their folders."""
