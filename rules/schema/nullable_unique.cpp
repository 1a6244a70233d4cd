// Unique keys of several columns that allow duplicates because NULL differs from NULL.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "design/expression.h"
#include "design/key/index_sql.h"
#include "design/name/retired.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "design/type_family.h"
#include "locks/null_proof.h"
#include "migration/names.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::nullable_unique {
namespace {

using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::ranges::count(names, name) > 0;
}

bool has_all(const Names& names, const Names& wanted) {
  return std::ranges::all_of(wanted, [&](const std::string& name) { return has(names, name); });
}

/// True for `deleted_at` and its like: NULL marks a live row, which soft-delete-unique reports.
bool marks_deletion(const design::Table& table, const std::string& name,
                    const catalog::Catalog& catalog) {
  const auto words = parse::name_words(name);
  const bool is_named_so =
      !words.empty() &&
      (words.front() == "deleted" || words.front() == "removed" || words.front() == "archived");
  const catalog::Column* column = table.relation->find_column(name);
  return is_named_so && column != nullptr &&
         design::family_of(column->type, catalog) == design::Family::moment;
}

/// True if the key is partial and has no row in which the column is NULL.
bool is_left_out(const design::Key& key, const std::string& name) {
  if (key.index->predicate.empty()) return false;
  const design::ParsedExpression predicate(key.index->predicate);
  return locks::proves_not_null(predicate.tree(), name);
}

/// Columns of the key that can be NULL; none if one of its columns is uncertain.
Names nullable_columns(const design::Table& table, const design::Key& key,
                       const catalog::Catalog& catalog) {
  Names names;
  for (const std::string& name : key.columns) {
    const catalog::Column* column = table.relation->find_column(name);
    if (column == nullptr || !column->certain) return {};
    if (column->generation != catalog::Generation::none) continue;
    if (is_left_out(key, name)) continue;
    if (design::is_filled_by_trigger(*table.relation, name, catalog)) continue;
    const auto answer = design::is_nullable(*column, catalog);
    if (answer == catalog::Answer::yes) names.push_back(name);
  }
  return names;
}

/// True for two halves of one thing, such as `valid_from` and `valid_to`: all words but one are the
/// same.
bool are_a_pair(const std::string& a, const std::string& b) {
  const auto left = parse::name_words(a);
  const auto right = parse::name_words(b);
  if (left.size() != right.size() || left.size() < 2) return false;
  std::size_t different = 0;
  for (std::size_t index = 0; index < left.size(); ++index) {
    if (left[index] != right[index]) ++different;
  }
  return different == 1;
}

/// True if each of `nullable` comes in a pair with a column of the key whose NULLs are left out:
/// the two are NULL together.
bool are_left_out_in_pairs(const design::Key& key, const Names& nullable) {
  return std::ranges::all_of(nullable, [&](const std::string& name) {
    return std::ranges::any_of(key.columns, [&](const std::string& other) {
      return is_left_out(key, other) && are_a_pair(name, other);
    });
  });
}

Names others_of(const Names& names, const Names& without) {
  Names others;
  for (const std::string& name : names) {
    if (!has(without, name)) others.push_back(name);
  }
  return others;
}

/// Keys by a name; of each name, as many as are needed to find one besides a given key.
class KeysByName {
 public:
  void add(const std::string& name, const design::Key& key) {
    auto& keys = keys_[name];
    if (keys.size() < 2 && (keys.empty() || keys.back() != &key)) keys.push_back(&key);
  }
  [[nodiscard]] bool has_besides(const std::string& name, const design::Key& key) const {
    const auto found = keys_.find(name);
    return found != keys_.end() &&
           std::ranges::any_of(found->second, [&](const auto* other) { return other != &key; });
  }

 private:
  std::unordered_map<std::string, std::vector<const design::Key*>> keys_;
};

