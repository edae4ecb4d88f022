"""Benchmarks as a user runs them: figures with a baseline beside them."""
