#include "host/hba_reader.h"

#include <filesystem>
#include <set>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"
#include "text/line/index.h"

namespace pglint::tests {
namespace {

using host::HbaFile;
using host::Reach;

/// The only record of `line`.
host::HbaRecord record(std::string_view line) {
  const HbaFile file = host::read_hba(line);
  INFO(line << (file.problems.empty() ? "" : ": " + file.problems[0].message));
  REQUIRE(file.records.size() == 1);
  REQUIRE(file.problems.empty());
  return file.records[0];
}

Reach reach(std::string_view address) {
  return record("host all all " + std::string(address) + " md5").reach;
}

TEST_CASE("pg_hba.conf: sizes of address ranges") {
  for (const char* address : {"127.0.0.1/32", "127.0.0.0/8", "127.1/8", "::1/128", "localhost",
                              "samehost", "127.0.0.1 255.255.255.255"}) {
    INFO(address);
    CHECK(reach(address) == Reach::loopback);
  }
  for (const char* address :
       {"0.0.0.0/0", "10.1.2.3/0", "::/0", "::1/0", "all", "0.0.0.0 0.0.0.0"}) {
    INFO(address);
    CHECK(reach(address) == Reach::world);
  }
  for (const char* address :
       {"10.0.0.0/8", "127.0.0.0/7", "::1/127", "example.org", ".example.org", "samenet", "\"all\"",
        "fe80::1%eth0/64", "LOCALHOST", "10.0.0.0 255.0.0.0", "::ffff:127.0.0.1/128"}) {
    INFO(address);
    CHECK(reach(address) == Reach::some);
  }
  CHECK(record("local all all md5").reach == Reach::loopback);
}

TEST_CASE("pg_hba.conf: fields, lists, quotes, continued lines") {
  const host::HbaRecord fields = record("host a,\"b c\" , \"all\",,d\te  md5 x=y,z=\"1 2\"");
  REQUIRE(fields.databases.values.size() == 2);
  CHECK(fields.databases.values[1].text == "b c");
  REQUIRE(fields.users.values.size() == 2);
  CHECK_FALSE(fields.users.values[0].is_keyword("all"));
  CHECK(fields.users.values[1].text == "d");
  CHECK(fields.address == "e");
  CHECK(fields.options.size() == 2);
  CHECK(record("local a\"\"b all trust").databases.values[0].text == "ab");
  CHECK(record("local \"a\"\"b\" all trust").databases.values[0].text == "a\"b");

  const std::string_view text = "# a\nlocal all \\\n  all # b\nlocal all all \\\r\n trust# c";
  const HbaFile file = host::read_hba(text);
  REQUIRE(file.records.size() == 1);
  CHECK(text.substr(file.records[0].method.range.begin) == "trust# c");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.comments.size() == 3);
}

TEST_CASE("pg_hba.conf: a backslash continues a comment, as in the server") {
  const HbaFile file = host::read_hba("# a \\\nlocal all all trust\nlocal all all peer");
  REQUIRE(file.records.size() == 1);
  CHECK(file.records[0].method.text == "peer");
}

/// `line|type|databases|users|method` for each record, `line|refused` for each invalid line.
std::set<std::string> as_read(const std::string& content) {
  const HbaFile file = host::read_hba(content);
  const text::LineIndex lines(content);
  const auto joined = [](const host::HbaField& field) {
    std::string list;
    for (const host::HbaValue& value : field.values) {
      list += (list.empty() ? "" : ",") + value.text;
    }
    return list;
  };
  std::set<std::string> shown;
  for (const host::HbaRecord& record : file.records) {
    shown.insert(fmt::format("{}|{}|{}|{}|{}", lines.position(record.range.begin).line, record.type,
                             joined(record.databases), joined(record.users), record.method.text));
  }
  for (const host::HbaProblem& problem : file.problems) {
    shown.insert(fmt::format("{}|refused", lines.position(problem.range.begin).line));
  }
  return shown;
}

/// True if the line does not name another file or need an optional feature of the server. `ident`
/// for `local` is shown as `peer`.
bool is_for_any_server(std::string_view line) {
  for (const std::string_view word : {"@", "oauth", "gss", "ldap", "ident", "hostssl"}) {
    if (line.find(word) != std::string_view::npos) return false;
  }
  return !line.starts_with("include");
}

/// Lines of fixtures that every server can read without other files.
std::string fixture_lines() {
  std::string content;
  for (const std::string rule : {"syntax-error", "trust-authentication"}) {
    for (const std::string name : {"bad", "good"}) {
      const std::string path = std::string(project::source_dir) + "/fixtures/rules/" + rule + "/" +
                               name + "_pg_hba.conf";
      const std::string text = text::read_file(path).value();
      const text::LineIndex lines(text);
      for (std::size_t line = 1; line <= lines.line_count(); ++line) {
        const std::string_view written = lines.line_text(line);
        if (!is_for_any_server(written)) continue;
        content += std::string(written) + "\n";
      }
    }
  }
  return content;
}

TEST_CASE("pg_hba.conf: a server reads the fixtures the same way") {
  const std::string root = project::source_dir;
  if (!std::filesystem::exists(root + "/.deps/postgres-18/bin/initdb")) {
    end_for_want("server to ask");
  }
  const std::string content = fixture_lines();
  const TemporaryFolder folder;
  const auto path = folder.write("pg_hba.conf", content);
  const auto query = folder.write(
      "query.sql",
      "SELECT concat_ws('|', line_number, coalesce(concat(type, '|', array_to_string(database, "
      "','), '|', array_to_string(user_name, ','), '|' || auth_method), '')) FROM "
      "pg_hba_file_rules WHERE error IS NULL UNION ALL "
      "SELECT concat(line_number, '|refused') FROM pg_hba_file_rules WHERE error IS NOT NULL");
  const auto script = folder.write("ask", "cat '" + path.string() +
                                              "' > \"$(psql -XAtc 'SHOW hba_file')\"\n"
                                              "psql -XAtf '" +
                                              query.string() + "'\n");
  const Outcome outcome =
      run_shell(root + "/tools/pg-server run sh '" + script.string() + "'", folder.path());
  INFO(outcome.err);
  REQUIRE(outcome.status == 0);
  const text::LineIndex lines(outcome.out);
  std::set<std::string> server;
  for (std::size_t line = 1; line < lines.line_count(); ++line) {
    server.emplace(lines.line_text(line));
  }
  CHECK(server.size() > 20);
  CHECK(server == as_read(content));
}

}  // namespace
}  // namespace pglint::tests
