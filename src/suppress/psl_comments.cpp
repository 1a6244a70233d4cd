#include "suppress/psl_comments.h"

#include <algorithm>

#include "text/line/begin.h"
#include "text/line/index.h"

namespace pglint {
namespace {

Comment psl_comment_of(const psl::Comment& written, const std::vector<text::Range>& extents,
                       std::string_view content) {
  Comment comment = {.range = written.range, .body = written.body, .covered = {}};
  const std::size_t line = text::find_line_begin(content, written.range.begin);
  const std::string_view before = content.substr(line, written.range.begin - line);
  comment.is_behind = before.find_first_not_of(" \t") != std::string_view::npos &&
                      !before.starts_with(text::utf8_bom);
  const auto next = std::ranges::lower_bound(extents, written.range.end, {}, &text::Range::begin);
  comment.is_on_top = !comment.is_behind && next == extents.begin();
  if (comment.is_behind) {
    comment.covered.range = {.begin = line,
                             .end = text::find_line_end(content, written.range.begin)};
  } else if (next != extents.end()) {
    comment.covered.range = *next;
  } else {
    comment.covered.range = {.begin = written.range.end, .end = written.range.end};
  }
  return comment;
}

/// Documentation that accepts a design, which is for the comment in the database.
bool accepts_design(const psl::Comment& comment, std::string_view content) {
  const std::string_view text = content.substr(comment.range.begin, comment.range.size());
  return text.starts_with("///") && (text.find("pglint:accept") != std::string_view::npos ||
                                     text.find("pglint:denormalized") != std::string_view::npos);
}

}  // namespace

std::vector<text::Range> psl_extents(const psl::SchemaFile& file) {
  std::vector<text::Range> extents;
  for (const psl::Block& block : file.blocks) {
    extents.push_back(block.range);
    for (const psl::Field& field : block.fields) extents.push_back(field.range);
    for (const psl::EnumValue& value : block.values) extents.push_back(value.range);
    for (const psl::Property& property : block.properties) extents.push_back(property.range);
    for (const psl::Attribute& attribute : block.attributes) extents.push_back(attribute.range);
  }
  for (const psl::Problem& problem : file.problems) extents.push_back(problem.range);
  std::ranges::sort(extents, {}, &text::Range::begin);
  return extents;
}

std::vector<Comment> psl_comments(const psl::SchemaFile& file, std::string_view content) {
  const std::vector<text::Range> extents = psl_extents(file);
  std::vector<Comment> comments;
  comments.reserve(file.comments.size());
  for (const psl::Comment& comment : file.comments) {
    if (accepts_design(comment, content)) continue;
    comments.push_back(psl_comment_of(comment, extents, content));
  }
  return comments;
}

}  // namespace pglint
