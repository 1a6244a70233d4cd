// References that PostgreSQL rejects, because what they refer to is not there when the statement
// runs. What a run never saw is unknown, not absent: that alone is worth no more than an info.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/name/name_model.h"
#include "design/schema.h"
#include "migration/script.h"
#include "parse/meaning/name_words.h"
#include "rule/context.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::dangling_reference {
namespace {

using Names = std::vector<std::string>;

/// A run that makes so many tables is taken for the whole of a schema.
constexpr std::size_t whole_schema = 10;

/// Where more tables are unknown than this, none is a slip of the pen, and to compare all is slow.
constexpr std::size_t most_near = 16;

/// A run that makes fewer is a piece of one, and what it lacks is no news.
constexpr std::size_t part_of_schema = 3;

// At the statement: what is known for sure.

Names strings(const List* list) {
  Names names;
  for (const Node* item : each(list)) names.emplace_back(string_value(item));
  return names;
}

/// False in bodies that somebody calls, under a condition, and in what takes a migration back.
bool is_replayed(const Context& context) {
  return context.runs_now() && !context.origin().conditional &&
         context.section().direction != migration::Direction::down;
}

/// The table, if everything about it is known.
const catalog::Relation* known_table(const catalog::Catalog& before, const catalog::Name& name) {
  const catalog::Relation* table = before.find_relation(name);
  const bool is_known = table != nullptr && table->kind == catalog::RelationKind::table &&
                        table->certain && table->columns_known;
  return is_known ? table : nullptr;
}

/// True if one letter too much, too few, another one or two in the wrong order make the difference;
/// not where it is a number.
bool is_slip(std::string_view a, std::string_view b) {
  constexpr std::size_t least = 4;
  if (a.size() < least || b.size() < least) return false;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  constexpr std::string_view digits = "0123456789";
  if (a.find_first_of(digits) != std::string_view::npos) return false;
  if (b.find_first_of(digits) != std::string_view::npos) return false;
  const bool is_swap = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
  return is_swap || (a.size() <= 1 && b.size() <= 1);
}

/// True if `name` was probably meant to be `known`.
bool is_meant(const std::string& name, const std::string& known) {
  return is_slip(name, known) ||
         design::joined(parse::name_words(name)) == design::joined(parse::name_words(known));
}

/// A column that is not there. `meant` is empty where SQL that nobody could read, such as that of a
/// loop over tables, may as well have added it.
struct MissingColumn {
  std::string name;
  std::string meant;

