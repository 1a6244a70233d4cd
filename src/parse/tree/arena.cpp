#include "parse/tree/arena.h"

#include "parse/tree/pg_nodes.h"

namespace pglint::parse {

Arena::Arena() : context_(pg_query_enter_memory_context()) {}

Arena::~Arena() { pg_query_exit_memory_context(context_); }

void Arena::reset() { MemoryContextReset(context_); }

}  // namespace pglint::parse
