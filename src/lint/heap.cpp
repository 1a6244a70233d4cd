#include "lint/heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

#include <algorithm>
#include <cstddef>

namespace pglint {

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)

namespace {

constexpr std::size_t huge_page = 2 * 1024 * 1024;
/// The C library takes no larger block from its heap.
constexpr std::size_t largest = 32 * 1024 * 1024;

}  // namespace

// A run takes memory until it ends, some ten bytes for one of SQL. Small pages would cost more time
// than many a rule: the system hands out each by itself, and once more when the heap's end was
// given back between two files. So the heap gets its end in one piece, in huge pages, and keeps it.
void prepare_heap(std::uintmax_t sql_bytes) {
  constexpr std::uintmax_t heap_bytes = 12;
  const std::size_t size = std::min<std::uintmax_t>(sql_bytes * heap_bytes, largest - huge_page);
  if (size < huge_page) return;
  ::mallopt(M_MMAP_THRESHOLD, static_cast<int>(largest));
  ::mallopt(M_TRIM_THRESHOLD, static_cast<int>(2 * largest));
  void* end = std::aligned_alloc(huge_page, size / huge_page * huge_page);
  if (end == nullptr) return;
  ::madvise(end, size / huge_page * huge_page, MADV_HUGEPAGE);
  std::free(end);
}

#else

void prepare_heap(std::uintmax_t) {}

#endif

}  // namespace pglint
