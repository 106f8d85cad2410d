// The authority that declares.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (subject:Record {id: row.to})
CREATE (subject)-[:DECLARED]->(record)
