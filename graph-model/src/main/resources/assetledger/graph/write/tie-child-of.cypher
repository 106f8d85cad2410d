// An authority below another.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (parent:Record {id: row.to})
CREATE (record)-[:CHILD_OF]->(parent)
