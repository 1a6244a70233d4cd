#include "suppress/host_comments.h"

#include <algorithm>
#include <cstddef>

#include "text/line/begin.h"

namespace pglint {
namespace {

/// Whether no line ends in `range`, which may be reversed for nested extents.
bool on_one_line(std::string_view content, text::Range range) {
  return range.end <= range.begin ||
         content.substr(range.begin, range.size()).find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

std::vector<text::Range> host_extents(const host::HostFile& file, std::string_view content) {
  std::vector<text::Range> ranges;
  ranges.reserve(file.activity.commands.size());
  for (const host::Command& command : file.activity.commands) ranges.push_back(command.range);
  for (const host::Assignment& assignment : file.activity.assignments) {
    ranges.push_back(assignment.range);
  }
  for (const host::HbaRecord& record : file.records) ranges.push_back(record.range);
  for (const host::HbaProblem& problem : file.hba_problems) ranges.push_back(problem.range);
  std::ranges::sort(ranges, {}, &text::Range::begin);

  std::vector<text::Range> extents;
  for (const text::Range& range : ranges) {
    if (!extents.empty() && on_one_line(content, {extents.back().end, range.begin})) {
      extents.back().end = std::max(extents.back().end, range.end);
    } else {
      extents.push_back(range);
    }
  }
  return extents;
}

namespace {

/// The range of a comment after something on its line: the line, and extents that end on it.
text::Range line_and_what_ends_on_it(text::Range line, const std::vector<text::Range>& extents) {
  const auto first = std::ranges::lower_bound(extents, line.begin, {}, &text::Range::end);
  if (first == extents.end() || first->end > line.end) return line;
  return {.begin = std::min(first->begin, line.begin), .end = line.end};
}

Comment comment_of(text::Range range, const std::vector<text::Range>& extents,
                   std::string_view content) {
  const std::string_view text = content.substr(range.begin, range.size());
  const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
  Comment comment = {
      .range = range, .body = {.begin = range.begin + marks, .end = range.end}, .covered = {}};
  const std::size_t line = text::find_line_begin(content, range.begin);
  const std::string_view before = content.substr(line, range.begin - line);
  comment.is_behind = before.find_first_not_of(" \t\r\n") != std::string_view::npos;
  const auto next = std::ranges::lower_bound(extents, range.end, {}, &text::Range::begin);
  comment.is_on_top = !comment.is_behind && next == extents.begin();
  if (comment.is_behind) {
    comment.covered.range = line_and_what_ends_on_it({.begin = line, .end = range.end}, extents);
  } else if (next != extents.end()) {
    comment.covered.range = *next;
  } else {
    comment.covered.range = {.begin = range.end, .end = range.end};
  }
  return comment;
}

}  // namespace

std::vector<Comment> host_comments(const host::HostFile& file, std::string_view content) {
  const auto extents = host_extents(file, content);
  std::vector<Comment> comments;
  comments.reserve(file.comments.size());
  for (const text::Range& range : file.comments) {
    comments.push_back(comment_of(range, extents, content));
  }
  std::ranges::sort(comments, {}, [](const Comment& comment) { return comment.range.begin; });
  return comments;
}

}  // namespace pglint
