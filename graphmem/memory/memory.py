"""`Memory`: the verbs."""

from graphmem.memory.correcting import Correcting
from graphmem.memory.doctor import Doctoring
from graphmem.memory.estimating import Estimating
from graphmem.memory.forgetting import Forgetting


class Memory(Forgetting, Correcting, Doctoring, Estimating):
    """An episodic memory in one database: remember, consolidate, recall, ask, forget, correct.

    `url` is a file (or `:memory:`) or a Neo4j server, `neo4j://host:7687`, into which
    `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE` let us; without one, `GRAPHMEM_URL`,
    `NEO4J_URI` or `graphmem.db` in the current folder. A `namespace` is one tenant's memory: none
    ever sees another's. What is `read_only` must be there already, and stays as it is. A `driver`
    is a `neo4j.Driver` of yours for that server, which stays open. Close the memory, or use it as
    a context manager.

    With a language model in the settings, or in `GRAPHMEM_MODEL`, it reads, decides and answers
    with that one's help; what the model says is kept in a file of its own beside the database.

    Raises:
        StoreError: the database cannot be opened, is not ours, or is of a later version.
        ModelError: a most cost is set and no price of the model.
    """
