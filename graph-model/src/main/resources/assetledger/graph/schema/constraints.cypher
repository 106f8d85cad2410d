CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT area_code IF NOT EXISTS FOR (n:Area) REQUIRE n.code IS UNIQUE;
CREATE CONSTRAINT stage_key IF NOT EXISTS FOR (n:Stage) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT external_id IF NOT EXISTS FOR (n:ExternalId) REQUIRE (n.scheme, n.value) IS UNIQUE;
CREATE CONSTRAINT projection_name IF NOT EXISTS FOR (n:Projection) REQUIRE n.name IS UNIQUE;
CREATE INDEX asset_id IF NOT EXISTS FOR (n:Asset) ON (n.id);
CREATE INDEX subject_name IF NOT EXISTS FOR (n:Subject) ON (n.name, n.id);
CREATE INDEX indicator_id IF NOT EXISTS FOR (n:Indicator) ON (n.id);
CREATE INDEX spending_line_id IF NOT EXISTS FOR (n:SpendingLine) ON (n.id);
CREATE INDEX function_id IF NOT EXISTS FOR (n:Function) ON (n.id);
CREATE INDEX mandated_act IF NOT EXISTS FOR ()-[n:MANDATED]-() ON (n.act)
