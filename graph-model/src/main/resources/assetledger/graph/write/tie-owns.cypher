// The authority that answers for a record.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (owner:Record {id: row.to})
CREATE (owner)-[:OWNS]->(record)
