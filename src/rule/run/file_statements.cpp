#include "rule/run/file_statements.h"

#include <functional>

namespace pglint {
namespace {

using locks::Form;

// Behind the forms, of which there are fewer than 256.
constexpr std::size_t column_made = 256;
constexpr std::size_t relation_made = 257;
constexpr std::size_t index_made = 258;
constexpr std::size_t guard_made = 259;

/// The name of the relation that the operation makes; empty if it makes none.
std::string_view relation_made_by(const locks::Operation& operation) {
  switch (operation.form) {
    case Form::create_table:
    case Form::create_table_references:
    case Form::create_table_as:
    case Form::create_materialized_view:
    case Form::create_view:
    case Form::replace_view:
      return operation.object.name;
    case Form::create_partition:
    case Form::create_table_inherits:
      return operation.part;
    case Form::rename_table:
      return operation.to == operation.object.name ? std::string_view() : operation.to;
    default:
      return {};
  }
}

/// The name of the index that it makes; empty if it makes none, or one without a written name.
std::string_view index_made_by(const locks::Operation& operation) {
  switch (operation.form) {
    case Form::create_index:
    case Form::create_index_concurrently:
    case Form::add_unique:
    case Form::add_primary_key_nullable:
    case Form::add_exclusion:
      return operation.part;
    case Form::rename_index:
      return operation.to;
    default:
      return {};
  }
}

/// The name of the column that it makes; empty if it makes none.
std::string_view column_made_by(const locks::Operation& operation) {
  if (operation.form == Form::add_column) return operation.part;
  if (operation.form == Form::rename_column) return operation.to;
  return {};
}

}  // namespace

std::size_t RunOfFile::KeyHash::operator()(const Key& key) const {
  const std::hash<std::string_view> hash;
  return (hash(key.object) * 31 + hash(key.part)) * 31 + key.kind;
}

void RunOfFile::read() const {
  if (is_read_) return;
  is_read_ = true;
  catalog::NameSet changed;
  for (std::size_t position = 0; position < statements_.size(); ++position) {
    const bool cleans_up = statements_[position]->drops_invalid_indexes;
    if (cleans_up && !first_clean_up_) first_clean_up_ = position;
    const std::string& temporary = statements_[position]->makes_temporary;
    if (!temporary.empty()) temporary_.insert(temporary);
    for (const locks::Operation& operation : statements_[position]->operations) {
      const std::string_view object = operation.object.name;
      const auto add = [&](const Key& key) { operations_[key].emplace_back(position, &operation); };
      add(key_of_form(operation.form, object));
      const std::string_view column = column_made_by(operation);
      if (!column.empty()) add({.kind = column_made, .object = object, .part = column});
      const std::string_view relation = relation_made_by(operation);
      if (!relation.empty()) add({.kind = relation_made, .object = relation, .part = {}});
      const std::string_view index = index_made_by(operation);
      if (!index.empty()) add({.kind = index_made, .object = index, .part = {}});
      const bool makes_guard = operation.constraint || operation.index;
      if (makes_guard) add({.kind = guard_made, .object = object, .part = {}});
      const bool is_change =
          operation.form <= Form::drop_foreign_key && changed.size() < most_changed;
      if (is_change && changed.insert(operation.object).second) {
        relations_changed_.push_back(operation.object);
      }
    }
  }
  ends_.resize(statements_.size());
  std::size_t end = statements_.size();
  for (std::size_t position = statements_.size(); position-- > 0; ends_[position] = end) {
    const bool is_last =
        position + 1 < statements_.size() &&
        statements_[position]->transaction_number != statements_[position + 1]->transaction_number;
    if (is_last) end = position + 1;
  }
  read_rollbacks();
}

void RunOfFile::read_rollbacks() const {
  using Kind = locks::TransactionKind;
  // How many rollbacks begin to take back at a position, less those that end there.
  std::vector<std::ptrdiff_t> change(statements_.size() + 1);
  std::unordered_map<std::string_view, std::size_t> savepoints;
  std::size_t begin = 0;  // of the transaction
  const auto take_back = [&](std::size_t from, std::size_t end) {
    ++change[from];
    --change[end];
  };
  for (std::size_t position = 0; position < statements_.size(); ++position) {
    const locks::Statement& statement = *statements_[position];
    const bool is_other = position > 0 && statements_[position - 1]->transaction_number !=
                                              statement.transaction_number;
    if (is_other) {
      begin = position;
      savepoints.clear();
    }
    if (statement.transaction == Kind::savepoint) savepoints[statement.savepoint] = position;
    if (statement.transaction == Kind::rollback) take_back(begin, position);
    if (statement.transaction != Kind::rollback_to) continue;
    const auto found = savepoints.find(statement.savepoint);
    if (found != savepoints.end()) take_back(found->second, position);
  }
  rolled_back_.resize(statements_.size());
  std::ptrdiff_t depth = 0;
  for (std::size_t position = 0; position < statements_.size(); ++position) {
    depth += change[position];
    rolled_back_[position] = depth > 0;
  }
}

bool RunOfFile::is_rolled_back(std::size_t position) const {
  read();
  return rolled_back_[position];
}

std::span<const catalog::Name> RunOfFile::relations_changed() const {
  read();
  return relations_changed_;
}

std::span<const RunOfFile::Placed> RunOfFile::find(const Key& key) const {
  read();
  const auto found = operations_.find(key);
  return found == operations_.end() ? std::span<const Placed>() : std::span(found->second);
}

std::size_t RunOfFile::end_of_transaction(std::size_t position) const {
  read();
  return ends_[position];
}

std::span<const RunOfFile::Placed> RunOfFile::operations(Form form, std::string_view object) const {
  return find(key_of_form(form, object));
}

std::span<const RunOfFile::Placed> RunOfFile::columns_made(std::string_view object,
                                                           std::string_view column) const {
  return find({.kind = column_made, .object = object, .part = column});
}

std::span<const RunOfFile::Placed> RunOfFile::relations_made(std::string_view name) const {
  return find({.kind = relation_made, .object = name, .part = {}});
}

bool RunOfFile::makes_temporary(std::string_view name) const {
  read();
  return temporary_.contains(name);
}

std::span<const RunOfFile::Placed> RunOfFile::indexes_made(std::string_view name) const {
  return find({.kind = index_made, .object = name, .part = {}});
}

std::span<const RunOfFile::Placed> RunOfFile::guards_made(std::string_view object) const {
  return find({.kind = guard_made, .object = object, .part = {}});
}

bool RunOfFile::drops_invalid_before(std::size_t position) const {
  read();
  return first_clean_up_ && *first_clean_up_ < position;
}

bool FileStatements::has_before(Form form, std::string_view object) const {
  const auto found = run->operations(form, object);
  return !found.empty() && found.front().first < position;
}

bool FileStatements::has_after(Form form, std::string_view object) const {
  const auto found = run->operations(form, object);
  return !found.empty() && found.back().first > position;
}

}  // namespace pglint
