#include "psl/parser.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "psl/cursor.h"
#include "psl/field_reader.h"
#include "psl/problem_list.h"

namespace pglint::psl {
namespace {

constexpr std::array<std::pair<std::string_view, BlockKind>, 6> keywords = {{
    {"datasource", BlockKind::datasource},
    {"generator", BlockKind::generator},
    {"model", BlockKind::model},
    {"view", BlockKind::view},
    {"type", BlockKind::type},
    {"enum", BlockKind::enumeration},
}};

std::optional<BlockKind> kind_of_keyword(std::string_view word) {
  for (const auto& [keyword, kind] : keywords) {
    if (keyword == word) return kind;
  }
  return std::nullopt;
}

/// `keyword name {`, with the cursor after it.
struct Header {
  Name keyword;
  Name name;  ///< may be empty
};

std::optional<Header> take_header(Cursor& cursor) {
  Cursor ahead = cursor;
  Header header = {.keyword = ahead.take_identifier(), .name = {}};
  if (header.keyword.empty()) return std::nullopt;
  ahead.skip_blanks();
  header.name = ahead.take_identifier();
  ahead.skip_blanks();
  if (!ahead.take("{")) return std::nullopt;
  cursor = ahead;
  return header;
}

/// A header that cannot be a line of a block.
std::optional<BlockKind> block_that_begins(Cursor cursor) {
  const auto header = take_header(cursor);
  if (!header || header->name.empty()) return std::nullopt;
  return kind_of_keyword(header->keyword.text);
}

constexpr std::string_view not_a_field = "this line is neither a field nor an attribute";
constexpr std::string_view line_help =
    "each field and each attribute of a block is one line; a list or an argument cannot continue "
    "on the next line";

class Parser {
 public:
  explicit Parser(std::string_view content) : content_(content), cursor_(content) {}

  SchemaFile parse() {
    while (go_to_content()) {
      if (is_open_) {
        read_line_of_block();
      } else {
        read_line_outside();
      }
    }
    if (is_open_) {
      problems_.add({.range = block().header,
                     .message = "`" + block().name.text + "` is not closed",
                     .help = "add `}` on a line after its last field"});
      close_block(content_.size());
    }
    file_.problems = problems_.take();
    return std::move(file_);
  }

 private:
  Block& block() { return file_.blocks.back(); }

  /// Lines can be read twice, comments are noted once.
  void note(const Comment& comment) {
    if (!file_.comments.empty() && comment.range.begin < file_.comments.back().range.end) return;
    const std::string_view body = cursor_.text(comment.body);
    const bool is_first = file_.comments.empty() && file_.blocks.empty();
    if (is_first && (body.starts_with(" use prisma-8") || body.starts_with(" use prisma-next"))) {
      file_.is_of_next_version = true;
    }
    file_.comments.push_back(comment);
  }

  static bool is_documentation(const Comment& comment) {
    return comment.body.begin - comment.range.begin == 3;
  }

  /// Skips blanks, comments and line ends. False at the end of the file.
  bool go_to_content() {
    bool is_blank_line = false;
    while (true) {
      cursor_.skip_blanks();
      if (cursor_.at_end()) return false;
      if (const auto comment = cursor_.take_comment()) {
        note(*comment);
        is_blank_line = false;
        add_above(*comment);
      } else if (cursor_.at_line_end()) {
        cursor_.take_line_end();
        problems_.end_line();
        if (is_blank_line) {
          documentation_.clear();
          remark_.clear();
        }
        is_blank_line = true;
      } else {
        return true;
      }
    }
  }

  /// Notes what a comment on a separate line says about what comes next.
  void add_above(const Comment& comment) {
    if (is_documentation(comment)) {
      add_line(documentation_, cursor_.text(comment.body));
      return;
    }
    if (is_remark_used_) remark_.clear();
    is_remark_used_ = false;
    add_line(remark_, cursor_.text(comment.body));
  }

  static void add_line(std::string& text, std::string_view line) {
    if (!text.empty()) text += '\n';
    text += line.substr(line.starts_with(' ') ? 1 : 0);
  }

  /// Takes comments up to the end of the line, which are about `field` unless it is null. False if
  /// there is something else.
  bool finish_line(Field* field = nullptr) {
    while (true) {
      cursor_.skip_blanks();
      if (cursor_.at_line_end()) return true;
      const auto comment = cursor_.take_comment();
      if (!comment) return false;
      note(*comment);
      if (field == nullptr) continue;
      add_line(is_documentation(*comment) ? field->documentation : field->remark,
               cursor_.text(comment->body));
    }
  }

