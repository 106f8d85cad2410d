// The names that earlier versions of these records had; a name that is nobody's goes too, as if it had never been.
UNWIND $ids AS id
MATCH (record:Record {id: id})<-[tie:NAMES]-(name:ExternalId)
DELETE tie
WITH DISTINCT name
WHERE NOT EXISTS { (name)-[:NAMES]->() }
DELETE name
