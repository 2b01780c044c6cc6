"""The Qt side of background work: the project thread, the job queue."""
