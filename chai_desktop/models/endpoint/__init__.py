"""Models behind a server that speaks the OpenAI protocol: llama-server, vLLM, Ollama, LM Studio."""
