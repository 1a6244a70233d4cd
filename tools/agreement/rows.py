"""Rows for all tables of a database."""

# A row for each number, with values of which foreign keys find theirs.
fill = r"""
SET client_min_messages = error;
DO $$
DECLARE
  t record;
  names text;
  vals text;
  sequence text;
BEGIN
  FOR pass IN 1..4 LOOP
    FOR t IN SELECT c.oid, c.relkind, c.oid::regclass AS name FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND c.oid::regclass::text <> ALL (string_to_array(':empty', ','))
          AND obj_description(c.oid, 'pg_class') IS DISTINCT FROM 'filled' LOOP
      SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
        string_agg(CASE
          WHEN y.typtype = 'e' THEN format('(SELECT min(e) FROM unnest(enum_range(NULL::%s)) AS e)',
            format_type(a.atttypid, NULL))
          WHEN y.typname IN ('int2', 'int4', 'int8', 'numeric', 'float4', 'float8') OR y.typtype = 'd'
            THEN CASE WHEN t.relkind = 'p' THEN 'i % 100' ELSE 'i' END
          WHEN y.typname IN ('text', 'varchar') THEN '''x'' || i'
          WHEN y.typname = 'bpchar' THEN '''x'''
          WHEN y.typname = 'uuid' THEN 'md5(i::text)::uuid'
          WHEN y.typname IN ('timestamptz', 'timestamp', 'date') THEN '''2025-06-01'''
          WHEN y.typname = 'bool' THEN 'true'
          ELSE 'NULL' END, ', ' ORDER BY a.attnum)
        INTO names, vals
        FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
        WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND NOT EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = t.oid AND d.adnum = a.attnum
            AND pg_get_expr(d.adbin, d.adrelid) !~ 'nextval' AND to_jsonb(a) ->> 'attgenerated' = 's');
      BEGIN
        EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE '
          'SELECT %s FROM generate_series(1000001, 1000000 + :rows) AS i', t.name, names, vals);
        EXECUTE format('COMMENT ON TABLE %s IS %L', t.name, 'filled');
      EXCEPTION WHEN OTHERS THEN
        RAISE INFO 'no rows in %: %', t.name, SQLERRM;
      END;
    END LOOP;
  END LOOP;
  FOR t IN SELECT a.attrelid::regclass AS name, a.attname FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') LOOP
    sequence := pg_get_serial_sequence(t.name::text, t.attname);
    IF sequence IS NOT NULL THEN PERFORM setval(sequence, 1000001 + :rows); END IF;
  END LOOP;
END
$$;
ANALYZE;
"""
