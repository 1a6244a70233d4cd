#include "tests/locks/recording.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"

namespace pglint::locks::tests {
namespace {

namespace fs = std::filesystem;
using pglint::tests::Outcome;
using pglint::tests::run_shell;
using pglint::tests::TemporaryFolder;

/// What examples find on the server besides probe_schema(), and what looks at them: `start` before
/// an example, `tell` after it, in the same transaction if it has one. All output is messages,
/// because only those are in order with the server's own.
constexpr std::string_view preparation = R"sql(
SET client_min_messages = error;
ALTER SYSTEM SET autovacuum = off;
ALTER SYSTEM SET log_lock_waits = on;
ALTER SYSTEM SET deadlock_timeout = '10ms';
SELECT pg_reload_conf();
COPY (SELECT) TO PROGRAM 'mkdir ../elsewhere';
SELECT format('CREATE TABLESPACE elsewhere LOCATION %L',
  regexp_replace(current_setting('data_directory'), '[^/]*$', 'elsewhere')) \gexec
SELECT 'CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler'
  WHERE current_setting('server_version_num')::int >= 120000 \gexec
CREATE SCHEMA recorder;
CREATE TABLE recorder.before (relation oid, name text, kind "char", of_table text, file oid,
  space oid, scans bigint);
CREATE FUNCTION recorder.say(words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE INFO '%', words; END $$;
CREATE FUNCTION recorder.start() RETURNS void LANGUAGE plpgsql AS $$
DECLARE b record;
BEGIN
  DELETE FROM recorder.before;
  INSERT INTO recorder.before
    SELECT c.oid, c.relname, c.relkind, t.relname, pg_relation_filenode(c.oid), c.reltablespace,
      coalesce(x.seq_scan, 0)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
      LEFT JOIN pg_stat_xact_all_tables x ON x.relid = c.oid
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'recorder')
      AND c.relkind <> 'S';
  FOR b IN SELECT * FROM recorder.before LOOP
    RAISE INFO 'there % %', b.name, b.of_table;
  END LOOP;
END $$;
CREATE FUNCTION recorder.tell() RETURNS void LANGUAGE plpgsql AS $$
DECLARE b record;
BEGIN
  FOR b IN SELECT name, kind, mode FROM pg_locks JOIN recorder.before USING (relation)
      WHERE pid = pg_backend_pid() AND granted LOOP
    RAISE INFO 'lock % % %', b.name, b.kind IN ('i', 'I'), b.mode;
  END LOOP;
  FOR b IN SELECT name, scans FROM recorder.before
      JOIN pg_stat_xact_all_tables ON relid = relation WHERE seq_scan > scans LOOP
    RAISE INFO 'read %', b.name;
  END LOOP;
  FOR b IN SELECT c.oid, name, c.reltablespace <> space AS is_moved FROM recorder.before
      JOIN pg_class c ON c.oid = relation
      WHERE pg_relation_filenode(c.oid) <> file
        AND (kind = 'r' OR kind = 'i' AND c.reltablespace <> space) LOOP
    RAISE INFO '% %', CASE WHEN pg_relation_size(b.oid) = 0 THEN 'emptied' WHEN b.is_moved
      THEN 'moved' ELSE 'rewritten' END, b.name;
  END LOOP;
END $$;
CREATE ROLE probe SUPERUSER LOGIN;
\connect - probe
SET client_min_messages = error;
)sql";

/// Writes the script of one server.
class Script {
 public:
  explicit Script(int version) : version_(version) { add(preparation); }

  void add_row(std::size_t number, const LockRow& row) {
    if (row.probe.empty() || !(row.is_of(version_) || is_too_new(row, version_))) return;
    say(fmt::format("row {}", number));
    make_schema(row.given);
    if (row.in_block == InBlock::refused) {
      say("other");
      add(fmt::format("BEGIN;\n{};\nROLLBACK;\n", row.probe));
      if (row.is_of(version_)) let_wait(row);
    } else if (row.in_block == InBlock::needed) {
      say("other");
      add(fmt::format("{};\n", row.probe));
    }
    say("example");
    const bool in_block = row.in_block != InBlock::refused;
    if (in_block) add("BEGIN;\n");
    add(
        fmt::format("SELECT recorder.start();\nSET client_min_messages = debug1;\n{};\n"
                    "SET client_min_messages = error;\nSELECT recorder.tell();\n",
                    row.probe));
    if (in_block) add("ROLLBACK;\n");
    is_clean_ = is_clean_ && in_block;
  }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add(std::string_view lines) { text_ += lines; }
  void say(const std::string& words) { add(fmt::format("SELECT recorder.say('{}');\n", words)); }

  /// A prepared transaction has the weakest lock that locks of statements about schemas conflict
  /// with, so that the example waits and then fails.
  void let_wait(const LockRow& row) {
    if (watched_lock(row) == nullptr) return;
    say("waiting");
    add(fmt::format(
        "BEGIN;\nLOCK TABLE {} IN SHARE UPDATE EXCLUSIVE MODE;\nPREPARE TRANSACTION 'rival';\n"
        "SET lock_timeout = '100ms';\nSET client_min_messages = log;\n{};\n"
        "RESET lock_timeout;\nSET client_min_messages = error;\n"
        "ROLLBACK PREPARED 'rival';\n",
        relation_of(watched_lock(row)->target), row.probe));
  }

  static std::string_view relation_of(Target target) {
    if (target == Target::table) return "t";
    return target == Target::parent ? "p" : "p1";
  }

  /// Made anew if an earlier row changed it.
  void make_schema(std::string_view given) {
    if (!is_clean_) add(fmt::format("DROP OWNED BY probe CASCADE;\n{}", probe_schema()));
    is_clean_ = given.empty();
    say("given");
    if (!given.empty()) add(fmt::format("{};\n", given));
  }

