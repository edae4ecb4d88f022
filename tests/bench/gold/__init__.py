"""What the Operator reads, measured on gold that others made; see `__main__`."""
