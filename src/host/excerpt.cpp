#include "host/excerpt.h"

#include <algorithm>
#include <iterator>

namespace pglint::host {

void Excerpt::append(std::string_view content, text::Range range) {
  append_decoded(content.substr(range.begin, range.size()), range);
}

void Excerpt::append(const Excerpt& other, text::Range range) {
  for (std::size_t piece = other.piece_at(range.begin); range.begin < range.end; ++piece) {
    const std::size_t piece_end = other.pieces_[piece].at + other.size_of(piece);
    const text::Range part = {.begin = range.begin, .end = std::min(range.end, piece_end)};
    const text::Range source = other.source_of(piece, part);
    const std::string_view bytes = std::string_view(other.text_).substr(part.begin, part.size());
    append_decoded(bytes, source);
    range.begin = part.end;
  }
}

void Excerpt::append_decoded(std::string_view decoded, text::Range source) {
  if (decoded.empty()) return;
  const bool goes_on = !pieces_.empty() && pieces_.back().source.end == source.begin &&
                       pieces_.back().source.size() == size_of(pieces_.size() - 1) &&
                       source.size() == decoded.size();
  if (goes_on) {
    pieces_.back().source.end = source.end;
  } else {
    pieces_.push_back({.at = text_.size(), .source = source});
  }
  text_ += decoded;
}

text::Range Excerpt::in_file(text::Range range) const {
  if (pieces_.empty()) return {};
  const std::size_t first = piece_at(range.begin);
  const std::size_t begin_in_piece = std::min(range.begin, pieces_[first].at + size_of(first));
  const text::Range begin =
      source_of(first, {.begin = begin_in_piece, .end = std::max(range.end, begin_in_piece)});
  if (range.empty()) return {.begin = begin.begin, .end = begin.begin};
  const std::size_t last = piece_at(range.end - 1);
  return {.begin = begin.begin,
          .end = source_of(last, {.begin = range.end - 1, .end = range.end}).end};
}

Excerpt Excerpt::part(text::Range range) const {
  Excerpt result;
  result.append(*this, range);
  return result;
}

std::size_t Excerpt::piece_at(std::size_t offset) const {
  const auto behind = std::ranges::upper_bound(pieces_, offset, {}, &Piece::at);
  const auto index = static_cast<std::size_t>(std::distance(pieces_.begin(), behind));
  return index == 0 ? 0 : index - 1;
}

std::size_t Excerpt::size_of(std::size_t piece) const {
  const std::size_t end = piece + 1 < pieces_.size() ? pieces_[piece + 1].at : text_.size();
  return end - pieces_[piece].at;
}

text::Range Excerpt::source_of(std::size_t piece, text::Range range) const {
  const Piece& found = pieces_[piece];
  const std::size_t size = size_of(piece);
  if (found.source.size() != size) return found.source;
  const std::size_t end = std::min(range.end, found.at + size);
  return {.begin = found.source.begin + (range.begin - found.at),
          .end = found.source.begin + (end - found.at)};
}

}  // namespace pglint::host
