#include "lint/heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

#include <algorithm>
#include <cstddef>
#include <vector>

namespace pglint {

// Sanitizers have a heap of their own.
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !defined(__SANITIZE_ADDRESS__)

namespace {

constexpr std::uintptr_t small_page = 4 * 1024;
constexpr std::uintptr_t huge_page = 2 * 1024 * 1024;
/// The C library takes no larger block from its heap.
constexpr std::size_t largest = 32 * 1024 * 1024 - huge_page;
/// More small pages at once would pay less and less.
constexpr std::uintmax_t most = 8 * largest;

/// Asks for huge pages between `begin` and `end`, and for the small ones before the first of them.
void ask_for_pages(std::uintptr_t begin, std::uintptr_t end) {
  const auto rounded_up = [](std::uintptr_t at, std::uintptr_t page) {
    return (at + page - 1) / page * page;
  };
  begin = rounded_up(begin, small_page);
  end = end / small_page * small_page;
  const std::uintptr_t huge = std::min(rounded_up(begin, huge_page), end);
  // Hints: if the system does not follow them, pages come one by one.
  // NOLINTBEGIN(performance-no-int-to-ptr): these are addresses of pages, not of objects.
#ifdef MADV_POPULATE_WRITE
  if (begin < huge) ::madvise(reinterpret_cast<void*>(begin), huge - begin, MADV_POPULATE_WRITE);
#endif
  if (huge < end) ::madvise(reinterpret_cast<void*>(huge), end - huge, MADV_HUGEPAGE);
  // NOLINTEND(performance-no-int-to-ptr)
}

}  // namespace

// A run takes memory until it ends, some ten bytes for one of SQL. Small pages would cost more time
// than many a rule: the system hands out each by itself, and once more when the heap's end was
// given back between two files. So the heap gets its end in a few pieces, in huge pages, and keeps
// it.
void prepare_heap(std::uintmax_t bytes) {
  [[maybe_unused]] static const bool is_kept =
      ::mallopt(M_MMAP_THRESHOLD, static_cast<int>(largest + huge_page)) != 0 &&
      ::mallopt(M_TRIM_THRESHOLD, static_cast<int>(2 * most)) != 0;
  std::vector<void*> blocks;
  for (std::uintmax_t left = std::min(bytes, most); left > 0;) {
    const std::size_t size = std::min<std::uintmax_t>(left, largest);
    void* block = std::malloc(size);
    if (block == nullptr) break;
    const auto begin = reinterpret_cast<std::uintptr_t>(block);
    ask_for_pages(begin, begin + size);
    blocks.push_back(block);
    left -= size;
  }
  for (void* block : blocks) std::free(block);
}

void free_text(std::string& text) {
  const bool is_large = text.size() > largest;
  std::string().swap(text);  // assignment would keep the memory
  if (is_large) ::malloc_trim(0);
}

#else

void prepare_heap(std::uintmax_t) {}

void free_text(std::string& text) { std::string().swap(text); }

#endif

}  // namespace pglint
