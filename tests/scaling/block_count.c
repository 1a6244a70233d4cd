// Counts what a program does, the same on every machine: the basic blocks of pglint that it runs
// (g++'s -fsanitize-coverage=trace-pc calls a function in each), and the bytes that the C library
// copies, compares and searches for it, 16 of which count as one block. At its end the program
// writes the sum to the file that PGLINT_BLOCK_COUNT names.
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum { max_threads = 256, bytes_per_block = 16 };

// One counter for each thread, in a cache line of its own.
static struct { _Alignas(64) unsigned long count; } counters[max_threads];
static atomic_uint threads;
static _Thread_local unsigned long* mine;

static unsigned long* my_counter(void) {
  if (!mine) mine = &counters[atomic_fetch_add(&threads, 1) % max_threads].count;
  return mine;
}

void __sanitizer_cov_trace_pc(void) { ++*my_counter(); }

static void add_bytes(size_t bytes) { *my_counter() += bytes / bytes_per_block; }

// The linker replaces calls of `f` by those of `__wrap_f` (--wrap=f).

void* __real_memcpy(void* to, const void* from, size_t size);
void* __wrap_memcpy(void* to, const void* from, size_t size) {
  add_bytes(size);
  return __real_memcpy(to, from, size);
}

void* __real_memmove(void* to, const void* from, size_t size);
void* __wrap_memmove(void* to, const void* from, size_t size) {
  add_bytes(size);
  return __real_memmove(to, from, size);
}

void* __real_memset(void* to, int byte, size_t size);
void* __wrap_memset(void* to, int byte, size_t size) {
  add_bytes(size);
  return __real_memset(to, byte, size);
}

void* __real_memchr(const void* text, int byte, size_t size);
void* __wrap_memchr(const void* text, int byte, size_t size) {
  void* found = __real_memchr(text, byte, size);
  add_bytes(found ? (size_t)((char*)found - (const char*)text) : size);
  return found;
}

int __real_memcmp(const void* left, const void* right, size_t size);
int __wrap_memcmp(const void* left, const void* right, size_t size) {
  const int order = __real_memcmp(left, right, size);
  if (order == 0) add_bytes(size);  // else, most often the first bytes differ
  return order;
}

size_t __real_strlen(const char* text);
size_t __wrap_strlen(const char* text) {
  const size_t length = __real_strlen(text);
  add_bytes(length);
  return length;
}

__attribute__((destructor)) static void write_count(void) {
  const char* path = getenv("PGLINT_BLOCK_COUNT");
  FILE* file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  unsigned long sum = 0;
  for (size_t i = 0; i < max_threads; ++i) sum += counters[i].count;
  fprintf(file, "%lu\n", sum);
  fclose(file);
}
