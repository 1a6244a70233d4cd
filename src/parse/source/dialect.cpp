#include "parse/source/dialect.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "parse/source/phrase.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

enum class Dialect : std::uint8_t { mysql, sql_server, oracle, sqlite, clickhouse, postgresql };

constexpr std::array<std::string_view, 6> names = {"MySQL or MariaDB", "SQL Server", "Oracle",
                                                   "SQLite",           "ClickHouse", "PostgreSQL"};

/// A phrase (parse/source/phrase.h) that only one database has.
struct Sign {
  Dialect dialect;
  std::string_view phrase;
};

/// Per dialect, the strongest first. Those of PostgreSQL count against the others.
constexpr std::array signs = {
    Sign{Dialect::mysql, "engine = innodb"},
    Sign{Dialect::mysql, "engine = myisam"},
    Sign{Dialect::mysql, "engine = aria"},
    Sign{Dialect::mysql, "auto_increment"},
    Sign{Dialect::mysql, "^delimiter"},
    Sign{Dialect::mysql, "on duplicate key"},
    Sign{Dialect::mysql, "` * `"},
    Sign{Dialect::mysql, "default charset"},
    Sign{Dialect::mysql, "set foreign_key_checks"},
    Sign{Dialect::mysql, "character set utf8mb4"},
    Sign{Dialect::mysql, "^lock tables"},
    Sign{Dialect::mysql, "unlock tables"},
    Sign{Dialect::mysql, "insert ignore"},
    Sign{Dialect::mysql, "on update current_timestamp"},
    Sign{Dialect::mysql, "unsigned"},
    Sign{Dialect::mysql, "longtext"},
    Sign{Dialect::mysql, "mediumtext"},
    Sign{Dialect::mysql, "tinyint ("},
    Sign{Dialect::mysql, "^show create table"},
    Sign{Dialect::sql_server, "^go$"},
    Sign{Dialect::sql_server, "[ * ] . [ * ]"},
    Sign{Dialect::sql_server, "identity ( 1 ,"},
    Sign{Dialect::sql_server, "set nocount"},
    Sign{Dialect::sql_server, "set ansi_nulls"},
    Sign{Dialect::sql_server, "set quoted_identifier"},
    Sign{Dialect::sql_server, "declare @ *"},
    Sign{Dialect::sql_server, "nvarchar ("},
    Sign{Dialect::sql_server, "create table ["},
    Sign{Dialect::sql_server, "alter table ["},
    Sign{Dialect::sql_server, "insert into ["},
    Sign{Dialect::sql_server, "insert ["},
    Sign{Dialect::sql_server, "use ["},
    Sign{Dialect::sql_server, "uniqueidentifier"},
    Sign{Dialect::sql_server, "datetime2"},
    Sign{Dialect::sql_server, "primary key clustered"},
    Sign{Dialect::sql_server, "getdate ( )"},
    Sign{Dialect::oracle, "create or replace package"},
    Sign{Dialect::oracle, "package body"},
    Sign{Dialect::oracle, "varchar2 ("},
    Sign{Dialect::oracle, "^/$"},
    Sign{Dialect::oracle, "nvarchar2 ("},
    Sign{Dialect::oracle, "from dual"},
    Sign{Dialect::oracle, "dbms_output ."},
    Sign{Dialect::oracle, "set serveroutput"},
    Sign{Dialect::oracle, "execute immediate"},
    Sign{Dialect::oracle, "sysdate"},
    Sign{Dialect::oracle, "systimestamp"},
    Sign{Dialect::oracle, "pctfree"},
    Sign{Dialect::oracle, "number ("},
    Sign{Dialect::sqlite, "autoincrement"},
    Sign{Dialect::sqlite, "^pragma"},
    Sign{Dialect::sqlite, "without rowid"},
    Sign{Dialect::sqlite, "insert or replace"},
    Sign{Dialect::sqlite, "insert or ignore"},
    Sign{Dialect::sqlite, "sqlite_sequence"},
    Sign{Dialect::sqlite, "sqlite_master"},
    Sign{Dialect::sqlite, "create virtual table"},
    Sign{Dialect::clickhouse, "engine = mergetree"},
    Sign{Dialect::clickhouse, "engine = replacingmergetree"},
    Sign{Dialect::clickhouse, "engine = summingmergetree"},
    Sign{Dialect::clickhouse, "engine = aggregatingmergetree"},
    Sign{Dialect::clickhouse, "engine = collapsingmergetree"},
    Sign{Dialect::clickhouse, "engine = replicatedmergetree"},
    Sign{Dialect::clickhouse, "engine = replicatedreplacingmergetree"},
    Sign{Dialect::clickhouse, "engine = distributed ("},
    Sign{Dialect::clickhouse, "engine = kafka"},
    Sign{Dialect::clickhouse, "lowcardinality ("},
    Sign{Dialect::clickhouse, "index_granularity ="},
    Sign{Dialect::clickhouse, "order by tuple ("},
    Sign{Dialect::clickhouse, "datetime64 ("},
    Sign{Dialect::clickhouse, "nullable ("},
    Sign{Dialect::clickhouse, "fixedstring ("},
    Sign{Dialect::clickhouse, "codec ("},
    Sign{Dialect::clickhouse, "on cluster"},
    Sign{Dialect::clickhouse, "uint64"},
    Sign{Dialect::clickhouse, "uint32"},
    Sign{Dialect::clickhouse, "uint8"},
    Sign{Dialect::postgresql, ": :"},
    Sign{Dialect::postgresql, "language plpgsql"},
    Sign{Dialect::postgresql, "timestamptz"},
    Sign{Dialect::postgresql, "jsonb"},
    Sign{Dialect::postgresql, "serial"},
    Sign{Dialect::postgresql, "bigserial"},
    Sign{Dialect::postgresql, "create extension"},
    Sign{Dialect::postgresql, "owner to"},
    Sign{Dialect::postgresql, "set search_path"},
    Sign{Dialect::postgresql, "pg_catalog ."},
    Sign{Dialect::postgresql, "using gin"},
    Sign{Dialect::postgresql, "using gist"},
    Sign{Dialect::postgresql, "as enum ("},
    Sign{Dialect::postgresql, "on conflict do"},
    Sign{Dialect::postgresql, "text [ ]"},
};

