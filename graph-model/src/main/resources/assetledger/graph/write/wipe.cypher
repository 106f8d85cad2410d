// Empties the graph before it is made again from the ledger.
MATCH (node)
CALL (node) {
  DETACH DELETE node
} IN TRANSACTIONS OF 5000 ROWS
