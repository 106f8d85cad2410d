// What earlier versions of these records said about their surroundings.
UNWIND $ids AS id
MATCH (record:Record {id: id})
CALL (record) {
  MATCH (record)-[tie:CHILD_OF|SUCCEEDED_BY|NARROWER_THAN|IN_AREA|IN_STAGE|SPEAKS_OF]->()
  RETURN tie
  UNION
  MATCH (record)<-[tie:OWNS|DECLARED|GIVES|TAKES]-()
  RETURN tie
}
DELETE tie
