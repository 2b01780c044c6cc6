"""How fast the engine of Qwen3-VL is against the same library's plain calls, in one run on one device.

    python -m benchmarks.engine_speed --shape tiny|2b|4b|8b --device cpu|cuda [--json FILE]

No checkpoint is needed: the model has the real layers' shapes, and random weights that are made on the device. So texts
mean nothing, and everything that costs time is as large as in earnest.
"""
