// The classifier of functions; a row's parent is among the rows before it or absent.
UNWIND $rows AS row
MERGE (area:Area {code: row.code})
SET area = row.properties
WITH row, area
WHERE row.parent IS NOT NULL
MATCH (parent:Area {code: row.parent})
MERGE (area)-[:NARROWER_THAN]->(parent)
