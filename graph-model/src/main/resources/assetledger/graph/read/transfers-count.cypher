// How many transfers there are from and to one authority, optionally of one state.
MATCH (:Subject {id: $authority})-[:GIVES|TAKES]->(record:Transfer)
WHERE $outcome IS NULL OR record.outcome = $outcome
RETURN count(record) AS total
