// Says of a namespace that it is whole. Parameters: space.
MATCH (g:Graphmem {name: 'filling ' + $space})
DELETE g
