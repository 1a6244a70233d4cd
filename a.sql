-- pglint: ignore-file json-type -- whatever
CREATE TABLE t (
  id bigint PRIMARY KEY,
  -- pglint: ignore char-type -- old
  a char(3) NOT NULL,
  b char(3) NOT NULL,
  c money, -- pglint: ignore money-type
  d timestamp -- pglint: ignore timestamp-without-time-zon
);
-- pglint: ignore timestamp-without-time-zone
CREATE TABLE u (
  id bigint PRIMARY KEY,
  a timestamp,
  b timestamp);
/* pglint: ignore-start money-type */
ALTER TABLE t ADD COLUMN e money; ALTER TABLE t
 -- pglint: ignore char-type
 ADD COLUMN f money, ADD COLUMN g char(3);
/* pglint: ignore-end money-type */
DO $$
DECLARE
  -- pglint: ignore money-type
  x money := 1;
  y money;
BEGIN
  -- pglint: ignore not-in-subquery -- s
  IF 1 NOT IN (SELECT a FROM t) THEN x := 1; END IF;
  IF 1 NOT IN (SELECT a FROM t) THEN x := 1; END IF; -- pglint: ignore not-in-subquery
  IF 1 NOT IN (SELECT a FROM t) THEN x := 1; END IF;
END $$;
