#include "parse/source/dialect.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "parse/source/phrase.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

enum class Dialect : std::uint8_t {
  clickhouse,
  mysql,
  sql_server,
  oracle,
  sqlite,
  cockroachdb,
  postgresql
};

constexpr std::array<std::string_view, 7> names = {clickhouse, mysql,       sql_server, oracle,
                                                   sqlite,     cockroachdb, postgresql};

constexpr std::array foreign_dialects = {Dialect::clickhouse, Dialect::mysql,
                                         Dialect::sql_server, Dialect::oracle,
                                         Dialect::sqlite,     Dialect::cockroachdb};

/// A phrase (parse/source/phrase.h) that only one database has.
struct Sign {
  Dialect dialect;
  std::string_view phrase;
  bool is_clear = true;  ///< not also a slip or a word of other languages
};

/// MySQL's quotes, which ClickHouse has as well.
constexpr std::string_view back_quotes = "` * `";

/// Per dialect, the strongest first. Those of PostgreSQL count against the others.
constexpr std::array signs = {
    Sign{Dialect::mysql, "engine = innodb"},
    Sign{Dialect::mysql, "engine = myisam"},
    Sign{Dialect::mysql, "engine = aria"},
    Sign{Dialect::mysql, "auto_increment"},
    Sign{Dialect::mysql, "^delimiter", false},
    Sign{Dialect::mysql, "on duplicate key"},
    Sign{Dialect::mysql, back_quotes, false},
    Sign{Dialect::mysql, "default charset"},
    Sign{Dialect::mysql, "set foreign_key_checks"},
    Sign{Dialect::mysql, "character set utf8mb4"},
    Sign{Dialect::mysql, "^lock tables"},
    Sign{Dialect::mysql, "unlock tables"},
    Sign{Dialect::mysql, "insert ignore"},
    Sign{Dialect::mysql, "on update current_timestamp"},
    Sign{Dialect::mysql, "unsigned", false},
    Sign{Dialect::mysql, "longtext"},
    Sign{Dialect::mysql, "mediumtext"},
    Sign{Dialect::mysql, "tinyint ("},
    Sign{Dialect::mysql, "^show create table"},
    Sign{Dialect::mysql, "drop foreign key"},
    Sign{Dialect::mysql, "drop primary key"},
    Sign{Dialect::mysql, "modify column"},
    Sign{Dialect::mysql, "change column"},
    Sign{Dialect::mysql, "alter table * modify *"},
    Sign{Dialect::mysql, "alter table ` * ` modify"},
    Sign{Dialect::mysql, "alter table ` * ` change"},
    Sign{Dialect::mysql, "add fulltext"},
    Sign{Dialect::sql_server, "^go$", false},
    Sign{Dialect::sql_server, "[ * ] . [ * ]"},
    Sign{Dialect::sql_server, "identity ( 1 ,"},
    Sign{Dialect::sql_server, "set nocount"},
    Sign{Dialect::sql_server, "set ansi_nulls"},
    Sign{Dialect::sql_server, "set quoted_identifier"},
    Sign{Dialect::sql_server, "declare @ *"},
    Sign{Dialect::sql_server, "nvarchar ("},
    Sign{Dialect::sql_server, "create table [ *"},
    Sign{Dialect::sql_server, "alter table [ *"},
    Sign{Dialect::sql_server, "insert into [ *"},
    Sign{Dialect::sql_server, "insert ["},
    Sign{Dialect::sql_server, "use ["},
    Sign{Dialect::sql_server, "uniqueidentifier"},
    Sign{Dialect::sql_server, "datetime2"},
    Sign{Dialect::sql_server, "primary key clustered"},
    Sign{Dialect::sql_server, "getdate ( )"},
    Sign{Dialect::oracle, "create or replace package"},
    Sign{Dialect::oracle, "package body"},
    Sign{Dialect::oracle, "varchar2 ("},
    Sign{Dialect::oracle, "^/$", false},
    Sign{Dialect::oracle, "nvarchar2 ("},
    Sign{Dialect::oracle, "from dual"},
    Sign{Dialect::oracle, "dbms_output ."},
    Sign{Dialect::oracle, "set serveroutput"},
    Sign{Dialect::oracle, "execute immediate"},
    Sign{Dialect::oracle, "sysdate", false},
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
    Sign{Dialect::sqlite, "create trigger if not exists"},
    Sign{Dialect::sqlite, "randomblob ("},
    Sign{Dialect::sqlite, "raise ( abort ,"},
    Sign{Dialect::sqlite, "raise ( ignore )"},
    Sign{Dialect::sqlite, "raise ( fail ,"},
    Sign{Dialect::sqlite, "raise ( rollback ,"},
    Sign{Dialect::sqlite, "strftime ("},
    Sign{Dialect::clickhouse, "engine = *mergetree"},
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
    Sign{Dialect::clickhouse, "map ( string"},
    Sign{Dialect::clickhouse, "array ( string )"},
    Sign{Dialect::clickhouse, "array ( lowcardinality"},
    Sign{Dialect::clickhouse, "type bloom_filter"},
    Sign{Dialect::clickhouse, "type tokenbf_v1"},
    Sign{Dialect::clickhouse, "type minmax granularity"},
    Sign{Dialect::clickhouse, "granularity 1"},
    Sign{Dialect::clickhouse, "materialize index"},
    Sign{Dialect::clickhouse, "modify ttl"},
    Sign{Dialect::clickhouse, "modify setting"},
    Sign{Dialect::clickhouse, "toyyyymm ("},
    Sign{Dialect::clickhouse, "materialized view * to *"},
    Sign{Dialect::clickhouse, "materialized view * . * to *"},
    Sign{Dialect::clickhouse, "materialized view if not exists * to *"},
    Sign{Dialect::clickhouse, "materialized view if not exists * . * to *"},
    Sign{Dialect::clickhouse, "uint64"},
    Sign{Dialect::clickhouse, "uint32"},
    Sign{Dialect::clickhouse, "uint8"},
    Sign{Dialect::cockroachdb, "crdb_internal ."},
    Sign{Dialect::cockroachdb, "with bucket_count"},
    Sign{Dialect::cockroachdb, "with ( bucket_count"},
    Sign{Dialect::cockroachdb, "inverted index"},
    Sign{Dialect::cockroachdb, "interleave in parent"},
    Sign{Dialect::cockroachdb, "set cluster setting"},
    Sign{Dialect::cockroachdb, "^import table"},
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

/// The first byte of what `sign` begins with, in lower case.
constexpr unsigned char first_byte_of(std::size_t sign) {
  const std::string_view phrase = signs[sign].phrase;
  return static_cast<unsigned char>(phrase[phrase.starts_with('^') ? 1 : 0]);
}

/// The signs in the order of their first bytes.
constexpr std::array<std::size_t, signs.size()> signs_by_first_byte = [] {
  std::array<std::size_t, signs.size()> order = {};
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, first_byte_of);
  return order;
}();

