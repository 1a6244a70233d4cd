#include "suppress/known/baseline_lines.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "text/json.h"

namespace pglint {
namespace {

constexpr std::string_view head = "{\n  \"version\": 1,\n  \"findings\": [\n";
constexpr std::string_view tail = "    {}\n  ]\n}\n";
constexpr std::size_t fingerprint_digits = 16;

/// Parses one entry from left to right.
class Line {
 public:
  explicit Line(std::string_view rest) : rest_(rest) {}

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  /// A string after its opening quote, including the closing one.
  bool take_string(std::string& value) {
    std::size_t end = 0;
    bool has_escapes = false;
    for (; end < rest_.size() && rest_[end] != '"'; ++end) {
      const auto byte = static_cast<unsigned char>(rest_[end]);
      if (byte < 0x20 || byte >= 0x7f) return false;  // pglint writes plain ASCII
      if (byte != '\\') continue;
      has_escapes = true;
      ++end;
    }
    if (end >= rest_.size()) return false;
    value = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return !has_escapes || unescape(value);
  }

  template <class Number>
  bool take_number(Number& value, int base) {
    const auto [end, error] =
        std::from_chars(rest_.data(), rest_.data() + rest_.size(), value, base);
    if (error != std::errc()) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }

  bool take_fingerprint(std::uint64_t& value) {
    return rest_.find('"') == fingerprint_digits && take_number(value, 16) && take("\"");
  }

  [[nodiscard]] bool is_empty() const { return rest_.empty(); }

 private:
  static bool unescape(std::string& value) {
    const text::Json json = text::Json::parse('"' + value + '"', nullptr, false);
    if (!json.is_string()) return false;
    value = json.get<std::string>();
    return true;
  }

  std::string_view rest_;
};

bool read_entry(std::string_view text, BaselineEntry& entry) {
  Line line(text);
  const bool has_place = line.take(R"(    {"file":")") && line.take_string(entry.key.file) &&
                         line.take(R"(,"rule":")") && line.take_string(entry.key.rule) &&
                         (!line.take(R"(,"object":")") || line.take_string(entry.key.object)) &&
                         line.take(R"(,"fingerprint":")") &&
                         line.take_fingerprint(entry.key.fingerprint);
  const bool has_count = !line.take(R"(,"count":)") || line.take_number(entry.count, 10);
  return has_place && has_count && entry.count > 0 && !entry.key.file.empty() &&
         !entry.key.rule.empty() && line.take("}") && line.is_empty();
}

}  // namespace

std::optional<std::vector<BaselineEntry>> read_baseline_lines(std::string_view document) {
  if (!document.starts_with(head) || !document.ends_with(tail)) return std::nullopt;
  document.remove_prefix(head.size());
  document.remove_suffix(std::min(tail.size(), document.size()));
  std::vector<BaselineEntry> entries;
  entries.reserve(static_cast<std::size_t>(std::ranges::count(document, '\n')));
  while (!document.empty()) {
    const std::size_t end = document.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view line = document.substr(0, end);
    document.remove_prefix(end + 1);
    if (!line.ends_with(',')) return std::nullopt;
    line.remove_suffix(1);
    if (!read_entry(line, entries.emplace_back())) return std::nullopt;
  }
  return entries;
}

}  // namespace pglint
