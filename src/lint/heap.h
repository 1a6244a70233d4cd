// What the C library is told about the memory of a run.
#pragma once

#include <cstdint>
#include <string>

namespace pglint {

/// Makes the heap of this thread ready to grow by `bytes`, which cost nothing until they are used.
/// More may be called for later.
void prepare_heap(std::uintmax_t bytes);

/// Frees `text`. Gives the memory of a large one back to the system, which the heap would keep: the
/// next large text might not fit there.
void free_text(std::string& text);

/// The memory that linting so much SQL takes, in bytes: an upper estimate.
[[nodiscard]] constexpr std::uintmax_t heap_bytes_for(std::uintmax_t sql_bytes) {
  constexpr std::uintmax_t of_any_run = 4 * 1024 * 1024;
  constexpr std::uintmax_t per_byte = 16;
  return of_any_run + sql_bytes * per_byte;
}

}  // namespace pglint
