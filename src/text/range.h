// Half-open byte ranges, the only positions that pglint uses internally.
#pragma once

#include <cstddef>

namespace pglint::text {

/// Bytes [begin, end) of one file, 0-based. `begin == end` is a point.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] constexpr std::size_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(std::size_t offset) const {
    return begin <= offset && offset < end;
  }
  friend constexpr bool operator==(Range, Range) = default;
};

}  // namespace pglint::text
