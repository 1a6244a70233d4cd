// The form that pglint chooses for each example of the table of locks is the form of the example:
// what a server was asked about a row (server_test.cpp) is what pglint says of such a statement.
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "locks/lock_table.h"
#include "locks/record.h"
#include "parse/tree/pg_nodes.h"

namespace pglint::locks::tests {
namespace {

struct Unread {
  Form form;
  std::string_view reason;
};

/// Forms that no example is read as.
constexpr auto unread = std::to_array<Unread>({
    {Form::comment, "blocks neither reads nor writes"},
    {Form::create_statistics, "blocks neither reads nor writes"},
    {Form::create_publication, "blocks neither reads nor writes"},
    {Form::alter_publication, "blocks neither reads nor writes"},
    {Form::grant, "blocks neither reads nor writes"},
    {Form::select, "blocks neither reads nor writes"},
    {Form::insert, "of a few rows; those of many are read"},
    {Form::alter_sequence, "locks no table"},
    {Form::database, "locks no table; DROP DATABASE is read as drop-database"},
    {Form::tablespace, "locks no table; a block that refuses it is told without a form"},
    {Form::alter_system, "locks no table; a block that refuses it is told without a form"},
    {Form::discard_all, "locks no table; a block that refuses it is told without a form"},
});

bool is_unread(Form form) { return std::ranges::count(unread, form, &Unread::form) > 0; }

SourceFile migration(std::string name, std::string_view sql) {
  SourceFile file;
  file.path = std::move(name);
  file.content = std::string(sql);
  return file;
}

/// The rows that pglint chooses for the example.
std::vector<const LockRow*> chosen_for(const LockRow& row, int version) {
  std::vector<SourceFile> files;
  files.push_back(migration("1_schema.sql", probe_schema()));
  files.push_back(migration("2_given.sql", row.given));
  files.push_back(migration("3_probe.sql", row.probe));
  const std::vector<Record> records =
      read_locks(std::move(files), {.rules = {}, .pg_version = version}, 1, [](FileResult&&) {});
  std::vector<const LockRow*> rows;
  for (const Record& record : records) {
    if (record.file == 2) rows.push_back(record.facts.row);
  }
  return rows;
}

bool is_same(const LockOn& one, const LockOn& other) {
  return one.target == other.target && one.mode == other.mode;
}

bool has_example(const LockRow& row) {
  return !row.probe.empty() && row.since <= PG_VERSION_NUM / 10000;
}

TEST_CASE("locks: each example is read as a form with its locks and its work") {
  for (const LockRow& row : lock_rows()) {
    if (!has_example(row) || is_unread(row.form)) continue;
    for (const int version : {row.since, row.until}) {
      INFO(name_of(row.form) << " on " << version << ": " << row.given << "; " << row.probe);
      const auto chosen = chosen_for(row, version);
      REQUIRE(chosen.size() == 1);
      INFO("chosen: " << name_of(chosen.front()->form));
      CHECK(std::ranges::equal(chosen.front()->locks, row.locks, is_same));
      CHECK(name_of(chosen.front()->work) == name_of(row.work));
    }
  }
}

TEST_CASE("locks: each form is chosen for an example, or there is a reason") {
  std::set<Form> chosen;
  for (const LockRow& row : lock_rows()) {
    if (!has_example(row)) continue;
    for (const LockRow* found : chosen_for(row, row.until)) chosen.insert(found->form);
  }
  for (const LockRow& row : lock_rows()) {
    if (!has_example(row)) continue;
    INFO(name_of(row.form));
    CHECK(chosen.contains(row.form) != is_unread(row.form));
  }
}

}  // namespace
}  // namespace pglint::locks::tests