  int version_ = 0;
  bool is_clean_ = false;
  std::string text_;
};

Mode mode_of(const std::string& name) {
  static const std::map<std::string, Mode> modes = {
      {"AccessShareLock", Mode::access_share},
      {"RowShareLock", Mode::row_share},
      {"RowExclusiveLock", Mode::row_exclusive},
      {"ShareUpdateExclusiveLock", Mode::share_update_exclusive},
      {"ShareLock", Mode::share},
      {"ShareRowExclusiveLock", Mode::share_row_exclusive},
      {"ExclusiveLock", Mode::exclusive},
      {"AccessExclusiveLock", Mode::access_exclusive},
  };
  return modes.at(name);
}

void add_mode(Modes& modes, const std::string& name, Mode mode) {
  Mode& known = modes.try_emplace(name, mode).first->second;
  known = std::max(known, mode);
}

/// Reads psql's messages into recordings.
class Reader {
 public:
  explicit Reader(std::vector<Recording>& recordings) : recordings_(recordings) {}

  void read(const std::string& line) {
    static const std::regex message(R"(psql:\S*: (\w+):  (.*))");
    std::smatch parts;
    if (!std::regex_match(line, parts, message)) return;
    const std::string severity = parts[1];
    if (severity == "INFO") read_told(parts[2]);
    if (severity == "ERROR") note_error(parts[2]);
    if (severity == "DEBUG") note_work(parts[2]);
    if (severity == "LOG") note_waiting(parts[2]);
  }

 private:
  void read_told(const std::string& words) {
    std::istringstream in(words);
    std::string what, name, third, mode;
    in >> what >> name >> third >> mode;
    if (what == "row") {
      current_ = &recordings_.at(std::stoul(name));
    } else if (what == "given") {
      error_ = &current_->given_error;
    } else if (what == "other") {
      error_ = &current_->other_error;
    } else if (what == "waiting") {
      error_ = &current_->waiting_error;
    } else if (what == "example") {
      error_ = &current_->error;
    } else if (what == "there") {
      current_->relations.insert(name);
      if (third != "<NULL>") current_->indexes.emplace(name, third);
    } else if (what == "lock") {
      add_mode(third == "t" ? current_->index_modes : current_->table_modes, name, mode_of(mode));
    } else {
      note_rows(what, name);
    }
  }

  void note_rows(const std::string& what, const std::string& table) {
    if (what == "rewritten") current_->work.insert(Work::rewrite);
    if (what == "moved") current_->work.insert(Work::copy);
    if (what == "read") current_->work.insert(Work::scan);
    if (what != "emptied") return;
    current_->emptied.insert(table);
    current_->work.clear();  // its indexes are built of nothing
  }

  void note_error(const std::string& words) {
    if (error_ == nullptr) throw std::runtime_error("the preparation failed: " + words);
    if (error_->empty()) *error_ = words;
  }

  void note_waiting(const std::string& words) {
    static const std::regex waiting(R"(process \d+ still waiting for (\w+) on relation .*)");
    std::smatch parts;
    if (std::regex_match(words, parts, waiting)) current_->wanted = mode_of(parts[1]);
  }

  /// The server's words about work on a table that was there before.
  void note_work(const std::string& words) {
    static const std::vector<std::pair<std::regex, Work>> kinds = {
        {std::regex(R"re(building index ".*" on table "(\w+)".*)re"), Work::build},
        {std::regex(R"re(verifying table "(\w+)")re"), Work::scan},
        {std::regex(R"re(rewriting table "(\w+)")re"), Work::rewrite},
        {std::regex(R"re(validating foreign key constraint "(\w+)")re"), Work::foreign_key_scan},
    };
    std::smatch parts;
    for (const auto& [pattern, work] : kinds) {
      if (!std::regex_match(words, parts, pattern)) continue;
      const bool is_of_table = work != Work::foreign_key_scan;
      if (!is_of_table || current_->relations.contains(parts[1])) current_->work.insert(work);
    }
  }

  std::vector<Recording>& recordings_;
  Recording none_;  ///< before the first row
  Recording* current_ = &none_;
  std::string* error_ = nullptr;
};

std::vector<Recording> read_messages(const std::string& text) {
  std::vector<Recording> recordings(lock_rows().size());
  Reader reader(recordings);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) reader.read(line);
  return recordings;
}

std::string script_for(int version) {
  Script script(version);
  for (std::size_t row = 0; row < lock_rows().size(); ++row) script.add_row(row, lock_rows()[row]);
  return script.text();
}

}  // namespace

const LockOn* watched_lock(const LockRow& row) {
  for (const Target target : {Target::table, Target::parent, Target::partitions}) {
    if (const LockOn* lock = row.find(target)) return lock;
  }
  return nullptr;
}

bool is_too_new(const LockRow& row, int version) { return version < first_version_of(row.form); }

std::optional<std::vector<Recording>> record_examples(int version) {
  const std::string programs = fmt::format(".deps/postgres-{}/bin", version);
  if (!fs::exists(fs::path(pglint::tests::project::source_dir) / programs / "initdb"))
    return std::nullopt;
  const TemporaryFolder folder;
  const fs::path script = folder.write("examples.sql", script_for(version));
  const Outcome outcome = run_shell(
      fmt::format("tools/pg-server --bin {} run psql -X -q -o /dev/null -v VERBOSITY=terse -f '{}'",
                  programs, script.string()),
      pglint::tests::project::source_dir);
  if (outcome.status != 0) throw std::runtime_error(outcome.err);
  return read_messages(outcome.err);
}

}  // namespace pglint::locks::tests
