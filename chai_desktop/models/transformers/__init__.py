"""The engine of Qwen3-VL by torch and transformers: it sees the video, and computes what is shared once.

Only an engine's own process loads these modules: all but ``settings`` and ``checkpoint`` import torch.
"""
