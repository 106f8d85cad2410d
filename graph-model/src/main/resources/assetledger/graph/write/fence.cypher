// Takes the projection's write lock, then goes on only from the position that the writer believes it is at.
MERGE (projection:Projection {name: 'ledger'})
  ON CREATE SET projection.next = 0
SET projection.locked = true
WITH projection
WHERE projection.next = $from
SET projection.next = $to, projection.leaf = $leaf
REMOVE projection.locked
RETURN projection.next AS next
