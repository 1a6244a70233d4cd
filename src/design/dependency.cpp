#include "design/dependency.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "design/accepted.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "design/vocabulary/quantities.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using Words = std::vector<std::string>;

using text::is_one_of;
/// Words that describe a thing even if the parent has no such column.
bool is_descriptive(std::string_view word) {
  constexpr std::array<std::string_view, 28> words = {
      "name",   "title",     "description", "label",        "code",      "sku",      "slug",
      "email",  "phone",     "category",    "brand",        "color",     "unit",     "uom",
      "city",   "zip",       "currency",    "manufacturer", "country",   "url",      "image",
      "gender", "birthdate", "department",  "mobile",       "firstname", "lastname", "surname"};
  return is_one_of(word, words);
}

/// Words for how the row itself uses its parent: `user_agent`, `account_type`, `order_number`.
bool is_of_own_row(std::string_view word) {
  constexpr std::array<std::string_view, 30> own = {
      "agent", "number", "no",    "count",   "total", "role",   "order",    "position",
      "path",  "level",  "token", "hash",    "key",   "ref",    "at",       "on",
      "date",  "time",   "ip",    "version", "flag",  "locale", "language", "by",
      "id",    "uuid",   "index", "notes",   "note",  "comment"};
  return words::classes.contains(word) || is_one_of(word, own);
}

/// Words that may describe the connection of two things or one of them.
bool is_of_either(std::string_view word) {
  constexpr std::array<std::string_view, 6> others = {"weight",  "score", "active",
                                                      "enabled", "limit", "settings"};
  return words::terms.contains(word) || is_one_of(word, others);
}

Words without_key_suffix(std::string_view column) {
  if (auto name = key_or_code_name(column)) return std::move(name->base);
  return parse::name_words(column);
}

/// Prefixes of copies of the parent: the name of the reference (`assigned_to`, `assigned`), and the
/// parent's name. Not `locked` of `locked_by`, which says when `locked_price` was taken.
std::vector<Words> prefixes_of(const catalog::Column& reference, const catalog::Relation& parent,
                               bool only_reference) {
  constexpr std::array<std::string_view, 4> prepositions = {"to", "for", "from", "of"};
  std::vector<Words> prefixes = {without_key_suffix(reference.spelling())};
  Words role = prefixes.front();
  if (role.size() > 1 && is_one_of(role.back(), prepositions)) {
    role.pop_back();
    prefixes.push_back(std::move(role));
  }
  if (only_reference) return prefixes;
  Words thing = parse::name_words(thing_of(parent.spelling()));
  if (!thing.empty() && thing != prefixes.front()) prefixes.push_back(std::move(thing));
  return prefixes;
}

/// The words of `column` after `prefix`, if it has this prefix and more words.
std::optional<Words> behind(const Words& column, const Words& prefix) {
  if (column.size() <= prefix.size() || !starts_with(column, prefix)) return std::nullopt;
  return Words(column.begin() + static_cast<std::ptrdiff_t>(prefix.size()), column.end());
}

std::string letters_of(const Words& words) {
  std::string all;
  for (const std::string& word : words) all += word;
  return all;
}

bool is_key_of(const catalog::Relation& parent, const catalog::Column& column) {
  return parent.has_column_in(catalog::ConstraintKind::primary_key, column.name);
}

/// The parent's column with the name `attribute` or `column`: `username` for `user_name`.
const catalog::Column* original_of(const Words& column, const Words& attribute,
                                   const catalog::Relation& parent) {
  const std::string short_name = letters_of(attribute);
  const std::string long_name = letters_of(column);
  for (const catalog::Column& candidate : parent.columns) {
    const std::string name = letters_of(parse::name_words(candidate.spelling()));
    if (name == short_name || name == long_name) return &candidate;
  }
  return nullptr;
}

/// Whether both are of the same family; types without a family have to be equal.
bool are_alike(const catalog::Type& a, const catalog::Type& b, const catalog::Catalog& catalog) {
  const Family family = family_of(a, catalog);
  if (family != family_of(b, catalog) || a.name.empty() || b.name.empty()) return false;
  const bool by_name =
      family == Family::other || family == Family::enumeration || family == Family::array;
  return !by_name || base_type(a, catalog) == base_type(b, catalog);
}

