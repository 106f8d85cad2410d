// The links by which lines of spending lead to measures, and these to systems, functions and indicators.
UNWIND $lines AS id
MATCH (line:Record {id: id})
CALL (line) {
  MATCH (line)-[step:PAYS_FOR]->(:Measure)
  WHERE (step.from IS NULL OR step.from <= $asOf) AND (step.to IS NULL OR $asOf < step.to)
  RETURN step
  UNION
  MATCH (line)-[pays:PAYS_FOR]->(:Measure)-[step:DELIVERS|AIMS_AT]->()
  WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
    AND (step.from IS NULL OR step.from <= $asOf) AND (step.to IS NULL OR $asOf < step.to)
  RETURN step
  UNION
  MATCH (line)-[pays:PAYS_FOR]->(:Measure)-[leads:DELIVERS]->(:TechnicalAsset)-[step:SUPPORTS]->(:Function)
  WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
    AND (leads.from IS NULL OR leads.from <= $asOf) AND (leads.to IS NULL OR $asOf < leads.to)
    AND (step.from IS NULL OR step.from <= $asOf) AND (step.to IS NULL OR $asOf < step.to)
  RETURN step
}
WITH DISTINCT step ORDER BY step.id LIMIT $limit
RETURN step.id AS id, step.kind AS kind, step.version AS version, step.position AS position, step.state AS state,
  any(end IN [startNode(step), endNode(step)] WHERE NOT (end.restrictedTo IS NULL OR $seesAll OR end.restrictedTo IN $own)) AS hidden,
  [end IN [startNode(step), endNode(step)] | end {.id, .kind, .version, .position, .state}] AS ends
