// How many functions two or more systems support on $asOf, not gone, of any owners.
MATCH (function:Function)<-[support:SUPPORTS]-(system:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (support.from IS NULL OR support.from <= $asOf) AND (support.to IS NULL OR $asOf < support.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND stage.phase <> 'GONE'
  AND (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
WITH function, count(DISTINCT system) AS systems
WHERE systems >= 2
RETURN count(function) AS total
