// Functions that systems of $subject, not gone, support on $asOf, by whether it has a mandate for them or for a part of them.
MATCH (subject:Record:Subject {id: $subject})-[owns:OWNS]->(system:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND stage.phase <> 'GONE'
  AND (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
MATCH (system)-[supports:SUPPORTS]->(record:Function)
WHERE (supports.from IS NULL OR supports.from <= $asOf) AND (supports.to IS NULL OR $asOf < supports.to)
WITH DISTINCT subject, record
WITH 'FUNCTIONS' AS section, record,
  CASE
    WHEN EXISTS {
      (subject)-[mandate:MANDATED]->(:Function)-[:NARROWER_THAN*0..8]->(record)
      WHERE (mandate.from IS NULL OR mandate.from <= $asOf) AND (mandate.to IS NULL OR $asOf < mandate.to)
    } THEN 'MANDATED'
    ELSE 'WITHOUT_MANDATE'
  END AS rating
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
