// The names that others gave to a record.
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
MERGE (name:ExternalId {scheme: row.scheme, value: row.value})
MERGE (name)-[:NAMES]->(record)
