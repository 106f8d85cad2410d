// A system with its owner and the functions that it supports, in one statement.
MATCH (owner:Subject)-[:OWNS]->(system:Record {id: $id})
RETURN system.id AS id, system.number AS number, system.name AS name, owner {.id, .name} AS owner,
  COLLECT {
    MATCH (system)-[link:SUPPORTS]->(function:Function)
    WHERE (link.from IS NULL OR link.from <= $asOf) AND (link.to IS NULL OR $asOf < link.to)
    WITH link, function ORDER BY link.id LIMIT 100
    RETURN {degree: link.degree, id: function.id, name: function.name}
  } AS functions
