// Memory for the trees and temporary data of PostgreSQL's parser.
#pragma once

struct MemoryContextData;

namespace pglint::parse {

/// Owns every tree parsed on this thread during its lifetime. At most one per thread at a time,
/// made and destroyed on the same thread. Public `pg_query_*` functions create another arena and
/// must not be called meanwhile.
class Arena {
 public:
  Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /// Frees every tree; pointers into them become invalid.
  void reset();

 private:
  MemoryContextData* context_;
};

}  // namespace pglint::parse
