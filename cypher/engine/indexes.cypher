// The indexes of the database, ours among them, and whether each can be used. No parameters.
SHOW INDEXES YIELD name, state
RETURN name, state
