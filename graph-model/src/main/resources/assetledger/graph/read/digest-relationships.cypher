// Every relationship with the names of its ends, for the digest that compares whole graphs.
MATCH (tail)-[tie]->(head)
RETURN type(tie) AS type, properties(tie) AS properties,
  coalesce(tail.id, tail.key, tail.code, tail.scheme + ':' + tail.value) AS tail,
  coalesce(head.id, head.key, head.code, head.scheme + ':' + head.value) AS head
