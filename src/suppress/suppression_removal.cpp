#include "suppress/suppression_removal.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"
#include "text/line/begin.h"
#include "text/line/index.h"
#include "text/range.h"

namespace pglint {
namespace {

/// The first byte at or after `at` that is no blank, or `end`.
std::size_t skip_blanks(std::string_view content, std::size_t at, std::size_t end) {
  while (at < end && text::is_blank(content[at])) ++at;
  return at;
}

/// One past the last byte before `at` that is no blank, or `begin`.
std::size_t skip_blanks_back(std::string_view content, std::size_t begin, std::size_t at) {
  while (at > begin && text::is_blank(content[at - 1])) --at;
  return at;
}

/// The end of the line end at `at`.
std::size_t line_end_end(std::string_view content, std::size_t at) {
  if (content.substr(at).starts_with("\r\n")) return at + 2;
  return std::min(at + 1, content.size());
}

/// The comment with its line if it is alone there, or else with the blanks before it.
text::Range with_line(text::Range comment, std::string_view content) {
  const std::size_t line = text::find_written_begin(content, comment.begin);
  const std::size_t end = text::find_line_end(content, comment.end);
  const std::size_t code = skip_blanks_back(content, line, comment.begin);
  const bool is_last = skip_blanks(content, comment.end, end) == end;
  if (!is_last && code > line) return comment;
  if (!is_last) return {.begin = comment.begin, .end = skip_blanks(content, comment.end, end)};
  if (code > line) return {.begin = code, .end = end};
  return {.begin = line, .end = line_end_end(content, end)};
}

/// The id with its comma; the id alone if there is none beside it.
text::Range with_comma(text::Range id, text::Range comment, std::string_view content) {
  const std::size_t next = skip_blanks(content, id.end, comment.end);
  if (next < comment.end && content[next] == ',') {
    return {.begin = id.begin, .end = skip_blanks(content, next + 1, comment.end)};
  }
  const std::size_t before = skip_blanks_back(content, comment.begin, id.begin);
  if (before == comment.begin || content[before - 1] != ',') return id;
  return {.begin = skip_blanks_back(content, comment.begin, before - 1), .end = id.end};
}

}  // namespace

std::vector<Fix> removal_of(const Suppression& suppression, std::string_view content) {
  const text::Range comment = suppression.comment;
  if (comment.empty()) return {};
  const text::Range item = with_comma(suppression.written, comment, content);
  const bool is_only = item == suppression.written;
  const std::string id(suppression.rule->id);
  return {{.description = is_only ? "remove the comment" : "remove `" + id + "` from the comment",
           .safety = FixSafety::safe,
           .edits = {{.range = is_only ? with_line(comment, content) : item, .replacement = {}}}}};
}

}  // namespace pglint