  [[nodiscard]] std::string told(const catalog::Relation& table) const {
    if (meant.empty()) return {};
    return text::format("`{}` has no column `{}` (did you mean `{}`?)", table.name.name, name,
                        meant);
  }
};

/// The first of `names` that the table has no column of.
std::optional<MissingColumn> missing_column(const catalog::Relation& table, const Names& names) {
  for (const std::string& name : names) {
    if (table.find_column(name) != nullptr) continue;
    const auto meant = std::ranges::find_if(
        table.columns, [&](const catalog::Column& column) { return is_meant(name, column.name); });
    return MissingColumn{.name = name,
                         .meant = meant == table.columns.end() ? std::string() : meant->name};
  }
  return std::nullopt;
}

bool is_unique(const catalog::Relation& table, const Names& columns) {
  return std::ranges::any_of(table.indexes, [&](const catalog::Index& index) {
    if (!index.unique || !index.predicate.empty()) return false;
    return std::ranges::is_permutation(index.keys, columns, {}, &catalog::IndexKey::column);
  });
}

/// Why the table cannot be referred to so; empty where it can.
std::string obstacle(const catalog::Relation& table, const Names& columns, std::size_t count) {
  const std::string& name = table.name.name;
  if (columns.empty()) {
    const catalog::Constraint* key = table.primary_key();
    if (key == nullptr) return text::format("`{}` has no primary key to refer to", name);
    if (key->columns.size() == count) return {};
    return text::format("it has {}, the primary key of `{}` has {}", text::counted(count, "column"),
                        name, key->columns.size());
  }
  if (const auto missing = missing_column(table, columns)) return missing->told(table);
  if (is_unique(table, columns)) return {};
  return text::format("no key makes {} of `{}` unique", design::list_of(columns), name);
}

/// The table that a statement makes or changes, and whether it may do nothing.
struct Changed {
  const RangeVar* table = nullptr;
  bool may_be_skipped = false;
};

Changed changed_by(const Node& statement) {
  if (const auto* create = as<CreateStmt>(&statement)) {
    return {.table = create->relation, .may_be_skipped = create->if_not_exists};
  }
  const auto* alter = as<AlterTableStmt>(&statement);
  return {.table = alter == nullptr ? nullptr : alter->relation};
}

void check_foreign_key(const Constraint& key, Context& context) {
  if (key.contype != CONSTR_FOREIGN || key.pktable == nullptr || !is_replayed(context)) return;
  if (context.ancestors().empty()) return;
  const Changed changed = changed_by(*context.ancestors().front());
  if (changed.table == nullptr) return;
  const catalog::Name own = catalog::name_of(*changed.table);
  const catalog::Name target = catalog::name_of(*key.pktable);
  // Its own keys may come with the same statement.
  if (own.name == target.name) return;
  const std::size_t count = std::max<std::size_t>(each(key.fk_attrs).size(), 1);
  Report report = {.at = context.anchor().of(node(*key.pktable), context.ancestors()),
                   .message = "the foreign key cannot be made",
                   .object = own.shown(),
                   .confidence = Confidence::medium};
  context.report_if(std::move(report), [own, target, columns = strings(key.pk_attrs), count,
                                        may_be_skipped = changed.may_be_skipped](
                                           const catalog::Catalog& before, Finding& finding) {
    if (may_be_skipped && before.find_relation(own) != nullptr) return false;
    const catalog::Relation* table = known_table(before, target);
    if (table == nullptr) return false;
    const std::string why = obstacle(*table, columns, count);
    if (why.empty()) return false;
    finding.message += ": " + why;
    return true;
  });
}

void check_index(const IndexStmt& index, Context& context) {
  if (index.if_not_exists || index.relation == nullptr || !is_replayed(context)) return;
  Names columns;
  for (const List* list : {index.indexParams, index.indexIncludingParams}) {
    for (const auto* key : each<IndexElem>(list)) {
      if (key != nullptr && key->name != nullptr) columns.emplace_back(view(key->name));
    }
  }
  if (columns.empty()) return;
  const catalog::Name table = catalog::name_of(*index.relation);
  Report report = {.at = context.anchor().of(node(*index.relation), context.ancestors()),
                   .message = "the index cannot be made",
                   .object = table.shown(),
                   .confidence = Confidence::medium};
  context.report_if(std::move(report), [table, columns = std::move(columns)](
                                           const catalog::Catalog& before, Finding& finding) {
    const catalog::Relation* found = known_table(before, table);
    if (found == nullptr) return false;
    const auto missing = missing_column(*found, columns);
    if (!missing || missing->meant.empty()) return false;
    finding.message += ": " + missing->told(*found);
    return true;
  });
}

// At the end: what refers to tables that come later, or never.

/// Schemas and tables that platforms and extensions bring along.
bool is_of_platform(const catalog::Name& name) {
  constexpr std::array<std::string_view, 20> schemas = {"auth",
                                                        "storage",
                                                        "extensions",
                                                        "realtime",
                                                        "vault",
                                                        "graphql",
                                                        "graphql_public",
                                                        "pgsodium",
                                                        "cron",
                                                        "pgmq",
                                                        "partman",
                                                        "net",
                                                        "tiger",
                                                        "topology",
                                                        "hdb_catalog",
                                                        "pgboss",
                                                        "graphile_worker",
                                                        "pg_catalog",
                                                        "information_schema",
                                                        "neon_auth"};
  constexpr std::array<std::string_view, 5> tables = {"spatial_ref_sys", "geometry_columns",
                                                      "geography_columns", "raster_columns",
                                                      "raster_overviews"};
  return std::ranges::count(schemas, std::string_view(name.schema)) > 0 ||
         std::ranges::count(tables, std::string_view(name.name)) > 0 ||
         name.name.starts_with("pg_");
}

/// What the run knows of names of tables.
class KnownNames {
 public:
  explicit KnownNames(const catalog::Catalog& catalog) {
    for (const auto& [name, relation] : catalog.relations()) {
      schemas_.insert(name.schema);
      relations_.emplace(text::lowered(name.name), &relation);
      exact_.insert(name.name);
      if (relation.kind == catalog::RelationKind::table && !relation.temporary) {
        tables_.push_back(name.name);
      }
    }
  }

