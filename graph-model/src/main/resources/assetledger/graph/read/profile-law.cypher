// Systems of $subject on $asOf, decided on and not gone, by whether they are in use and an act for them is in force (A70).
MATCH (subject:Record:Subject {id: $subject})-[owns:OWNS]->(record:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND NOT stage.phase IN ['IDEA', 'GONE']
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
WITH record, stage.phase = 'IN_USE' AS inUse,
  EXISTS {
    (record)-[governed:GOVERNED_BY]->(act:LegalAct)-[force:IN_STAGE]->(:Stage {phase: 'IN_USE'})
    WHERE (governed.from IS NULL OR governed.from <= $asOf) AND (governed.to IS NULL OR $asOf < governed.to)
      AND force.from <= $asOf AND (force.to IS NULL OR $asOf < force.to)
      AND (act.restrictedTo IS NULL OR $seesAll OR act.restrictedTo IN $own)
  } AS lawful
WITH 'LAW' AS section, record,
  CASE
    WHEN lawful AND inUse THEN 'BOTH'
    WHEN lawful THEN 'LAW_WITHOUT_SYSTEM'
    WHEN inUse THEN 'SYSTEM_WITHOUT_LAW'
    ELSE 'NEITHER'
  END AS rating
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
