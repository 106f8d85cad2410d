// The records with these ids; what does not exist gives no row.
UNWIND $ids AS id
MATCH (record:Record {id: id})
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state
