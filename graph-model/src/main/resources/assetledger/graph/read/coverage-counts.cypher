// How many mandates that hold on $asOf are in each state of coverage: of all, of one authority, of it and all below it,
// or of those of one level.
MATCH (subject:Subject)-[mandate:MANDATED]->(duty:Function)
WHERE ($subject IS NULL OR subject.id = $subject OR ($below AND EXISTS { (subject)-[:CHILD_OF*1..8]->(:Subject {id: $subject}) }))
  AND ($level IS NULL OR subject.level = $level)
  AND (mandate.from IS NULL OR mandate.from <= $asOf) AND (mandate.to IS NULL OR $asOf < mandate.to)
  AND ($area IS NULL OR EXISTS { (duty)-[:IN_AREA]->(:Area)-[:NARROWER_THAN*0..4]->(:Area {code: $area}) })
CALL (subject, mandate, duty) {
  MATCH way = (duty)-[:NARROWER_THAN*0..8]->(function:Function)
  CALL (subject, mandate, way, function) {
    MATCH (function)<-[support:SUPPORTS]-(system:TechnicalAsset)
    WHERE support.degree <> 'AUXILIARY'
      AND (support.from IS NULL OR support.from <= $asOf) AND (support.to IS NULL OR $asOf < support.to)
      AND (EXISTS {
        (subject)-[owns:OWNS]->(system)
        WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
      } OR EXISTS {
        (system)-[runs:OPERATED_BY]->(subject)
        WHERE (runs.from IS NULL OR runs.from <= $asOf) AND (runs.to IS NULL OR $asOf < runs.to)
      } OR EXISTS {
        (subject)-[use:USES]->(system)
        WHERE (use.from IS NULL OR use.from <= $asOf) AND (use.to IS NULL OR $asOf < use.to)
          AND none(step IN nodes(way) WHERE step.id IN coalesce(use.without, []))
      })
    RETURN system,
      support.degree = 'FULL' AND (support.territory IS NULL OR coalesce(support.territory = mandate.territory, false)) AS whole
    UNION
    MATCH (subject)-[use:USES]->(system:TechnicalAsset)
    WHERE function.id IN use.added
      AND (use.from IS NULL OR use.from <= $asOf) AND (use.to IS NULL OR $asOf < use.to)
      AND none(step IN nodes(way) WHERE step.id IN coalesce(use.without, []))
    RETURN system, true AS whole
  }
  OPTIONAL MATCH (system)-[at:IN_STAGE]->(stage:Stage)
  WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  OPTIONAL MATCH (system)-[later:IN_STAGE]->(:Stage {phase: 'IN_USE'})
  WHERE later.from > $asOf
  WITH system, whole, stage.phase AS phase, min(later.from) AS planned
  WITH system, phase, planned,
    (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own) AS visible,
    CASE
      WHEN phase = 'IN_USE' AND whole THEN 3
      WHEN phase = 'IN_USE' THEN 2
      WHEN planned IS NOT NULL OR phase IN ['PLANNED', 'BUILDING'] THEN 1
      ELSE 0
    END AS strength
  RETURN max(strength) AS strength,
    min(CASE strength WHEN 1 THEN planned END) AS planned,
    collect(DISTINCT CASE WHEN strength > 0 AND visible THEN system.id END) AS systems,
    count(DISTINCT CASE WHEN strength > 0 AND NOT visible THEN system END) AS withheld
}
WITH subject, mandate, duty, planned, systems, withheld,
  CASE
    WHEN withheld > 0 AND size(systems) + withheld < $minimum THEN 'WITHHELD'
    WHEN strength = 3 THEN 'COVERED'
    WHEN strength = 2 THEN 'PARTIAL'
    WHEN strength = 1 THEN 'PLANNED'
    WHEN EXISTS { (subject)-[:DECLARED]->(declaration:Declaration)-[:SPEAKS_OF]->(duty) WHERE declaration.on <= $asOf }
      OR EXISTS {
        (subject)-[:DECLARED]->(declaration:Declaration)-[:SPEAKS_OF]->(:Area)<-[:NARROWER_THAN*0..4]-(:Area)<-[:IN_AREA]-(duty)
        WHERE declaration.on <= $asOf
      } THEN 'NONE'
    ELSE 'NOT_REPORTED'
  END AS coverage
RETURN coverage, count(mandate) AS total,
  sum(CASE WHEN coverage <> 'WITHHELD' AND withheld > 0 THEN 1 ELSE 0 END) AS withheld
ORDER BY coverage
