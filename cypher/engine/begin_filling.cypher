// Says of a namespace that it is being filled, and not whole until that is done. Parameters: space.
MERGE (:Graphmem {name: 'filling ' + $space})
