// What each spending line of a year came to, by the best of the indicators that its measures aim at.
CALL () {
  WITH 1 AS unnarrowed WHERE $owner IS NULL
  MATCH (line:SpendingLine)
  RETURN line
  UNION ALL
  MATCH (:Record:Subject {id: $owner})-[owns:OWNS]->(line:SpendingLine)
  WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  RETURN line
}
WITH line
WHERE line.restrictedTo IS NULL OR $seesAll OR line.restrictedTo IN $own
WITH line, [i IN range(0, size(line.years) - 1) WHERE line.years[i] = $year | line.minorUnits[i]] AS amounts
WHERE size(amounts) > 0
OPTIONAL MATCH (line)-[pays:PAYS_FOR]->(measure:Measure)
WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
OPTIONAL MATCH (measure)-[aims:AIMS_AT]->(indicator:Indicator)
WHERE (aims.from IS NULL OR aims.from <= $asOf) AND (aims.to IS NULL OR $asOf < aims.to)
WITH line, amounts[0] AS amount, count(measure) AS measures, collect(DISTINCT indicator) AS indicators
WITH line, amount, indicators,
  CASE
    WHEN measures = 0 THEN 'NO_MEASURE'
    WHEN size(indicators) = 0 THEN 'NO_INDICATOR'
    WHEN any(indicator IN indicators WHERE $year IN indicator.metYears) THEN 'REACHED'
    WHEN any(indicator IN indicators WHERE $year IN indicator.missedYears) THEN 'MISSED'
    WHEN any(indicator IN indicators WHERE $year IN indicator.actualYears) THEN 'NO_PLAN'
    ELSE 'NO_ACTUAL'
  END AS outcome
WHERE outcome IN $outcomes AND line.id > $after
WITH line, amount, indicators, outcome ORDER BY line.id LIMIT $limit
RETURN line.id AS line, line.currency AS currency, amount, outcome, [indicator IN indicators | indicator.id] AS indicators
