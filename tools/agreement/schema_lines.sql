-- The schema of a database, one object a line, on every version since PostgreSQL 10. A line begins
-- with the kind and the name of the object.
SET search_path = '';
WITH own_schema AS (
  SELECT oid FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), relation AS (
  SELECT c.oid, c.relkind, c.oid::regclass::text AS name FROM pg_catalog.pg_class c WHERE c.relnamespace IN (SELECT oid FROM own_schema)
)
SELECT regexp_replace(line, '\s+', ' ', 'g') FROM (
  SELECT format('relation %s: %s', name, relkind) AS line FROM relation WHERE relkind NOT IN ('i', 'I', 'S', 't')
  UNION ALL
  SELECT format('column %s.%I: %s', c.name, a.attname, concat_ws(', ', format_type(a.atttypid, a.atttypmod),
           (SELECT 'collation ' || o.collname FROM pg_catalog.pg_collation o WHERE o.oid = a.attcollation AND o.collname <> 'default'),
           CASE WHEN a.attnotnull THEN 'not null' END,
           CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
           'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid)))
  FROM relation c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
  UNION ALL
  SELECT format('constraint %s.%I: %s', coalesce(nullif(o.conrelid, 0)::regclass::text, o.contypid::regtype::text), o.conname,
                pg_catalog.pg_get_constraintdef(o.oid))
  FROM pg_catalog.pg_constraint o WHERE o.connamespace IN (SELECT oid FROM own_schema) AND o.contype <> 'n'
  UNION ALL
  SELECT format('index %s: %s', c.name, pg_catalog.pg_get_indexdef(c.oid)) FROM relation c WHERE c.relkind IN ('i', 'I')
  UNION ALL
  SELECT format('sequence %s: %s%s', c.name, format_type(s.seqtypid, NULL), (SELECT format(', of %s.%I', d.refobjid::regclass, a.attname)
           FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
           WHERE d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0))
  FROM relation c JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
  UNION ALL
  SELECT format('view %s: %s', name, pg_catalog.pg_get_viewdef(oid)) FROM relation WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT format('type %s: %s', t.oid::regtype, concat_ws(', ', t.typtype, format_type(nullif(t.typbasetype, 0), t.typtypmod),
           (SELECT string_agg(e.enumlabel, ' ' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)))
  FROM pg_catalog.pg_type t WHERE t.typnamespace IN (SELECT oid FROM own_schema) AND t.typtype IN ('e', 'd', 'r')
  UNION ALL
  SELECT format('routine %s: %s', p.oid::regprocedure, format_type(p.prorettype, NULL))
  FROM pg_catalog.pg_proc p WHERE p.pronamespace IN (SELECT oid FROM own_schema)
  UNION ALL
  SELECT format('trigger %s.%I: %s', t.tgrelid::regclass, t.tgname, pg_catalog.pg_get_triggerdef(t.oid))
  FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal
  UNION ALL
  SELECT format('policy %s.%I: %s, %s', p.polrelid::regclass, p.polname, pg_catalog.pg_get_expr(p.polqual, p.polrelid),
                pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_catalog.pg_policy p
) AS lines ORDER BY line COLLATE "C";
