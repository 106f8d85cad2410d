// Every node but the projection's own, for the digest that compares whole graphs.
MATCH (node)
WHERE NOT node:Projection
RETURN labels(node) AS labels, properties(node) AS properties
