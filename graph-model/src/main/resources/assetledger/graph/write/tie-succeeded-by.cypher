// The authorities that took over what one had that ceased to exist.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (successor:Record {id: row.to})
CREATE (record)-[:SUCCEEDED_BY]->(successor)
