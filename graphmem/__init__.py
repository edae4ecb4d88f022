"""graphmem: a knowledge-graph episodic memory."""
