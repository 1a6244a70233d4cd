// What the C library is told about the memory of a run.
#pragma once

#include <cstdint>

namespace pglint {

/// Makes the heap ready for a run over so much SQL. To be called once, before its threads start.
void prepare_heap(std::uintmax_t sql_bytes);

}  // namespace pglint
