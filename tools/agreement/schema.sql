-- The schema of a database in the format of `pglint schema --format json`.
SET search_path = '';
CREATE OR REPLACE FUNCTION pg_temp.columns_of(relation oid, numbers smallint[]) RETURNS json LANGUAGE sql AS $$
  SELECT coalesce(json_agg(a.attname ORDER BY k.at), '[]')
  FROM unnest(numbers) WITH ORDINALITY AS k (number, at)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = relation AND a.attnum = k.number
$$;
CREATE OR REPLACE FUNCTION pg_temp.action(code "char") RETURNS text LANGUAGE sql AS $$
  SELECT CASE code WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
                   WHEN 'n' THEN 'set null' WHEN 'd' THEN 'set default' END
$$;
WITH own_schema AS (
  SELECT oid, nspname FROM pg_catalog.pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), of_extension AS (
  SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
), relation AS (
  SELECT c.*, n.nspname FROM pg_catalog.pg_class c JOIN own_schema n ON n.oid = c.relnamespace
  WHERE NOT EXISTS (SELECT FROM of_extension e WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = c.oid)
)
SELECT json_build_object(
  'schemas', (SELECT coalesce(json_agg(json_build_object('name', nspname)), '[]') FROM own_schema WHERE nspname <> 'public'),
  'relations', (SELECT coalesce(json_agg(json_build_object(
      'schema', c.nspname, 'name', c.relname,
      'kind', CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END,
      'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary' ELSE 'permanent' END,
      'partitioned', c.relkind = 'p',
      'partition', c.relispartition,
      'row_security', c.relrowsecurity,
      'force_row_security', c.relforcerowsecurity,
      'comment', pg_catalog.obj_description(c.oid, 'pg_class'),
      'of_type', (SELECT json_build_object('schema', n.nspname, 'name', t.typname)
                  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = c.reloftype),
      'parents', (SELECT coalesce(json_agg(json_build_object('schema', n.nspname, 'name', p.relname) ORDER BY i.inhseqno), '[]')
                  FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                  JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace WHERE i.inhrelid = c.oid),
      'columns', (SELECT coalesce(json_agg(json_build_object(
            'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'not_null', a.attnotnull,
            'default', CASE WHEN a.atthasdef THEN 'yes' END,
            'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' ELSE 'none' END,
            'generated', CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' ELSE 'none' END,
            'local', a.attislocal,
            'comment', pg_catalog.col_description(c.oid, a.attnum)) ORDER BY a.attnum), '[]')
          FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
      'constraints', (SELECT coalesce(json_agg(json_build_object(
            'name', o.conname,
            'kind', CASE o.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'f' THEN 'foreign key'
                                   WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclude' WHEN 'n' THEN 'not null' END,
            'columns', CASE WHEN o.contype IN ('c', 'x') THEN '[]' ELSE pg_temp.columns_of(c.oid, o.conkey) END,
            'references', CASE WHEN o.contype = 'f' THEN (SELECT json_build_object(
                 'schema', n.nspname, 'name', t.relname, 'columns', pg_temp.columns_of(t.oid, o.confkey))
               FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace WHERE t.oid = o.confrelid) END,
            'on_update', pg_temp.action(o.confupdtype), 'on_delete', pg_temp.action(o.confdeltype),
            'set_columns', pg_temp.columns_of(c.oid, o.confdelsetcols),
            'match', CASE o.confmatchtype WHEN 's' THEN 'simple' WHEN 'f' THEN 'full' WHEN 'p' THEN 'partial' END,
            'deferrable', o.condeferrable, 'initially_deferred', o.condeferred, 'validated', o.convalidated,
            'enforced', o.conenforced, 'no_inherit', o.contype IN ('c', 'n') AND o.connoinherit, 'local', o.conislocal,
            'comment', pg_catalog.obj_description(o.oid, 'pg_constraint'))), '[]')
          FROM pg_catalog.pg_constraint o WHERE o.conrelid = c.oid AND o.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint p WHERE p.oid = o.conparentid AND p.conrelid = o.conrelid)),
      'indexes', (SELECT coalesce(json_agg(json_build_object(
            'name', x.relname, 'method', m.amname, 'unique', i.indisunique, 'primary', i.indisprimary,
            'nulls_not_distinct', i.indnullsnotdistinct, 'valid', i.indisvalid,
            'predicate', CASE WHEN i.indpred IS NOT NULL THEN 'yes' END,
            'keys', (SELECT json_agg(json_build_object('column', a.attname, 'descending', (k.option::int & 1) = 1,
                                     'nulls_first', (k.option::int & 2) = 2) ORDER BY k.at)
                     FROM unnest((i.indkey::smallint[])[0:i.indnkeyatts - 1], i.indoption::smallint[])
                          WITH ORDINALITY AS k (number, option, at)
                     LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number AND k.number <> 0),
            'include', pg_temp.columns_of(c.oid, (i.indkey::smallint[])[i.indnkeyatts:]),
            'constraint', (SELECT o.conname FROM pg_catalog.pg_constraint o WHERE o.conindid = x.oid AND o.contype IN ('p', 'u', 'x')),
            'parent', (SELECT p.relname FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = h.inhparent WHERE h.inhrelid = x.oid),
            'comment', pg_catalog.obj_description(x.oid, 'pg_class'))), '[]')
          FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
          JOIN pg_catalog.pg_am m ON m.oid = x.relam WHERE i.indrelid = c.oid),
      'triggers', (SELECT coalesce(json_agg(json_build_object('name', t.tgname, 'for_each_row', (t.tgtype & 1) = 1,
            'timing', CASE WHEN t.tgtype & 64 <> 0 THEN 'instead of' WHEN t.tgtype & 2 <> 0 THEN 'before' ELSE 'after' END,
            'comment', pg_catalog.obj_description(t.oid, 'pg_trigger'))), '[]')
          FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal),
      'policies', (SELECT coalesce(json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive,
            'command', CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END)), '[]')
          FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid),
      'rules', (SELECT coalesce(json_agg(json_build_object('name', r.rulename)), '[]')
          FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid AND (r.rulename <> '_RETURN' OR c.relkind NOT IN ('v', 'm'))),
      'owned_sequences', (SELECT coalesce(json_agg(json_build_object('schema', n.nspname, 'name', s.relname,
             'column', a.attname, 'identity', d.deptype = 'i')), '[]')
          FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
          JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
          JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass
          AND d.refobjid = c.oid AND d.deptype IN ('a', 'i')))), '[]')
    FROM relation c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')),
  'types', (SELECT coalesce(json_agg(json_build_object(
      'schema', n.nspname, 'name', t.typname,
      'kind', CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range'
                             WHEN 'm' THEN 'multirange' ELSE 'base' END,
      'values', (SELECT coalesce(json_agg(e.enumlabel ORDER BY e.enumsortorder), '[]') FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
      'base', CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,
      'not_null', CASE WHEN t.typtype = 'd' THEN t.typnotnull END,
      'default', CASE WHEN t.typtype = 'd' AND t.typdefault IS NOT NULL THEN 'yes' END,
      'constraints', CASE WHEN t.typtype = 'd' THEN (SELECT coalesce(json_agg(json_build_object('name', o.conname,
           'kind', CASE o.contype WHEN 'n' THEN 'not null' ELSE 'check' END, 'validated', o.convalidated)), '[]')
         FROM pg_catalog.pg_constraint o WHERE o.contypid = t.oid) END,
      'attributes', CASE WHEN t.typtype = 'c' THEN (SELECT coalesce(json_agg(json_build_object('name', a.attname,
           'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum), '[]')
         FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) END,
      'subtype', (SELECT pg_catalog.format_type(r.rngsubtype, NULL) FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid OR r.rngmultitypid = t.oid),
      'comment', pg_catalog.obj_description(t.oid, 'pg_type'))), '[]')
    FROM pg_catalog.pg_type t JOIN own_schema n ON n.oid = t.typnamespace
    WHERE (t.typrelid = 0 OR (SELECT relkind FROM pg_catalog.pg_class WHERE oid = t.typrelid) = 'c')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
    AND NOT EXISTS (SELECT FROM of_extension e WHERE e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = t.oid)),
  'sequences', (SELECT coalesce(json_agg(json_build_object('schema', c.nspname, 'name', c.relname,
      'type', (SELECT pg_catalog.format_type(s.seqtypid, NULL) FROM pg_catalog.pg_sequence s WHERE s.seqrelid = c.oid),
      'comment', pg_catalog.obj_description(c.oid, 'pg_class'))), '[]')
    FROM relation c WHERE c.relkind = 'S'),
  'routines', (SELECT coalesce(json_agg(json_build_object('schema', n.nspname, 'name', p.proname,
      'kind', CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
      'signature', coalesce((SELECT string_agg(pg_catalog.format_type(k.type, NULL), ', ' ORDER BY k.at)
                    FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY AS k (type, at)), ''),
      'returns', pg_catalog.format_type(p.prorettype, NULL), 'returns_set', p.proretset,
      'language', (SELECT l.lanname FROM pg_catalog.pg_language l WHERE l.oid = p.prolang),
      'volatility', CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
      'security_definer', p.prosecdef, 'strict', p.proisstrict,
      'comment', pg_catalog.obj_description(p.oid, 'pg_proc'))), '[]')
    FROM pg_catalog.pg_proc p JOIN own_schema n ON n.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::regclass
                      AND d.objid = p.oid AND d.deptype IN ('e', 'i'))));