/// What a table has besides a key, found once for all its keys.
class Surroundings {
 public:
  Surroundings(const design::Table& table, const catalog::Catalog& catalog) {
    for (const design::Key& key : table.keys) add(table, key, catalog);
    for (const design::Key* key : table.special_keys) add_special(*key);
    for (const catalog::Constraint& check : table.relation->constraints) add_check(check);
    for (const design::ForeignKey& key : table.foreign_keys) add_reference(key, catalog);
  }

  /// True if another key has other nullable columns beside the same required ones, such as
  /// `(page_id, name)` and `(post_id, name)`: each row fills one of them.
  [[nodiscard]] bool takes_turns(const design::Key& key, const Names& nullable) const {
    const auto turns = turns_.find(sorted(others_of(key.columns, nullable)));
    return turns != turns_.end() && std::ranges::any_of(turns->second, [&](const Names& other) {
             return std::ranges::none_of(
                 other, [&](const std::string& name) { return has(nullable, name); });
           });
  }

  /// True if the predicate of the key, another unique index or a CHECK already deals with NULL.
  [[nodiscard]] bool handle_null(const design::Key& key, const Names& nullable) const {
    if (has_all(key.index->mentioned, nullable)) return true;
    const auto has_case = [&](const std::string& name) {
      return mentioning_.has_besides(name, key) || with_expressions_.has_besides({}, key);
    };
    if (std::ranges::all_of(nullable, has_case)) return true;
    // A partial key of the rows in which one of the columns is NULL: the others are most likely
    // NULL in the same rows.
    const auto has_companion = [&](const std::string& name) {
      return of_null_.has_besides(name, key);
    };
    if (std::ranges::any_of(nullable, has_companion)) return true;
    const auto checks = null_checks_.find(nullable.front());
    return checks != null_checks_.end() &&
           std::ranges::any_of(checks->second, [&](const catalog::Constraint* check) {
             return has_all(check->mentioned, nullable);
           });
  }

  /// True if a smaller key without NULL makes this one unique anyway. Then it is there for a
  /// foreign key.
  [[nodiscard]] bool give_anyway(const design::Key& key) const {
    return std::ranges::any_of(key.columns, [&](const std::string& name) {
      const auto smaller = certain_.find(name);
      return smaller != certain_.end() &&
             std::ranges::any_of(smaller->second, [&](const Names& columns) {
               return columns.size() < key.columns.size() && has_all(key.columns, columns);
             });
    });
  }

  /// True if the column is one of three or more optional references to different tables. Most
  /// likely each row has only some of them, and needs no key where it has none.
  [[nodiscard]] bool have_many_references(const std::string& name) const {
    constexpr std::size_t many = 3;
    return referring_.contains(name) && targets_.size() >= many;
  }

 private:
  static Names sorted(Names names) {
    std::ranges::sort(names);
    return names;
  }

  void add(const design::Table& table, const design::Key& key, const catalog::Catalog& catalog) {
    if (key.is_plain() && key.not_null && !key.columns.empty()) {
      certain_[key.columns.front()].insert(key.columns);
    }
    if (key.has_expressions || key.columns.size() < 2) return;
    const Names nullable = nullable_columns(table, key, catalog);
    Names rest = sorted(others_of(key.columns, nullable));
    if (!nullable.empty() && !rest.empty()) turns_[std::move(rest)].insert(nullable);
  }

  void add_special(const design::Key& key) {
    if (key.has_expressions) with_expressions_.add({}, key);
    const bool tests_null = key.index->predicate.find(" IS NULL") != std::string::npos;
    for (const std::string& name : key.index->mentioned) {
      mentioning_.add(name, key);
      if (tests_null) of_null_.add(name, key);
    }
  }

  void add_check(const catalog::Constraint& check) {
    const bool tests_null = check.kind == catalog::ConstraintKind::check &&
                            (check.expression.find("NULL") != std::string::npos ||
                             check.expression.find("null") != std::string::npos);
    if (!tests_null) return;
    for (const std::string& name : check.mentioned) null_checks_[name].push_back(&check);
  }

