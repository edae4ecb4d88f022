"""What must hold of a memory: pure checks over values, each yielding what it finds."""
