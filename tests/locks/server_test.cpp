// Every row of the table of locks on real servers.
#include <algorithm>
#include <optional>
#include <ostream>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/locks/recording.h"
#include "tests/support/process.h"

namespace pglint::locks::tests {
namespace {

bool mentions(std::string_view sql, const std::string& name) {
  return std::regex_search(sql.begin(), sql.end(), std::regex("\\b" + name + "\\b"));
}

/// A row and what a server did with its example.
class Comparison {
 public:
  Comparison(const LockRow& row, const Recording& recording) : row_(row), recording_(recording) {}

  [[nodiscard]] Modes stated_table_modes() const {
    Modes modes;
    // As its words say: no target means what is in a schema.
    if (row_.form == Form::drop_schema) modes["t"] = Mode::access_exclusive;
    for (const LockOn& lock : row_.locks) {
      if (is_of_index(lock.target)) continue;
      for (const std::string& name : names_of(lock.target)) modes[name] = lock.mode;
    }
    return modes;
  }

  /// Weak locks count only where the row states them, or is about rows.
  [[nodiscard]] Modes seen_table_modes() const {
    Modes modes = recording_.table_modes;
    const Modes stated = stated_table_modes();
    if (row_.work == Work::rows) return modes;
    std::erase_if(modes, [&](const auto& lock) {
      return lock.second < Mode::share_update_exclusive && !stated.contains(lock.first);
    });
    return modes;
  }

  [[nodiscard]] Modes stated_index_modes() const {
    Modes modes;
    for (const LockOn& lock : row_.locks) {
      if (!is_of_index(lock.target)) continue;
      for (const std::string& name : names_of(lock.target)) modes[name] = lock.mode;
    }
    return modes;
  }

  [[nodiscard]] Modes seen_index_modes() const {
    Modes modes = recording_.index_modes;
    const Modes stated = stated_index_modes();
    std::erase_if(modes, [&](const auto& lock) { return !stated.contains(lock.first); });
    return modes;
  }

  /// The heaviest work; nothing where the server does not tell.
  [[nodiscard]] std::optional<Work> seen_work() const {
    if (row_.work == Work::rows || row_.work == Work::query) return std::nullopt;
    if (row_.form == Form::vacuum) return std::nullopt;
    return recording_.work.empty() ? Work::none : *recording_.work.rbegin();
  }

 private:
  static bool is_of_index(Target target) {
    return target == Target::index || target == Target::indexes;
  }

  [[nodiscard]] bool has(const std::string& name) const {
    return recording_.relations.contains(name);
  }

  /// Of the relations that probe_schema() and the row's SQL make.
  [[nodiscard]] std::vector<std::string> names_of(Target target) const {
    switch (target) {
      case Target::none:
        return {};
      case Target::table:
      case Target::type_users:
        return {"t"};
      case Target::referenced:
      case Target::sources:
        return {"r"};
      case Target::referencing:
        return {"u"};
      case Target::parent:
        return {has("parent") ? "parent" : "p"};
      case Target::partitions:
        return {"p1"};
      case Target::default_partition:
        return {"p_default"};
      case Target::partition:
        return {has("q") ? "q" : "p1"};
      case Target::index:
        return {named_index()};
      case Target::indexes:
        return indexes_of("t");
      case Target::view:
        return {mentions(row_.probe, "m") ? "m" : "v"};
    }
    return {};
  }

  /// The last one if there are several: that of a partition.
  [[nodiscard]] std::string named_index() const {
    std::string named = "t_a";
    for (const auto& [index, table] : recording_.indexes) {
      if (mentions(row_.probe, index)) named = index;
    }
    return named;
  }

  [[nodiscard]] std::vector<std::string> indexes_of(const std::string& wanted) const {
    std::vector<std::string> names;
    for (const auto& [index, table] : recording_.indexes) {
      if (table == wanted) names.push_back(index);
    }
    return names;
  }

  const LockRow& row_;
  const Recording& recording_;
};

std::string shown(const Modes& modes) {
  std::string text;
  for (const auto& [name, mode] : modes) text += fmt::format("{}: {}\n", name, name_of(mode));
  return text;
}

std::string shown_error(const std::string& error) { return error.empty() ? "none" : error; }

void check_other_attempt(const LockRow& row, const Recording& recording) {
  if (row.in_block == InBlock::refused) {
    CHECK(recording.other_error.ends_with("cannot run inside a transaction block"));
  } else if (row.in_block == InBlock::needed) {
    CHECK(recording.other_error.ends_with("can only be used in transaction blocks"));
  }
}

void check_wanted(const LockRow& row, const Recording& recording) {
  const LockOn* watched = watched_lock(row);
  if (watched == nullptr) return;
  INFO(recording.waiting_error);
  REQUIRE(recording.wanted.has_value());
  CHECK(name_of(*recording.wanted) == name_of(watched->mode));
}

void check_row(const LockRow& row, const Recording& recording) {
  const Comparison comparison(row, recording);
  CHECK(shown_error(recording.given_error) == "none");
  if (!row.refused.empty()) {
    CHECK(recording.error == row.refused);
    return;
  }
  CHECK(shown_error(recording.error) == "none");
  check_other_attempt(row, recording);
  const std::optional<Work> work = comparison.seen_work();
  if (work) CHECK(name_of(*work) == name_of(row.work));
  if (row.in_block == InBlock::refused) {
    check_wanted(row, recording);
    return;
  }
  CHECK(shown(comparison.seen_table_modes()) == shown(comparison.stated_table_modes()));
  CHECK(shown(comparison.seen_index_modes()) == shown(comparison.stated_index_modes()));
}

TEMPLATE_TEST_CASE_SIG("locks: a server does what the table says, version", "",
                       ((int version), version), 10, 11, 12, 13, 14, 15, 16, 17, 18) {
  const std::optional<std::vector<Recording>> recordings = record_examples(version);
  if (!recordings) {
    if (version == LockRow::newest_version) {
      pglint::tests::end_for_want(fmt::format("server of version {}", version));
    }
    SKIP("no server of version " << version << " (tools/setup servers gets it)");
  }
  for (std::size_t number = 0; number < lock_rows().size(); ++number) {
    const LockRow& row = lock_rows()[number];
    const Recording& recording = (*recordings)[number];
    if (row.probe.empty()) continue;
    INFO(name_of(row.form) << " on " << version << ": " << row.given << "; " << row.probe);
    if (row.is_of(version)) {
      check_row(row, recording);
    } else if (is_too_new(row, version)) {
      CHECK_FALSE((recording.given_error + recording.error).empty());
    }
  }
}

}  // namespace
}  // namespace pglint::locks::tests
