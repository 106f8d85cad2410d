// Functions that two or more systems support on $asOf, not gone, of any owners; most systems first.
MATCH (function:Function)<-[support:SUPPORTS]-(system:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (support.from IS NULL OR support.from <= $asOf) AND (support.to IS NULL OR $asOf < support.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND stage.phase <> 'GONE'
  AND (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
WITH function, count(DISTINCT system) AS systems,
  collect({link: support {.id, .kind, .version, .position, .state}, system: system.id, stage: stage.code, phase: stage.phase}) AS supports
WHERE systems >= 2
  AND (systems < $afterSystems OR (systems = $afterSystems
    AND (function.name > $afterName OR (function.name = $afterName AND function.id > $afterId))))
WITH function, systems, supports ORDER BY systems DESC, function.name, function.id LIMIT $limit
RETURN function.id AS function, function.name AS name, systems,
  COLLECT { UNWIND supports AS support WITH support ORDER BY support.system RETURN support } AS supports
