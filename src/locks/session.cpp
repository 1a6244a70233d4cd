#include "locks/session.h"

#include <algorithm>

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

void Session::begin_file(std::size_t file, const migration::Runner& runner,
                         const std::string& release, bool is_migration) {
  releases_.add(file, release);
  file_ = file;
  is_migration_ = is_migration;
  runner_ = &runner;
  transaction_ = 0;
  in_transaction_ = false;
  has_own_transaction_ = false;
  is_known_ = true;
  settings_.clear();
  end_transaction();
}

void Session::begin_transaction(std::size_t at) {
  held_.clear();
  emptied_.clear();
  added_values_.clear();
  levels_ = {{.savepoint = {}, .settings = settings_, .local = {}}};
  local_.clear();
  transaction_begin_ = at;
}

void Session::end_transaction() {
  held_.clear();
  taken_.clear();
  emptied_.clear();
  added_values_.clear();
  levels_.clear();
  local_.clear();
}

void Session::enter(const Statement& statement) {
  in_transaction_ = statement.in_transaction == migration::InTransaction::yes;
  is_known_ = statement.in_transaction != migration::InTransaction::unknown;
  if (statement.transaction_number != transaction_) {
    transaction_ = statement.transaction_number;
    begin_transaction(statement.transaction_begin);
  }
  taken_.clear();
}

void Session::leave(const Statement& statement) {
  for (HeldLock& lock : taken_) {
    // What is held as strongly already is not taken again.
    const HeldLock* known = find_held(lock.object);
    if (known == nullptr || known->mode < lock.mode) held_.push_back(std::move(lock));
  }
  taken_.clear();
  for (const SettingChange& setting : statement.settings) change(setting);
  switch (statement.transaction) {
    case TransactionKind::savepoint:
      levels_.push_back({.savepoint = statement.savepoint, .settings = settings_, .local = local_});
      break;
    case TransactionKind::rollback_to:
      roll_back_to(statement.savepoint);
      break;
    case TransactionKind::rollback:
      if (!levels_.empty()) settings_ = levels_.front().settings;
      has_own_transaction_ = has_own_transaction_ && statement.is_chained;
      end_transaction();
      break;
    case TransactionKind::commit:
      has_own_transaction_ = has_own_transaction_ && statement.is_chained;
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
  settings_ = found->settings;
  local_ = found->local;
  levels_.resize(level);
  std::erase_if(held_, [&](const HeldLock& lock) { return lock.level >= level; });
}

void Session::hold(HeldLock lock) {
  lock.level = levels_.size();
  taken_.push_back(std::move(lock));
}

void Session::fill(const catalog::Place& made) {
  filled_.insert(key_of(made));
  emptied_.erase(key_of(made));
}

void Session::empty(const catalog::Relation& relation) {
  filled_.erase(key_of(relation.place));
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

std::vector<HeldLock> Session::strongest_held() const {
  std::vector<HeldLock> strongest;
  for (const HeldLock& lock : held_) {
    const auto known = std::ranges::find(strongest, lock.object, &HeldLock::object);
    if (known == strongest.end()) {
      strongest.push_back(lock);
    } else if (known->mode < lock.mode) {
      *known = lock;
    }
  }
  return strongest;
}

const HeldLock* Session::find_held(const catalog::Name& object) const {
  const HeldLock* strongest = nullptr;
  for (const HeldLock& lock : held_) {
    if (lock.object != object) continue;
    if (strongest == nullptr || lock.mode > strongest->mode) strongest = &lock;
  }
  return strongest;
}

void Session::change(const SettingChange& setting) {
  if (setting.name == "*") {
    settings_.clear();
    local_.clear();
    return;
  }
  if (!setting.is_local) {
    local_.erase(setting.name);
    settings_[setting.name] = setting;
  } else if (in_transaction_) {
    local_[setting.name] = setting;
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
