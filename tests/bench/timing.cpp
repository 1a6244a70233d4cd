#include "timing.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "parse/tree/arena.h"
#include "parse/tree/pg_nodes.h"

namespace pglint::bench {

using Clock = std::chrono::steady_clock;

double fastest(int times, const std::function<void()>& work) {
  double best = 1e9;
  for (int run = 0; run < times; ++run) {
    const auto start = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

bool raw_parse(const std::string& sql) {
  const parse::Arena arena;
  const auto result = pg_query_raw_parse(sql.c_str(), PG_QUERY_PARSE_DEFAULT);
  std::free(result.stderr_buffer);
  if (result.error == nullptr) return true;
  pg_query_free_error(result.error);
  return false;
}

}  // namespace pglint::bench
