// The tables follow the programs' calls of getopt_long() in PostgreSQL 18.
#include "host/options.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <utility>

namespace pglint::host {
namespace {

/// Long options with a value that are the same in all clients.
constexpr std::array<std::string_view, 6> connection = {"host",   "port",           "username",
                                                        "dbname", "maintenance-db", "role"};
constexpr std::array<std::string_view, 10> psql_long = {
    "command",          "file",       "log-file", "output",  "field-separator", "pset",
    "record-separator", "table-attr", "set",      "variable"};
constexpr std::array<std::string_view, 13> create_long = {
    "tablespace",      "encoding",       "locale",          "lc-collate", "lc-ctype",
    "icu-locale",      "icu-rules",      "owner",           "strategy",   "template",
    "locale-provider", "builtin-locale", "connection-limit"};
constexpr std::array<std::string_view, 15> dump_long = {
    "file",    "format",         "jobs",      "compress", "extension",     "encoding",
    "schema",  "exclude-schema", "superuser", "table",    "exclude-table", "lock-wait-timeout",
    "section", "filter",         "snapshot"};
constexpr std::array<std::string_view, 10> restore_long = {
    "file",   "format",  "index",          "jobs",      "use-list",
    "schema", "section", "exclude-schema", "superuser", "table"};
constexpr std::array<std::string_view, 6> maintain_long = {"jobs",   "table",    "index",
                                                           "schema", "parallel", "exclude-schema"};
constexpr std::array<std::string_view, 10> backup_long = {
    "pgdata", "format", "max-rate",   "target", "tablespace-mapping",
    "waldir", "label",  "wal-method", "slot",   "checkpoint"};
constexpr std::array<std::string_view, 20> initdb_long = {
    "pgdata",          "auth",       "auth-host",          "auth-local",  "encoding",
    "locale",          "lc-collate", "lc-ctype",           "lc-messages", "lc-monetary",
    "lc-numeric",      "lc-time",    "icu-locale",         "icu-rules",   "builtin-locale",
    "locale-provider", "pwfile",     "text-search-config", "username",    "waldir"};

/// The options of a program that take a value.
struct Program {
  std::string_view name;
  std::string_view short_options;                  ///< letters
  std::span<const std::string_view> long_options;  ///< in addition to `connection`
};

constexpr std::array<Program, 13> programs = {{
    {.name = "psql", .short_options = "cdfFhLopPRTUv", .long_options = psql_long},
    {.name = "initdb", .short_options = "AcDELTUX", .long_options = initdb_long},
    {.name = "createdb", .short_options = "DEhlOpSTU", .long_options = create_long},
    {.name = "dropdb", .short_options = "hpU", .long_options = {}},
    {.name = "createuser", .short_options = "acghmpUv", .long_options = create_long},
    {.name = "dropuser", .short_options = "hpU", .long_options = {}},
    {.name = "pg_dump", .short_options = "deEfFhjnNpStTUZ", .long_options = dump_long},
    {.name = "pg_dumpall", .short_options = "dEfhlpSU", .long_options = dump_long},
    {.name = "pg_restore", .short_options = "dfFhIjLnNpPStTU", .long_options = restore_long},
    {.name = "vacuumdb", .short_options = "dhjnNpPtU", .long_options = maintain_long},
    {.name = "reindexdb", .short_options = "dhijpStU", .long_options = maintain_long},
    {.name = "clusterdb", .short_options = "dhptU", .long_options = maintain_long},
    {.name = "pg_basebackup", .short_options = "cdDFhilprsStTUXZ", .long_options = backup_long},
}};

const Program* find_program(std::string_view name) {
  const auto found = std::ranges::find(programs, name, &Program::name);
  return found == programs.end() ? nullptr : &*found;
}

bool takes_value(const Program& program, std::string_view long_option) {
  const auto fits = [&](std::string_view name) { return name.starts_with(long_option); };
  return std::ranges::any_of(program.long_options, fits) || std::ranges::any_of(connection, fits);
}

class OptionReader {
 public:
  OptionReader(const Program& program, std::span<const Word> words)
      : program_(program), words_(words) {}

  std::vector<Option> read() {
    for (; at_ < words_.size(); ++at_) {
      const std::string_view word = words_[at_].text();
      if (word == "--") break;
      if (word.starts_with("--")) {
        take_long(word.substr(2));
      } else if (word.size() > 1 && word.starts_with('-')) {
        take_letters(word);
      }
    }
    return std::move(options_);
  }

 private:
  void take_long(std::string_view written) {
    const std::size_t equals = written.find('=');
    Option option = {.name = std::string(written.substr(0, equals)), .range = words_[at_].range};
    if (equals != std::string_view::npos) {
      option.value = rest_of_word(2 + equals + 1);
    } else if (takes_value(program_, option.name)) {
      take_next_word(option);
    }
    options_.push_back(std::move(option));
  }

  void take_letters(std::string_view word) {
    const text::Range range = words_[at_].range;
    for (std::size_t index = 1; index < word.size(); ++index) {
      Option option = {.letter = word[index], .range = range};
      const bool has_value = program_.short_options.find(word[index]) != std::string_view::npos;
      if (has_value && index + 1 < word.size()) {
        option.value = rest_of_word(index + 1);
      } else if (has_value) {
        take_next_word(option);
      }
      options_.push_back(std::move(option));
      if (has_value || word[index] == unknown) return;
    }
  }

  [[nodiscard]] Word rest_of_word(std::size_t begin) const {
    const Excerpt& content = words_[at_].content;
    const text::Range rest = {.begin = begin, .end = content.text().size()};
    return {.content = content.part(rest), .range = content.in_file(rest)};
  }

  void take_next_word(Option& option) {
    if (at_ + 1 == words_.size()) return;
    ++at_;
    option.value = words_[at_];
    option.range.end = std::max(option.range.end, words_[at_].range.end);
  }

  const Program& program_;
  std::span<const Word> words_;
  std::size_t at_ = 0;
  std::vector<Option> options_;
};

}  // namespace

bool is_option(const Option& option, const OptionName& name) {
  if (option.letter != '\0') return option.letter == name.letter;
  return name.name.starts_with(option.name) && option.name.size() >= name.shortest.size();
}

bool is_postgres_program(std::string_view program) { return find_program(program) != nullptr; }

std::vector<Option> read_options(const Command& command) {
  const Program* program = find_program(command.program);
  assert(program != nullptr);
  return OptionReader(*program, command.arguments).read();
}

}  // namespace pglint::host
