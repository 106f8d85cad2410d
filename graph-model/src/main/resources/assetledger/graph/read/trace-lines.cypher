// The spending lines behind a record: itself, its own, or those that pay for what leads to it.
MATCH (start:Record {id: $id})
CALL (start) {
  WITH start WHERE start:SpendingLine
  RETURN start AS line
  UNION
  MATCH (start:Subject)-[:OWNS]->(line:SpendingLine)
  RETURN line
  UNION
  MATCH (start:Measure)<-[pays:PAYS_FOR]-(line:SpendingLine)
  WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
  RETURN line
  UNION
  MATCH (start:TechnicalAsset|Indicator)<-[leads:DELIVERS|AIMS_AT]-(:Measure)<-[pays:PAYS_FOR]-(line:SpendingLine)
  WHERE (leads.from IS NULL OR leads.from <= $asOf) AND (leads.to IS NULL OR $asOf < leads.to)
    AND (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
  RETURN line
  UNION
  MATCH (start:Function)<-[supports:SUPPORTS]-(:TechnicalAsset)<-[leads:DELIVERS]-(:Measure)<-[pays:PAYS_FOR]-(line:SpendingLine)
  WHERE (supports.from IS NULL OR supports.from <= $asOf) AND (supports.to IS NULL OR $asOf < supports.to)
    AND (leads.from IS NULL OR leads.from <= $asOf) AND (leads.to IS NULL OR $asOf < leads.to)
    AND (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
  RETURN line
}
WITH DISTINCT line ORDER BY line.id LIMIT $limit
RETURN line.id AS id, line.kind AS kind, line.version AS version, line.position AS position, line.state AS state
