// One table, and each row is a fact that servers were asked for, hence the length.
#include "locks/lock_table.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace pglint::locks {
namespace {

using Locks = std::array<LockOn, 4>;

/// A row under construction: each function sets one thing that most rows do without.
struct Row : LockRow {
  constexpr Row(Form of, std::string_view as_shown, Locks of_locks, Work of_work = Work::none) {
    form = of;
    shown = as_shown;
    locks = of_locks;
    work = of_work;
  }
  [[nodiscard]] constexpr Row& if_so(std::string_view condition) {
    when = condition;
    return *this;
  }
  [[nodiscard]] constexpr Row& from(int version) {
    since = version;
    return *this;
  }
  [[nodiscard]] constexpr Row& to(int version) {
    until = version;
    return *this;
  }
  [[nodiscard]] constexpr Row& block(InBlock answer) {
    in_block = answer;
    return *this;
  }
  [[nodiscard]] constexpr Row& after(std::string_view sql) {
    given = sql;
    return *this;
  }
  [[nodiscard]] constexpr Row& tried(std::string_view sql) {
    probe = sql;
    return *this;
  }
};

constexpr LockOn on(Target target, Mode mode) { return {.target = target, .mode = mode}; }

constexpr LockOn ax = on(Target::table, Mode::access_exclusive);
constexpr LockOn srx = on(Target::table, Mode::share_row_exclusive);
constexpr LockOn share = on(Target::table, Mode::share);
constexpr LockOn sux = on(Target::table, Mode::share_update_exclusive);
constexpr LockOn rx = on(Target::table, Mode::row_exclusive);
constexpr LockOn referenced_srx = on(Target::referenced, Mode::share_row_exclusive);
constexpr LockOn referenced_ax = on(Target::referenced, Mode::access_exclusive);
constexpr LockOn referenced_rs = on(Target::referenced, Mode::row_share);
constexpr LockOn referencing_ax = on(Target::referencing, Mode::access_exclusive);
constexpr LockOn parent_ax = on(Target::parent, Mode::access_exclusive);
constexpr LockOn parent_srx = on(Target::parent, Mode::share_row_exclusive);
constexpr LockOn parent_share = on(Target::parent, Mode::share);
constexpr LockOn parent_sux = on(Target::parent, Mode::share_update_exclusive);
constexpr LockOn partitions_share = on(Target::partitions, Mode::share);
constexpr LockOn partitions_srx = on(Target::partitions, Mode::share_row_exclusive);
constexpr LockOn partitions_ax = on(Target::partitions, Mode::access_exclusive);
constexpr LockOn partition_ax = on(Target::partition, Mode::access_exclusive);
constexpr LockOn default_ax = on(Target::default_partition, Mode::access_exclusive);
constexpr LockOn index_ax = on(Target::index, Mode::access_exclusive);
constexpr LockOn index_sux = on(Target::index, Mode::share_update_exclusive);
constexpr LockOn indexes_ax = on(Target::indexes, Mode::access_exclusive);
constexpr LockOn view_ax = on(Target::view, Mode::access_exclusive);
constexpr LockOn view_x = on(Target::view, Mode::exclusive);
constexpr LockOn sources_as = on(Target::sources, Mode::access_share);
constexpr LockOn users_share = on(Target::type_users, Mode::share);
constexpr LockOn users_ax = on(Target::type_users, Mode::access_exclusive);

constexpr auto rows = std::to_array<LockRow>({
    // Columns.
    Row(Form::add_column, "ALTER TABLE … ADD COLUMN", {ax}).tried("ALTER TABLE t ADD z int"),
    Row(Form::add_column_default, "ALTER TABLE … ADD COLUMN … DEFAULT", {ax}, Work::rewrite)
        .to(10)
        .tried("ALTER TABLE t ADD z int NOT NULL DEFAULT 1"),
    Row(Form::add_column_default, "ALTER TABLE … ADD COLUMN … DEFAULT", {ax})
        .if_so("the value is not volatile")
        .from(11)
        .tried("ALTER TABLE t ADD z timestamptz NOT NULL DEFAULT now()"),
    Row(Form::add_column_virtual, "ALTER TABLE … ADD COLUMN … GENERATED … VIRTUAL", {ax})
        .from(18)
        .tried("ALTER TABLE t ADD z int GENERATED ALWAYS AS (a + 1) VIRTUAL"),
    Row(Form::add_column_free_domain, "ALTER TABLE … ADD COLUMN of a domain", {ax})
        .if_so("the domain has no constraint")
        .tried("ALTER TABLE t ADD z plain"),
    Row(Form::add_column_if_there, "ALTER TABLE … ADD COLUMN IF NOT EXISTS", {ax})
        .if_so("the column exists")
        .tried("ALTER TABLE t ADD COLUMN IF NOT EXISTS a int DEFAULT 1"),
    Row(Form::add_column_volatile, "ALTER TABLE … ADD COLUMN … DEFAULT", {ax}, Work::rewrite)
        .if_so("the value is volatile")
        .tried("ALTER TABLE t ADD z float DEFAULT random()"),
    Row(Form::add_column_serial, "ALTER TABLE … ADD COLUMN … serial", {ax}, Work::rewrite)
        .tried("ALTER TABLE t ADD z serial"),
    Row(Form::add_column_identity, "ALTER TABLE … ADD COLUMN … GENERATED … AS IDENTITY", {ax},
        Work::rewrite)
        .tried("ALTER TABLE t ADD z int GENERATED ALWAYS AS IDENTITY"),
    Row(Form::add_column_stored, "ALTER TABLE … ADD COLUMN … GENERATED … STORED", {ax},
        Work::rewrite)
        .from(12)
        .tried("ALTER TABLE t ADD z int GENERATED ALWAYS AS (a + 1) STORED"),
    Row(Form::add_column_bound_domain, "ALTER TABLE … ADD COLUMN of a domain", {ax}, Work::rewrite)
        .if_so("the domain has a constraint")
        .tried("ALTER TABLE t ADD z bound"),
    Row(Form::add_column_check, "ALTER TABLE … ADD COLUMN … CHECK", {ax}, Work::scan)
        .if_so("without DEFAULT, or since 11")
        .tried("ALTER TABLE t ADD z int CHECK (z > 0)"),
    Row(Form::add_column_virtual_checked,
        "ALTER TABLE … ADD COLUMN … VIRTUAL NOT NULL or VIRTUAL CHECK", {ax}, Work::scan)
        .from(18)
        .tried("ALTER TABLE t ADD z int GENERATED ALWAYS AS (n + 1) VIRTUAL NOT NULL"),
    Row(Form::add_column_unique, "ALTER TABLE … ADD COLUMN … UNIQUE or PRIMARY KEY", {ax},
        Work::build)
        .tried("ALTER TABLE t ADD z int UNIQUE"),
    Row(Form::add_column_references, "ALTER TABLE … ADD COLUMN … REFERENCES", {ax, referenced_srx})
        .if_so("without DEFAULT")
        .tried("ALTER TABLE t ADD z int REFERENCES r"),
    Row(Form::add_column_default_references, "ALTER TABLE … ADD COLUMN … DEFAULT … REFERENCES",
        {ax, referenced_srx}, Work::rewrite)
        .to(10)
        .tried("ALTER TABLE t ADD z int DEFAULT 1 REFERENCES r"),
    Row(Form::add_column_default_references, "ALTER TABLE … ADD COLUMN … DEFAULT … REFERENCES",
        {ax, referenced_srx}, Work::foreign_key_scan)
        .from(11)
        .tried("ALTER TABLE t ADD z int DEFAULT 1 REFERENCES r"),
    Row(Form::drop_column, "ALTER TABLE … DROP COLUMN", {ax}).tried("ALTER TABLE t DROP c"),
    Row(Form::drop_column_of_foreign_key, "ALTER TABLE … DROP COLUMN", {ax, referenced_ax})
        .if_so("a foreign key has the column")
        .tried("ALTER TABLE t DROP r_id"),
    Row(Form::rename_column, "ALTER TABLE … RENAME COLUMN", {ax})
        .tried("ALTER TABLE t RENAME c TO z"),
    Row(Form::set_default, "ALTER TABLE … ALTER COLUMN … SET DEFAULT", {ax})
        .tried("ALTER TABLE t ALTER a SET DEFAULT 1"),
    Row(Form::drop_default, "ALTER TABLE … ALTER COLUMN … DROP DEFAULT", {ax})
        .tried("ALTER TABLE t ALTER a DROP DEFAULT"),
    Row(Form::set_not_null, "ALTER TABLE … ALTER COLUMN … SET NOT NULL", {ax}, Work::scan)
        .if_so("no valid CHECK proves it")
        .tried("ALTER TABLE t ALTER a SET NOT NULL"),
    Row(Form::set_not_null_proved, "ALTER TABLE … ALTER COLUMN … SET NOT NULL", {ax}, Work::scan)
        .if_so("a valid CHECK proves it")
        .to(11)
        .after("ALTER TABLE t ADD CONSTRAINT z CHECK (a IS NOT NULL)")
        .tried("ALTER TABLE t ALTER a SET NOT NULL"),
    Row(Form::set_not_null_proved, "ALTER TABLE … ALTER COLUMN … SET NOT NULL", {ax})
        .if_so("a valid CHECK proves it")
        .from(12)
        .after("ALTER TABLE t ADD CONSTRAINT z CHECK (a IS NOT NULL)")
        .tried("ALTER TABLE t ALTER a SET NOT NULL"),
    Row(Form::set_not_null_again, "ALTER TABLE … ALTER COLUMN … SET NOT NULL", {ax})
        .if_so("the column is NOT NULL")
        .tried("ALTER TABLE t ALTER n SET NOT NULL"),
    Row(Form::drop_not_null, "ALTER TABLE … ALTER COLUMN … DROP NOT NULL", {ax})
        .tried("ALTER TABLE t ALTER n DROP NOT NULL"),
    Row(Form::type_change_free, "ALTER TABLE … ALTER COLUMN … TYPE", {ax})
        .if_so("the stored values stay the same")
        .tried("ALTER TABLE t ALTER b TYPE text"),
    Row(Form::type_change_indexes, "ALTER TABLE … ALTER COLUMN … TYPE", {ax}, Work::build)
        .if_so(
            "only the order of the values changes, or an index has an expression with the column")
        .after("CREATE INDEX z ON t (lower(b))")
        .tried("ALTER TABLE t ALTER b TYPE text"),
    Row(Form::type_change_checked, "ALTER TABLE … ALTER COLUMN … TYPE", {ax}, Work::scan)
        .if_so("the stored values stay the same, and a CHECK names the column")
        .tried("ALTER TABLE t ALTER s TYPE varchar"),
    Row(Form::type_change_rewrite, "ALTER TABLE … ALTER COLUMN … TYPE", {ax}, Work::rewrite)
        .if_so("the stored values change")
        .tried("ALTER TABLE t ALTER n TYPE bigint"),
    Row(Form::type_change_of_key, "ALTER TABLE … ALTER COLUMN … TYPE", {ax, referencing_ax},
        Work::rewrite)
        .if_so("the stored values change, and foreign keys reference the column")
        .tried("ALTER TABLE t ALTER id TYPE bigint"),
    Row(Form::type_change_of_reference, "ALTER TABLE … ALTER COLUMN … TYPE", {ax, referenced_ax},
        Work::rewrite)
        .if_so("the stored values change, and the column is in a foreign key")
        .tried("ALTER TABLE t ALTER r_id TYPE bigint"),
    Row(Form::set_expression, "ALTER TABLE … ALTER COLUMN … SET EXPRESSION", {ax}, Work::rewrite)
        .if_so("the column is STORED")
        .from(17)
        .after("ALTER TABLE t ADD z int GENERATED ALWAYS AS (a + 1) STORED")
        .tried("ALTER TABLE t ALTER z SET EXPRESSION AS (a + 2)"),
    Row(Form::set_virtual_expression, "ALTER TABLE … ALTER COLUMN … SET EXPRESSION", {ax})
        .if_so("the column is VIRTUAL")
        .from(18)
        .after("ALTER TABLE t DROP CONSTRAINT t_s;"
               "ALTER TABLE t ADD z int GENERATED ALWAYS AS (a + 1) VIRTUAL")
        .tried("ALTER TABLE t ALTER z SET EXPRESSION AS (a + 2)"),
    Row(Form::drop_expression, "ALTER TABLE … ALTER COLUMN … DROP EXPRESSION", {ax})
        .from(13)
        .after("ALTER TABLE t ADD z int GENERATED ALWAYS AS (a + 1) STORED")
        .tried("ALTER TABLE t ALTER z DROP EXPRESSION"),
    Row(Form::add_identity, "ALTER TABLE … ALTER COLUMN … ADD GENERATED … AS IDENTITY", {ax})
        .tried("ALTER TABLE t ALTER n ADD GENERATED BY DEFAULT AS IDENTITY"),
    Row(Form::set_storage, "ALTER TABLE … ALTER COLUMN … SET STORAGE", {ax})
        .tried("ALTER TABLE t ALTER c SET STORAGE EXTERNAL"),
    Row(Form::set_compression, "ALTER TABLE … ALTER COLUMN … SET COMPRESSION", {ax})
        .from(14)
        .tried("ALTER TABLE t ALTER c SET COMPRESSION pglz"),
    Row(Form::set_statistics, "ALTER TABLE … ALTER COLUMN … SET STATISTICS", {sux})
        .tried("ALTER TABLE t ALTER c SET STATISTICS 100"),
    Row(Form::column_options, "ALTER TABLE … ALTER COLUMN … SET (…)", {sux})
        .tried("ALTER TABLE t ALTER c SET (n_distinct = 5)"),

    // Constraints.
    Row(Form::add_check, "ALTER TABLE … ADD CHECK", {ax}, Work::scan)
        .tried("ALTER TABLE t ADD CONSTRAINT z CHECK (a > 0)"),
    Row(Form::add_check_not_valid, "ALTER TABLE … ADD CHECK … NOT VALID", {ax})
        .tried("ALTER TABLE t ADD CONSTRAINT z CHECK (a > 0) NOT VALID"),
    Row(Form::add_check_not_enforced, "ALTER TABLE … ADD CHECK … NOT ENFORCED", {ax})
        .from(18)
        .tried("ALTER TABLE t ADD CONSTRAINT z CHECK (a > 0) NOT ENFORCED"),
    Row(Form::validate_check, "ALTER TABLE … VALIDATE CONSTRAINT", {sux}, Work::scan)
        .if_so("it is a CHECK")
        .after("ALTER TABLE t ADD CONSTRAINT z CHECK (a > 0) NOT VALID")
        .tried("ALTER TABLE t VALIDATE CONSTRAINT z"),
    Row(Form::add_not_null, "ALTER TABLE … ADD NOT NULL", {ax}, Work::scan)
        .if_so("no valid CHECK proves it")
        .from(18)
        .tried("ALTER TABLE t ADD CONSTRAINT z NOT NULL a"),
    Row(Form::add_not_null_proved, "ALTER TABLE … ADD NOT NULL", {ax})
        .if_so("a valid CHECK proves it")
        .from(18)
        .after("ALTER TABLE t ADD CHECK (a IS NOT NULL)")
        .tried("ALTER TABLE t ADD CONSTRAINT z NOT NULL a"),
    Row(Form::add_not_null_not_valid, "ALTER TABLE … ADD NOT NULL … NOT VALID", {ax})
        .from(18)
        .tried("ALTER TABLE t ADD CONSTRAINT z NOT NULL a NOT VALID"),
    Row(Form::validate_not_null, "ALTER TABLE … VALIDATE CONSTRAINT", {sux}, Work::scan)
        .if_so("it is NOT NULL")
        .from(18)
        .after("ALTER TABLE t ADD CONSTRAINT z NOT NULL a NOT VALID")
        .tried("ALTER TABLE t VALIDATE CONSTRAINT z"),
    Row(Form::add_foreign_key, "ALTER TABLE … ADD FOREIGN KEY", {srx, referenced_srx},
        Work::foreign_key_scan)
        .tried("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES r"),
    Row(Form::add_foreign_key_not_valid, "ALTER TABLE … ADD FOREIGN KEY … NOT VALID",
        {srx, referenced_srx})
        .tried("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES r NOT VALID"),
    Row(Form::add_foreign_key_not_enforced, "ALTER TABLE … ADD FOREIGN KEY … NOT ENFORCED",
        {srx, referenced_srx})
        .from(18)
        .tried("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES r NOT ENFORCED"),
    Row(Form::add_foreign_key_partitioned, "ALTER TABLE … ADD FOREIGN KEY",
        {parent_srx, partitions_srx, referenced_srx}, Work::foreign_key_scan)
        .if_so("the table is partitioned")
        .from(11)
        .tried("ALTER TABLE p ADD CONSTRAINT z FOREIGN KEY (v) REFERENCES r"),
    Row(Form::add_foreign_key_partitioned_taken_over, "ALTER TABLE … ADD FOREIGN KEY",
        {parent_srx, partitions_srx, referenced_ax})
        .if_so("the table is partitioned, and each partition has the foreign key already")
        .from(11)
        .after("ALTER TABLE p1 ADD FOREIGN KEY (v) REFERENCES r")
        .tried("ALTER TABLE p ADD CONSTRAINT z FOREIGN KEY (v) REFERENCES r"),
    Row(Form::add_foreign_key_partitioned_not_valid, "ALTER TABLE … ADD FOREIGN KEY … NOT VALID",
        {parent_srx, partitions_srx, referenced_srx})
        .if_so("the table is partitioned")
        .from(18)
        .tried("ALTER TABLE p ADD CONSTRAINT z FOREIGN KEY (v) REFERENCES r NOT VALID"),
    Row(Form::add_foreign_key_to_partitioned, "ALTER TABLE … ADD FOREIGN KEY",
        {srx, parent_srx, partitions_srx}, Work::foreign_key_scan)
        .if_so("the referenced table is partitioned")
        .from(12)
        .after("ALTER TABLE p ADD PRIMARY KEY (k); UPDATE t SET a = 0 WHERE a = 100")
        .tried("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES p"),
    Row(Form::validate_foreign_key, "ALTER TABLE … VALIDATE CONSTRAINT", {sux, referenced_rs},
        Work::foreign_key_scan)
        .if_so("it is a foreign key")
        .after("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES r NOT VALID")
        .tried("ALTER TABLE t VALIDATE CONSTRAINT z"),
    Row(Form::enforce_foreign_key, "ALTER TABLE … ALTER CONSTRAINT … ENFORCED",
        {ax, referenced_srx}, Work::foreign_key_scan)
        .from(18)
        .after("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES r NOT ENFORCED")
        .tried("ALTER TABLE t ALTER CONSTRAINT z ENFORCED"),
    Row(Form::unenforce_foreign_key, "ALTER TABLE … ALTER CONSTRAINT … NOT ENFORCED",
        {ax, referenced_ax})
        .from(18)
        .after("ALTER TABLE t ADD CONSTRAINT z FOREIGN KEY (a) REFERENCES r")
        .tried("ALTER TABLE t ALTER CONSTRAINT z NOT ENFORCED"),
    Row(Form::add_unique, "ALTER TABLE … ADD UNIQUE", {ax}, Work::build)
        .tried("ALTER TABLE t ADD CONSTRAINT z UNIQUE (x)"),
    Row(Form::add_unique_partitioned, "ALTER TABLE … ADD UNIQUE or PRIMARY KEY",
        {parent_ax, partitions_share}, Work::build)
        .if_so("the table is partitioned")
        .from(11)
        .to(17)
        .tried("ALTER TABLE p ADD CONSTRAINT z UNIQUE (k)"),
    Row(Form::add_unique_partitioned, "ALTER TABLE … ADD UNIQUE or PRIMARY KEY",
        {parent_ax, partitions_ax}, Work::build)
        .if_so("the table is partitioned")
        .from(18)
        .tried("ALTER TABLE p ADD CONSTRAINT z UNIQUE (k)"),
    Row(Form::add_primary_key, "ALTER TABLE … ADD PRIMARY KEY", {ax}, Work::build)
        .after("ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE")
        .tried("ALTER TABLE t ADD PRIMARY KEY (n)"),
    Row(Form::add_primary_key_nullable, "ALTER TABLE … ADD PRIMARY KEY", {ax}, Work::build)
        .if_so("a column may be NULL: every row is checked, too")
        .after("ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE")
        .tried("ALTER TABLE t ADD PRIMARY KEY (a)"),
    Row(Form::add_exclusion, "ALTER TABLE … ADD EXCLUDE", {ax}, Work::build)
        .tried("ALTER TABLE t ADD CONSTRAINT z EXCLUDE USING btree (n WITH =)"),
    Row(Form::add_exclusion_partitioned, "ALTER TABLE … ADD EXCLUDE", {parent_ax, partitions_share},
        Work::build)
        .if_so("the table is partitioned")
        .from(17)
        .to(17)
        .tried("ALTER TABLE p ADD CONSTRAINT z EXCLUDE USING btree (k WITH =)"),
    Row(Form::add_exclusion_partitioned, "ALTER TABLE … ADD EXCLUDE", {parent_ax, partitions_ax},
        Work::build)
        .if_so("the table is partitioned")
        .from(18)
        .tried("ALTER TABLE p ADD CONSTRAINT z EXCLUDE USING btree (k WITH =)"),
    Row(Form::unique_using_index, "ALTER TABLE … ADD UNIQUE USING INDEX", {ax})
        .tried("ALTER TABLE t ADD CONSTRAINT t_a UNIQUE USING INDEX t_a"),
    Row(Form::primary_key_using_index, "ALTER TABLE … ADD PRIMARY KEY USING INDEX", {ax})
        .if_so("its columns are NOT NULL")
        .after("ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE")
        .tried("ALTER TABLE t ADD CONSTRAINT t_n PRIMARY KEY USING INDEX t_n"),
    Row(Form::primary_key_using_nullable_index, "ALTER TABLE … ADD PRIMARY KEY USING INDEX", {ax},
        Work::scan)
        .if_so("a column may be NULL")
        .after("ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE")
        .tried("ALTER TABLE t ADD CONSTRAINT t_a PRIMARY KEY USING INDEX t_a"),
    Row(Form::alter_constraint, "ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE", {ax})
        .tried("ALTER TABLE t ALTER CONSTRAINT t_r DEFERRABLE"),
    Row(Form::rename_constraint, "ALTER TABLE … RENAME CONSTRAINT", {ax})
        .tried("ALTER TABLE t RENAME CONSTRAINT t_s TO z"),
    Row(Form::drop_constraint, "ALTER TABLE … DROP CONSTRAINT", {ax})
        .tried("ALTER TABLE t DROP CONSTRAINT t_s"),
    Row(Form::drop_foreign_key, "ALTER TABLE … DROP CONSTRAINT", {ax, referenced_ax})
        .if_so("it is a foreign key")
        .tried("ALTER TABLE t DROP CONSTRAINT t_r"),
    Row(Form::drop_referenced_key, "ALTER TABLE … DROP CONSTRAINT … CASCADE", {ax, referencing_ax})
        .if_so("foreign keys reference its columns")
        .tried("ALTER TABLE t DROP CONSTRAINT t_pkey CASCADE"),
    Row(Form::domain_add_constraint, "ALTER DOMAIN … ADD CONSTRAINT", {users_share}, Work::scan)
        .tried("ALTER DOMAIN plain ADD CONSTRAINT z CHECK (VALUE > 0)"),
    Row(Form::domain_set_not_null, "ALTER DOMAIN … SET NOT NULL", {users_share}, Work::scan)
        .tried("ALTER DOMAIN plain SET NOT NULL"),
    Row(Form::domain_validate, "ALTER DOMAIN … VALIDATE CONSTRAINT", {users_share}, Work::scan)
        .after("ALTER DOMAIN plain ADD CONSTRAINT z CHECK (VALUE > 0) NOT VALID")
        .tried("ALTER DOMAIN plain VALIDATE CONSTRAINT z"),
    Row(Form::domain_add_not_valid, "ALTER DOMAIN … ADD CONSTRAINT … NOT VALID", {})
        .tried("ALTER DOMAIN plain ADD CONSTRAINT z CHECK (VALUE > 0) NOT VALID"),

    // Indexes.
    Row(Form::create_index, "CREATE INDEX", {share}, Work::build).tried("CREATE INDEX z ON t (c)"),
    Row(Form::create_index_if_there, "CREATE INDEX IF NOT EXISTS", {share})
        .if_so("the index exists")
        .tried("CREATE INDEX IF NOT EXISTS t_a ON t (a)"),
    Row(Form::create_index_concurrently, "CREATE INDEX CONCURRENTLY", {sux}, Work::build)
        .if_so("waits for older transactions")
        .block(InBlock::refused)
        .tried("CREATE INDEX CONCURRENTLY z ON t (c)"),
    Row(Form::create_index_partitioned, "CREATE INDEX on a partitioned table",
        {parent_share, partitions_share}, Work::build)
        .from(11)
        .tried("CREATE INDEX z ON p (v)"),
    Row(Form::create_index_only, "CREATE INDEX ON ONLY a partitioned table", {parent_share})
        .from(11)
        .tried("CREATE INDEX z ON ONLY p (v)"),
    Row(Form::drop_index, "DROP INDEX", {ax, index_ax}).tried("DROP INDEX t_a"),
    Row(Form::drop_index_concurrently, "DROP INDEX CONCURRENTLY", {sux, index_sux})
        .if_so("waits for older transactions")
        .block(InBlock::refused)
        .tried("DROP INDEX CONCURRENTLY t_a"),
    Row(Form::drop_index_partitioned, "DROP INDEX of a partitioned table",
        {parent_ax, partitions_ax})
        .from(11)
        .after("CREATE INDEX z ON p (v)")
        .tried("DROP INDEX z"),
    Row(Form::reindex_index, "REINDEX INDEX", {share, index_ax}, Work::build)
        .tried("REINDEX INDEX t_a"),
    Row(Form::reindex_table, "REINDEX TABLE", {share, indexes_ax}, Work::build)
        .tried("REINDEX TABLE t"),
    Row(Form::reindex_concurrently, "REINDEX CONCURRENTLY", {sux}, Work::build)
        .from(12)
        .block(InBlock::refused)
        .tried("REINDEX INDEX CONCURRENTLY t_a"),
    Row(Form::reindex_schema, "REINDEX SCHEMA or DATABASE", {share, indexes_ax}, Work::build)
        .if_so("one table after the other")
        .block(InBlock::refused)
        .tried("REINDEX SCHEMA public"),
    Row(Form::reindex_partitioned, "REINDEX TABLE or INDEX of a partitioned table", {parent_share})
        .if_so("skipped with a warning")
        .to(13)
        .tried("REINDEX TABLE p"),
    Row(Form::reindex_partitioned, "REINDEX TABLE or INDEX of a partitioned table",
        {on(Target::partitions, Mode::share), on(Target::indexes, Mode::access_exclusive)},
        Work::build)
        .if_so("one partition after the other")
        .from(14)
        .block(InBlock::refused)
        .after("CREATE INDEX z ON p (v)")
        .tried("REINDEX TABLE p"),
    Row(Form::rename_index, "ALTER INDEX … RENAME", {index_ax})
        .to(11)
        .tried("ALTER INDEX t_a RENAME TO z"),
    Row(Form::rename_index, "ALTER INDEX … RENAME", {index_sux})
        .from(12)
        .tried("ALTER INDEX t_a RENAME TO z"),
    Row(Form::index_options, "ALTER INDEX … SET (…)", {index_sux})
        .tried("ALTER INDEX t_a SET (fillfactor = 80)"),
    Row(Form::index_tablespace, "ALTER INDEX … SET TABLESPACE", {index_ax}, Work::copy)
        .if_so("another tablespace")
        .tried("ALTER INDEX t_a SET TABLESPACE elsewhere"),
    Row(Form::attach_index, "ALTER INDEX … ATTACH PARTITION", {index_ax})
        .if_so("the index of the partition")
        .from(11)
        .after("CREATE INDEX z ON ONLY p (v); CREATE INDEX z1 ON p1 (v)")
        .tried("ALTER INDEX z ATTACH PARTITION z1"),

    // Tables.
    Row(Form::create_table, "CREATE TABLE", {}).tried("CREATE TABLE z (a int)"),
    Row(Form::create_table_references, "CREATE TABLE … REFERENCES", {referenced_srx})
        .tried("CREATE TABLE z (a int REFERENCES r)"),
    Row(Form::create_table_as, "CREATE TABLE … AS", {sources_as}, Work::query)
        .tried("CREATE TABLE z AS SELECT * FROM r"),
    Row(Form::create_table_inherits, "CREATE TABLE … INHERITS", {sux})
        .tried("CREATE TABLE z () INHERITS (t)"),
    Row(Form::drop_table, "DROP TABLE", {ax})
        .after("ALTER TABLE t DROP CONSTRAINT t_r; DROP TABLE u")
        .tried("DROP TABLE t"),
    Row(Form::drop_table_with_foreign_keys, "DROP TABLE", {ax, referenced_ax})
        .if_so("the table has foreign keys")
        .after("DROP TABLE u")
        .tried("DROP TABLE t"),
    Row(Form::drop_referenced_table, "DROP TABLE … CASCADE", {ax, referenced_ax, referencing_ax})
        .if_so("foreign keys reference the table")
        .tried("DROP TABLE t CASCADE"),
    Row(Form::truncate, "TRUNCATE", {ax}).after("DROP TABLE u").tried("TRUNCATE t"),
    Row(Form::truncate_cascade, "TRUNCATE … CASCADE", {ax, referencing_ax})
        .tried("TRUNCATE t CASCADE"),
    Row(Form::rename_table, "ALTER TABLE … RENAME", {ax}).tried("ALTER TABLE t RENAME TO z"),
    Row(Form::set_schema, "ALTER TABLE … SET SCHEMA", {ax})
        .after("CREATE SCHEMA z")
        .tried("ALTER TABLE t SET SCHEMA z"),
    Row(Form::rename_schema, "ALTER SCHEMA … RENAME", {})
        .after("CREATE SCHEMA z; ALTER TABLE t SET SCHEMA z")
        .tried("ALTER SCHEMA z RENAME TO y"),
    Row(Form::owner, "ALTER TABLE … OWNER TO", {ax}).tried("ALTER TABLE t OWNER TO pg_monitor"),
    Row(Form::replica_identity, "ALTER TABLE … REPLICA IDENTITY", {ax})
        .tried("ALTER TABLE t REPLICA IDENTITY FULL"),
    Row(Form::row_security, "ALTER TABLE … ENABLE ROW LEVEL SECURITY", {ax})
        .tried("ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
    Row(Form::set_options, "ALTER TABLE … SET (…)", {sux})
        .tried("ALTER TABLE t SET (fillfactor = 70)"),
    Row(Form::cluster_on, "ALTER TABLE … CLUSTER ON", {sux}).tried("ALTER TABLE t CLUSTER ON t_a"),
    Row(Form::set_logged, "ALTER TABLE … SET LOGGED", {ax}, Work::rewrite)
        .after("DROP TABLE u; ALTER TABLE t DROP CONSTRAINT t_r; ALTER TABLE t SET UNLOGGED")
        .tried("ALTER TABLE t SET LOGGED"),
    Row(Form::set_unlogged, "ALTER TABLE … SET UNLOGGED", {ax}, Work::rewrite)
        .after("DROP TABLE u; ALTER TABLE t DROP CONSTRAINT t_r")
        .tried("ALTER TABLE t SET UNLOGGED"),
    Row(Form::set_access_method, "ALTER TABLE … SET ACCESS METHOD", {ax}, Work::rewrite)
        .if_so("another access method")
        .from(15)
        .tried("ALTER TABLE t SET ACCESS METHOD heap2"),
    Row(Form::set_tablespace, "ALTER TABLE … SET TABLESPACE", {ax}, Work::copy)
        .if_so("another tablespace")
        .tried("ALTER TABLE t SET TABLESPACE elsewhere"),
    Row(Form::inherit, "ALTER TABLE … INHERIT", {ax, parent_sux})
        .after("CREATE TABLE parent (a int)")
        .tried("ALTER TABLE t INHERIT parent"),
    Row(Form::no_inherit, "ALTER TABLE … NO INHERIT", {ax, on(Target::parent, Mode::access_share)})
        .after("CREATE TABLE parent (a int); ALTER TABLE t INHERIT parent")
        .tried("ALTER TABLE t NO INHERIT parent"),
    Row(Form::cluster, "CLUSTER", {ax, indexes_ax}, Work::rewrite).tried("CLUSTER t USING t_a"),
    Row(Form::cluster_all, "CLUSTER without a table", {ax, indexes_ax}, Work::rewrite)
        .if_so("one table after the other")
        .block(InBlock::refused)
        .after("CLUSTER t USING t_a")
        .tried("CLUSTER"),
    Row(Form::vacuum_full, "VACUUM FULL", {ax}, Work::rewrite)
        .block(InBlock::refused)
        .tried("VACUUM FULL t"),
    Row(Form::vacuum, "VACUUM", {sux}, Work::scan).block(InBlock::refused).tried("VACUUM t"),
    Row(Form::analyze, "ANALYZE", {sux}, Work::query).tried("ANALYZE t"),
    Row(Form::lock_table, "LOCK TABLE", {ax})
        .if_so("without another mode")
        .block(InBlock::needed)
        .tried("LOCK TABLE t"),
    Row(Form::comment, "COMMENT ON TABLE or COLUMN", {sux}).tried("COMMENT ON TABLE t IS 'x'"),
    Row(Form::create_statistics, "CREATE STATISTICS", {sux})
        .tried("CREATE STATISTICS z (ndistinct) ON a, n FROM t"),
    Row(Form::create_publication, "CREATE PUBLICATION … FOR TABLE", {sux})
        .tried("CREATE PUBLICATION z FOR TABLE t"),
    Row(Form::alter_publication, "ALTER PUBLICATION … ADD or DROP TABLE", {sux})
        .after("CREATE PUBLICATION z")
        .tried("ALTER PUBLICATION z ADD TABLE t"),

    // Partitions.
    Row(Form::create_partition, "CREATE TABLE … PARTITION OF", {parent_ax})
        .tried("CREATE TABLE z PARTITION OF p FOR VALUES FROM (100) TO (200)"),
    Row(Form::create_partition_default, "CREATE TABLE … PARTITION OF", {parent_ax, default_ax},
        Work::scan)
        .if_so("there is a default partition, which is scanned")
        .from(11)
        .after("CREATE TABLE p_default PARTITION OF p DEFAULT; INSERT INTO p VALUES (500)")
        .tried("CREATE TABLE z PARTITION OF p FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition, "ALTER TABLE … ATTACH PARTITION", {parent_ax, partition_ax},
        Work::scan)
        .if_so("no valid CHECK implies the bound")
        .to(11)
        .after("CREATE TABLE q (k int NOT NULL, v int); INSERT INTO q VALUES (101)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition, "ALTER TABLE … ATTACH PARTITION", {parent_sux, partition_ax},
        Work::scan)
        .if_so("no valid CHECK implies the bound")
        .from(12)
        .after("CREATE TABLE q (k int NOT NULL, v int); INSERT INTO q VALUES (101)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_proved, "ALTER TABLE … ATTACH PARTITION", {parent_ax, partition_ax})
        .if_so("a valid CHECK implies the bound")
        .to(11)
        .after("CREATE TABLE q (k int NOT NULL CHECK (k >= 100 AND k < 200), v int)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_proved, "ALTER TABLE … ATTACH PARTITION", {parent_sux, partition_ax})
        .if_so("a valid CHECK implies the bound")
        .from(12)
        .after("CREATE TABLE q (k int NOT NULL CHECK (k >= 100 AND k < 200), v int)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_default, "ALTER TABLE … ATTACH PARTITION",
        {parent_ax, partition_ax, default_ax}, Work::scan)
        .if_so("there is a default partition, which is scanned, too")
        .from(11)
        .to(11)
        .after("CREATE TABLE p_default PARTITION OF p DEFAULT; INSERT INTO p VALUES (500);"
               "CREATE TABLE q (k int NOT NULL, v int); INSERT INTO q VALUES (101)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_default, "ALTER TABLE … ATTACH PARTITION",
        {parent_sux, partition_ax, default_ax}, Work::scan)
        .if_so("there is a default partition, which is scanned, too")
        .from(12)
        .after("CREATE TABLE p_default PARTITION OF p DEFAULT; INSERT INTO p VALUES (500);"
               "CREATE TABLE q (k int NOT NULL, v int); INSERT INTO q VALUES (101)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_builds, "ALTER TABLE … ATTACH PARTITION", {parent_ax, partition_ax},
        Work::build)
        .if_so("the table has indexes that the partition lacks")
        .from(11)
        .to(11)
        .after(
            "CREATE INDEX z ON p (v); CREATE TABLE q (k int NOT NULL CHECK (k >= 100 AND k < 200),"
            "v int); INSERT INTO q VALUES (101)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_builds, "ALTER TABLE … ATTACH PARTITION", {parent_sux, partition_ax},
        Work::build)
        .if_so("the table has indexes that the partition lacks")
        .from(12)
        .after(
            "CREATE INDEX z ON p (v); CREATE TABLE q (k int NOT NULL CHECK (k >= 100 AND k < 200),"
            "v int); INSERT INTO q VALUES (101)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_references, "ALTER TABLE … ATTACH PARTITION",
        {parent_ax, partition_ax, referenced_rs}, Work::foreign_key_scan)
        .if_so("the table has a foreign key that the partition lacks")
        .from(11)
        .to(11)
        .after("ALTER TABLE p ADD FOREIGN KEY (v) REFERENCES r;"
               "CREATE TABLE q (k int NOT NULL CHECK (k >= 100 AND k < 200), v int); INSERT INTO q "
               "VALUES (101, 1)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::attach_partition_references, "ALTER TABLE … ATTACH PARTITION",
        {parent_sux, partition_ax, referenced_srx}, Work::foreign_key_scan)
        .if_so("the table has a foreign key that the partition lacks")
        .from(12)
        .after("ALTER TABLE p ADD FOREIGN KEY (v) REFERENCES r;"
               "CREATE TABLE q (k int NOT NULL CHECK (k >= 100 AND k < 200), v int); INSERT INTO q "
               "VALUES (101, 1)")
        .tried("ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (100) TO (200)"),
    Row(Form::detach_partition, "ALTER TABLE … DETACH PARTITION",
        {parent_ax, on(Target::partition, Mode::share_update_exclusive)})
        .to(13)
        .tried("ALTER TABLE p DETACH PARTITION p1"),
    Row(Form::detach_partition, "ALTER TABLE … DETACH PARTITION", {parent_ax, partition_ax})
        .from(14)
        .tried("ALTER TABLE p DETACH PARTITION p1"),
    Row(Form::detach_partition_default, "ALTER TABLE … DETACH PARTITION",
        {parent_ax, on(Target::partition, Mode::share_update_exclusive), default_ax})
        .if_so("there is a default partition")
        .from(11)
        .to(13)
        .after("CREATE TABLE p_default PARTITION OF p DEFAULT")
        .tried("ALTER TABLE p DETACH PARTITION p1"),
    Row(Form::detach_partition_default, "ALTER TABLE … DETACH PARTITION",
        {parent_ax, partition_ax, default_ax})
        .if_so("there is a default partition")
        .from(14)
        .after("CREATE TABLE p_default PARTITION OF p DEFAULT")
        .tried("ALTER TABLE p DETACH PARTITION p1"),
    Row(Form::detach_partition_concurrently, "ALTER TABLE … DETACH PARTITION CONCURRENTLY",
        {parent_sux, partition_ax})
        .if_so("the partition only for an instant")
        .from(14)
        .block(InBlock::refused)
        .tried("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY"),
    Row(Form::drop_partition, "DROP TABLE of a partition", {parent_ax, partition_ax})
        .tried("DROP TABLE p1"),
    Row(Form::drop_partition_default, "DROP TABLE of a partition",
        {parent_ax, partition_ax, default_ax})
        .if_so("there is a default partition")
        .from(11)
        .after("CREATE TABLE p_default PARTITION OF p DEFAULT")
        .tried("DROP TABLE p1"),

    // Triggers, policies, rules, views and others.
    Row(Form::create_trigger, "CREATE TRIGGER", {srx})
        .tried("CREATE TRIGGER z BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f()"),
    Row(Form::replace_trigger, "CREATE OR REPLACE TRIGGER", {srx})
        .from(14)
        .after("CREATE TRIGGER z BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f()")
        .tried("CREATE OR REPLACE TRIGGER z BEFORE UPDATE ON t FOR EACH ROW EXECUTE PROCEDURE f()"),
    Row(Form::enable_trigger, "ALTER TABLE … ENABLE or DISABLE TRIGGER", {srx})
        .tried("ALTER TABLE t DISABLE TRIGGER USER"),
    Row(Form::drop_trigger, "DROP TRIGGER", {ax})
        .after("CREATE TRIGGER z BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f()")
        .tried("DROP TRIGGER z ON t"),
    Row(Form::policy, "CREATE, ALTER or DROP POLICY", {ax}).tried("CREATE POLICY z ON t"),
    Row(Form::rule, "CREATE or DROP RULE", {ax})
        .tried("CREATE RULE z AS ON INSERT TO t DO ALSO NOTHING"),
    Row(Form::create_view, "CREATE VIEW", {sources_as}).tried("CREATE VIEW z AS SELECT * FROM r"),
    Row(Form::replace_view, "CREATE OR REPLACE VIEW", {view_ax, sources_as})
        .tried("CREATE OR REPLACE VIEW v AS SELECT id FROM r"),
    Row(Form::drop_view, "DROP VIEW", {view_ax}).tried("DROP VIEW v"),
    Row(Form::create_materialized_view, "CREATE MATERIALIZED VIEW", {sources_as}, Work::query)
        .tried("CREATE MATERIALIZED VIEW z AS SELECT * FROM r"),
    Row(Form::refresh, "REFRESH MATERIALIZED VIEW", {view_ax, sources_as}, Work::query)
        .tried("REFRESH MATERIALIZED VIEW m"),
    Row(Form::refresh_concurrently, "REFRESH MATERIALIZED VIEW CONCURRENTLY", {view_x, sources_as},
        Work::query)
        .tried("REFRESH MATERIALIZED VIEW CONCURRENTLY m"),
    Row(Form::drop_type_cascade, "DROP TYPE or DOMAIN … CASCADE", {users_ax})
        .if_so("columns have the type")
        .tried("DROP DOMAIN plain CASCADE"),
    Row(Form::drop_schema, "DROP SCHEMA … CASCADE", {})
        .if_so("ACCESS EXCLUSIVE on each table and view in it")
        .after("ALTER TABLE t DROP CONSTRAINT t_r; DROP TABLE u;"
               "CREATE SCHEMA z; ALTER TABLE t SET SCHEMA z")
        .tried("DROP SCHEMA z CASCADE"),
    Row(Form::drop_sequence_cascade, "DROP SEQUENCE … CASCADE", {users_ax})
        .if_so("defaults use it")
        .after("CREATE SEQUENCE z; ALTER TABLE t ALTER n SET DEFAULT nextval('z')")
        .tried("DROP SEQUENCE z CASCADE"),
    Row(Form::drop_function_cascade, "DROP FUNCTION … CASCADE", {users_ax})
        .if_so("triggers call it")
        .after("CREATE TRIGGER z BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f()")
        .tried("DROP FUNCTION f() CASCADE"),
    Row(Form::drop_owned, "DROP OWNED", {})
        .if_so("ACCESS EXCLUSIVE on each table and view of the role"),
    Row(Form::drop_database, "DROP DATABASE", {}).block(InBlock::refused),
    Row(Form::add_enum_value, "ALTER TYPE … ADD VALUE", {})
        .to(11)
        .block(InBlock::refused)
        .tried("ALTER TYPE mood ADD VALUE 'fine'"),
    Row(Form::add_enum_value, "ALTER TYPE … ADD VALUE", {})
        .from(12)
        .tried("ALTER TYPE mood ADD VALUE 'fine'"),
    Row(Form::rename_enum_value, "ALTER TYPE … RENAME VALUE", {})
        .tried("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'"),
    Row(Form::alter_sequence, "ALTER SEQUENCE", {})
        .after("CREATE SEQUENCE z")
        .tried("ALTER SEQUENCE z RESTART WITH 5"),
    Row(Form::grant, "GRANT", {}).to(17).tried("GRANT SELECT ON t TO pg_monitor"),
    Row(Form::grant, "GRANT", {on(Target::table, Mode::access_share)})
        .from(18)
        .tried("GRANT SELECT ON t TO pg_monitor"),
    Row(Form::database, "CREATE or DROP DATABASE", {})
        .block(InBlock::refused)
        .tried("DROP DATABASE IF EXISTS z"),
    Row(Form::tablespace, "CREATE or DROP TABLESPACE", {})
        .block(InBlock::refused)
        .tried("DROP TABLESPACE IF EXISTS z"),
    Row(Form::alter_system, "ALTER SYSTEM", {})
        .block(InBlock::refused)
        .tried("ALTER SYSTEM RESET work_mem"),
    Row(Form::discard_all, "DISCARD ALL", {}).block(InBlock::refused).tried("DISCARD ALL"),

    // Rows.
    Row(Form::select, "SELECT", {sources_as}, Work::query).tried("SELECT count(*) FROM r"),
    Row(Form::insert, "INSERT", {rx, referenced_rs}, Work::rows)
        .tried("INSERT INTO t (id, n, r_id) VALUES (-1, -1, 1)"),
    Row(Form::update, "UPDATE", {rx}, Work::rows).tried("UPDATE t SET c = 'z'"),
    Row(Form::delete_rows, "DELETE", {rx, on(Target::referencing, Mode::row_share)}, Work::rows)
        .after("DELETE FROM u")
        .tried("DELETE FROM t"),
    Row(Form::copy_from, "COPY … FROM", {rx}, Work::rows)
        .tried("COPY t (id, n) FROM PROGRAM 'echo -1,-1' WITH (FORMAT csv)"),
    Row(Form::merge, "MERGE", {rx, sources_as}, Work::rows)
        .from(15)
        .tried("MERGE INTO t USING r ON t.id = r.id WHEN MATCHED THEN UPDATE SET c = 'z'"),
});

/// `Form::add_column` in docs and JSON.
constexpr std::array<std::string_view, form_count> form_names = {
    "add-column",
    "add-column-default",
    "add-column-virtual",
    "add-column-free-domain",
    "add-column-if-there",
    "add-column-volatile",
    "add-column-serial",
    "add-column-identity",
    "add-column-stored",
    "add-column-bound-domain",
    "add-column-check",
    "add-column-virtual-checked",
    "add-column-unique",
    "add-column-references",
    "add-column-default-references",
    "drop-column",
    "drop-column-of-foreign-key",
    "rename-column",
    "set-default",
    "drop-default",
    "set-not-null",
    "set-not-null-proved",
    "set-not-null-again",
    "drop-not-null",
    "type-change-free",
    "type-change-indexes",
    "type-change-checked",
    "type-change-rewrite",
    "type-change-of-key",
    "type-change-of-reference",
    "set-expression",
    "set-virtual-expression",
    "drop-expression",
    "add-identity",
    "set-storage",
    "set-compression",
    "set-statistics",
    "column-options",
    "add-check",
    "add-check-not-valid",
    "add-check-not-enforced",
    "validate-check",
    "add-not-null",
    "add-not-null-proved",
    "add-not-null-not-valid",
    "validate-not-null",
    "add-foreign-key",
    "add-foreign-key-not-valid",
    "add-foreign-key-not-enforced",
    "add-foreign-key-partitioned",
    "add-foreign-key-partitioned-taken-over",
    "add-foreign-key-partitioned-not-valid",
    "add-foreign-key-to-partitioned",
    "validate-foreign-key",
    "enforce-foreign-key",
    "unenforce-foreign-key",
    "add-unique",
    "add-unique-partitioned",
    "add-primary-key",
    "add-primary-key-nullable",
    "add-exclusion",
    "add-exclusion-partitioned",
    "unique-using-index",
    "primary-key-using-index",
    "primary-key-using-nullable-index",
    "alter-constraint",
    "rename-constraint",
    "drop-constraint",
    "drop-foreign-key",
    "drop-referenced-key",
    "domain-add-constraint",
    "domain-set-not-null",
    "domain-validate",
    "domain-add-not-valid",
    "create-index",
    "create-index-if-there",
    "create-index-concurrently",
    "create-index-partitioned",
    "create-index-only",
    "drop-index",
    "drop-index-concurrently",
    "drop-index-partitioned",
    "reindex-index",
    "reindex-table",
    "reindex-concurrently",
    "reindex-schema",
    "reindex-partitioned",
    "rename-index",
    "index-options",
    "index-tablespace",
    "attach-index",
    "create-table",
    "create-table-references",
    "create-table-as",
    "create-table-inherits",
    "drop-table",
    "drop-table-with-foreign-keys",
    "drop-referenced-table",
    "truncate",
    "truncate-cascade",
    "rename-table",
    "set-schema",
    "rename-schema",
    "owner",
    "replica-identity",
    "row-security",
    "set-options",
    "cluster-on",
    "set-logged",
    "set-unlogged",
    "set-access-method",
    "set-tablespace",
    "inherit",
    "no-inherit",
    "cluster",
    "cluster-all",
    "vacuum-full",
    "vacuum",
    "analyze",
    "lock-table",
    "comment",
    "create-statistics",
    "create-publication",
    "alter-publication",
    "create-partition",
    "create-partition-default",
    "attach-partition",
    "attach-partition-proved",
    "attach-partition-default",
    "attach-partition-builds",
    "attach-partition-references",
    "detach-partition",
    "detach-partition-default",
    "detach-partition-concurrently",
    "drop-partition",
    "drop-partition-default",
    "create-trigger",
    "replace-trigger",
    "enable-trigger",
    "drop-trigger",
    "policy",
    "rule",
    "create-view",
    "replace-view",
    "drop-view",
    "create-materialized-view",
    "refresh",
    "refresh-concurrently",
    "drop-type-cascade",
    "drop-schema",
    "drop-sequence-cascade",
    "drop-function-cascade",
    "drop-owned",
    "drop-database",
    "add-enum-value",
    "rename-enum-value",
    "alter-sequence",
    "grant",
    "database",
    "tablespace",
    "alter-system",
    "discard-all",
    "select",
    "insert",
    "update",
    "delete",
    "copy-from",
    "merge",
};

/// The first row of each form; rows are in the order of the forms.
consteval std::array<std::size_t, form_count + 1> first_rows() {
  std::array<std::size_t, form_count + 1> first = {};
  std::size_t form = 0;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const auto of = static_cast<std::size_t>(rows[index].form);
    if (of + 1 < form) std::abort();  // not in order
    while (form <= of) first[form++] = index;
  }
  while (form <= form_count) first[form++] = rows.size();
  return first;
}
constexpr auto first = first_rows();

consteval bool each_form_has_a_row() {
  for (std::size_t form = 0; form < form_count; ++form) {
    if (first[form] == first[form + 1]) return false;
  }
  return true;
}
static_assert(each_form_has_a_row());

std::span<const LockRow> rows_of(Form form) {
  const auto index = static_cast<std::size_t>(form);
  return std::span(rows).subspan(first[index], first[index + 1] - first[index]);
}

}  // namespace

std::string_view name_of(Target target) {
  switch (target) {
    case Target::none:
      return "";
    case Target::table:
      return "table";
    case Target::referenced:
      return "referenced table";
    case Target::referencing:
      return "referencing table";
    case Target::parent:
      return "parent table";
    case Target::partitions:
      return "its partitions";
    case Target::default_partition:
      return "default partition";
    case Target::partition:
      return "partition";
    case Target::index:
      return "index";
    case Target::indexes:
      return "its indexes";
    case Target::view:
      return "view";
    case Target::sources:
      return "what the query reads";
    case Target::type_users:
      return "tables that use it";
  }
  return "";
}

std::string_view name_of(Work work) {
  switch (work) {
    case Work::none:
      return "";
    case Work::scan:
      return "every row is checked";
    case Work::foreign_key_scan:
      return "every row is looked up in the referenced table";
    case Work::build:
      return "an index is built";
    case Work::copy:
      return "the files are copied";
    case Work::rewrite:
      return "the table and its indexes are rewritten";
    case Work::rows:
      return "rows are written";
    case Work::query:
      return "the query runs";
  }
  return "";
}

std::span<const LockRow> lock_rows() { return rows; }

const LockRow& row_of(Form form, int version) {
  const std::span<const LockRow> of_form = rows_of(form);
  for (const LockRow& row : of_form) {
    if (version <= row.until) return row;
  }
  return of_form.back();
}

int first_version_of(Form form) { return rows_of(form).front().since; }

std::string_view name_of(Form form) { return form_names[static_cast<std::size_t>(form)]; }

std::string_view probe_schema() {
  return R"(CREATE TYPE mood AS ENUM ('ok', 'bad');
CREATE DOMAIN plain AS int;
CREATE DOMAIN bound AS int CHECK (VALUE > 0);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TABLE r (id int PRIMARY KEY, k int);
CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10), c text, n int NOT NULL, x plain,
  r_id int CONSTRAINT t_r REFERENCES r, s text CONSTRAINT t_s CHECK (s <> ''));
CREATE UNIQUE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_n ON t (n);
CREATE TABLE u (id int PRIMARY KEY, t_id int CONSTRAINT u_t REFERENCES t);
CREATE TABLE p (k int NOT NULL, v int) PARTITION BY RANGE (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100);
CREATE VIEW v AS SELECT id FROM r;
CREATE MATERIALIZED VIEW m AS SELECT id FROM r;
CREATE UNIQUE INDEX m_id ON m (id);
INSERT INTO r SELECT i, i FROM generate_series(1, 100) AS i;
INSERT INTO t SELECT i, i, 'x', 'y', i, i, i, 'z' FROM generate_series(1, 100) AS i;
INSERT INTO u SELECT i, i FROM generate_series(1, 100) AS i;
INSERT INTO p SELECT i - 1, i FROM generate_series(1, 100) AS i;
REFRESH MATERIALIZED VIEW m;
)";
}

}  // namespace pglint::locks
