// The assets of one authority on $asOf in the order of their ids, optionally of one group, phase, stage or function: found from their
// owner, since walking all assets to ask each for its owner would cost with the size of the register.
MATCH (:Subject {id: $owner})-[owns:OWNS]->(record:Asset)
WHERE record.id > $after
  AND (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
  AND ($group IS NULL OR record.group = $group)
  AND ($type IS NULL OR record.type = $type)
  AND ($origin IS NULL OR record.origin = $origin)
  AND ($licence IS NULL OR record.licence = $licence)
  AND ($criticality IS NULL OR record.criticality = $criticality AND ($seesProtection OR EXISTS {
    (subject:Subject)-[has:OWNS]->(record) WHERE has.to IS NULL AND subject.id IN $own
  }))
  AND ($phase IS NULL OR EXISTS {
    (record)-[at:IN_STAGE]->(:Stage {phase: $phase})
    WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  })
  AND ($stage IS NULL OR EXISTS {
    (record)-[at:IN_STAGE]->(:Stage {code: $stage})
    WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  })
  AND ($function IS NULL OR EXISTS {
    (record)-[supports:SUPPORTS]->(:Function {id: $function})
    WHERE (supports.from IS NULL OR supports.from <= $asOf) AND (supports.to IS NULL OR $asOf < supports.to)
  })
WITH record ORDER BY record.id LIMIT $limit
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state
