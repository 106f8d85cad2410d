// The authorities that answer for a record, one after the other: an open end is now.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (owner:Record {id: row.to})
CREATE (owner)-[:OWNS {from: row.from, to: row.until}]->(record)