  /// True if the run makes something in the schema of `name`.
  [[nodiscard]] bool makes_schema_of(const catalog::Name& name) const {
    return name.schema.empty() || schemas_.contains(name.schema);
  }
  /// True if some schema has a relation of exactly this name.
  [[nodiscard]] bool has_in_some_schema(const std::string& name) const {
    return exact_.contains(name);
  }
  /// A relation that is called so but for upper and lower case, or null.
  [[nodiscard]] const catalog::Relation* find_in_other_case(const std::string& name) const {
    const auto found = relations_.find(text::lowered(name));
    return found == relations_.end() ? nullptr : found->second;
  }
  /// A table whose name was probably meant by `name`; empty if there is none.
  [[nodiscard]] std::string find_near(const std::string& name) const {
    const std::string thing = design::thing_of(name);
    for (const std::string& table : tables_) {
      if (is_slip(name, table) || design::thing_of(table) == thing) return table;
    }
    return {};
  }
  [[nodiscard]] bool is_schema() const { return tables_.size() >= part_of_schema; }
  [[nodiscard]] bool is_whole() const { return tables_.size() >= whole_schema; }

 private:
  std::set<std::string> schemas_;
  std::map<std::string, const catalog::Relation*> relations_;
  std::set<std::string> exact_;
  Names tables_;
};

/// A foreign key to a table that the run never makes.
struct Dangling {
  const catalog::Relation* table = nullptr;
  const catalog::Constraint* key = nullptr;
};

/// In one file, and where a migration tool runs all of them, the order is known.
bool is_ordered(const catalog::Place& a, const catalog::Place& b, SchemaContext& context) {
  return a.file == b.file || !context.runners().contains("psql");
}

void report_later(const Dangling& dangling, const catalog::Relation& target,
                  SchemaContext& context) {
  // Two histories in one run have two orders.
  const bool is_near = target.place.file == dangling.key->place.file;
  context.report(at(*dangling.table, *dangling.key)
                     .says("the foreign key cannot be made yet: `{}` is created later{}",
                           target.name.name, is_near ? "" : ", in another file")
                     .with(Severity::error)
                     .with(is_near ? Confidence::high : Confidence::medium)
                     .beside(at(target), text::format("`{}` is created here", target.name.name)));
}

void report_never(const std::vector<Dangling>& all, std::size_t unknown, const KnownNames& names,
                  SchemaContext& context) {
  const auto& [table, key] = all.front();
  const std::string& missing = key->referenced.name;
  if (names.has_in_some_schema(missing)) return;  // the search path decides
  if (const catalog::Relation* other = names.find_in_other_case(missing)) {
    if (!key->referenced.schema.empty() && key->referenced.schema != other->name.schema) return;
    return context.report(at(*table, *key)
                              .says("the foreign key cannot be made: `{}` is not `{}`, the only "
                                    "table of that name that the linted files create; quotes keep "
                                    "upper and lower case",
                                    missing, catalog::quoted_name(other->name.name)));
  }
  const std::string near = unknown <= most_near ? names.find_near(missing) : std::string();
  const Confidence sure = names.is_schema() ? Confidence::medium : Confidence::low;
  if (unknown == 1 && names.is_whole() && !near.empty()) {
    return context.report(
        at(*table, *key)
            .says("the foreign key cannot be made: nothing creates `{}` (did you mean `{}`?)",
                  missing, near)
            .with(Severity::error)
            .with(sure));
  }
  context.report(
      at(*table, *key)
          .says("the foreign key fails unless `{}` is there already: the linted files never "
                "create it{}",
                missing, near.empty() ? "" : text::format(" (did you mean `{}`?)", near))
          .with(sure));
}

void check(const design::Schema& schema, SchemaContext& context) {
  const catalog::Catalog& catalog = context.catalog();
  std::map<catalog::Name, std::vector<Dangling>, catalog::ByName> never;
  for (const design::Table& table : schema.all_tables()) {
    for (const catalog::Constraint& key : table.relation->constraints) {
      const bool is_own = key.kind == catalog::ConstraintKind::foreign_key && key.local;
      if (!is_own || !key.certain || !table.relation->certain) continue;
      const Dangling dangling = {.table = table.relation, .key = &key};
      const catalog::Relation* target = catalog.find_relation(key.referenced);
      if (target == nullptr) {
        if (!is_of_platform(key.referenced)) never[key.referenced].push_back(dangling);
        continue;
      }
      // A search path that the run does not show may have meant another one.
      const bool is_meant =
          !key.referenced.schema.empty() || target->name.schema == table.relation->name.schema;
      const bool is_later = is_meant && target != table.relation && target->certain &&
                            target->kind == catalog::RelationKind::table &&
                            catalog::is_before(key.place, target->place);
      if (is_later && is_ordered(key.place, target->place, context)) {
        report_later(dangling, *target, context);
      }
    }
  }
  if (never.empty()) return;
  const KnownNames names(catalog);
  for (auto& [name, all] : never) {
    if (!names.makes_schema_of(name)) continue;
    std::ranges::stable_sort(all, [](const Dangling& a, const Dangling& b) {
      return catalog::is_before(a.key->place, b.key->place);
    });
    report_never(all, never.size(), names, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "dangling-reference",
    .group = Group::schema,
    .severity = Severity::error,
    .also = {Severity::info},
    .summary = "A statement refers to what is not there when it runs",
    .help = "create it first, or correct the name; names with upper-case letters need quotes",
    .why = R"(
PostgreSQL looks a table up when the constraint is made, so the migration stops here, perhaps only on the next empty database:
on those that exist, the table is there from another time. The causes are the wrong order, a file that is missing, a typing
mistake, and names with upper-case letters, which are folded to lower case unless they stand in quotes.
)",
    .reported = R"(
Foreign keys to a table that the linted files create only later, in the same file or where a migration tool orders the files; to
a name that differs from a table's in upper and lower case only; to columns that the table does not have or that no key
makes unique; to a table without a primary key where no column is named; with another number of columns than
that key. Indexes on columns that the table does not have. A missing column counts only
where the table has one of nearly that name. `info`, once for a table, where the linted files create three or more
tables, but never this one: it may well be there. An error all the same where they create ten or more other tables, and one of them has
nearly this name.
)",
    .not_reported = R"(
Tables of platforms and extensions, and of schemas in which the linted files create nothing; what a condition decides; what
functions do when they are called; tables of which the linted files do not show all columns; what refers to itself; views, which
are not looked into.
)",
    .instead = R"(
Create what others refer to first. Where two tables refer to each other, create both and add one of the foreign keys with `ALTER
TABLE` behind them, as pg_dump does. Where the name has upper-case letters, write it in quotes as it was created, or
rename the table. Where the columns are not unique, add a unique constraint over exactly these columns before the
foreign key; on a table with rows, build the index with `CREATE UNIQUE INDEX CONCURRENTLY` first and attach it with `ADD
CONSTRAINT … UNIQUE USING INDEX`.
)",
    .fine = R"(
Never in a migration that shall run on an empty database. Where another tool creates the table, lint its files as well.
)",
    .bad = R"(
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  placed_at timestamptz NOT NULL
);
CREATE INDEX orders_customer_id ON orders (customer_id);
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
)",
    .good = R"(
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  placed_at timestamptz NOT NULL
);
CREATE INDEX orders_customer_id ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/sql-syntax-lexical.html"
              "#SQL-SYNTAX-IDENTIFIERS"},
    .checks = {on<check_foreign_key>, on<check_index>, on<check>},
};

}  // namespace pglint::rules::dangling_reference
