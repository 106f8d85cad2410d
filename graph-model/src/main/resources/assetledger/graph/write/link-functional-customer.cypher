// Links of one kind, with their terms; the type stands written out, because a computed one would scan the store.
UNWIND $rows AS row
MATCH (tail:Record {id: row.tail})
MATCH (head:Record {id: row.head})
MERGE (tail)-[link:FUNCTIONAL_CUSTOMER {id: row.id}]->(head)
SET link = row.properties
