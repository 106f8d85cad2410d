// The classifier's code that a function falls under.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (area:Area {code: row.to})
CREATE (record)-[:IN_AREA]->(area)