  /// Returns the end of what is in the rest of the line, without comments.
  std::size_t skip_line() {
    std::size_t end = cursor_.at();
    std::optional<Problem> ignored;
    while (true) {
      cursor_.skip_blanks();
      if (cursor_.at_line_end()) return end;
      if (const auto comment = cursor_.take_comment()) {
        note(*comment);
        continue;
      }
      if (cursor_.sees("\"")) {
        cursor_.take_string(ignored);  // up to its end or to what is wrong with it
      } else {
        depth_ += opens(cursor_) - closes(cursor_);
        cursor_.skip_character();
      }
      end = cursor_.at();
    }
  }

  static int opens(const Cursor& cursor) {
    return cursor.sees("(") || cursor.sees("[") || cursor.sees("{") ? 1 : 0;
  }

  static int closes(const Cursor& cursor) {
    return cursor.sees(")") || cursor.sees("]") || cursor.sees("}") ? 1 : 0;
  }

  /// After a line of a block with an open bracket: takes the lines up to the one that closes it,
  /// and returns their end. Nothing if none of the next ones does.
  std::optional<std::size_t> skip_continuation() {
    constexpr std::size_t most_lines = 64;
    const Cursor start = cursor_;
    for (std::size_t lines = 1; lines <= most_lines && !cursor_.at_end(); ++lines) {
      cursor_.take_line_end();
      cursor_.skip_blanks();
      if (cursor_.sees("}") || cursor_.sees("@@") || block_that_begins(cursor_)) break;
      const std::size_t end = skip_line();
      if (depth_ > 0) continue;
      for (; lines > 0; --lines) problems_.end_line();
      return end;
    }
    cursor_ = start;
    return std::nullopt;
  }

  /// Leaves out the line of the block that begins at `begin`, with what continues it.
  void reject_line(const Cursor& begin, std::optional<Problem> problem) {
    block().is_read_in_full = false;
    documentation_.clear();
    cursor_ = begin;
    depth_ = 0;
    const std::size_t end = skip_line();
    const text::Range line = {.begin = begin.at(), .end = end};
    const auto last = depth_ > 0 ? skip_continuation() : std::nullopt;
    if (last) {
      return problems_.add({.range = {.begin = begin.at(), .end = *last},
                            .message = "an argument list cannot continue on the next line",
                            .help = "write it in one line"});
    }
    if (problem) return problems_.add(std::move(*problem));
    problems_.add_line(
        {.range = line, .message = std::string(message_of_line()), .help = std::string(line_help)});
  }

  // Outside of blocks:

  void read_line_outside() {
    const std::size_t begin = cursor_.at();
    const auto header = take_header(cursor_);
    if (!header) {
      file_.is_read_in_full = false;
      documentation_.clear();
      const std::size_t end = skip_line();
      return problems_.add_line(
          {.range = {.begin = begin, .end = end},
           .message = "this line does not begin with a keyword such as `model` or `enum`",
           .help = "write `model Name {` in one line, its fields on separate lines, then `}`"});
    }
    const text::Range range = {.begin = begin,
                               .end = header->name.empty() ? cursor_.at() : header->name.range.end};
    const auto kind = kind_of_keyword(header->keyword.text);
    if (!kind || header->name.empty()) return skip_unknown_block(*header, range);
    open_block(*header, *kind, range);
  }

  void open_block(const Header& header, BlockKind kind, text::Range range) {
    const std::size_t rest = cursor_.at();
    const std::size_t end = skip_line();
    if (cursor_.text({.begin = rest, .end = end}).ends_with('}')) {
      file_.is_read_in_full = false;
      documentation_.clear();
      return problems_.add({.range = {.begin = range.begin, .end = end},
                            .message = "a block cannot be written in one line",
                            .help = "put its fields and `}` on separate lines"});
    }
    file_.blocks.push_back({.kind = kind,
                            .name = header.name,
                            .header = range,
                            .range = range,
                            .fields = {},
                            .values = {},
                            .properties = {},
                            .attributes = {},
                            .documentation = std::exchange(documentation_, {})});
    is_open_ = true;
    remark_.clear();
  }

  /// Up to its closing brace, or to the next block.
  void skip_unknown_block(const Header& header, text::Range range) {
    documentation_.clear();
    if (header.keyword.text == "types") file_.is_of_next_version = true;
    file_.is_read_in_full = false;
    problems_.add({.range = range,
                   .message = "`" + header.keyword.text + "` does not begin a block",
                   .help = "blocks are `model`, `enum`, `view`, `type`, `datasource` and "
                           "`generator`, in lower case and with a name"});
    if (cursor_.text({.begin = cursor_.at(), .end = skip_line()}).ends_with('}')) return;
    while (go_to_content() && !block_that_begins(cursor_)) {
      const bool is_end = cursor_.sees("}");
      skip_line();
      if (is_end) return;
    }
  }

