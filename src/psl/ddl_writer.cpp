#include "psl/ddl_writer.h"

#include "psl/stages.h"

namespace pglint::psl {

void DdlWriter::write(std::string_view text, text::Range place) {
  if (text.empty()) return;
  // A piece of equal size would be mapped byte by byte.
  const bool is_equal = text.size() == place.size() && text.size() > 1;
  if (is_equal) add_piece(1, place);
  add_piece(text.size() - (is_equal ? 1 : 0), place);
  ddl_.sql += text;
}

void DdlWriter::add_piece(std::size_t size, text::Range place) {
  const std::size_t begin =
      ddl_.pieces.empty() ? 0 : ddl_.pieces.back().begin + ddl_.pieces.back().size;
  ddl_.pieces.push_back({.begin = begin, .size = size, .written = place});
}

void DdlWriter::write_name(std::string_view name, text::Range place) {
  write(quoted_name(name), place);
}

}  // namespace pglint::psl