/// The first byte of each sign in lower case, which rules out most.
constexpr std::array<char, signs.size()> first_bytes = [] {
  std::array<char, signs.size()> bytes = {};
  for (std::size_t sign = 0; sign < signs.size(); ++sign) {
    const std::string_view phrase = signs[sign].phrase;
    bytes[sign] = phrase[phrase.starts_with('^') ? 1 : 0];
  }
  return bytes;
}();

/// The number and first place of each sign in a file.
class Evidence {
 public:
  explicit Evidence(std::string_view sql) {
    for_each_statement(sql, [&](std::span<const Lexeme> lexemes) {
      for (; !lexemes.empty(); lexemes = lexemes.subspan(1)) take(sql, lexemes);
    });
  }

  [[nodiscard]] std::size_t occurrences(Dialect dialect) const {
    std::size_t sum = 0;
    for (std::size_t sign = 0; sign < signs.size(); ++sign) {
      if (signs[sign].dialect == dialect) sum += found_[sign].count;
    }
    return sum;
  }

  /// The number of different signs.
  [[nodiscard]] std::size_t kinds(Dialect dialect) const {
    std::size_t sum = 0;
    for (std::size_t sign = 0; sign < signs.size(); ++sign) {
      if (signs[sign].dialect == dialect && found_[sign].count > 0) ++sum;
    }
    return sum;
  }

  /// The first place of the strongest sign of `dialect`, which must have some.
  [[nodiscard]] text::Range strongest(Dialect dialect) const {
    for (std::size_t sign = 0; sign < signs.size(); ++sign) {
      if (signs[sign].dialect == dialect && found_[sign].count > 0) return found_[sign].first;
    }
    return {};
  }

 private:
  struct Found {
    std::size_t count = 0;
    text::Range first;
  };

  /// Counts the signs that begin with the first of `lexemes`.
  void take(std::string_view sql, std::span<const Lexeme> lexemes) {
    const LexemeKind kind = lexemes.front().kind;
    if (kind != LexemeKind::word && kind != LexemeKind::symbol) return;
    const char first = text::lowered(sql[lexemes.front().range.begin]);
    for (std::size_t sign = 0; sign < signs.size(); ++sign) {
      if (first_bytes[sign] != first) continue;
      const std::size_t size = match_phrase(signs[sign].phrase, sql, lexemes);
      if (size == 0) continue;
      if (found_[sign].count++ > 0) continue;
      found_[sign].first = {.begin = lexemes.front().range.begin,
                            .end = lexemes[size - 1].range.end};
    }
  }

  std::array<Found, signs.size()> found_ = {};
};

/// Whether the evidence is enough to call a file with these errors one for `dialect`.
bool is_convincing(const Evidence& evidence, Dialect dialect, const ParseCounts& counts) {
  const std::size_t occurrences = evidence.occurrences(dialect);
  const bool is_clear = evidence.kinds(dialect) >= 2 || occurrences >= 3;
  const bool explains_errors = 2 * occurrences >= counts.problems;
  const std::size_t against = evidence.occurrences(Dialect::postgresql);
  const bool large_part_fails = 4 * counts.problems >= counts.problems + counts.statements;
  const bool no_doubt = against == 0 && evidence.kinds(dialect) >= 2 && counts.problems >= 2;
  return is_clear && explains_errors && occurrences > against && (large_part_fails || no_doubt);
}

/// The text with runs of blanks as one.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char byte : text) {
    const char shown = is_blank(byte) ? ' ' : byte;
    if (shown != ' ' || !line.ends_with(' ')) line += shown;
  }
  return line;
}

}  // namespace

std::optional<ForeignDialect> find_foreign_dialect(std::string_view sql,
                                                   const ParseCounts& counts) {
  if (counts.problems == 0) return std::nullopt;
  const Evidence evidence(sql);
  constexpr std::array foreign = {Dialect::mysql, Dialect::sql_server, Dialect::oracle,
                                  Dialect::sqlite, Dialect::clickhouse};
  const Dialect likeliest = *std::ranges::max_element(
      foreign, {}, [&](Dialect dialect) { return evidence.occurrences(dialect); });
  if (!is_convincing(evidence, likeliest, counts)) return std::nullopt;
  const text::Range range = evidence.strongest(likeliest);
  return ForeignDialect{.name = names[static_cast<std::size_t>(likeliest)],
                        .range = range,
                        .evidence = in_one_line(sql.substr(range.begin, range.size()))};
}

}  // namespace pglint::parse
