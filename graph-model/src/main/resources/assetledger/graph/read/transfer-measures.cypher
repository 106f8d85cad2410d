// The giver's measures that deliver assets that go over, with what its spending lines set aside for them in the year of
// $asOf, by currency; none over what the viewer may not see.
UNWIND $assets AS asset
MATCH (moved:TechnicalAsset {id: asset})<-[delivers:DELIVERS]-(measure:Measure)<-[:OWNS]-(:Subject {id: $giver})
WHERE (moved.restrictedTo IS NULL OR $seesAll OR moved.restrictedTo IN $own)
  AND (delivers.from IS NULL OR delivers.from <= $asOf) AND (delivers.to IS NULL OR $asOf < delivers.to)
WITH DISTINCT measure ORDER BY measure.id LIMIT $limit
CALL (measure) {
  MATCH (measure)<-[pays:PAYS_FOR]-(line:SpendingLine)
  WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
    AND (line.restrictedTo IS NULL OR $seesAll OR line.restrictedTo IN $own)
  WITH DISTINCT line, [i IN range(0, size(line.years) - 1) WHERE line.years[i] = $asOf.year | line.minorUnits[i]] AS amounts
  WHERE size(amounts) > 0
  WITH line.currency AS currency, sum(amounts[0]) AS amount ORDER BY currency
  RETURN collect({currency: currency, amount: amount}) AS money
}
RETURN measure.id AS measure, money
ORDER BY measure
