// The authority that gives the assets of a transfer.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (giver:Record {id: row.to})
CREATE (giver)-[:GIVES]->(record)