/// For each byte, where those begin in `signs_by_first_byte` that begin with it or a larger one.
constexpr std::array<std::size_t, 257> first_signs = [] {
  std::array<std::size_t, 257> places = {};
  std::size_t place = 0;
  for (std::size_t byte = 0; byte < places.size(); ++byte) {
    while (place < signs.size() && first_byte_of(signs_by_first_byte[place]) < byte) ++place;
    places[byte] = place;
  }
  return places;
}();

/// Those that may begin with `byte`, which is in lower case.
std::span<const std::size_t> signs_with(char byte) {
  const std::size_t first = first_signs[static_cast<unsigned char>(byte)];
  const std::size_t end = first_signs[static_cast<unsigned char>(byte) + 1U];
  return std::span(signs_by_first_byte).subspan(first, end - first);
}

/// The number and first place of each sign in a file.
class Evidence {
 public:
  explicit Evidence(std::string_view sql) {
    for_each_statement(sql, [&](std::span<const Lexeme> lexemes) {
      statement_ = {
          .range = {.begin = lexemes.front().range.begin, .end = lexemes.back().range.end}};
      follow_trigger(sql, lexemes);
      for (; !lexemes.empty(); lexemes = lexemes.subspan(1)) take(sql, lexemes);
      if (statement_.dialects != 0) statements_.push_back(statement_);
    });
  }

  /// Whether a clear sign of `dialect` is in the statement of each error.
  [[nodiscard]] bool explains(Dialect dialect, const std::vector<std::size_t>& errors) const {
    return std::ranges::all_of(errors, [&](std::size_t error) {
      const auto statement = std::ranges::lower_bound(
          statements_, error, {}, [](const SignedStatement& each) { return each.range.end; });
      return statement != statements_.end() && statement->range.begin <= error &&
             (statement->dialects & bit(dialect)) != 0;
    });
  }

  /// The one with most signs; back quotes count only if there are no others.
  [[nodiscard]] Dialect likeliest() const {
    return *std::ranges::max_element(foreign_dialects, {}, [&](Dialect dialect) {
      return std::pair(occurrences(dialect, false), occurrences(dialect));
    });
  }

  [[nodiscard]] bool has_clear_sign(Dialect dialect) const {
    return std::ranges::any_of(statements_, [&](const SignedStatement& statement) {
      return (statement.dialects & bit(dialect)) != 0;
    });
  }

