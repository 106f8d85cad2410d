// The assets that support one function on $asOf in the order of their ids, optionally narrowed as the others are: found from
// the function, since walking all assets to ask each for what it supports would cost with the size of the register.
MATCH (:Function {id: $function})<-[supports:SUPPORTS]-(record:Asset)
WHERE record.id > $after
  AND (supports.from IS NULL OR supports.from <= $asOf) AND (supports.to IS NULL OR $asOf < supports.to)
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
WITH DISTINCT record ORDER BY record.id LIMIT $limit
RETURN record.id AS id, record.kind AS kind, record.version AS version, record.position AS position, record.state AS state
