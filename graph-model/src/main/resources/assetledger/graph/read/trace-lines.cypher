// A record and, after it, the spending lines behind it: itself, its own, or those that pay for what leads to it.
MATCH (start:Record {id: $id})
CALL (start) {
  RETURN start AS found, 0 AS place
  UNION ALL
  CALL (start) {
    WITH start WHERE start:SpendingLine
    RETURN start AS line
    UNION
    MATCH (start:Subject)-[owns:OWNS]->(line:SpendingLine)
    WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
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
  RETURN line AS found, 1 AS place
}
RETURN found.id AS id, found.kind AS kind, found.version AS version, found.position AS position, found.state AS state
ORDER BY place, id
