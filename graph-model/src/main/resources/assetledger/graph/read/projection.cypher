// How far the graph has come; no row where nothing was ever projected.
MATCH (projection:Projection {name: 'ledger'})
RETURN projection.next AS next, projection.leaf AS leaf
