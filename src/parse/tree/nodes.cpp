#include "parse/tree/nodes.h"

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

std::vector<std::string> strings(const List* list) {
  std::vector<std::string> values;
  values.reserve(each(list).size());
  for (const Node* element : each(list)) values.emplace_back(string_value(element));
  return values;
}

}  // namespace pglint::parse
