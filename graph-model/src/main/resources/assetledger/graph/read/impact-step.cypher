// What notices next, on $asOf: of each record that is new, the first link to it; the kinds of link that carry trouble,
// and which way, are those of docs/graph.md. What is gone notices nothing.
UNWIND range(0, size($ids) - 1) AS place
MATCH (here:Record {id: $ids[place]})
CALL (here) {
  MATCH (here)<-[link:DEPENDS_ON|RUNS_ON|PART_OF|INTEGRATES_WITH|USES|GOVERNED_BY|REQUIRES]-(next)
  RETURN link, next
  UNION ALL
  MATCH (here)-[link:STORES|INTEGRATES_WITH|SUPPORTS|OPERATED_BY|RESPONSIBLE_FOR|POST_HOLDS]->(next)
  RETURN link, next
  UNION ALL
  MATCH (here:Function)<-[link:MANDATED]-(next)
  RETURN link, next
  UNION ALL
  WITH here WHERE here:LegalAct
  MATCH (next:Subject)-[link:MANDATED]->(:Function)
  WHERE link.act = here.id
  RETURN link, next
}
WITH place, here, link, next
WHERE (link.from IS NULL OR link.from <= $asOf) AND (link.to IS NULL OR $asOf < link.to)
  AND NOT next.id IN $known
  AND (next.restrictedTo IS NULL OR $seesAll OR next.restrictedTo IN $own)
  AND NOT EXISTS {
    (next)-[at:IN_STAGE]->(:Stage {phase: 'GONE'})
    WHERE at.from <= $asOf AND (at.to IS NULL OR $asOf < at.to)
  }
WITH next, min([place, link.id, type(link)]) AS way
ORDER BY next.id LIMIT $limit
RETURN next.id AS record, $ids[way[0]] AS over, way[2] AS link
