// The transfers from and to one authority in the order of their ids, optionally of one state.
MATCH (:Subject {id: $authority})-[:GIVES|TAKES]->(record:Transfer)
WHERE record.id > $after AND ($outcome IS NULL OR record.outcome = $outcome)
WITH record ORDER BY record.id LIMIT $limit
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state
