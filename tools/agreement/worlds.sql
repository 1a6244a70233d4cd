-- Runs two variants of a statement on small databases of two tables.
CREATE TABLE a (id int, value int);
CREATE TABLE b (id int, y int);

-- All rows of `width` numbers from NULL, 1 and 2, as lists of values.
CREATE FUNCTION rows_of(width int) RETURNS SETOF text LANGUAGE sql AS $$
  WITH RECURSIVE longer (row, length) AS (
    SELECT value, 1 FROM unnest(ARRAY['NULL', '1', '2']) AS value
    UNION ALL
    SELECT row || ', ' || value, length + 1 FROM longer, unnest(ARRAY['NULL', '1', '2']) AS value WHERE length < width
  )
  SELECT row FROM longer WHERE length = width ORDER BY row
$$;

-- All tables of at most two such rows, as lists of rows; empty for none.
CREATE FUNCTION tables_of(width int) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT '' UNION ALL SELECT format('(%s)', a) FROM rows_of(width) AS a
  UNION ALL SELECT format('(%s), (%s)', a, b) FROM rows_of(width) AS a, rows_of(width) AS b WHERE a <= b
$$;

CREATE FUNCTION fill(name regclass, content text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DELETE FROM %s', name);
  IF content <> '' THEN EXECUTE format('INSERT INTO %s VALUES %s', name, content); END IF;
END $$;

CREATE FUNCTION content_of(name regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  EXECUTE format('SELECT string_agg(t::text, '' '' ORDER BY t::text) FROM %s AS t', name) INTO result;
  RETURN coalesce(result, '');
END $$;

-- What a statement returns, or what the tables hold after it, which are then as before.
CREATE FUNCTION effect_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
  IF statement ~* '^\s*(select|with|values)\M' THEN
    EXECUTE format('SELECT string_agg(t::text, '' '' ORDER BY t::text) FROM (%s) AS t', statement) INTO result;
    RETURN coalesce(result, '');
  END IF;
  BEGIN
    EXECUTE statement;
    result := content_of('a') || ' and ' || content_of('b');
    RAISE EXCEPTION USING ERRCODE = 'PG001';
  EXCEPTION WHEN SQLSTATE 'PG001' THEN
    RETURN result;
  END;
END $$;

-- Which of `candidates` the table `checked` accepts, which `statement` creates.
CREATE FUNCTION accepted_by(statement text, candidates text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  candidate text;
  result text := '';
BEGIN
  EXECUTE statement;
  FOREACH candidate IN ARRAY candidates LOOP
    BEGIN
      EXECUTE format('INSERT INTO checked VALUES (%s)', candidate);
      result := result || ' (' || candidate || ')';
    EXCEPTION WHEN check_violation THEN NULL;
    END;
  END LOOP;
  DROP TABLE checked;
  RETURN result;
END $$;

-- Pairs of statements whose effects have to be the same: `always`, or only in databases `without NULL`.
CREATE TABLE pairs (number int PRIMARY KEY, before text, after text, same text);
CREATE TABLE differences (number int, world text, has_null boolean, before text, after text);

-- What the pair of a CREATE TABLE does to all rows.
CREATE FUNCTION compare_tables() RETURNS void LANGUAGE sql AS $$
  WITH accepted AS (
    SELECT number, accepted_by(before, c) AS before, accepted_by(after, c) AS after
    FROM pairs, (SELECT array_agg(r) AS c FROM rows_of(1) AS r) AS candidates
    WHERE before ~* '^CREATE TABLE'
  )
  INSERT INTO differences SELECT number, 'rows', false, before, after FROM accepted WHERE before <> after
$$;

-- What the other pairs do in `worlds`, contents of both tables with a bar between.
CREATE FUNCTION compare_in(worlds text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  world text;
  pair pairs;
  before text;
  after text;
BEGIN
  FOREACH world IN ARRAY worlds LOOP
    PERFORM fill('a', split_part(world, ' | ', 1)), fill('b', split_part(world, ' | ', 2));
    FOR pair IN SELECT * FROM pairs WHERE pairs.before !~* '^CREATE TABLE' LOOP
      before := effect_of(pair.before);
      after := effect_of(pair.after);
      IF before <> after THEN
        INSERT INTO differences VALUES (pair.number, world, world ~ 'NULL', before, after);
      END IF;
    END LOOP;
  END LOOP;
END $$;
