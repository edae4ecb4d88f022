// Keeps others from filling a namespace for as long as the transaction takes. Parameters: space.
MATCH (g:Graphmem {name: 'filling ' + $space})
SET g.held = true
