// Measures of $subject that are under way on $asOf, by whether money pays for them.
MATCH (:Record:Subject {id: $subject})-[:OWNS]->(record:Measure)
WHERE (record.from IS NULL OR record.from <= $asOf) AND (record.to IS NULL OR $asOf < record.to)
WITH 'MEASURES' AS section, record,
  CASE
    WHEN EXISTS {
      (record)<-[pays:PAYS_FOR]-(line:SpendingLine)
      WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
        AND (line.restrictedTo IS NULL OR $seesAll OR line.restrictedTo IN $own)
    } THEN 'FUNDED'
    ELSE 'UNFUNDED'
  END AS rating
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
