// Follows next_token(), tokenize_auth_file() and parse_hba_line() of PostgreSQL's hba.c.
#include "host/hba_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "host/excerpt.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::host {
namespace {

constexpr std::array<std::string_view, 6> types = {"local",     "host",       "hostssl",
                                                   "hostnossl", "hostgssenc", "hostnogssenc"};
constexpr std::array<std::string_view, 15> methods = {
    "trust", "reject", "scram-sha-256", "md5",  "password", "gss", "sspi", "ident",
    "peer",  "ldap",   "radius",        "cert", "pam",      "bsd", "oauth"};
constexpr std::array<std::string_view, 3> includes = {"include", "include_if_exists",
                                                      "include_dir"};

bool is_field_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/// The fields of one line, with offsets in the line, and the begin of its comment.
class FieldReader {
 public:
  explicit FieldReader(const Excerpt& line) : line_(line), text_(line.text()) {}

  std::vector<HbaField> read() {
    std::vector<HbaField> fields;
    while (auto field = next_field()) fields.push_back(std::move(*field));
    return fields;
  }

  [[nodiscard]] std::optional<text::Range> comment() const { return comment_; }

 private:
  /// Values up to the first without a comma after it.
  std::optional<HbaField> next_field() {
    HbaField field;
    while (true) {
      auto value = next_value();
      if (value) field.values.push_back(std::move(*value));
      if (!value || !std::exchange(at_comma_, false)) break;
    }
    if (field.values.empty()) return std::nullopt;
    field.range = {.begin = field.values.front().range.begin, .end = field.values.back().range.end};
    return field;
  }

  std::optional<HbaValue> next_value() {
    while (at_ < text_.size() && (is_field_blank(text_[at_]) || text_[at_] == ',')) ++at_;
    const std::size_t begin = at_;
    HbaValue value;
    bool in_quotes = false;
    bool was_quote = false;
    for (; at_ < text_.size() && (in_quotes || !is_field_blank(text_[at_])); ++at_) {
      const char byte = text_[at_];
      if (!in_quotes && byte == '#') {
        comment_ = line_.in_file({.begin = at_, .end = text_.size()});
        finish(value, begin);
        at_ = text_.size();
        return result(std::move(value));
      }
      if (!in_quotes && byte == ',') {
        at_comma_ = true;
        break;
      }
      if (byte != '"' || was_quote) value.text += byte;
      was_quote = in_quotes && byte == '"' && !was_quote;
      if (byte != '"') continue;
      in_quotes = !in_quotes;
      if (value.text.empty()) value.is_quoted = true;
    }
    finish(value, begin);
    if (at_comma_) ++at_;
    return result(std::move(value));
  }

  void finish(HbaValue& value, std::size_t begin) const {
    if (at_ > begin) value.range = line_.in_file({.begin = begin, .end = at_});
  }

  /// Nothing if there is no value. `""` is one, and so is an empty one before a comma.
  static std::optional<HbaValue> result(HbaValue value) {
    if (value.text.empty() && !value.is_quoted) return std::nullopt;
    return value;
  }

  const Excerpt& line_;
  std::string_view text_;
  std::size_t at_ = 0;
  bool at_comma_ = false;  ///< after the last value
  std::optional<text::Range> comment_;
};

/// Turns the fields of a line into a record, or says why PostgreSQL rejects it.
class RecordMaker {
 public:
  explicit RecordMaker(const std::vector<HbaField>& fields) : fields_(fields) {}

  /// Nothing if there is a problem.
  std::optional<HbaRecord> make() {
    if (!take_type() || !take_names() || !take_address() || !take_method() || !take_options()) {
      return std::nullopt;
    }
    record_.range = {.begin = fields_.front().range.begin, .end = fields_.back().range.end};
    return std::move(record_);
  }

  [[nodiscard]] const HbaProblem& problem() const { return problem_; }

 private:
  bool take_type() {
    const HbaField* field = single_field("a connection type");
    if (field == nullptr) return false;
    record_.type = field->values[0].text;
    if (std::ranges::count(types, record_.type) > 0) return true;
    return fail(field->range, "unknown connection type `" + record_.type + "`",
                "use `local`, `host`, `hostssl`, `hostnossl`, `hostgssenc` or `hostnogssenc`");
  }

  bool take_names() {
    const HbaField* databases = next_field("a database");
    if (databases == nullptr) return false;
    record_.databases = *databases;
    const HbaField* users = next_field("a user");
    if (users == nullptr) return false;
    record_.users = *users;
    return true;
  }

  bool take_address() {
    if (record_.is_local()) return true;
    const HbaField* field = single_field("an address");
    if (field == nullptr) return false;
    const HbaValue& value = field->values[0];
    record_.address = value.text;
    if (value.is_keyword("all") || value.is_keyword("samehost") || value.is_keyword("samenet")) {
      record_.reach = value.text == "all"        ? Reach::world
                      : value.text == "samehost" ? Reach::loopback
                                                 : Reach::some;
      return true;
    }
    AddressFacts facts = read_address(value.text);
    text::Range range = field->range;
    if (facts.is_numeric && value.text.find('/') == std::string::npos) {
      const HbaField* mask = single_field("a netmask");
      if (mask == nullptr) return false;
      facts = read_address({.address = value.text, .mask = mask->values[0].text});
      record_.address += " " + mask->values[0].text;
      range = mask->range;
    }
    record_.reach = facts.reach;
    return facts.problem.empty() || fail(range, facts.problem, facts.help);
  }

