"""Room for run folders, datasets, SFT, DPO and Wan fine-tunes. It holds nothing yet."""
