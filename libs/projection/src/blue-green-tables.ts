/** A projection and its tables, as they stand in the schema `schema` before they are made to stand twice. */
export type BlueGreenProjection = { readonly name: string; readonly tables: readonly string[] };

/** The schema in which the names of a service's projected tables mean the generation that is not served. */
export const shadowSchemaOf = (schema: string): string => `${schema}_shadow`;

/**
 * DDL that makes the tables of projections stand twice, to be run once in a schema, after `generationTables`: `<table>` becomes `<table>_blue`, `<table>_green` is made like it,
 * and `<table>` is from then on a view of the one that is served; in the shadow schema a view of the same name shows the other. Policies are not copied: give the green tables theirs.
 * The service's role owns nothing, so that what needs an owner is done by three functions, each for an operator alone: `clear_shadow`, `index_shadow` and `serve_shadow`.
 */
export function blueGreenTables(schema: string, projections: readonly BlueGreenProjection[]): string {
  const pairs = projections.flatMap(({ name, tables }) => tables.map((table) => `('${name}', '${table}')`));
  return `
CREATE SCHEMA ${shadowSchemaOf(schema)};
CREATE VIEW projection_table AS SELECT * FROM (VALUES ${pairs.join(', ')}) AS listed (projection, table_name);
INSERT INTO projection_generation (projection) VALUES ${projections.map(({ name }) => `('${name}')`).join(', ')};
${projections.flatMap(({ tables }) => tables.map((table) => standTwice(schema, table))).join('')}
${shadowFunctions(schema)}`;
}

const standTwice = (schema: string, table: string): string => `
ALTER TABLE ${table} RENAME TO ${table}_blue;
CREATE TABLE ${table}_green (LIKE ${table}_blue INCLUDING ALL);
CREATE VIEW ${table} WITH (security_invoker = true) AS SELECT * FROM ${table}_blue;
CREATE VIEW ${shadowSchemaOf(schema)}.${table} WITH (security_invoker = true) AS SELECT * FROM ${table}_green;
`;

// The functions act as the tables' owner. They name tables from a view that nobody can write, and look nowhere but in the schema: pg_temp comes last, where it hides nothing.
const shadowFunctions = (schema: string): string => `
${shadowOf(schema)}${clearShadow(schema)}${indexShadow(schema)}${serveShadow(schema)}
REVOKE ALL ON FUNCTION shadow_of(text), clear_shadow(text), index_shadow(text), serve_shadow(text) FROM PUBLIC;
`;

const shadowOf = (schema: string): string => `
CREATE FUNCTION shadow_of(of_projection text) RETURNS text LANGUAGE plpgsql SET search_path = ${schema}, pg_temp AS $shadow$
DECLARE other text;
BEGIN
  IF coalesce(current_setting('app.actor', true), '') <> 'operator' THEN
    RAISE EXCEPTION 'Only an operator may touch the generations of %.', of_projection USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT CASE serving WHEN 'blue' THEN 'green' ELSE 'blue' END INTO other FROM projection_generation WHERE projection = of_projection FOR UPDATE;
  IF other IS NULL THEN
    RAISE EXCEPTION 'The projection % has no generations.', of_projection USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN other;
END
$shadow$;
`;

const clearShadow = (schema: string): string => `
CREATE FUNCTION clear_shadow(of_projection text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = ${schema}, pg_temp SET lock_timeout = '5s' AS $shadow$
DECLARE
  other text := shadow_of(of_projection);
  shadow_table text;
  secondary regclass;
BEGIN
  FOR shadow_table IN SELECT table_name || '_' || other FROM projection_table WHERE projection = of_projection LOOP
    EXECUTE format('TRUNCATE ${schema}.%I', shadow_table);
    FOR secondary IN SELECT indexrelid::regclass FROM pg_index WHERE indrelid = format('${schema}.%I', shadow_table)::regclass AND NOT indisunique LOOP
      EXECUTE format('DROP INDEX %s', secondary);
    END LOOP;
  END LOOP;
  DELETE FROM projection_checkpoint WHERE projection = of_projection AND NOT serving;
  UPDATE projection_generation SET shadow = 'filling' WHERE projection = of_projection;
END
$shadow$;
`;

const indexShadow = (schema: string): string => `
CREATE FUNCTION index_shadow(of_projection text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = ${schema}, pg_temp SET lock_timeout = '5s' AS $shadow$
DECLARE
  other text := shadow_of(of_projection);
  served regclass;
  shadow_table text;
  definition text;
BEGIN
  FOR served, shadow_table IN
    SELECT format('${schema}.%I', table_name || '_' || serving)::regclass, table_name || '_' || other
    FROM projection_table JOIN projection_generation USING (projection) WHERE projection = of_projection
  LOOP
    FOR definition IN
      SELECT substring(pg_get_indexdef(indexrelid) FROM ' USING .*$') FROM pg_index WHERE indrelid = served AND NOT indisunique
      EXCEPT
      SELECT substring(pg_get_indexdef(indexrelid) FROM ' USING .*$') FROM pg_index WHERE indrelid = format('${schema}.%I', shadow_table)::regclass
    LOOP
      EXECUTE format('CREATE INDEX ON ${schema}.%I', shadow_table) || definition;
    END LOOP;
    EXECUTE format('ANALYZE ${schema}.%I', shadow_table);
  END LOOP;
END
$shadow$;
`;

// Locks in the order of a batch: the checkpoints first, which waits for batches under way and holds later ones back, then the views.
// The time to wait is below deadlock_timeout: whoever reads is never the one that is given up.
const serveShadow = (schema: string): string => `
CREATE FUNCTION serve_shadow(of_projection text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = ${schema}, pg_temp SET lock_timeout = '250ms' AS $shadow$
DECLARE
  other text := shadow_of(of_projection);
  shadow_now text;
  listed text;
BEGIN
  SELECT shadow INTO shadow_now FROM projection_generation WHERE projection = of_projection;
  IF shadow_now NOT IN ('ready', 'kept') THEN
    RAISE EXCEPTION 'The other generation of % is %: it can''t be served.', of_projection, shadow_now USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  UPDATE projection_checkpoint SET serving = false WHERE projection = of_projection AND serving;
  UPDATE projection_checkpoint SET serving = true WHERE projection = of_projection AND generation = other;
  FOR listed IN SELECT table_name FROM projection_table WHERE projection = of_projection LOOP
    EXECUTE format('CREATE OR REPLACE VIEW ${schema}.%I WITH (security_invoker = true) AS SELECT * FROM ${schema}.%I', listed, listed || '_' || other);
    EXECUTE format('CREATE OR REPLACE VIEW ${shadowSchemaOf(schema)}.%I WITH (security_invoker = true) AS SELECT * FROM ${schema}.%I', listed,
      listed || CASE other WHEN 'blue' THEN '_green' ELSE '_blue' END);
  END LOOP;
  UPDATE projection_generation SET serving = other, shadow = 'kept', served_at = clock_timestamp() WHERE projection = of_projection;
  RETURN other;
END
$shadow$;
`;
