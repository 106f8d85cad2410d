// The records of one kind that an external identifier names.
MATCH (:ExternalId {scheme: $scheme, value: $value})-[:NAMES]->(record:Record {kind: $kind})
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state
ORDER BY record.id
LIMIT $limit
