// How many assets there are of each licence, of those that the filters leave; those of which nobody said it are in none.
MATCH (record:Asset)
WHERE (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
  AND ($group IS NULL OR record.group = $group)
  AND ($type IS NULL OR record.type = $type)
  AND ($origin IS NULL OR record.origin = $origin)
  AND ($licence IS NULL OR record.licence = $licence)
  AND ($criticality IS NULL OR record.criticality = $criticality AND ($seesProtection OR EXISTS {
    (subject:Subject)-[has:OWNS]->(record) WHERE has.to IS NULL AND subject.id IN $own
  }))
  AND ($owner IS NULL OR EXISTS {
    (:Subject {id: $owner})-[owns:OWNS]->(record)
    WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  })
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
WITH record.licence AS class
WHERE class IS NOT NULL
RETURN class, count(*) AS total
ORDER BY class
