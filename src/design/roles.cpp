#include "design/roles.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"

namespace pglint::design {
namespace {

using Words = std::vector<std::string>;

/// Columns that a link table may have: `position`, `sort_order`, `role`.
bool may_be_of_link(std::string_view column) {
  const auto may_be = [](std::string_view word) {
    return words::ranks.contains(word) || word == "role" || word == "type" || word == "kind";
  };
  const Words parts = parse::name_words(column);
  if (parts.empty()) return false;
  return is_audit_column(column) || may_be(parts.front()) || may_be(parts.back());
}

bool is_link(const Table& table) {
  std::size_t single = 0;
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.columns.size() != 1) return false;
    ++single;
  }
  if (single != 2) return false;
  return std::ranges::all_of(table.columns(), [&](const catalog::Column& column) {
    return table.refers_by(column.name) || may_be_of_link(column.spelling());
  });
}

/// Whether at least 60 % of the smaller table's column names are in the other table.
bool shares_columns(const catalog::Relation& a, const catalog::Relation& b) {
  const std::size_t smaller = std::min(a.columns.size(), b.columns.size());
  const auto shared = std::ranges::count_if(a.columns, [&](const catalog::Column& column) {
    return b.find_column(column.name) != nullptr;
  });
  return smaller > 0 && 5 * static_cast<std::size_t>(shared) >= 3 * smaller;
}

/// Whether `words` name a table of which `table` is a version or a copy, judging by its columns.
bool copies(const Table& table, const Words& words, const Schema& schema) {
  const Table* original = schema.find_thing(words, table.relation->name.schema);
  return original != nullptr && original != &table &&
         shares_columns(*table.relation, *original->relation);
}

/// Whether it is a version or a copy of another table, by its name and its columns.
bool is_history(const Table& table, const Words& words, const Schema& schema) {
  if (words.size() < 2) return false;
  const std::string& first = words.front();
  if (words::archive_prefixes.contains(first) || words::staging.contains(first)) {
    return copies(table, Words(words.begin() + 1, words.end()), schema);
  }
  const std::string last = singular(words.back());
  const bool marks = words::archives.contains(last) || words::versions.contains(last) ||
                     words::staging.contains(last) || last == "event";
  return marks && copies(table, Words(words.begin(), words.end() - 1), schema);
}

bool is_of_events(const Words& words) {
  if (words.empty()) return false;
  const std::string last = singular(words.back());
  const std::string& first = words.front();
  return words::events.contains(last) || words::staging.contains(last) || first == "audit" ||
         words::staging.contains(first);
}

/// Whether the name ends like that of a document: `invoice`, `credit_note`.
bool ends_as_document(std::span<const std::string> things) {
  if (things.empty()) return false;
  if (words::documents.contains(things.back())) return true;
  return things.size() > 1 && words::document_forms.contains(things.back()) &&
         words::document_kinds.contains(things[things.size() - 2]);
}

bool is_document(const Words& words) {
  if (words.empty()) return false;
  const Words things = singulars(words);
  const std::span<const std::string> all = things;
  return ends_as_document(all) || (words::document_parts.contains(things.back()) &&
                                   ends_as_document(all.first(all.size() - 1)));
}

bool is_read_model(const Words& words) {
  return words.size() > 1 &&
         words::read_models.has_one_of(singulars(Words(words.begin() + 1, words.end())));
}

bool is_label(std::string_view column) {
  const Words parts = parse::name_words(column);
  return !parts.empty() && words::labels.contains(parts.back());
}

/// Whether the table is a list of values: a CHECK names those of its only column, which is its key.
bool is_list_of_values(const Table& table) {
  const catalog::Column* key = table.key_column();
  if (key == nullptr || table.columns().size() != 1) return false;
  return std::ranges::any_of(table.checks_on({key->name}), [](const catalog::Constraint* check) {
    return value_list(check->expression).has_value();
  });
}

/// Few columns, a unique label or a list of values, referred to by others and referring to none.
bool is_lookup(const Table& table, const Schema& schema) {
  constexpr std::size_t most_columns = 4;
  const auto own = std::ranges::count_if(table.columns(), [](const catalog::Column& column) {
    return !is_audit_column(column.spelling());
  });
  if (own > static_cast<std::ptrdiff_t>(most_columns)) return false;
  const bool refers = std::ranges::any_of(
      table.foreign_keys, [](const ForeignKey& key) { return !key.is_self_reference(); });
  const bool is_referenced = std::ranges::any_of(
      table.referenced_by, [](const ForeignKey* key) { return !key->is_self_reference(); });
  if (refers || !is_referenced) return false;
  if (is_list_of_values(table)) return true;
  return std::ranges::any_of(table.keys, [&](const Key& key) {
    if (!key.is_plain() || key.columns.size() != 1) return false;
    const catalog::Column* column = table.relation->find_column(key.columns.front());
    return column != nullptr && is_label(column->spelling()) &&
           family_of(column->type, schema.catalog()) == Family::text;
  });
}

bool is_of_setting(std::string_view column) {
  const std::string name = joined(parse::name_words(column));
  return words::attributes.contains(name) || words::possible_attributes.contains(name) ||
         name == "variable" || name == "setting_key";
}

/// Whether the name of the setting is the whole key.
bool is_settings(const Table& table) {
  const bool has_value = std::ranges::any_of(table.columns(), [&](const catalog::Column& column) {
    const Words words = parse::name_words(column.spelling());
    return !words.empty() && (words::values.contains(words.back()) || words.back() == "data");
  });
  return has_value && std::ranges::any_of(table.keys, [&](const Key& key) {
           if (!key.is_plain() || key.columns.size() != 1) return false;
           const catalog::Column* column = table.relation->find_column(key.columns.front());
           return column != nullptr && is_of_setting(column->spelling());
         });
}

}  // namespace

Roles roles_of(const Table& table, const Schema& schema) {
  const Words words = parse::name_words(table.spelling());
  return {.link = is_link(table),
          .history = is_history(table, words, schema),
          .events = is_of_events(words),
          .document = is_document(words),
          .lookup = is_lookup(table, schema),
          .settings = is_settings(table),
          .read_model = is_read_model(words)};
}

bool takes_raw_data(std::string_view table) {
  const Words words = parse::name_words(table);
  if (words.size() > 1 && words.front() == "stage") return true;
  return words::staging.has_one_of(singulars(words));
}

}  // namespace pglint::design