  bool take_method() {
    const HbaField* field = single_field("a method");
    if (field == nullptr) return false;
    record_.method = field->values[0];
    const std::string& method = record_.method.text;
    if (std::ranges::count(methods, method) == 0) {
      return fail(field->range, "unknown authentication method `" + method + "`",
                  "use `scram-sha-256` or another method that `pg_hba.conf` knows");
    }
    if (method == "peer" && !record_.is_local()) {
      return fail(field->range, "`peer` only works with `local`",
                  "use `scram-sha-256` here; the same check over TCP is `ident`");
    }
    if (method == "gss" && record_.is_local()) {
      return fail(field->range, "`gss` does not work with `local`",
                  "use `peer`, or change the type to `host`");
    }
    if (method == "cert" && record_.type != "hostssl") {
      return fail(field->range, "`cert` only works with `hostssl`",
                  "change `" + record_.type + "` to `hostssl`");
    }
    return true;
  }

  bool take_options() {
    for (; next_ < fields_.size(); ++next_) {
      for (const HbaValue& option : fields_[next_].values) {
        if (option.text.find('=') == std::string::npos) {
          return fail(option.range, "`" + option.text + "` is not an option of the form name=value",
                      "write `" + option.text + "=` and its value, or remove it");
        }
        if (option.text.starts_with("clientcert=") && record_.type != "hostssl") {
          return fail(option.range, "`clientcert` only works with `hostssl`",
                      "change `" + record_.type + "` to `hostssl`, or remove the option");
        }
        record_.options.push_back(option);
      }
    }
    return true;
  }

  /// The next field, which should be `what`. Null, with a problem, if there is none.
  const HbaField* next_field(std::string_view what) {
    if (next_ < fields_.size()) return &fields_[next_++];
    const text::Range range = {.begin = fields_.front().range.begin,
                               .end = fields_.back().range.end};
    fail(range, "the line ends before " + std::string(what),
         record_.is_local() ? "write type, database, user and method"
                            : "write type, database, user, address and method");
    return nullptr;
  }

  const HbaField* single_field(std::string_view what) {
    const HbaField* field = next_field(what);
    if (field == nullptr || field->values.size() == 1) return field;
    fail(field->range, std::string(what) + " must be a single value, not a list",
         "write one line for each of the values");
    return nullptr;
  }

  bool fail(text::Range range, std::string message, std::string help) {
    problem_ = {.range = range, .message = std::move(message), .help = std::move(help)};
    return false;
  }

  const std::vector<HbaField>& fields_;
  std::size_t next_ = 0;
  HbaRecord record_;
  HbaProblem problem_;
};

bool is_include(const std::vector<HbaField>& fields) {
  return fields.size() == 2 && std::ranges::count(includes, fields[0].values[0].text) > 0;
}

/// Placeholders of Ansible, Helm, ERB and the shell; `@x@` as in PostgreSQL's own sample.
bool has_template_mark(std::string_view line) {
  constexpr std::array<std::string_view, 4> marks = {"{{", "{%", "<%", "${"};
  line = line.substr(0, line.find('#'));
  const std::size_t at = line.find('@');
  const bool has_pair =
      at != std::string_view::npos && line.find('@', at + 1) != std::string_view::npos;
  return has_pair || std::ranges::any_of(marks, [&](std::string_view mark) {
           return line.find(mark) != std::string_view::npos;
         });
}

/// The line at `at` with its continuations; moves `at` to the end.
Excerpt take_line(std::string_view content, std::size_t& at) {
  Excerpt line;
  bool goes_on = true;
  while (goes_on && at < content.size()) {
    const std::size_t end = text::find_line_end(content, at);
    goes_on = end > at && content[end - 1] == '\\';
    line.append(content, {.begin = at, .end = goes_on ? end - 1 : end});
    const bool two_bytes = content.substr(end).starts_with("\r\n");
    at = std::min(end + (two_bytes ? 2 : 1), content.size());
  }
  return line;
}

}  // namespace

HbaFile read_hba(std::string_view content) {
  HbaFile file;
  std::size_t at = content.starts_with(text::utf8_bom) ? text::utf8_bom.size() : 0;
  while (at < content.size()) {
    const Excerpt line = take_line(content, at);
    FieldReader reader(line);
    const std::vector<HbaField> fields = reader.read();
    if (reader.comment()) file.comments.push_back(*reader.comment());
    if (fields.empty() || is_include(fields)) continue;
    RecordMaker maker(fields);
    if (auto record = maker.make()) {
      file.records.push_back(std::move(*record));
    } else {
      file.problems.push_back(maker.problem());
      file.problems.back().is_template = has_template_mark(line.text());
    }
  }
  return file;
}

}  // namespace pglint::host