  void add_reference(const design::ForeignKey& key, const catalog::Catalog& catalog) {
    const bool counts = key.columns.size() == 1 && !key.is_self_reference() &&
                        design::is_nullable(*key.columns.front(), catalog) == catalog::Answer::yes;
    if (!counts) return;
    targets_.insert(key.constraint->referenced.shown());
    referring_.insert(key.columns.front()->name);
  }

  KeysByName mentioning_;        ///< in their predicates
  KeysByName with_expressions_;  ///< all by an empty name
  KeysByName of_null_;           ///< mentioning it, with IS NULL in their predicates
  std::unordered_map<std::string, std::set<Names>> certain_;  ///< by their first columns
  std::map<Names, std::set<Names>> turns_;  ///< nullable columns of keys, by the others
  std::unordered_map<std::string, std::vector<const catalog::Constraint*>> null_checks_;
  std::set<std::string> targets_;
  std::unordered_set<std::string> referring_;
};

/// True for what a row may go without, and is unique where it is present: an optional `name`,
/// `slug`, `external_id` or `idempotency_key`.
bool is_optional_name(const design::Table& table, const std::string& name) {
  constexpr std::array<std::string_view, 8> last = {"name",  "code",   "slug",   "key",
                                                    "label", "handle", "number", "reference"};
  constexpr std::array<std::string_view, 5> of_ids = {"external", "idempotency", "readable",
                                                      "remote", "foreign"};
  const catalog::Column* column = table.relation->find_column(name);
  if (column == nullptr || table.refers_by(name)) return false;
  const auto words = parse::name_words(column->spelling());
  if (words.empty()) return false;
  const bool is_id = words.size() == 2 && words.back() == "id";
  return text::is_one_of(words.back(), last) || (is_id && text::is_one_of(words.front(), of_ids));
}

/// True for a token that a request may bring along, and that must not come twice: an optional
/// `idempotency_key`, `external_id`, `single_use_id` or `invite_token`.
bool is_token(const design::Table& table, const std::string& name) {
  constexpr std::array<std::string_view, 8> words = {
      "idempotency", "external", "token", "nonce", "dedupe", "dedup", "deduplication", "once"};
  const catalog::Column* column = table.relation->find_column(name);
  if (column == nullptr || table.refers_by(name)) return false;
  const auto parts = parse::name_words(column->spelling());
  const bool is_used_once =
      parts.size() >= 2 && parts[1] == "use" && (parts[0] == "single" || parts[0] == "one");
  return is_used_once || std::ranges::any_of(parts, [&](const std::string& word) {
           return text::is_one_of(word, words);
         });
}

/// True if a successor has replaced one of the columns.
bool has_retired(const design::Table& table, const design::Key& key) {
  return std::ranges::any_of(key.columns, [&](const std::string& name) {
    const catalog::Column* column = table.relation->find_column(name);
    return column != nullptr && design::is_retired(*column, *table.relation);
  });
}

/// What a key does about NULL, and how else it could.
struct Judged {
  const design::Table& table;
  const design::Key& key;
  const Names& nullable;
  bool needs_all = false;  ///< a row without the nullable columns has no need of the key
};

/// A key in which NULL is a value like others.
std::string with_null_as_value(const design::Key& key) {
  catalog::Index index = *key.index;
  index.nulls_not_distinct = true;
  if (key.constraint == nullptr) {
    return text::format("replace the index with one on `{}`", design::clauses_of(index));
  }
  return text::format("replace the constraint with `UNIQUE NULLS NOT DISTINCT ({}){}{}`",
                      design::in_sql(key.columns), design::include_clause(index),
                      design::deferral_clause(*key.constraint));
}

/// A second key for the rows in which the column is NULL.
std::string key_of_null(const design::Table& table, const design::Key& key,
                        const std::string& column) {
  catalog::Index index = *key.index;
  std::erase_if(index.keys, [&](const catalog::IndexKey& part) { return part.column == column; });
  const std::string is_null = catalog::quoted_name(column) + " IS NULL";
  index.predicate =
      index.predicate.empty() ? is_null : text::format("({}) AND {}", index.predicate, is_null);
  return text::format("add `CREATE UNIQUE INDEX ON {} {}`", design::in_sql(table.relation->name),
                      design::clauses_of(index));
}

