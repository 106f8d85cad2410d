// Assets that $subject owns on $asOf, by group, by their phase on that day.
MATCH (:Record:Subject {id: $subject})-[owns:OWNS]->(record:Asset)
WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
OPTIONAL MATCH (record)-[at:IN_STAGE]->(stage:Stage)
WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
WITH record.group AS section, coalesce(stage.phase, 'NOT_YET') AS rating, record
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
