// Indicators in the order of their ids, of one authority or of all, optionally those with one outcome in a year.
CALL () {
  WITH 1 AS unnarrowed WHERE $owner IS NULL
  MATCH (record:Indicator)
  WHERE record.id > $after
  RETURN record
  UNION ALL
  MATCH (:Record:Subject {id: $owner})-[:OWNS]->(record:Indicator)
  WHERE record.id > $after
  RETURN record
}
WITH record,
  CASE
    WHEN $year IN record.metYears THEN 'MET'
    WHEN $year IN record.missedYears THEN 'MISSED'
    WHEN $year IN record.actualYears THEN 'NO_PLAN'
    ELSE 'NO_ACTUAL'
  END AS outcome
WHERE $outcome IS NULL OR outcome = $outcome
WITH record, outcome ORDER BY record.id LIMIT $limit
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state, outcome
