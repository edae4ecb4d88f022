"""Episode to workspace: read by grammar, without a language model."""
