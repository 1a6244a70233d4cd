#include "locks/session.h"

#include <algorithm>
#include <utility>

namespace pglint::locks {

void Releases::add(std::size_t file, const std::string& name) {
  by_file_[file] = numbers_.try_emplace(name, numbers_.size()).first->second;
}

bool Releases::are_same(std::size_t file, std::size_t other) const {
  if (file == other) return true;
  const auto one = by_file_.find(file);
  const auto two = by_file_.find(other);
  return one != by_file_.end() && two != by_file_.end() && one->second == two->second;
}

void Session::begin_file(const File& file) {
  releases_.add(file.number, file.release);
  file_ = file.number;
  is_migration_ = file.is_migration;
  runner_ = &file.runner;
  transaction_ = 0;
  in_transaction_ = false;
  has_own_transaction_ = false;
  is_known_ = true;
  settings_.clear();
  std::vector<AddedValue> values;
  if (file.goes_on) {
    values = std::move(added_values_);
  } else {
    joined_files_.clear();
  }
  end_transaction();
  added_values_ = std::move(values);
  joined_files_.insert(file.number);
}

void Session::begin_transaction(std::size_t at) {
  end_transaction();
  levels_.push_back({});
  transaction_begin_ = at;
}

void Session::end_transaction() {
  held_.clear();
  held_by_object_.clear();
  held_by_mode_ = {};
  taken_.clear();
  emptied_.clear();
  added_values_.clear();
  levels_.clear();
  changes_.clear();
  local_.clear();
}

void Session::enter(const Statement& statement) {
  in_transaction_ = statement.in_transaction == migration::InTransaction::yes;
  is_known_ = statement.in_transaction != migration::InTransaction::unknown;
  if (statement.transaction_number != transaction_) {
    const bool is_first = transaction_ == 0;
    std::vector<AddedValue> values = std::move(added_values_);
    transaction_ = statement.transaction_number;
    begin_transaction(statement.transaction_begin);
    // The file may go on in the transaction of the one before.
    if (is_first) added_values_ = std::move(values);
  }
  taken_.clear();
}

void Session::leave(const Statement& statement) {
  for (HeldLock& lock : taken_) {
    // What is held as strongly already is not taken again.
    const HeldLock* known = find_held(lock.object);
    if (known == nullptr || known->mode < lock.mode) keep(std::move(lock));
  }
  taken_.clear();
  for (const SettingChange& setting : statement.settings) change(setting);
  switch (statement.transaction) {
    case TransactionKind::savepoint:
      levels_.push_back({.savepoint = statement.savepoint, .changes = changes_.size()});
      break;
    case TransactionKind::rollback_to:
      roll_back_to(statement.savepoint);
      break;
    case TransactionKind::rollback:
      if (!levels_.empty()) take_back_settings(0);
      has_own_transaction_ = has_own_transaction_ && statement.is_chained;
      joined_files_.clear();
      end_transaction();
      break;
    case TransactionKind::commit:
      has_own_transaction_ = has_own_transaction_ && statement.is_chained;
      joined_files_.clear();
      end_transaction();
      break;
    case TransactionKind::begin:
      has_own_transaction_ = true;
      break;
    case TransactionKind::prepare:
    case TransactionKind::end_of_section:
      has_own_transaction_ = false;
      break;
    case TransactionKind::none:
    case TransactionKind::release:
      break;
  }
}

void Session::roll_back_to(const std::string& savepoint) {
  const auto found =
      std::ranges::find(levels_.rbegin(), levels_.rend(), savepoint, &Level::savepoint);
  if (found == levels_.rend()) return;
  const auto level = static_cast<std::size_t>(levels_.rend() - found);
  take_back_settings(found->changes);
  levels_.resize(level);
  while (!held_.empty() && held_.back().level >= level) release_last();
}

void Session::keep(HeldLock lock) {
  held_by_object_[lock.object].push_back(held_.size());
  ++held_by_mode_[static_cast<std::size_t>(lock.mode)];
  held_.push_back(std::move(lock));
}

void Session::release_last() {
  const auto positions = held_by_object_.find(held_.back().object);
  positions->second.pop_back();
  if (positions->second.empty()) held_by_object_.erase(positions);
  --held_by_mode_[static_cast<std::size_t>(held_.back().mode)];
  held_.pop_back();
}

void Session::hold(HeldLock lock) {
  lock.level = levels_.size();
  taken_.push_back(std::move(lock));
}

void Session::fill(const catalog::Place& made, bool are_copies) {
  filled_.insert(key_of(made));
  if (are_copies) copied_.insert(key_of(made));
  emptied_.erase(key_of(made));
}

void Session::empty(const catalog::Relation& relation) {
  filled_.erase(key_of(relation.place));
  copied_.erase(key_of(relation.place));
  if (in_transaction_) emptied_.insert(key_of(relation.place));
}

bool Session::is_made_in_transaction(const catalog::Place& made) const {
  return in_transaction_ && made.file == file_ && made.statement.begin >= transaction_begin_;
}

Age Session::age_of(const catalog::Relation* relation) const {
  if (relation == nullptr) return Age::existing;
  if (relation->temporary) return Age::temporary;
  if (emptied_.contains(key_of(relation->place))) return Age::private_fresh;
  if (!releases_.are_same(relation->place.file, file_)) return Age::existing;
  const bool is_filled = filled_.contains(key_of(relation->place));
  if (is_made_in_transaction(relation->place))
    return is_filled ? Age::private_filled : Age::private_fresh;
  return is_filled ? Age::filled : Age::fresh;
}

std::vector<HeldLock> Session::strongest_held(std::size_t most) const {
  std::vector<HeldLock> strongest;
  for (std::size_t at = 0; at < held_.size() && strongest.size() < most; ++at) {
    const std::vector<std::size_t>& positions = held_by_object_.at(held_[at].object);
    if (positions.front() == at) strongest.push_back(held_[positions.back()]);
  }
  return strongest;
}

std::optional<Mode> Session::strongest_mode() const {
  for (std::size_t mode = mode_count; mode-- > 0;) {
    if (held_by_mode_[mode] > 0) return static_cast<Mode>(mode);
  }
  return std::nullopt;
}

const HeldLock* Session::find_held(const catalog::Name& object) const {
  const auto positions = held_by_object_.find(object);
  return positions == held_by_object_.end() ? nullptr : &held_[positions->second.back()];
}

void Session::change(const SettingChange& setting) {
  if (setting.name == "*") {
    while (!local_.empty()) set(true, std::string(local_.begin()->first), {});
    while (!settings_.empty()) set(false, std::string(settings_.begin()->first), {});
  } else if (!setting.is_local) {
    set(true, setting.name, {});
    set(false, setting.name, setting);
  } else if (in_transaction_) {
    set(true, setting.name, setting);
  }
}

void Session::set(bool is_local, const std::string& name, std::optional<SettingChange> setting) {
  Settings& settings = is_local ? local_ : settings_;
  const auto known = settings.find(name);
  if (known == settings.end() && !setting) return;
  changes_.push_back({.is_local = is_local,
                      .name = name,
                      .setting = known == settings.end()
                                     ? std::nullopt
                                     : std::optional(std::move(known->second))});
  if (setting) {
    settings.insert_or_assign(name, std::move(*setting));
  } else {
    settings.erase(known);
  }
}

void Session::take_back_settings(std::size_t changes) {
  for (; changes_.size() > changes; changes_.pop_back()) {
    Before& before = changes_.back();
    Settings& settings = before.is_local ? local_ : settings_;
    settings.erase(before.name);
    if (before.setting) settings.emplace(std::move(before.name), std::move(*before.setting));
  }
}

Session::Setting Session::setting(std::string_view name) const {
  for (const Settings* settings : {&local_, &settings_}) {
    const auto found = settings->find(name);
    if (found == settings->end()) continue;
    return {.value = found->second.value, .is_known = found->second.is_known};
  }
  return {};
}

}  // namespace pglint::locks
