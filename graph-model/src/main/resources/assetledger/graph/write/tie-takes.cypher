// The authority that takes the assets of a transfer.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (taker:Record {id: row.to})
CREATE (taker)-[:TAKES]->(record)
