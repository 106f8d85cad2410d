// A year's money by what is said of the systems that its measures deliver ($by: origin or licence), summed by currency.
MATCH (line:SpendingLine)
WHERE $owner IS NULL OR EXISTS {
    (:Subject {id: $owner})-[owns:OWNS]->(line)
    WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  }
WITH line, [i IN range(0, size(line.years) - 1) WHERE line.years[i] = $year | line.minorUnits[i]] AS amounts
WHERE size(amounts) > 0
CALL (line) {
  OPTIONAL MATCH (line)-[pays:PAYS_FOR]->(:Measure)-[leads:DELIVERS]->(system:TechnicalAsset)
  WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
    AND (leads.from IS NULL OR leads.from <= $asOf) AND (leads.to IS NULL OR $asOf < leads.to)
  WITH DISTINCT system
  RETURN count(system) AS systems, count(system[$by]) AS telling, collect(DISTINCT system[$by]) AS said,
    count(CASE WHEN NOT (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own) THEN 1 END) AS hidden
}
WITH line, amounts[0] AS amount,
  CASE
    WHEN systems = 0 THEN 'NO_SYSTEM'
    WHEN telling < systems THEN 'NOT_SAID'
    WHEN size(said) > 1 THEN 'SEVERAL'
    ELSE said[0]
  END AS class,
  hidden = 0 AND (line.restrictedTo IS NULL OR $seesAll OR line.restrictedTo IN $own) AS visible
RETURN class, line.currency AS currency, count(line) AS lines, sum(amount) AS amount,
  sum(CASE WHEN visible THEN 0 ELSE 1 END) AS withheld
ORDER BY class, currency
