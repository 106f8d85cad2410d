// The links that arrive at these records and hold on $asOf, of one kind or of any, by their ids; none to what the
// viewer may not see.
UNWIND $ids AS id
MATCH (record:Record {id: id})
WHERE record.restrictedTo IS NULL OR $seesAll OR record.restrictedTo IN $own
CALL (record) {
  MATCH (record)<-[link:MANDATED|SUPPORTS|USES|GOVERNED_BY|DELIVERS|AIMS_AT|PAYS_FOR|MEASURES|REQUIRES|HOLDS|POST_HOLDS|RESPONSIBLE_FOR|OPERATED_BY|FUNCTIONAL_CUSTOMER|TECHNICAL_CUSTOMER|REGULATED_BY|STEWARDED_BY|PART_OF|REPLACES|DEPENDS_ON|RUNS_ON|INTEGRATES_WITH|STORES|REUSES]-(other)
  WHERE (other.restrictedTo IS NULL OR $seesAll OR other.restrictedTo IN $own)
    AND link.id > $after
    AND ($kind IS NULL OR type(link) = $kind)
    AND (link.from IS NULL OR link.from <= $asOf) AND (link.to IS NULL OR $asOf < link.to)
  RETURN link, other ORDER BY link.id LIMIT $limit
}
RETURN id AS of, link.id AS id, link.kind AS kind, link.version AS version, link.position AS position, link.state AS state,
  CASE WHEN $others THEN other {.id, .kind, .version, .position, .state} END AS other