std::optional<CopiedColumn> copy_of(const catalog::Column& column, const Words& words,
                                    const Words& prefix, const catalog::Relation& parent,
                                    const Schema& schema) {
  const auto attribute = behind(words, prefix);
  if (!attribute || (attribute->size() == 1 && is_of_own_row(attribute->front()))) {
    return std::nullopt;
  }
  const bool either =
      std::ranges::any_of(*attribute, [](const std::string& word) { return is_of_either(word); });
  if (const catalog::Column* original = original_of(words, *attribute, parent)) {
    if (is_key_of(parent, *original) || !are_alike(original->type, column.type, schema.catalog())) {
      return std::nullopt;
    }
    return CopiedColumn{.column = &column, .original = original, .ambiguous = either};
  }
  const bool described = attribute->size() == 1 && is_descriptive(attribute->front());
  if (!described || !parent.columns_known ||
      family_of(column.type, schema.catalog()) != Family::text) {
    return std::nullopt;
  }
  return CopiedColumn{.column = &column, .original = nullptr, .ambiguous = false};
}

/// Whether a trigger, by its name, updates copies or this column.
bool seems_kept_by_trigger(const catalog::Relation& relation, const Words& column) {
  constexpr std::array<std::string_view, 7> keeps = {
      "sync", "copy", "copies", "denormalize", "denormalise", "fill", "snapshot"};
  return std::ranges::any_of(relation.objects, [&](const catalog::Object& object) {
    const auto* trigger = object.as<catalog::Trigger>();
    if (trigger == nullptr || !trigger->for_each_row || trigger->timing != "before") return false;
    Words words = parse::name_words(object.name.name);
    std::ranges::copy(parse::name_words(trigger->function.name), std::back_inserter(words));
    const auto tells = [&](const std::string& word) { return is_one_of(word, keeps); };
    return std::ranges::any_of(words, tells) ||
           std::ranges::all_of(column, [&](const std::string& w) { return has_word(words, w); });
  });
}

bool may_be_copy(const Table& table, const catalog::Column& column) {
  return column.local && column.certain && !column.generated && !table.is_in_key(column.name) &&
         !table.refers_by(column.name);
}

/// Whether the copy is meant to outlive the parent.
bool is_kept_for_later(const ForeignKey* key, const catalog::Column& column) {
  return key != nullptr && key->constraint->on_delete == catalog::ReferentialAction::set_null &&
         column.not_null != catalog::Answer::no;
}

/// Whether the name is that of a fact or a dimension of a warehouse, which holds copies on purpose.
bool is_of_warehouse(const Table& table) {
  const Words words = singulars(parse::name_words(table.spelling()));
  return words.size() > 1 && (words::warehouse_prefixes.contains(words.front()) ||
                              words::warehouse_suffixes.contains(words.back()));
}

bool keeps_what_was(const Table& table) {
  return table.roles.history || table.roles.read_model || is_of_warehouse(table);
}

/// Columns of a table that may be copies, with the words of their names.
using Candidates = std::vector<std::pair<const catalog::Column*, Words>>;

Candidates candidates_of(const Table& table) {
  Candidates candidates;
  for (const catalog::Column& column : table.columns()) {
    if (!may_be_copy(table, column)) continue;
    Words words = parse::name_words(column.spelling());
    if (words.size() < 2 || seems_kept_by_trigger(*table.relation, words)) continue;
    candidates.emplace_back(&column, std::move(words));
  }
  return candidates;
}

std::size_t references_to(const Table& table, const catalog::Relation& parent) {
  return static_cast<std::size_t>(
      std::ranges::count(table.foreign_keys, &parent, &ForeignKey::target));
}

/// Whether a document has to keep a copy of the column: `price` and `status` in a line of an order.
bool is_of_document(const CopiedColumn& copy) {
  constexpr std::array<std::string_view, 5> others = {"total", "position", "role", "note",
                                                      "comment"};
  const Words name = singulars(parse::name_words(copy.column->spelling()));
  return std::ranges::any_of(name, [&](const std::string& word) {
    return words::terms.contains(word) || words::classes.contains(word) || is_one_of(word, others);
  });
}

}  // namespace

