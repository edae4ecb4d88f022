"""The Neo4j store; the only importer of neo4j."""
