"""Models in GGUF files, run by llama.cpp. Loaded in the engine's process only."""
