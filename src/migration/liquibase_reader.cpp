#include "migration/liquibase_reader.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/lexer.h"
#include "migration/script_writer.h"
#include "migration/words.h"
#include "text/line/index.h"

namespace pglint::migration {
namespace {

constexpr std::string_view database = "postgresql";

/// A `--changeset author:id key:value …`.
struct Changeset {
  std::string id;
  bool in_transaction = true;
  bool splits_statements = true;
  std::string delimiter;       ///< empty for the semicolon
  std::string_view databases;  ///< `dbms`, as written; empty for all
};

std::string_view unquoted(std::string_view value) {
  const bool is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

/// The value of `endDelimiter` as text: Liquibase accepts a regular expression such as `\nGO`.
std::string delimiter_of(std::string_view written) {
  written = unquoted(written);
  while (written.starts_with("\\n")) written.remove_prefix(2);
  std::string delimiter(written);
  std::erase(delimiter, '\\');
  return delimiter == ";" ? std::string() : delimiter;
}

/// `line` is the text after `--changeset `. Author and id with blanks are quoted.
Changeset changeset_of(std::string_view line) {
  bool in_quotes = false;
  const auto end = std::ranges::find_if(line, [&](char byte) {
    if (byte == '"') in_quotes = !in_quotes;
    return !in_quotes && is_blank(byte);
  });
  const auto length = static_cast<std::size_t>(end - line.begin());
  const std::string_view attributes = line.substr(length);
  const auto value = [&](std::string_view key) {
    return unquoted(attribute(attributes, key).value_or(std::string_view()));
  };
  return {.id = std::string(line.substr(0, length)),
          .in_transaction = !same_word(value("runInTransaction"), "false"),
          .splits_statements = !same_word(value("splitStatements"), "false"),
          .delimiter = delimiter_of(value("endDelimiter")),
          .databases = value("dbms")};
}

/// Whether a list such as `postgresql,h2` or `!oracle` includes PostgreSQL.
bool is_for_postgresql(std::string_view databases) {
  bool names_others = false;
  while (!databases.empty()) {
    const std::size_t comma = std::min(databases.find(','), databases.size());
    const std::string_view name = trimmed(databases.substr(0, comma));
    databases.remove_prefix(std::min(comma + 1, databases.size()));
    if (same_word(name, database) || same_word(name, "all")) return true;
    if (name.starts_with('!') && same_word(name.substr(1), database)) return false;
    if (!name.empty() && !name.starts_with('!')) names_others = true;
  }
  return !names_others;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), lexer_(text) {}

  Script read() {
    for (Piece piece = lexer_.next(); piece.kind != PieceKind::end; piece = lexer_.next()) {
      take(piece);
    }
    close_section(text_.size());
    return writer_.finish({.transaction = section_of(Changeset()).transaction});
  }

 private:
  void take(const Piece& piece) {
    if (const auto comment = comment_of(text_, piece)) return take_comment(*comment);
    if (piece.kind == PieceKind::line_comment) return;
    if (piece.kind == PieceKind::block_comment) return take_block_comment(piece.range);
    if (interrupted_ && piece.kind != PieceKind::semicolon) {
      if (rollback_end_) writer_.end_statement(*rollback_end_);
      rollback_end_.reset();
      start_section(piece.line_begin);
    }
    if (piece.kind != PieceKind::delimiter) return;
    writer_.end_statement(piece.range);
    close_string(piece.range.begin);
    string_begin_ = piece.range.end;
  }

  void take_comment(const Comment& comment) {
    const std::string_view words = comment.words();
    const auto behind = [&](std::string_view keyword) -> std::optional<std::string_view> {
      const auto rest = behind_word(words, keyword);
      return rest && !rest->empty() && is_blank(rest->front()) ? rest : std::nullopt;
    };
    if (const auto rest = behind("changeset")) {
      take_changeset(comment, trimmed(*rest));
    } else if (const auto sql = behind("rollback")) {
      take_rollback(comment, trimmed(*sql));
    } else if (const auto what = behind_word(words, "ignoreLines:")) {
      take_ignored_lines(comment, *what);
    }
  }

  void take_changeset(const Comment& comment, std::string_view line) {
    close_section(comment.line_begin);
    writer_.end_statement(comment.range);
    rollback_end_.reset();
    changeset_ = changeset_of(line);
    lexer_.set_delimiter(changeset_->delimiter);
    start_section(comment.line_begin);
    string_begin_ = comment.range.end;
  }

  [[nodiscard]] bool runs_here() const {
    return !changeset_ || is_for_postgresql(changeset_->databases);
  }

  /// `--rollback DROP TABLE t;`, possibly over several such lines.
  void take_rollback(const Comment& comment, std::string_view sql) {
    if (!changeset_ || !runs_here() || !is_sql(sql)) return;
    const auto sql_begin = static_cast<std::size_t>(sql.data() - text_.data());
    const text::Range keyword = {.begin = comment.range.begin, .end = sql_begin};
    if (in_rollback()) {
      writer_.blank(keyword);
    } else {
      start_rollback(comment.line_begin);
      writer_.end_statement(keyword);
    }
    rollback_end_.reset();
    const bool may_end_here = !sql.ends_with(';') && sql.find("--") == std::string_view::npos;
    if (may_end_here && comment.range.end < text_.size()) {
      rollback_end_ = {.begin = comment.range.end, .end = comment.range.end + 1};
    }
  }

  /// `/* liquibase rollback … */`
  void take_block_comment(text::Range range) {
    constexpr std::size_t mark = 2;  // bytes of `/*` and `*/`
    std::string_view words = text_.substr(range.begin, range.size());
    if (!changeset_ || !runs_here() || words.size() < 2 * mark) return;
    words = trimmed(words.substr(mark, words.size() - 2 * mark));
    if (!same_word(take_word(words), "liquibase")) return;
    const auto sql = behind_word(words, "rollback");
    if (!sql || sql->empty() || !is_blank(sql->front())) return;
    const auto sql_begin = static_cast<std::size_t>(sql->data() - text_.data());
    start_rollback(range.begin);
    writer_.end_statement({.begin = range.begin, .end = sql_begin});
    writer_.end_statement({.begin = range.end - mark, .end = range.end});
    rollback_end_.reset();
  }

  /// `rollback` may also be followed by words for "none" or by another changeset's name.
  static bool is_sql(std::string_view sql) {
    return !sql.empty() && !same_word(sql, "empty") && !same_word(sql, "not required") &&
           !behind_word(sql, "changesetid:");
  }

  /// `--ignoreLines:start` up to `--ignoreLines:end`, or `--ignoreLines:2`.
  void take_ignored_lines(const Comment& comment, std::string_view what) {
    std::size_t count = 0;
    const bool is_count =
        std::from_chars(what.data(), what.data() + what.size(), count).ec == std::errc();
    if (!is_count && !same_word(what, "start")) return;
    std::size_t end = next_line(comment.range.end);
    if (is_count) {
      for (; count > 0 && end < text_.size(); --count) end = next_line(end);
    } else {
      end = end_of_ignored(end);
    }
    close_section(comment.line_begin);
    writer_.start(comment.line_begin, {.direction = Direction::unused,
                                       .id = changeset_ ? changeset_->id : "",
                                       .reason = "`--ignoreLines` excludes it"});
    writer_.blank({.begin = comment.line_begin, .end = end});
    lexer_.skip_to(end);
    interrupted_ = true;
    rollback_end_.reset();
  }

  [[nodiscard]] std::size_t end_of_ignored(std::size_t from) const {
    while (from < text_.size()) {
      const std::size_t end = next_line(from);
      const std::string_view line = trimmed(text_.substr(from, end - from));
      from = end;
      if (!line.starts_with("--")) continue;
      if (same_word(trimmed(line.substr(2)), "ignoreLines:end")) break;
    }
    return from;
  }

  [[nodiscard]] std::size_t next_line(std::size_t from) const {
    const std::size_t end = text::find_line_end(text_, from);
    if (end == text_.size()) return end;
    return end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
  }

  [[nodiscard]] bool in_rollback() {
    return writer_.current() != nullptr && writer_.current()->direction == Direction::down;
  }

  [[nodiscard]] static Section section_of(const Changeset& changeset) {
    Section section = {.id = changeset.id};
    if (!is_for_postgresql(changeset.databases)) {
      section.direction = Direction::unused;
      section.reason = fmt::format("`dbms:{}` does not include PostgreSQL", changeset.databases);
    } else if (changeset.in_transaction) {
      section.transaction = {.state = InTransaction::yes,
                             .why =
                                 "Liquibase runs a changeset in one transaction without "
                                 "`runInTransaction:false`"};
    } else {
      section.transaction = {.state = InTransaction::no,
                             .why =
                                 "`runInTransaction:false` turns Liquibase's transaction off "
                                 "for the changeset"};
    }
    return section;
  }

  /// Begins a section of the current changeset.
  void start_section(std::size_t begin) {
    interrupted_ = false;
    writer_.start(begin, section_of(changeset_.value_or(Changeset())));
    string_begin_ = begin;
  }

  void start_rollback(std::size_t begin) {
    close_section(begin);
    Section section = section_of(*changeset_);
    section.direction = Direction::down;
    writer_.start(begin, std::move(section));
    interrupted_ = true;
  }

  /// Completes a section of the changeset when its end is known.
  void close_section(std::size_t end) {
    if (!changeset_ || interrupted_) return;
    Section& section = *writer_.current();
    const text::Range range = {.begin = section.range.begin, .end = end};
    if (section.direction == Direction::unused) writer_.blank(range);
    if (section.transaction.state == InTransaction::no && !changeset_->splits_statements) {
      send_as_one(text_,
                  {.range = range,
                   .sender = "`runInTransaction:false splitStatements:false` turns Liquibase's "
                             "transaction off, but it sends a changeset"},
                  section);
    } else {
      close_string(end);
    }
  }

  /// With a delimiter, a changeset is sent as the strings between the delimiters.
  void close_string(std::size_t end) {
    const Section* const section = writer_.current();
    if (section == nullptr || !changeset_ || changeset_->delimiter.empty()) return;
    if (section->transaction.state != InTransaction::no) return;
    writer_.join({.begin = string_begin_, .end = end});
  }

  std::string_view text_;
  Lexer lexer_;
  ScriptWriter writer_{text_};
  std::optional<Changeset> changeset_;  ///< nothing before the first
  bool interrupted_ = false;            ///< the current section is a rollback or ignored
  std::size_t string_begin_ = 0;        ///< after the last delimiter
  /// The line break after a rollback without a semicolon; becomes one if SQL follows.
  std::optional<text::Range> rollback_end_;
};

}  // namespace

Script read_liquibase(std::string_view text, const FileFacts& /*facts*/) {
  return Reader(text).read();
}

}  // namespace pglint::migration
