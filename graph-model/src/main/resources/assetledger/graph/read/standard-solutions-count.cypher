// How many systems others are made after on $asOf, by systems that are not gone.
MATCH (solution:TechnicalAsset)<-[reuse:REUSES]-(system:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (reuse.from IS NULL OR reuse.from <= $asOf) AND (reuse.to IS NULL OR $asOf < reuse.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND stage.phase <> 'GONE'
  AND (solution.restrictedTo IS NULL OR $seesAll OR solution.restrictedTo IN $own)
  AND (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
RETURN count(DISTINCT solution) AS total