  // In a block:

  void close_block(std::size_t end) {
    block().range.end = end;
    is_open_ = false;
    documentation_.clear();
    remark_.clear();
  }

  void read_line_of_block() {
    if (cursor_.take("}")) {
      close_block(cursor_.at());
      skip_line();
      return;
    }
    if (block_that_begins(cursor_)) return close_unclosed();
    const Cursor begin = cursor_;
    FieldReader reader(cursor_);
    const bool is_read = read_line(reader);
    const bool is_whole = is_read && finish_line(last_field());
    if (is_whole || (is_read && closes_here())) {
      for (Problem& problem : reader.take_problems()) problems_.add(std::move(problem));
      return;
    }
    if (is_read) take_back();
    reject_line(begin, std::move(reader.failure()));
  }

  [[nodiscard]] std::string_view message_of_line() {
    const bool has_values =
        block().kind == BlockKind::datasource || block().kind == BlockKind::generator;
    if (has_values) return "this line is not `key = value`";
    if (block().kind == BlockKind::enumeration) {
      return "this line is neither a value nor an attribute of the enum";
    }
    return not_a_field;
  }

  /// Reads an item of the block and adds it.
  bool read_line(FieldReader& reader) {
    last_ = Last::other;
    if (block().kind == BlockKind::datasource || block().kind == BlockKind::generator) {
      auto property = reader.read_property();
      if (property) block().properties.push_back(std::move(*property));
      last_ = Last::property;
      return property.has_value();
    }
    if (cursor_.sees("@@")) {
      auto attribute = reader.read_block_attribute();
      if (attribute) block().attributes.push_back(std::move(*attribute));
      last_ = Last::attribute;
      return attribute.has_value();
    }
    if (block().kind == BlockKind::enumeration) {
      auto value = reader.read_enum_value();
      if (value) block().values.push_back(std::move(*value));
      last_ = Last::value;
      return value.has_value();
    }
    auto field = reader.read_field();
    last_ = Last::field;
    if (!field) return false;
    field->documentation = std::exchange(documentation_, {});
    field->remark = remark_;
    is_remark_used_ = true;
    block().fields.push_back(std::move(*field));
    return true;
  }

  Field* last_field() { return last_ == Last::field ? &block().fields.back() : nullptr; }

  /// Takes the last item back: something follows that does not belong to it.
  void take_back() {
    switch (last_) {
      case Last::field:
        return block().fields.pop_back();
      case Last::value:
        return block().values.pop_back();
      case Last::attribute:
        return block().attributes.pop_back();
      case Last::property:
        return block().properties.pop_back();
      case Last::other:
        return;
    }
  }

  /// `}` at the end of a line with something else.
  bool closes_here() {
    const std::size_t brace = cursor_.at();
    Cursor ahead = cursor_;
    if (!ahead.take("}")) return false;
    ahead.skip_blanks();
    if (!ahead.at_line_end()) return false;
    cursor_ = ahead;
    problems_.add({.range = {.begin = brace, .end = brace + 1},
                   .message = "`}` does not close the block here",
                   .help = "put `}` on a separate line"});
    close_block(brace + 1);
    return true;
  }

  void close_unclosed() {
    Cursor ahead = cursor_;
    const auto header = take_header(ahead);
    const std::string& name = block().name.text;
    problems_.add({.range = {.begin = header->keyword.range.begin, .end = header->name.range.end},
                   .message = "`" + header->name.text + "` begins inside of `" + name +
                              "`, whose `}` is missing",
                   .help = "close `" + name + "` with `}` first"});
    close_block(header->keyword.range.begin);
  }

  enum class Last : std::uint8_t { other, field, value, attribute, property };

  std::string_view content_;
  Cursor cursor_;
  SchemaFile file_;
  ProblemList problems_;
  std::string documentation_;  ///< of the lines above
  std::string remark_;         ///< of `//` in the lines above, without a blank line since
  bool is_remark_used_ = false;
  bool is_open_ = false;     ///< the last block is not closed yet
  int depth_ = 0;            ///< of the brackets in the lines that were skipped
  Last last_ = Last::other;  ///< what the last line added to the block
};

}  // namespace

SchemaFile parse(std::string_view content) { return Parser(content).parse(); }

}  // namespace pglint::psl
