// Systems that $subject uses on $asOf, whoever owns them, by their phase on that day.
MATCH (:Record:Subject {id: $subject})-[use:USES]->(record:TechnicalAsset)
WHERE (use.from IS NULL OR use.from <= $asOf) AND (use.to IS NULL OR $asOf < use.to)
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
WITH DISTINCT record
OPTIONAL MATCH (record)-[at:IN_STAGE]->(stage:Stage)
WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
WITH 'USES' AS section, coalesce(stage.phase, 'NOT_YET') AS rating, record
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
