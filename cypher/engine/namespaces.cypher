// The names of the namespaces that hold anything.
MATCH (s:Namespace:Memory) WHERE s.namespace >= ''
RETURN s.namespace AS name ORDER BY name
