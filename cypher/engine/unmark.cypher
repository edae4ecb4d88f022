// Lets go of marks, given as their ids. Parameters: space, marks.
UNWIND $marks AS mark
MATCH (n:Memory {namespace: $space, id: mark})
DELETE n
