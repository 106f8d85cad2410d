// How many indicators met their plan for a year, missed it, or cannot tell.
MATCH (record:Indicator)
RETURN
  CASE
    WHEN $year IN record.metYears THEN 'MET'
    WHEN $year IN record.missedYears THEN 'MISSED'
    WHEN $year IN record.actualYears THEN 'NO_PLAN'
    ELSE 'NO_ACTUAL'
  END AS outcome,
  count(record) AS total
ORDER BY outcome
