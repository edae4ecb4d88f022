"""`recall` as a retriever of other people's pipelines; each module needs its extra of graphmem.

`graphrag` is for neo4j-graphrag, `langchain` for LangChain, `llamaindex` for LlamaIndex. Each has a
`MemoryRetriever`, which is the only thing in graphmem that imports that package.
"""
