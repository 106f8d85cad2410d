// What systems that are not gone are made after on $asOf; that of most authorities first.
MATCH (solution:TechnicalAsset)<-[reuse:REUSES]-(system:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (reuse.from IS NULL OR reuse.from <= $asOf) AND (reuse.to IS NULL OR $asOf < reuse.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND stage.phase <> 'GONE'
  AND (solution.restrictedTo IS NULL OR $seesAll OR solution.restrictedTo IN $own)
  AND (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
MATCH (owner:Subject)-[owns:OWNS]->(system)
WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
WITH solution, count(DISTINCT system) AS reuses, count(DISTINCT owner) AS authorities
WHERE authorities < $afterAuthorities OR (authorities = $afterAuthorities
  AND (solution.name > $afterName OR (solution.name = $afterName AND solution.id > $afterId)))
WITH solution, reuses, authorities ORDER BY authorities DESC, solution.name, solution.id LIMIT $limit
RETURN solution.id AS solution, solution.name AS name, reuses, authorities
