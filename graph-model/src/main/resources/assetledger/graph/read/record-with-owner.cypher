// The record with this id, and after it the authority that answers for it.
MATCH (record:Record {id: $id})
CALL (record) {
  RETURN record AS found, 0 AS place
  UNION ALL
  MATCH (owner:Subject)-[owns:OWNS]->(record)
  WHERE owns.to IS NULL
  RETURN owner AS found, 1 AS place
}
RETURN found.id AS id, found.kind AS kind, found.version AS version, found.position AS position, found.state AS state
ORDER BY place
