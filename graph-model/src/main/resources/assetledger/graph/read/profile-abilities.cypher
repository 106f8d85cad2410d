// Abilities that systems of $subject, not gone, require on $asOf, by whether so many people have them at that level.
MATCH (subject:Record:Subject {id: $subject})-[owns:OWNS]->(system:TechnicalAsset)-[at:IN_STAGE]->(stage:Stage)
WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  AND at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  AND stage.phase <> 'GONE'
  AND (system.restrictedTo IS NULL OR $seesAll OR system.restrictedTo IN $own)
MATCH (system)-[requires:REQUIRES]->(record:Competency)
WHERE (requires.from IS NULL OR requires.from <= $asOf) AND (requires.to IS NULL OR $asOf < requires.to)
  AND (record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own)
WITH subject, record, max(requires.level) AS level, max(coalesce(requires.count, 1)) AS needed
CALL (subject, record, level) {
  CALL (subject, record, level) {
    MATCH (subject)-[has:HOLDS]->(record)
    WHERE has.level >= level
    RETURN has, coalesce(has.count, 1) AS people
    UNION ALL
    MATCH (subject)-[:OWNS]->(post:Post)-[has:POST_HOLDS]->(record)
    WHERE has.level >= level
    RETURN has,
      CASE
        WHEN any(i IN range(0, size(post.filledFrom) - 1)
          WHERE post.filledFrom[i] <= $asOf AND (post.filledTo[i] IS NULL OR $asOf < post.filledTo[i])) THEN 1
        ELSE 0
      END AS people
  }
  RETURN
    sum(CASE WHEN (has.from IS NULL OR has.from <= $asOf) AND (has.to IS NULL OR $asOf < has.to) THEN people ELSE 0 END) AS held,
    count(CASE WHEN has.to <= $asOf THEN has END) AS lapsed
}
WITH 'ABILITIES' AS section, record,
  CASE
    WHEN held >= needed THEN 'HELD'
    WHEN held > 0 THEN 'SHORT'
    WHEN lapsed > 0 THEN 'LAPSED'
    ELSE 'ABSENT'
  END AS rating
WHERE ($section IS NULL OR section = $section) AND ($rating IS NULL OR rating = $rating) AND record.id > $after
RETURN section, rating, record ORDER BY record.id LIMIT $limit
