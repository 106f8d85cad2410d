// The stages that the pack knows, each with the phase that queries know.
UNWIND $rows AS row
MERGE (stage:Stage {key: row.key})
SET stage = row
