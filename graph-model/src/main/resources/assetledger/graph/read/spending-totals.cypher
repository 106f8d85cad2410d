// What a year's money came to, summed by outcome and currency.
CALL () {
  WITH 1 AS unnarrowed WHERE $owner IS NULL
  MATCH (line:SpendingLine)
  RETURN line
  UNION ALL
  MATCH (:Record:Subject {id: $owner})-[owns:OWNS]->(line:SpendingLine)
  WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  RETURN line
}
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
RETURN outcome, line.currency AS currency, count(line) AS lines, sum(amount) AS amount,
  sum(CASE WHEN (line.restrictedTo IS NULL OR $seesAll OR line.restrictedTo IN $own) THEN 0 ELSE 1 END) AS withheld
ORDER BY outcome, currency
