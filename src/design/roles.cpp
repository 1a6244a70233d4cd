#include "design/roles.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "design/name_model.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using Words = std::vector<std::string>;

using text::is_one_of;
/// `position`, `sort_order`, `role`: what a connection of two things may carry.
bool may_be_of_link(std::string_view column) {
  constexpr std::array<std::string_view, 10> words = {
      "position", "pos", "ord", "order", "sort", "rank", "ordinal", "role", "type", "kind"};
  const Words parts = parse::name_words(column);
  if (parts.empty()) return false;
  return is_audit_column(column) || is_one_of(parts.front(), words) ||
         is_one_of(parts.back(), words);
}

bool is_link(const Table& table) {
  std::size_t single = 0;
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.columns.size() != 1) return false;
    ++single;
  }
  if (single != 2) return false;
  return std::ranges::all_of(table.columns(), [&](const catalog::Column& column) {
    return table.refers_by(column.name) || may_be_of_link(column.name);
  });
}

/// At least three of five names of the smaller table are names of the other, too.
bool shares_columns(const catalog::Relation& a, const catalog::Relation& b) {
  const std::size_t smaller = std::min(a.columns.size(), b.columns.size());
  const auto shared = std::ranges::count_if(a.columns, [&](const catalog::Column& column) {
    return b.find_column(column.name) != nullptr;
  });
  return smaller > 0 && 5 * static_cast<std::size_t>(shared) >= 3 * smaller;
}

/// A version or a copy of another table: by its name, and by its columns.
bool is_history(const Table& table, const Schema& schema) {
  constexpr std::array<std::string_view, 18> ends = {
      "history", "histories", "version", "versions", "audit", "audits",
      "log",     "logs",      "archive", "archived", "old",   "bak",
      "backup",  "snapshot",  "staging", "stg",      "tmp",   "revisions"};
  constexpr std::array<std::string_view, 3> raw_ends = {"raw", "events", "revision"};
  constexpr std::array<std::string_view, 10> starts = {"audit", "hist",    "stg", "staging", "tmp",
                                                       "old",   "archive", "raw", "bak",     "log"};
  Words words = parse::name_words(table.name());
  if (words.size() < 2) return false;
  if (is_one_of(words.front(), starts)) {
    words.erase(words.begin());
  } else if (is_one_of(words.back(), ends) || is_one_of(words.back(), raw_ends)) {
    words.pop_back();
  } else {
    return false;
  }
  const Table* original = schema.find_thing(words, table.relation->name.schema);
  return original != nullptr && original != &table &&
         shares_columns(*table.relation, *original->relation);
}

bool is_of_events(const Words& words) {
  constexpr std::array<std::string_view, 30> kinds = {
      "event",       "events", "log",     "logs",    "audit",  "audits",  "history",  "outbox",
      "inbox",       "queue",  "queues",  "job",     "jobs",   "webhook", "webhooks", "visit",
      "visits",      "view",   "views",   "click",   "clicks", "play",    "plays",    "impression",
      "impressions", "metric", "metrics", "staging", "raw",    "import"};
  return !words.empty() && (is_one_of(words.back(), kinds) || words.front() == "audit" ||
                            words.front() == "staging" || words.front() == "raw");
}

bool is_document(const Words& words) {
  constexpr std::array<std::string_view, 13> documents = {
      "order",   "invoice",  "receipt",   "quote", "payment", "transaction", "shipment",
      "booking", "contract", "statement", "bill",  "refund",  "cart"};
  constexpr std::array<std::string_view, 4> parts = {"item", "line", "detail", "position"};
  if (words.empty()) return false;
  const std::string last = singular(words.back());
  if (is_one_of(last, documents) || last == "checkout") return true;
  if (words.size() < 2 || !is_one_of(last, parts)) return false;
  const std::string before = singular(words[words.size() - 2]);
  return is_one_of(before, documents) || before == "checkout";
}

bool is_read_model(const Words& words) {
  constexpr std::array<std::string_view, 14> kinds = {
      "mv",      "cache",  "agg",    "aggregate", "aggregates", "stats",  "statistics",
      "summary", "rollup", "report", "reports",   "denorm",     "search", "summaries"};
  return words.size() > 1 &&
         std::ranges::any_of(words.begin() + 1, words.end(),
                             [&](const std::string& word) { return is_one_of(word, kinds); });
}

bool is_label(std::string_view column) {
  constexpr std::array<std::string_view, 6> words = {"code",  "name", "label",
                                                     "value", "slug", "title"};
  const Words parts = parse::name_words(column);
  return !parts.empty() && is_one_of(parts.back(), words);
}

/// Few columns, a unique label, referred to by others and referring to none.
bool is_lookup(const Table& table, const Schema& schema) {
  constexpr std::size_t most_columns = 4;
  const auto own = std::ranges::count_if(
      table.columns(), [](const catalog::Column& column) { return !is_audit_column(column.name); });
  if (own > static_cast<std::ptrdiff_t>(most_columns)) return false;
  const bool refers = std::ranges::any_of(
      table.foreign_keys, [](const ForeignKey& key) { return !key.is_self_reference(); });
  const bool is_referenced = std::ranges::any_of(
      table.referenced_by, [](const ForeignKey* key) { return !key->is_self_reference(); });
  if (refers || !is_referenced) return false;
  return std::ranges::any_of(table.keys, [&](const Key& key) {
    if (!key.is_plain() || key.columns.size() != 1 || !is_label(key.columns.front())) return false;
    const catalog::Column* column = table.relation->find_column(key.columns.front());
    return column != nullptr && family_of(column->type, schema.catalog()) == Family::text;
  });
}

/// The name of the setting is the whole key.
bool is_settings(const Table& table) {
  constexpr std::array<std::string_view, 10> names = {
      "k",     "key",       "name",     "setting",  "option",
      "param", "parameter", "property", "variable", "setting_key"};
  constexpr std::array<std::string_view, 4> values = {"v", "val", "value", "data"};
  const auto is_name = [&](const Key& key) {
    return key.is_plain() && key.columns.size() == 1 &&
           is_one_of(joined(parse::name_words(key.columns.front())), names);
  };
  const bool has_value = std::ranges::any_of(table.columns(), [&](const catalog::Column& column) {
    const Words words = parse::name_words(column.name);
    return !words.empty() && is_one_of(words.back(), values);
  });
  return has_value && std::ranges::any_of(table.keys, is_name);
}

}  // namespace

Roles roles_of(const Table& table, const Schema& schema) {
  const Words words = parse::name_words(table.name());
  return {.link = is_link(table),
          .history = is_history(table, schema),
          .events = is_of_events(words),
          .document = is_document(words),
          .lookup = is_lookup(table, schema),
          .settings = is_settings(table),
          .read_model = is_read_model(words)};
}

bool takes_raw_data(std::string_view table) {
  constexpr std::array<std::string_view, 9> marks = {"stg", "staging", "raw", "import", "imports",
                                                     "etl", "landing", "tmp", "temp"};
  return std::ranges::any_of(parse::name_words(table),
                             [&](const std::string& word) { return is_one_of(word, marks); });
}

}  // namespace pglint::design
