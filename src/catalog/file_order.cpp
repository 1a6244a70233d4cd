#include "catalog/file_order.h"

#include <algorithm>

namespace pglint::catalog {

void FileOrder::begin(const SessionFile& file) {
  current_ = file.number;
  has_gap_ = has_gap_ || !file.is_read_in_full;
  has_unknown_sql_ = has_unknown_sql_ || file.runs_unknown_sql;
  files_.resize(std::max(files_.size(), file.number + 1));
  files_[file.number] = {.path = file.path,
                         .history = file.history,
                         .is_first = file.is_first,
                         .has_gap = has_gap_,
                         .is_migration = file.is_migration,
                         .has_own_extensions = file.has_own_extensions,
                         .position = ++position_};
  if (file.is_migration && !file.history.empty()) {
    last_[file.history] = position_;
    first_.try_emplace(file.history, position_);
  }
  has_history_ = has_history_ || is_of_history(file.number);
}

std::string_view FileOrder::path(std::size_t number) const {
  return number < files_.size() ? std::string_view(files_[number].path) : std::string_view();
}

bool FileOrder::is_sure(std::size_t number, std::size_t maker) const {
  if (number >= files_.size() || maker >= files_.size() || files_[number].has_gap) return false;
  const bool is_of_one =
      !files_[number].history.empty() && files_[number].history == files_[maker].history;
  return number == maker || is_of_one || files_[maker].is_first;
}

bool FileOrder::is_history_whole() const {
  if (current_ >= files_.size()) return false;
  const Known& file = files_[current_];
  const auto first = first_.find(file.history);
  return file.is_migration && !file.history.empty() && !has_gap_ && first != first_.end() &&
         first->second < file.position;
}

bool FileOrder::is_followed(std::size_t number) const {
  if (number >= files_.size() || !files_[number].is_migration) return false;
  const auto last = last_.find(files_[number].history);
  return last != last_.end() && last->second > files_[number].position;
}

bool FileOrder::creates_extensions(std::size_t number) const {
  return is_of_history(number) && !files_[number].has_own_extensions && !has_gap_;
}

bool FileOrder::is_of_history(std::size_t number) const {
  return number < files_.size() && files_[number].is_migration && !files_[number].is_first;
}

}  // namespace pglint::catalog