  [[nodiscard]] std::size_t occurrences(Dialect dialect, bool with_back_quotes = true) const {
    std::size_t sum = 0;
    for (std::size_t sign = 0; sign < signs.size(); ++sign) {
      const bool is_quote = signs[sign].phrase == back_quotes;
      if (is_quote && !with_back_quotes) continue;
      const bool is_its_own = signs[sign].dialect == dialect;
      if (is_its_own || (is_quote && dialect == Dialect::clickhouse)) sum += found_[sign].count;
    }
    const bool may_have_triggers =
        dialect == Dialect::sqlite || (dialect == Dialect::mysql && sum > 0);
    return sum + (may_have_triggers ? trigger_bodies_ : 0);
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
    return first_trigger_;
  }

 private:
  /// Without a function, a trigger has its statements between BEGIN and END.
  void follow_trigger(std::string_view sql, std::span<const Lexeme> lexemes) {
    const bool creates = match_phrase("create trigger", sql, lexemes) > 0 ||
                         match_phrase("create temp trigger", sql, lexemes) > 0;
    const bool begins = creates && std::ranges::any_of(lexemes, [&](const Lexeme& lexeme) {
                          return match_phrase("begin", sql, std::span(&lexeme, 1)) > 0;
                        });
    if (begins && trigger_bodies_++ == 0) {
      first_trigger_ = {.begin = lexemes[0].range.begin, .end = lexemes[1].range.end};
    }
    in_trigger_ = begins || (in_trigger_ && !creates);
    if (!in_trigger_) return;
    statement_.dialects |= bit(Dialect::sqlite) | bit(Dialect::mysql);
    in_trigger_ = match_phrase("end", sql, lexemes) == 0;
  }

  struct Found {
    std::size_t count = 0;
    text::Range first;
  };

  /// Counts the signs that begin with the first of `lexemes`.
  void take(std::string_view sql, std::span<const Lexeme> lexemes) {
    const LexemeKind kind = lexemes.front().kind;
    if (kind != LexemeKind::word && kind != LexemeKind::symbol) return;
    const char first = text::lowered(sql[lexemes.front().range.begin]);
    for (const std::size_t sign : signs_with(first)) {
      const std::size_t size = match_phrase(signs[sign].phrase, sql, lexemes);
      if (size == 0) continue;
      if (signs[sign].is_clear) statement_.dialects |= bit(signs[sign].dialect);
      if (found_[sign].count++ > 0) continue;
      found_[sign].first = {.begin = lexemes.front().range.begin,
                            .end = lexemes[size - 1].range.end};
    }
  }

  /// A statement with a clear sign.
  struct SignedStatement {
    text::Range range;
    unsigned dialects = 0;  ///< a set of `bit`
  };

  static constexpr unsigned bit(Dialect dialect) { return 1U << static_cast<unsigned>(dialect); }

  std::array<Found, signs.size()> found_ = {};
  std::size_t trigger_bodies_ = 0;
  text::Range first_trigger_;
  bool in_trigger_ = false;    ///< the current statement is in the body of a trigger
  SignedStatement statement_;  ///< the current one
  std::vector<SignedStatement> statements_;
};

/// Whether the evidence is enough to call a file with these errors one for `dialect`.
bool is_convincing(const Evidence& evidence, Dialect dialect, const ParseCounts& counts) {
  constexpr std::size_t small_file = 15;
  const std::size_t occurrences = evidence.occurrences(dialect);
  const std::size_t against = evidence.occurrences(Dialect::postgresql);
  const bool is_no_slip = counts.problems >= 2 || counts.statements <= small_file;
  if (against == 0 && is_no_slip && counts.errors.size() == counts.problems &&
      evidence.explains(dialect, counts.errors)) {
    return true;
  }
  const bool is_clear = evidence.kinds(dialect) >= 2 || occurrences >= 3;
  const bool explains_errors = 2 * occurrences >= counts.problems;
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
  const Dialect likeliest = evidence.likeliest();
  if (!is_convincing(evidence, likeliest, counts)) return std::nullopt;
  const text::Range range = evidence.strongest(likeliest);
  return ForeignDialect{.name = names[static_cast<std::size_t>(likeliest)],
                        .range = range,
                        .evidence = in_one_line(sql.substr(range.begin, range.size()))};
}

WrittenDialect written_dialect(std::string_view sql) {
  const Evidence evidence(sql);
  const bool is_postgresql = evidence.occurrences(Dialect::postgresql) > 0;
  const Dialect likeliest = evidence.likeliest();
  const bool is_certain = evidence.has_clear_sign(likeliest) && !is_postgresql;
  return {.name = is_certain ? names[static_cast<std::size_t>(likeliest)] : std::string_view(),
          .is_postgresql = is_postgresql};
}

}  // namespace pglint::parse
