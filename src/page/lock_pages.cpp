#include "page/lock_pages.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "locks/lock_table.h"
#include "page/generated_part.h"

namespace pglint::page {
namespace {

using locks::Form;
using locks::LockOn;
using locks::LockRow;
using locks::Mode;
using locks::Target;

/// The forms from `first` on have a table of their own.
struct LockSection {
  Form first = Form::add_column;
  std::string_view title;
};
constexpr std::array lock_sections = {
    LockSection{Form::add_column, "Columns"},
    LockSection{Form::add_check, "Constraints"},
    LockSection{Form::create_index, "Indexes"},
    LockSection{Form::create_table, "Tables"},
    LockSection{Form::create_partition, "Partitions"},
    LockSection{Form::create_trigger, "Triggers, policies, views, types and privileges"},
    LockSection{Form::database, "The whole server"},
    LockSection{Form::select, "Rows"},
};

void add_part(std::string& list, std::string_view separator, std::string_view part) {
  if (!list.empty()) list += separator;
  list += part;
}

std::string with_article(Target target) {
  const std::string name(name_of(target));
  const bool has_none =
      target == Target::sources || target == Target::partitions || target == Target::indexes;
  return has_none ? name : "the " + name;
}

bool is_index(Target target) { return target == Target::index || target == Target::indexes; }

/// `the table, its partitions and the referenced table`.
std::string and_list(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t index = 0; index < names.size(); ++index) {
    add_part(list, index + 1 == names.size() ? " and " : ", ", names[index]);
  }
  return list;
}

/// Targets of locks; neighbors of which the same is said share a list.
class LockGroups {
 public:
  void add(std::string_view said, Target target) {
    if (groups_.empty() || groups_.back().said != said) groups_.push_back({said, {}});
    groups_.back().targets.push_back(with_article(target));
  }

  /// `SHARE on the table; ROW SHARE on the referenced table`, where `joint` is "on".
  [[nodiscard]] std::string text(std::string_view joint) const {
    std::string list;
    for (const LockGroup& group : groups_) {
      add_part(list, "; ", fmt::format("{} {} {}", group.said, joint, and_list(group.targets)));
    }
    return list;
  }

 private:
  struct LockGroup {
    std::string_view said;
    std::vector<std::string> targets;
  };
  std::vector<LockGroup> groups_;
};

std::string locks_of(const LockRow& row) {
  LockGroups groups;
  for (const LockOn& lock : row.locks) {
    if (lock.target != Target::none) groups.add(name_of(lock.mode), lock.target);
  }
  return groups.text("on");
}

std::string waiting(const LockRow& row) {
  LockGroups groups;
  for (const LockOn& lock : row.locks) {
    const std::string_view what = locks::what_waits(lock.mode);
    const bool is_shown = !what.empty() && !is_index(lock.target) && lock.target != Target::none;
    if (is_shown) groups.add(what, lock.target);
  }
  return groups.text("of");
}

std::string_view block_words(locks::InBlock answer) {
  switch (answer) {
    case locks::InBlock::allowed:
      return "";
    case locks::InBlock::refused:
      return "fails in a transaction block";
    case locks::InBlock::needed:
      return "fails outside of a transaction block";
    case locks::InBlock::no_effect:
      return "has no effect outside of a transaction block";
  }
  return "";
}

std::string work_of(const LockRow& row) {
  std::string words(name_of(row.work));
  const std::string_view block = block_words(row.in_block);
  if (!block.empty()) add_part(words, "; ", block);
  return words;
}

std::string versions_of(const LockRow& row) {
  const bool is_open = row.until == LockRow::newest_version;
  if (row.since == LockRow::oldest_version) return is_open ? "" : fmt::format("to {}", row.until);
  if (is_open) return fmt::format("from {}", row.since);
  return row.since == row.until ? fmt::format("{}", row.since)
                                : fmt::format("{} to {}", row.since, row.until);
}

std::string table_row(const LockRow& row) {
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.shown, row.when, versions_of(row),
                     locks_of(row), waiting(row), work_of(row));
}

std::string lock_tables() {
  std::string text;
  for (std::size_t index = 0; index < lock_sections.size(); ++index) {
    const bool is_last = index + 1 == lock_sections.size();
    fmt::format_to(
        std::back_inserter(text),
        "\n### {}\n\n| Statement | Case | PostgreSQL | Locks | What waits | Meanwhile |\n"
        "| --- | --- | --- | --- | --- | --- |\n",
        lock_sections[index].title);
    for (const LockRow& row : locks::lock_rows()) {
      if (row.form < lock_sections[index].first) continue;
      if (!is_last && row.form >= lock_sections[index + 1].first) break;
      text += table_row(row);
    }
  }
  return text;
}

std::string mode_table() {
  std::string text = "\n| Lock | waits for |\n| --- | --- |\n";
  for (std::size_t wanted = 0; wanted < locks::mode_count; ++wanted) {
    std::string others;
    for (std::size_t held = 0; held < locks::mode_count; ++held) {
      const bool waits = conflicts(static_cast<Mode>(wanted), static_cast<Mode>(held));
      if (waits) add_part(others, ", ", name_of(static_cast<Mode>(held)));
    }
    fmt::format_to(std::back_inserter(text), "| {} | {} |\n", name_of(static_cast<Mode>(wanted)),
                   others);
  }
  return text;
}

}  // namespace

std::string with_lock_tables(std::string_view page) {
  const std::string with_modes = with_part(page, {.name = "lock modes", .content = mode_table()});
  return with_part(with_modes, {.name = "locks", .content = lock_tables()});
}

}  // namespace pglint::page