std::vector<std::string> CopiedColumns::names() const {
  std::vector<std::string> all;
  all.reserve(columns.size());
  for (const CopiedColumn& copy : columns) all.push_back(copy.column->name);
  return all;
}

std::vector<std::string> CopiedColumns::originals() const {
  std::vector<std::string> all;
  for (const CopiedColumn& copy : columns) {
    if (copy.original != nullptr) all.push_back(parent->name.name + "." + copy.original->name);
  }
  return all;
}

std::vector<CopiedColumns> copied_columns(const Table& table, const Schema& schema) {
  std::vector<CopiedColumns> found;
  if (keeps_what_was(table) || table.foreign_keys.empty()) return found;
  const Candidates candidates = candidates_of(table);
  std::set<const catalog::Column*> taken;
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.columns.size() != 1 || key.target == nullptr || key.is_self_reference() ||
        !key.constraint->certain) {
      continue;
    }
    CopiedColumns copied = {.key = &key, .reference = key.columns.front(), .parent = key.target};
    // With two references to customers, `customer_name` only belongs to `customer_id`.
    const bool one_of_several = references_to(table, *key.target) > 1;
    const auto prefixes = prefixes_of(*copied.reference, *key.target, one_of_several);
    for (const auto& [column, words] : candidates) {
      if (taken.contains(column) || is_kept_for_later(&key, *column)) continue;
      for (const Words& prefix : prefixes) {
        const auto copy = copy_of(*column, words, prefix, *key.target, schema);
        if (!copy) continue;
        copied.columns.push_back(*copy);
        taken.insert(column);
        break;
      }
    }
    if (!copied.columns.empty()) found.push_back(std::move(copied));
  }
  return found;
}

std::vector<CopiedColumns> undeclared_copies(const Table& table, const Schema& schema) {
  constexpr std::size_t least_with_table = 2;
  constexpr std::size_t least_without = 3;
  std::vector<CopiedColumns> found;
  if (keeps_what_was(table)) return found;
  std::optional<Candidates> known;  // made if a column has the name of a key
  for (const catalog::Column& column : table.columns()) {
    const auto name = key_name(column.spelling());
    if (!name || table.refers_by(column.name) || table.key_column() == &column) continue;
    if (!known) known = candidates_of(table);
    const Candidates& candidates = *known;
    if (candidates.size() < least_with_table) return found;
    const Table* parent = schema.find_thing(name->base, table.relation->name.schema);
    if (parent == &table) continue;
    CopiedColumns copied = {.reference = &column,
                            .parent = parent == nullptr ? nullptr : parent->relation};
    for (const auto& [candidate, words] : candidates) {
      if (parent != nullptr) {
        const auto copy = copy_of(*candidate, words, name->base, *parent->relation, schema);
        if (copy && !copy->ambiguous) copied.columns.push_back(*copy);
        continue;
      }
      const auto attribute = behind(words, name->base);
      if (attribute && attribute->size() == 1 && is_descriptive(attribute->front())) {
        copied.columns.push_back({.column = candidate});
      }
    }
    const std::size_t least = parent == nullptr ? least_without : least_with_table;
    if (copied.columns.size() >= least) found.push_back(std::move(copied));
  }
  return found;
}

void drop_accepted(CopiedColumns& copied, const Table& table, std::string_view rule) {
  std::erase_if(copied.columns, [&](const CopiedColumn& copy) {
    const bool accepted = is_accepted(copy.column->comment, {.id = rule, .of_normalization = true});
    return accepted || (table.roles.document && is_of_document(copy));
  });
}

std::vector<std::string> composite_key(const Table& table) {
  const Key* key = table.primary_key();
  if (key == nullptr) {
    const auto identifies = [](const Key& one) { return one.is_plain() && one.not_null; };
    if (std::ranges::count_if(table.keys, identifies) != 1) return {};
    key = &*std::ranges::find_if(table.keys, identifies);
  }
  return key->columns.size() > 1 ? key->columns : std::vector<std::string>();
}

}  // namespace pglint::design
