// Measures that lead to a system, function or indicator while no line pays for them; none over what the viewer may not see.
MATCH (start:Record {id: $id})
CALL (start) {
  MATCH (start:TechnicalAsset|Indicator)<-[leads:DELIVERS|AIMS_AT]-(measure:Measure)
  WHERE (leads.from IS NULL OR leads.from <= $asOf) AND (leads.to IS NULL OR $asOf < leads.to)
  RETURN measure
  UNION
  MATCH (start:Function)<-[supports:SUPPORTS]-(system:TechnicalAsset)<-[leads:DELIVERS]-(measure:Measure)
  WHERE (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
    AND (supports.from IS NULL OR supports.from <= $asOf) AND (supports.to IS NULL OR $asOf < supports.to)
    AND (leads.from IS NULL OR leads.from <= $asOf) AND (leads.to IS NULL OR $asOf < leads.to)
  RETURN measure
}
WITH DISTINCT measure
WHERE NOT EXISTS {
  (measure)<-[pays:PAYS_FOR]-(:SpendingLine)
  WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
}
RETURN measure.id AS id ORDER BY id LIMIT $limit
