#include "parse/source/window.h"

#include "parse/source/splitter.h"

namespace pglint::parse {

std::size_t likely_window_end(std::string_view sql, std::size_t begin, std::size_t bytes) {
  if (sql.size() - begin < 2 * bytes) return sql.size();
  const std::size_t limit = begin + bytes;
  for (std::size_t at = sql.rfind('\n', limit - 1); at != std::string_view::npos && at > begin;
       at = sql.rfind('\n', at - 1)) {
    const bool two_bytes = sql[at - 1] == '\r' && at - 1 > begin;
    if (sql[at - (two_bytes ? 2 : 1)] == ';') return at + 1;
  }
  return begin;
}

std::size_t last_segment_end(const TokenView& tokens) {
  std::size_t end = 0;
  for (Segment segment = segment_at(tokens, 0); segment.closed; segment = segment_at(tokens, end)) {
    end = segment.end + 1;
  }
  return end;
}

}  // namespace pglint::parse
