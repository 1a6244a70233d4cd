#include "parse/nodes.h"

namespace pglint::parse {

std::string_view node_name(NodeTag tag) {
  switch (tag) {
#define PGLINT_NODE(name) \
  case T_##name:          \
    return #name;
#include "pg_node_list.inc"
#undef PGLINT_NODE
    default:
      return "?";
  }
}

}  // namespace pglint::parse
