// The area that a declaration is about.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (area:Area {code: row.to})
CREATE (record)-[:SPEAKS_OF]->(area)
