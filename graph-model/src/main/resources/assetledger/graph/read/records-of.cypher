// What one authority answers for, of one kind, in the order of the ids; what it declared among it.
MATCH (:Subject {id: $owner})-[tie:OWNS|DECLARED]->(record:Record)
WHERE tie.to IS NULL AND record.kind = $kind AND record.id > $after
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
WITH record ORDER BY record.id LIMIT $limit
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state
