// The stages of an asset, each from its first day to the first day of the next.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MATCH (stage:Stage {key: row.to})
CREATE (record)-[:IN_STAGE {from: row.from, to: row.until}]->(stage)
