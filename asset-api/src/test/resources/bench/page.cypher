// The first fifty systems of an authority with their functions and the money behind them.
MATCH (:Subject {id: $id})-[:OWNS]->(system:TechnicalAsset)
WITH system ORDER BY system.id LIMIT 50
RETURN system.id AS id, system.number AS number, system.name AS name,
  COLLECT {
    MATCH (system)-[link:SUPPORTS]->(function:Function)
    WHERE (link.from IS NULL OR link.from <= $asOf) AND (link.to IS NULL OR $asOf < link.to)
    WITH link, function ORDER BY link.id LIMIT 10
    RETURN {degree: link.degree, id: function.id, name: function.name}
  } AS functions,
  COLLECT {
    MATCH (system)<-[delivers:DELIVERS]-(measure:Measure)
    WHERE (delivers.from IS NULL OR delivers.from <= $asOf) AND (delivers.to IS NULL OR $asOf < delivers.to)
    WITH delivers, measure ORDER BY delivers.id LIMIT 5
    RETURN {id: measure.id, name: measure.name, lines: COLLECT {
      MATCH (measure)<-[pays:PAYS_FOR]-(line:SpendingLine)
      WHERE (pays.from IS NULL OR pays.from <= $asOf) AND (pays.to IS NULL OR $asOf < pays.to)
      WITH pays, line ORDER BY pays.id LIMIT 5
      RETURN line {.id, .number, .years, .minorUnits, .currency}
    }}
  } AS measures
