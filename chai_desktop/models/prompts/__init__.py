"""What models are asked: versioned templates, and the exact prompt of a request."""
