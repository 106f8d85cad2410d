// How many indicators, of one authority or of all, met their plan for a year, missed it, or cannot tell.
CALL () {
  WITH 1 AS unnarrowed WHERE $owner IS NULL
  MATCH (record:Indicator)
  RETURN record
  UNION ALL
  MATCH (:Record:Subject {id: $owner})-[:OWNS]->(record:Indicator)
  RETURN record
}
RETURN
  CASE
    WHEN $year IN record.metYears THEN 'MET'
    WHEN $year IN record.missedYears THEN 'MISSED'
    WHEN $year IN record.actualYears THEN 'NO_PLAN'
    ELSE 'NO_ACTUAL'
  END AS outcome,
  count(record) AS total
ORDER BY outcome
