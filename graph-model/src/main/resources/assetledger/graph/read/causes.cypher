// What may have changed how records count in the profile of $subject: each itself, its links to what the authority has or
// had, and what these lead to; none that the viewer may not see.
UNWIND $ids AS id
OPTIONAL CALL (id) {
  MATCH (record:Record {id: id})-[link:SUPPORTS|REQUIRES|HOLDS|POST_HOLDS|GOVERNED_BY|PAYS_FOR|USES|OPERATED_BY|FUNCTIONAL_CUSTOMER|TECHNICAL_CUSTOMER|REGULATED_BY|STEWARDED_BY]-(other:Record)
  WHERE (other.restrictedTo IS NULL OR $seesAll OR other.restrictedTo IN $own)
    AND (other.id = $subject
      OR EXISTS { (other)<-[:OWNS]-(:Subject {id: $subject}) }
      OR EXISTS { (record)<-[:OWNS]-(:Subject {id: $subject}) })
  RETURN link, other
  LIMIT $limit
  UNION
  MATCH (subject:Record:Subject {id: $subject})-[:MANDATED {id: id}]->(duty:Function)
  MATCH (duty)-[:NARROWER_THAN*0..8]->(:Function)<-[link:SUPPORTS]-(other:TechnicalAsset)
  WHERE (other.restrictedTo IS NULL OR $seesAll OR other.restrictedTo IN $own)
    AND (EXISTS { (other)<-[:OWNS|USES]-(subject) } OR EXISTS { (other)-[:OPERATED_BY]->(subject) })
  RETURN link, other
  LIMIT $limit
}
WITH id, [id] + [each IN collect(DISTINCT link.id) + collect(DISTINCT other.id) WHERE each <> $subject] AS causes
RETURN id, causes
