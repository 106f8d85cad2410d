// The links on $asOf between assets that go over and assets that stay with the giver; none to what the viewer may not see.
UNWIND $assets AS asset
MATCH (moved:Asset {id: asset})-[link:PART_OF|DEPENDS_ON|RUNS_ON|INTEGRATES_WITH|STORES]-(left:Asset)
WHERE NOT left.id IN $assets
  AND (link.from IS NULL OR link.from <= $asOf) AND (link.to IS NULL OR $asOf < link.to)
  AND (moved.restrictedTo IS NULL OR $seesAll OR moved.restrictedTo IN $own)
  AND (left.restrictedTo IS NULL OR $seesAll OR left.restrictedTo IN $own)
  AND EXISTS {
    (:Subject {id: $giver})-[owns:OWNS]->(left)
    WHERE (owns.from IS NULL OR owns.from <= $asOf) AND (owns.to IS NULL OR $asOf < owns.to)
  }
RETURN link.id AS id, link.kind AS kind, link.version AS version, link.position AS position, link.state AS state
ORDER BY link.id
LIMIT $limit
