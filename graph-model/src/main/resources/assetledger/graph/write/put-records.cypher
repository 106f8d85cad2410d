// The whole new state of each record that is a node.
UNWIND $rows AS row
MERGE (record:Record {id: row.id})
SET record = row.properties
SET record:$(row.labels)
