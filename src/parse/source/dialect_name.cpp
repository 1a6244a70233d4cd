#include "parse/source/dialect_name.h"

#include <algorithm>
#include <array>
#include <string>

#include "parse/source/dialect.h"
#include "text/ascii.h"
#include "text/trimmed.h"

namespace pglint::parse {
namespace {

/// A word for a database.
struct DatabaseWord {
  std::string_view word;
  std::string_view name;
  bool is_clear = true;          ///< not also the name of something else
  bool is_in_compounds = false;  ///< also known as the start or the end of a word
};

constexpr std::array database_words = {
    DatabaseWord{.word = "clickhouse", .name = clickhouse, .is_in_compounds = true},
    DatabaseWord{.word = "mysql", .name = mysql, .is_in_compounds = true},
    DatabaseWord{.word = "mariadb", .name = mysql, .is_in_compounds = true},
    DatabaseWord{.word = "mssql", .name = sql_server},
    DatabaseWord{.word = "sqlserver", .name = sql_server, .is_in_compounds = true},
    DatabaseWord{.word = "oracle", .name = oracle, .is_clear = false},
    DatabaseWord{.word = "sqlite", .name = sqlite, .is_in_compounds = true},
    DatabaseWord{.word = "sqlite3", .name = sqlite},
    DatabaseWord{.word = "cockroach", .name = cockroachdb, .is_in_compounds = true},
    DatabaseWord{.word = "cockroachdb", .name = cockroachdb},
    DatabaseWord{.word = "crdb", .name = cockroachdb, .is_clear = false},
    DatabaseWord{.word = "db2", .name = "Db2", .is_clear = false},
    DatabaseWord{.word = "derby", .name = "Derby", .is_clear = false},
    DatabaseWord{.word = "duckdb", .name = "DuckDB", .is_clear = false},
    DatabaseWord{.word = "h2", .name = "H2", .is_clear = false},
    DatabaseWord{.word = "hsqldb", .name = "HSQLDB", .is_clear = false},
    DatabaseWord{.word = "snowflake", .name = "Snowflake", .is_clear = false},
    DatabaseWord{.word = "sybase", .name = "Sybase", .is_clear = false},
    DatabaseWord{.word = "postgres", .name = postgresql, .is_in_compounds = true},
    DatabaseWord{.word = "postgresql", .name = postgresql},
    DatabaseWord{.word = "pg", .name = postgresql},
    DatabaseWord{.word = "pgsql", .name = postgresql},
    DatabaseWord{.word = "psql", .name = postgresql}};

const DatabaseWord* find_word(std::string_view word) {
  const auto* const found = std::ranges::find_if(database_words, [&](const DatabaseWord& database) {
    return text::equals_ignoring_case(database.word, word);
  });
  return found == database_words.end() ? nullptr : found;
}

std::vector<std::string_view> words_of_name(std::string_view name, std::string_view separators) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of(separators), name.size());
    if (end > 0) words.push_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

/// A word that says only that there is SQL.
bool is_about_sql(std::string_view word) {
  constexpr std::array<std::string_view, 22> words = {
      "migrations", "migration", "migrate", "sql",     "schema", "schemas", "db",   "database",
      "ddl",        "queries",   "driver",  "drivers", "script", "scripts", "test", "tests",
      "up",         "create",    "init",    "tables",  "data",   "drop"};
  return text::is_one_of(text::lowered(word), words);
}

/// A word that says that a database is where something comes from or goes to: `from-mysql`.
bool is_about_exchange(std::string_view word) {
  constexpr std::array<std::string_view, 9> words = {"from",   "to",      "fdw", "import", "export",
                                                     "compat", "convert", "vs",  "loader"};
  return text::is_one_of(text::lowered(word), words);
}

/// Of a word such as `riversqlite`; empty if it names several.
std::string_view dialect_in_compound(std::string_view word) {
  const std::string lowered = text::lowered(word);
  std::string_view name;
  for (const DatabaseWord& database : database_words) {
    const bool is_in = database.is_in_compounds &&
                       (lowered.starts_with(database.word) || lowered.ends_with(database.word));
    if (!is_in || database.name == name) continue;
    if (!name.empty()) return {};
    name = database.name;
  }
  return name;
}

/// Of the words that name a database: the one that all name; PostgreSQL if it is among them.
NamedDialect dialect_of_words(const std::vector<std::string_view>& words) {
  // Most names have none, and each file's whole path is looked at.
  if (std::ranges::none_of(words, [](auto word) { return find_word(word) != nullptr; })) return {};
  NamedDialect found;
  bool is_only_that = true;
  bool is_exchange = false;
  for (const std::string_view word : words) {
    const DatabaseWord* const database = find_word(word);
    if (database == nullptr) {
      is_only_that = is_only_that && is_about_sql(word);
      is_exchange = is_exchange || is_about_exchange(word);
      continue;
    }
    if (database->name == postgresql) return {.name = postgresql, .is_clear = true};
    if (!found.name.empty() && found.name != database->name) return {};
    found = {.name = database->name, .is_clear = database->is_clear};
  }
  if (is_exchange) return {};
  found.is_clear = found.is_clear && is_only_that;
  return found;
}

/// Whether the words between dashes say nothing but a database and that there is SQL.
bool say_nothing_else(const std::vector<std::string_view>& words) {
  return std::ranges::all_of(words, [](std::string_view word) {
    return find_word(word) != nullptr || is_about_sql(word);
  });
}

/// The database of a comment such as `-- For MySQL 8 only`; empty for other comments.
std::string_view dialect_of_comment(std::string_view comment) {
  constexpr std::array<std::string_view, 9> others = {
      "for", "only", "version", "syntax", "specific", "section", "server", "sql", "variant"};
  constexpr std::size_t longest_comment = 60;
  const std::string_view words = text::trimmed(comment, " \t\r-=*#:.");
  if (words.empty() || words.size() > longest_comment) return {};
  if (text::equals_ignoring_case(words, "sql server")) return sql_server;
  std::string_view name;
  for (const std::string_view word : words_of_name(words, " \t/,:()-.")) {
    const DatabaseWord* const database = find_word(word);
    const bool is_number = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (database == nullptr) {
      if (is_number || text::is_one_of(text::lowered(word), others)) continue;
      return {};
    }
    if (!name.empty() && name != database->name) return {};
    name = database->name;
  }
  return name;
}

}  // namespace

