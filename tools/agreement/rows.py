"""Rows for all tables of a database."""

# Row i of each table has the same value in each column of a type, so that foreign keys find theirs. Constraints may want other
# values where no key is: each table tries some styles of them. Triggers are off. Prints which tables stay empty and why.
fill = r"""
SET client_min_messages = error;
SET session_replication_role = replica;
CREATE TEMP TABLE pg_temp_filled (id oid PRIMARY KEY);

-- What a column gets in row i, as SQL.
CREATE FUNCTION pg_temp.value_of(a pg_attribute, style int, in_key bool, in_partition_key bool) RETURNS text LANGUAGE plpgsql
AS $$
DECLARE
  y pg_type := (SELECT y FROM pg_type y WHERE y.oid = a.atttypid);
  plain text;
BEGIN
  IF NOT a.attnotnull AND NOT in_key AND style IN (3, 4, 6) THEN RETURN 'NULL'; END IF;
  WHILE y.typtype = 'd' LOOP SELECT b.* INTO y FROM pg_type b WHERE b.oid = y.typbasetype; END LOOP;
  IF y.typtype = 'e' THEN
    RETURN format('(SELECT %s(e) FROM unnest(enum_range(NULL::%s)) AS e)',
      CASE WHEN style % 2 = 0 AND NOT in_key THEN 'max' ELSE 'min' END, format_type(y.oid, NULL));
  END IF;
  IF y.typname = 'int2' AND in_key THEN RETURN '(i - 1000000)'; END IF;
  IF y.typname IN ('int2', 'int4', 'int8', 'numeric', 'float4', 'float8') THEN
    RETURN CASE WHEN in_partition_key THEN 'i % 100' WHEN NOT in_key AND style > 1 THEN '1' ELSE 'i' END;
  END IF;
  IF y.typname IN ('text', 'varchar', 'citext', 'name', 'ltree') THEN
    IF NOT in_key AND style IN (5, 6) THEN RETURN quote_literal(''); END IF;
    plain := CASE WHEN a.atttypmod BETWEEN 5 AND 11 THEN format('right(i::text, %s)', a.atttypmod - 4) ELSE '''x'' || i' END;
    RETURN CASE WHEN y.typname = 'ltree' THEN format('(%s)::%s', plain, format_type(y.oid, NULL)) ELSE plain END;
  END IF;
  plain := CASE y.typname WHEN 'bpchar' THEN 'x' WHEN 'timestamptz' THEN '2025-06-01' WHEN 'timestamp' THEN '2025-06-01'
    WHEN 'date' THEN '2025-06-01' WHEN 'bool' THEN CASE WHEN style % 2 = 0 THEN 'false' ELSE 'true' END END;
  IF plain IS NOT NULL THEN RETURN quote_literal(plain); END IF;
  IF y.typname = 'uuid' THEN RETURN 'md5(i::text)::uuid'; END IF;
  IF NOT a.attnotnull THEN RETURN 'NULL'; END IF;
  RETURN CASE WHEN y.typname IN ('json', 'jsonb') OR y.typcategory = 'A' THEN quote_literal('{}')
    WHEN y.typname = 'bytea' THEN 'decode(md5(i::text), ''hex'')'
    WHEN y.typname IN ('inet', 'cidr') THEN '''10.0.0.1'''
    WHEN y.typname IN ('time', 'timetz') THEN '''12:00'''
    WHEN y.typname = 'interval' THEN '''1 day'''
    WHEN y.typname = 'tsvector' THEN '''x'''
    ELSE 'NULL' END;
END
$$;

DO $$
DECLARE
  t record;
  key record;
  names text;
  vals text;
  reason text;
  is_missing bool;
BEGIN
  FOR t IN SELECT c.oid, c.relkind, c.oid::regclass AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND c.oid::regclass::text <> ALL (string_to_array(':empty', ',')) LOOP
    FOR style IN 1..6 LOOP
      SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
        string_agg(pg_temp.value_of(a, style,
          EXISTS (SELECT FROM pg_constraint k
            WHERE k.conrelid = t.oid AND k.contype IN ('p', 'u', 'f', 'x') AND a.attnum = ANY (k.conkey)
              OR k.confrelid = t.oid AND a.attnum = ANY (k.confkey))
            OR EXISTS (SELECT FROM pg_index x WHERE x.indrelid = t.oid AND x.indisunique AND a.attnum = ANY (x.indkey)),
          EXISTS (SELECT FROM pg_partitioned_table p WHERE p.partrelid = t.oid AND a.attnum = ANY (p.partattrs))),
          ', ' ORDER BY a.attnum)
        INTO names, vals
        FROM pg_attribute a
        WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND NOT EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = t.oid AND d.adnum = a.attnum
            AND pg_get_expr(d.adbin, d.adrelid) !~ 'nextval' AND to_jsonb(a) ->> 'attgenerated' = 's');
      BEGIN
        EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE '
          'SELECT %s FROM generate_series(1000001, 1000000 + :rows) AS i', t.name, names, vals);
        INSERT INTO pg_temp_filled VALUES (t.oid);
        EXIT;
      EXCEPTION WHEN OTHERS THEN
        IF style = 1 THEN reason := SQLERRM; END IF;
        IF style = 6 THEN RAISE INFO 'no rows in %: %', t.name, reason; END IF;
      END;
    END LOOP;
  END LOOP;
  -- Rows that refer to others that could not be made.
  LOOP
    is_missing := false;
    FOR key IN SELECT k.conname, k.conrelid, k.conrelid::regclass AS name,
          (SELECT string_agg(format('d.%I = s.%I', b.attname, a.attname), ' AND ') FROM unnest(k.conkey, k.confkey) AS p (s, d)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.s
            JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = p.d) AS is_same,
          (SELECT string_agg(format('s.%I IS NOT NULL', a.attname), ' AND ') FROM pg_attribute a
            WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS is_set,
          (SELECT quote_ident(min(a.attname)) FROM pg_attribute a
            WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND NOT a.attnotnull) AS nullable,
          k.confrelid::regclass AS target
        FROM pg_constraint k JOIN pg_temp_filled f ON f.id = k.conrelid WHERE k.contype = 'f' LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM %s s WHERE %s AND NOT EXISTS (SELECT FROM %s d WHERE %s))', key.name, key.is_set,
        key.target, key.is_same) INTO is_missing;
      CONTINUE WHEN NOT is_missing;
      BEGIN
        EXECUTE format('UPDATE %s SET %s = NULL', key.name, key.nullable);
      EXCEPTION WHEN OTHERS THEN
        EXECUTE format('DELETE FROM %s', key.name);
        DELETE FROM pg_temp_filled WHERE id = key.conrelid;
        RAISE INFO 'no rows in %: % finds none in %', key.name, key.conname, key.target;
      END;
      EXIT;
    END LOOP;
    EXIT WHEN is_missing IS NOT TRUE;
  END LOOP;
  FOR t IN SELECT pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) AS sequence FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') LOOP
    CONTINUE WHEN t.sequence IS NULL;
    PERFORM setval(t.sequence, CASE WHEN s.seqmax > 1000001 + :rows THEN 1000001 + :rows ELSE least(1 + :rows, s.seqmax) END)
      FROM pg_sequence s WHERE s.seqrelid = t.sequence::regclass;
  END LOOP;
END
$$;
ANALYZE;
"""
