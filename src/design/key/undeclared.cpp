#include "design/key/undeclared.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "design/key/key_types.h"
#include "design/key/polymorphic.h"
#include "design/name/name_model.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using Words = std::vector<std::string>;

/// Words for ids that other systems assign.
bool is_of_others(const Words& words) {
  constexpr std::array<std::string_view, 16> others = {
      "app",   "batch",   "bot",    "bundle", "client",  "device",   "distinct",    "job",
      "oauth", "process", "public", "run",    "session", "tracking", "transaction", "visitor"};
  return words::other_systems.has_one_of(words) || words::traces.has_one_of(words) ||
         std::ranges::any_of(
             words, [&](const std::string& word) { return std::ranges::count(others, word) > 0; });
}

/// Whether `target`'s key has a name to which `column` can refer.
bool has_such_key(const Table& target, const catalog::Column& column, const KeyName& name) {
  const catalog::Column& key = *target.key_column();
  const Words words = parse::name_words(key.spelling());
  return key.name == column.name || words == Words{name.suffix} || words == Words{"id"} ||
         words == Words{"uuid"} || joined(words) == target.thing + "_" + name.suffix;
}

/// Whether the types are equal; nothing if they rule out a reference.
std::optional<bool> has_same_type(const catalog::Column& column, const catalog::Column& key,
                                  const catalog::Catalog& catalog) {
  switch (fit_of(column.type, key.type, catalog)) {
    case KeyFit::same:
      return true;
    case KeyFit::narrower:
    case KeyFit::wider:
    case KeyFit::modifier:
    case KeyFit::related:
      return false;
    default:
      return std::nullopt;
  }
}

/// The style of a table's name, which changes when a schema is written anew: `"WorkflowRun"`,
/// `v1_runs`.
struct Generation {
  bool has_capitals = false;
  std::string version = {};  ///< `v1`, if the name begins so

  friend bool operator==(const Generation&, const Generation&) = default;
};

Generation generation_of(const Table& table) {
  const std::string& name = table.name();
  const Words words = parse::name_words(name);
  const bool is_versioned = words.size() > 1 && words[0].size() > 1 && words[0][0] == 'v' &&
                            std::all_of(words[0].begin() + 1, words[0].end(), text::is_digit);
  return {.has_capitals =
              std::ranges::any_of(name, [](char letter) { return letter >= 'A' && letter <= 'Z'; }),
          .version = is_versioned ? words[0] : std::string()};
}

/// Whether the name says that the rows are such things: `v1_runs_olap` and `failed_run`, but not
/// `run_event`.
bool is_table_of(const Table& table, const std::string& thing) {
  const Words words = parse::name_words(table.name());
  if (singular(words.back()) == thing) return true;
  return std::ranges::any_of(
      words, [&](const std::string& word) { return word != thing && singular(word) == thing; });
}

/// Whether `target` is of another generation than `table`, whose own has such tables, too.
bool is_of_other_generation(const Table& table, const Table& target, const Schema& schema) {
  const Generation own = generation_of(table);
  if (own == generation_of(target)) return false;
  const std::string thing = singular(parse::name_words(target.spelling()).back());
  return std::ranges::any_of(schema.tables(), [&](const Table* other) {
    return other != &table && other != &target && generation_of(*other) == own &&
           is_table_of(*other, thing);
  });
}

std::optional<UndeclaredReference> guess_target(const Table& table, const catalog::Column& column,
                                                const Words& base, const KeyName& name,
                                                const Schema& schema) {
  const Table* target = schema.find_thing(base, table.relation->name.schema);
  if (target == nullptr || target->key_column() == nullptr) return std::nullopt;
  if (!target->relation->certain || !has_such_key(*target, column, name)) return std::nullopt;
  const auto is_same = has_same_type(column, *target->key_column(), schema.catalog());
  if (!is_same || is_of_other_generation(table, *target, schema)) return std::nullopt;
  return UndeclaredReference{.target = target, .sure = *is_same};
}

/// `customer_id` of customers; `created_by_user_id` of users.
std::optional<UndeclaredReference> by_name(const Table& table, const catalog::Column& column,
                                           const KeyName& name, const Schema& schema) {
  const bool is_foreign = is_of_others(name.base);
  const bool is_code = !key_name(column.spelling());
  Words base = name.base;
  for (bool is_whole = true; !base.empty(); is_whole = false) {
    auto guess = guess_target(table, column, base, name, schema);
    if (guess && guess->target != &table) {
      if (!is_whole && (is_foreign || is_code)) return std::nullopt;
      guess->sure = guess->sure && is_whole && !is_foreign && !is_code;
      return guess;
    }
    // The key of the table itself: `task_id` of tasks.
    if (is_whole && guess) return std::nullopt;
    base.erase(base.begin());
  }
  return std::nullopt;
}

/// `parent_id` refers to the same table.
std::optional<UndeclaredReference> by_role(const Table& table, const catalog::Column& column,
                                           const KeyName& name, const Schema& schema) {
  if (name.base != Words{"parent"} || table.key_column() == nullptr) return std::nullopt;
  const auto fit = fit_of(column.type, table.key_column()->type, schema.catalog());
  if (fit != KeyFit::same) return std::nullopt;
  // Roots of a tree have no parent, and parents have several children. A NOT NULL or unique column
  // means a parent in another table.
  if (is_nullable(column, schema.catalog()) == catalog::Answer::no) return std::nullopt;
  const auto is_only = [&](const Key& key) {
    return key.columns == std::vector<std::string>{column.name};
  };
  if (std::ranges::any_of(table.keys, is_only)) return std::nullopt;
  return UndeclaredReference{.target = &table, .sure = false};
}

}  // namespace

std::optional<UndeclaredReference> undeclared_reference(const Table& table,
                                                        const catalog::Column& column,
                                                        const Schema& schema) {
  if (!column.local || !column.certain || column.generation != catalog::Generation::none) {
    return std::nullopt;
  }
  if (column.serial || column.identity || &column == table.key_column()) return std::nullopt;
  if (table.refers_by(column.name)) return std::nullopt;
  const auto name = key_or_code_name(column.spelling());
  if (!name || is_polymorphic_key(table, column.name, schema)) return std::nullopt;
  const auto role = by_role(table, column, *name, schema);
  return role ? role : by_name(table, column, *name, schema);
}

}  // namespace pglint::design
