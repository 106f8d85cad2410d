// The links by which a line's money leads on, with both their ends, and the amount of the year.
MATCH (line:SpendingLine {id: $id})
RETURN line.currency AS currency, [i IN range(0, size(line.years) - 1) WHERE line.years[i] = $year | line.minorUnits[i]] AS amounts,
  COLLECT {
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
    WITH DISTINCT step ORDER BY step.id LIMIT 2000
    RETURN {link: type(step), tail: startNode(step).id, head: endNode(step).id}
  } AS steps
