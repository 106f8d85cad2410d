// The links that one authority answers for, since they leave it or what it owns, in the order of their ids, whatever
// their days; none to what the viewer may not see.
MATCH (:Subject {id: $owner})-[owns:OWNS*0..1]->(tail:Record)
WHERE all(tie IN owns WHERE tie.to IS NULL) AND (tail.restrictedTo IS NULL OR $seesAll OR tail.restrictedTo IN $own)
CALL (tail) {
  MATCH (tail)-[link:MANDATED|SUPPORTS|USES|GOVERNED_BY|DELIVERS|AIMS_AT|PAYS_FOR|MEASURES|REQUIRES|HOLDS|POST_HOLDS|RESPONSIBLE_FOR|OPERATED_BY|FUNCTIONAL_CUSTOMER|TECHNICAL_CUSTOMER|REGULATED_BY|STEWARDED_BY|PART_OF|REPLACES|DEPENDS_ON|RUNS_ON|INTEGRATES_WITH|STORES|REUSES]->(head)
  WHERE link.id > $after AND (head.restrictedTo IS NULL OR $seesAll OR head.restrictedTo IN $own)
  RETURN link ORDER BY link.id LIMIT $limit
}
WITH link ORDER BY link.id LIMIT $limit
RETURN link.id AS id, link.kind AS kind, link.version AS version, link.position AS position, link.state AS state
