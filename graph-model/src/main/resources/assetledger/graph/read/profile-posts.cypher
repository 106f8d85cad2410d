// Posts of $subject, by whether somebody fills them on $asOf.
MATCH (:Record:Subject {id: $subject})-[:OWNS]->(record:Post)
WITH 'POSTS' AS section, record,
  CASE
    WHEN any(i IN range(0, size(record.filledFrom) - 1)
      WHERE record.filledFrom[i] <= $asOf AND (record.filledTo[i] IS NULL OR $asOf < record.filledTo[i])) THEN 'FILLED'
    ELSE 'VACANT'
  END AS rating
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
