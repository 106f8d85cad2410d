// The mandates of giver and taker whose coverage on $asOf is another once the assets have gone over: the rule of
// coverage.cypher twice, by who owns now and by who would own then.
UNWIND $assets AS asset
MATCH (:TechnicalAsset {id: asset})-[:SUPPORTS]->(:Function)<-[:NARROWER_THAN*0..8]-(duty:Function)<-[mandate:MANDATED]-(subject:Subject)
WHERE subject.id IN [$giver, $taker]
  AND (mandate.from IS NULL OR mandate.from <= $asOf) AND (mandate.to IS NULL OR $asOf < mandate.to)
WITH DISTINCT subject, mandate, duty
CALL (subject, mandate, duty) {
  MATCH way = (duty)-[:NARROWER_THAN*0..8]->(function:Function)
  CALL (subject, mandate, way, function) {
    MATCH (function)<-[support:SUPPORTS]-(system:TechnicalAsset)
    WHERE support.degree <> 'AUXILIARY'
      AND (support.from IS NULL OR support.from <= $asOf) AND (support.to IS NULL OR $asOf < support.to)
    WITH subject, mandate, way, support, system,
      EXISTS {
        (subject)-[owns:OWNS]->(system)
        WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
      } AS owned,
      EXISTS {
        (system)-[runs:OPERATED_BY]->(subject)
        WHERE (runs.from IS NULL OR runs.from <= $asOf) AND (runs.to IS NULL OR $asOf < runs.to)
      } OR EXISTS {
        (subject)-[use:USES]->(system)
        WHERE (use.from IS NULL OR use.from <= $asOf) AND (use.to IS NULL OR $asOf < use.to)
          AND none(step IN nodes(way) WHERE step.id IN coalesce(use.without, []))
      } AS otherwise
    WITH mandate, support, system, owned OR otherwise AS now,
      otherwise OR CASE WHEN system.id IN $assets THEN subject.id = $taker ELSE owned END AS then
    WHERE now OR then
    RETURN system, now, then,
      support.degree = 'FULL' AND (support.territory IS NULL OR coalesce(support.territory = mandate.territory, false)) AS whole
    UNION
    MATCH (subject)-[use:USES]->(system:TechnicalAsset)
    WHERE function.id IN use.added
      AND (use.from IS NULL OR use.from <= $asOf) AND (use.to IS NULL OR $asOf < use.to)
      AND none(step IN nodes(way) WHERE step.id IN coalesce(use.without, []))
    RETURN system, true AS now, true AS then, true AS whole
  }
  OPTIONAL MATCH (system)-[at:IN_STAGE]->(stage:Stage)
  WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  OPTIONAL MATCH (system)-[later:IN_STAGE]->(:Stage {phase: 'IN_USE'})
  WHERE later.from > $asOf
  WITH system, now, then, whole, stage.phase AS phase, min(later.from) AS planned
  WITH system, now, then,
    (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own) AS visible,
    CASE
      WHEN phase = 'IN_USE' AND whole THEN 3
      WHEN phase = 'IN_USE' THEN 2
      WHEN planned IS NOT NULL OR phase IN ['PLANNED', 'BUILDING'] THEN 1
      ELSE 0
    END AS strength
  RETURN max(CASE WHEN now THEN strength END) AS strengthNow, max(CASE WHEN then THEN strength END) AS strengthThen,
    count(DISTINCT CASE WHEN now AND strength > 0 THEN system END) AS systemsNow,
    count(DISTINCT CASE WHEN then AND strength > 0 THEN system END) AS systemsThen,
    count(DISTINCT CASE WHEN now AND strength > 0 AND NOT visible THEN system END) AS withheldNow,
    count(DISTINCT CASE WHEN then AND strength > 0 AND NOT visible THEN system END) AS withheldThen
}
WITH subject, mandate, duty, strengthNow, strengthThen,
  withheldNow > 0 AND systemsNow < $minimum AS hiddenNow,
  withheldThen > 0 AND systemsThen < $minimum AS hiddenThen,
  CASE
    WHEN EXISTS { (subject)-[:DECLARED]->(declaration:Declaration)-[:SPEAKS_OF]->(duty) WHERE declaration.on <= $asOf }
      OR EXISTS {
        (subject)-[:DECLARED]->(declaration:Declaration)-[:SPEAKS_OF]->(:Area)<-[:NARROWER_THAN*0..4]-(:Area)<-[:IN_AREA]-(duty)
        WHERE declaration.on <= $asOf
      } THEN 'NONE'
    ELSE 'NOT_REPORTED'
  END AS without
WITH subject, mandate, duty,
  CASE WHEN hiddenNow THEN 'WITHHELD' WHEN strengthNow = 3 THEN 'COVERED' WHEN strengthNow = 2 THEN 'PARTIAL' WHEN strengthNow = 1 THEN 'PLANNED' ELSE without END AS before,
  CASE WHEN hiddenThen THEN 'WITHHELD' WHEN strengthThen = 3 THEN 'COVERED' WHEN strengthThen = 2 THEN 'PARTIAL' WHEN strengthThen = 1 THEN 'PLANNED' ELSE without END AS after
WHERE before <> after
RETURN subject.id AS subject, duty.id AS function, before, after,
  mandate {.id, .kind, .version, .position, .state} AS mandate
ORDER BY subject = $taker, mandate.id
LIMIT $limit
