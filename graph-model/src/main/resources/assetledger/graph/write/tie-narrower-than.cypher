// A function that a broader one includes.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (broader:Record {id: row.to})
CREATE (record)-[:NARROWER_THAN]->(broader)