/// Whether deleting a referenced row sets some of the columns to NULL, and not all of them.
bool may_become_null(const design::Table& table, const Names& names) {
  return std::ranges::any_of(table.foreign_keys, [&](const design::ForeignKey& key) {
    const bool sets_null = key.constraint->on_delete == catalog::ReferentialAction::set_null;
    return sets_null && std::ranges::any_of(names, [&](const auto& name) {
             return has(key.constraint->columns, name);
           });
  });
}

std::string advice_for(const Judged& judged, int pg_version) {
  constexpr int first_with_not_distinct = 15;
  const auto& [table, key, nullable, needs_all] = judged;
  const bool becomes_null = may_become_null(table, nullable);
  if (nullable.size() == key.columns.size() && !becomes_null) {
    return text::format(
        "declare {} NOT NULL; if a row may have {}, add `CHECK (num_nulls({}) IN (0, {}))`",
        design::list_of(nullable), nullable.size() == 2 ? "neither" : "none of them",
        design::in_sql(nullable), nullable.size());
  }
  std::string required =
      text::format("if that is not intended, declare {} NOT NULL", design::list_of(nullable));
  const bool is_temporal = key.constraint != nullptr && key.constraint->without_overlaps;
  if (needs_all || is_temporal || becomes_null) return required;
  if (pg_version >= first_with_not_distinct)
    return required + ", or " + with_null_as_value(key) + " (PostgreSQL 15 or later)";
  if (nullable.size() > 1) return required + "; NULLS NOT DISTINCT needs PostgreSQL 15";
  return required + ", or " + key_of_null(table, key, nullable.front());
}

/// The statement of another file that makes the column nullable after the key is there, or null.
const catalog::Drop* freed_later(const design::Table& table, const design::Key& key,
                                 const std::string& name, const catalog::Catalog& catalog) {
  const catalog::Drop* drop = catalog.find_drop({.kind = catalog::DroppedKind::not_null,
                                                 .relation = table.relation->name,
                                                 .columns = {name}});
  const bool is_later = drop != nullptr && drop->statement.file != key.index->place.file &&
                        catalog::is_before(key.index->place, drop->statement);
  return is_later ? drop : nullptr;
}

/// Since when one of the columns can be NULL, if that is not to be seen at the key.
std::string since_when(const design::Table& table, const design::Key& key, const Names& nullable,
                       const catalog::Catalog& catalog) {
  for (const std::string& name : nullable) {
    const catalog::Drop* drop = freed_later(table, key, name, catalog);
    if (drop == nullptr) continue;
    const std::string_view file = migration::called(catalog.files().path(drop->statement.file));
    return nullable.size() == 1 ? text::format(", which it can be since `{}`", file)
                                : text::format(", and `{}` can be since `{}`", name, file);
  }
  return {};
}

bool is_judged(const design::Key& key) {
  return !key.primary && !key.has_expressions && key.columns.size() >= 2 && key.index->certain &&
         !key.index->nulls_not_distinct;
}

void check_key(const design::TableKey& part, const Surroundings& around, SchemaContext& context) {
  const design::Table& table = part.table;
  const design::Key& key = part.key;
  const Names nullable = nullable_columns(table, key, context.catalog());
  if (nullable.empty() || around.handle_null(key, nullable) || around.give_anyway(key)) return;
  const bool is_planned = are_left_out_in_pairs(key, nullable) || around.takes_turns(key, nullable);
  if (is_planned || has_retired(table, key)) return;
  const bool is_soft_delete = std::ranges::all_of(nullable, [&](const std::string& name) {
    return marks_deletion(table, name, context.catalog());
  });
  if (is_soft_delete) return;
  const bool needs_all = nullable.size() == 1 && around.have_many_references(nullable.front());
  const bool is_optional =
      needs_all || (nullable.size() == 1 && is_optional_name(table, nullable.front()));
  const bool is_of_token = nullable.size() == 1 && is_token(table, nullable.front());
  const Judged judged = {.table = table, .key = key, .nullable = nullable, .needs_all = needs_all};
  context.report(at(part)
                     .says("UNIQUE (`{}`) on `{}` allows duplicates if {} is NULL{}",
                           text::joined(key.columns, "`, `"), table.name(),
                           design::alternatives(nullable),
                           since_when(table, key, nullable, context.catalog()))
                     .advises(advice_for(judged, context.pg_version()))
                     .about(nullable)
                     .with(is_optional || is_of_token ? Severity::info : Severity::warning)
                     .with(is_of_token ? Confidence::low : Confidence::medium));
}

