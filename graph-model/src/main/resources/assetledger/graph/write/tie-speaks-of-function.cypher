// The function that a declaration is about.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (function:Record {id: row.to})
CREATE (record)-[:SPEAKS_OF]->(function)