std::string_view dialect_called(std::string_view word) {
  const DatabaseWord* const database = find_word(word);
  return database == nullptr ? std::string_view() : database->name;
}

NamedDialect dialect_of_folder(std::string_view name) {
  const std::vector<std::string_view> words = words_of_name(name, "._- ");
  NamedDialect found = dialect_of_words(words);
  if (!found.name.empty() || words.size() != 1) return found;
  found.name = dialect_in_compound(words.front());
  found.is_clear = found.name == postgresql;
  return found;
}

NamedDialect dialect_of_file(std::string_view name) {
  std::vector<std::string_view> parts = words_of_name(name, ".");
  std::erase_if(parts, [](std::string_view part) { return find_word(part) == nullptr; });
  if (!parts.empty()) return dialect_of_words(parts);
  // What a file is about is in its name: `import_mysql.sql`.
  const std::vector<std::string_view> words = words_of_name(name, "._- ");
  if (!say_nothing_else(words)) return {};
  NamedDialect found = dialect_of_words(words);
  found.is_clear = found.name == postgresql;
  return found;
}

NamedDialect dialect_of_path(std::string_view path) {
  std::size_t end = path.size();
  bool is_file = true;
  while (end > 0) {
    const std::size_t slash = path.substr(0, end).find_last_of('/');
    const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
    const std::string_view part = path.substr(begin, end - begin);
    NamedDialect found = is_file ? dialect_of_file(part) : dialect_of_folder(part);
    found.begin = begin;
    found.end = end;
    if (!found.name.empty()) return found;
    is_file = false;
    end = begin == 0 ? 0 : begin - 1;
  }
  return {};
}

std::vector<DialectHeading> dialect_headings(std::string_view sql) {
  std::vector<DialectHeading> headings;
  for (std::size_t begin = 0; begin < sql.size();) {
    const std::size_t end = std::min(sql.find('\n', begin), sql.size());
    const std::string_view line = text::trimmed(sql.substr(begin, end - begin));
    if (line.starts_with("--")) {
      const std::string_view name = dialect_of_comment(line);
      if (!name.empty()) headings.push_back({.begin = begin, .end = end, .name = name});
    }
    begin = end + 1;
  }
  return headings;
}

}  // namespace pglint::parse