void check(const design::Table& table, SchemaContext& context) {
  if (std::ranges::none_of(table.keys, is_judged)) return;
  const Surroundings around(table, context.catalog());
  for (const design::Key& key : table.keys) {
    if (is_judged(key)) check_key({.table = table, .key = key}, around, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-unique",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Nullable unique key: rows with NULL in one of its columns can be duplicates",
    .help = "declare the columns NOT NULL, or write UNIQUE NULLS NOT DISTINCT (PostgreSQL 15)",
    .why = R"(
In a unique key, NULL differs from NULL. `UNIQUE (product, region)` allows one price for a product
in a region, but any number of prices for the product where the region is NULL, although that
probably means "everywhere" and should exist once. The key looks right and tests contain no NULL.
The duplicates appear when two requests insert the same row at the same time, or when an upsert
finds no conflict.
)",
    .reported = R"(
Unique constraints and unique indexes of two or more columns, of which at least one can be NULL
after the last linted file. As `info` if that is only an optional name of the row, such as `name`,
`code`, `slug` or `key`, or one of three or more optional references to different tables: rows
without it are most likely no duplicates.

With `--min-confidence low` also a token that a row may go without, such as `idempotency_key`,
`external_id`, `single_use_id` or `invite_token`.
)",
    .not_reported = R"(
A single nullable column: it means "unique if present". Primary keys, `NULLS NOT DISTINCT`, keys
with expressions such as `coalesce(…)`, predicates that mention the nullable columns, keys for which
another unique index or a CHECK deals with NULL, keys that contain a smaller one without NULL, and
columns such as `deleted_at`. Keys that take turns, such as `(page_id, name)` and `(post_id, name)`,
because each row fills one of `page_id` and `post_id`. A column that is NULL together with one whose
NULLs the predicate leaves out (`valid_from`, `valid_to`). Columns that a BEFORE INSERT trigger of
the linted files always gives a value, and those that a successor has replaced, such as
`build_id_old` beside `build_id`.
)",
    .instead = R"(
If NULL has no meaning here, forbid it. The CHECK lets PostgreSQL skip the scan under the ACCESS
EXCLUSIVE lock:

```sql
ALTER TABLE prices ADD CONSTRAINT prices_region CHECK (region IS NOT NULL) NOT VALID;
ALTER TABLE prices VALIDATE CONSTRAINT prices_region;
ALTER TABLE prices ALTER COLUMN region SET NOT NULL;
ALTER TABLE prices DROP CONSTRAINT prices_region;
```

If NULL is a value like others, build a second index without blocking writes,
`CREATE UNIQUE INDEX CONCURRENTLY … NULLS NOT DISTINCT`, then drop the old constraint. Before
PostgreSQL 15, add a second unique index on the other columns `WHERE region IS NULL`. Look for
duplicates first: both fail if there are any.
)",
    .fine = R"(
NULL means "not known yet", and several such rows are allowed.
)",
    .bad = R"(
CREATE TABLE prices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product text NOT NULL,
  region text,
  amount numeric(12, 2) NOT NULL,
  UNIQUE (product, region)
);
)",
    .good = R"(
CREATE TABLE prices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product text NOT NULL,
  region text,
  amount numeric(12, 2) NOT NULL,
  UNIQUE NULLS NOT DISTINCT (product, region)
);
)",
    .links = {"https://www.postgresql.org/docs/current/indexes-unique.html",
              "https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::nullable_unique
