// Parameters: space; rows of term and change: by how many passages more have it.
UNWIND $rows AS row
MERGE (t:Memory {namespace: $space, id: 'term:' + row.term})
ON CREATE SET t:Term, t.frequency = 0
SET t.frequency = t.frequency + row.change
WITH t WHERE t.frequency <= 0
DELETE t
