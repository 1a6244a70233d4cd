/* Uses the generated equalfuncs.*.c as children.c does, for fields named `location`. */
#include "parse/tree/location.h"

#include <string.h>

#include "postgres.h"
#include "nodes/nodes.h"
#include "nodes/parsenodes.h"

/* In the generated functions, `a` is the node; `b`, declared with the same type, is the result. */
#define COMPARE_LOCATION_FIELD(field)                                \
  do {                                                               \
    if (strcmp(#field, "location") == 0) *(int*)(void*)b = a->field; \
  } while (0)
#define COMPARE_NODE_FIELD(field) ((void)0)
#define COMPARE_SCALAR_FIELD(field) ((void)0)
#define COMPARE_STRING_FIELD(field) ((void)0)
#define COMPARE_BITMAPSET_FIELD(field) ((void)0)
#define COMPARE_POINTER_FIELD(field, size) ((void)0)
#define COMPARE_ARRAY_FIELD(field) ((void)0)
#define equal(a, b) (true)

/* Functions that PostgreSQL does not generate. Of these nodes, only A_Const is in parse trees. */
#define _equalConst(a, b) (true)
#define _equalExtensibleNode(a, b) (true)
#define _equalBitmapset(a, b) (true)

static bool _equalA_Const(const A_Const* a, const A_Const* b) {
  COMPARE_LOCATION_FIELD(location);
  return true;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wcast-qual"
/* The point of this file is to read it. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "equalfuncs.funcs.c"
#pragma GCC diagnostic pop

int pglint_location(const Node* node) {
  /* One generated function also reads fields of `b` (for a planner node, never in a parse tree). */
  union {
    int location;
    ScalarArrayOpExpr largest;
  } smuggled;
  memset(&smuggled, 0, sizeof smuggled);
  smuggled.location = -1;
  const void* a = node;
  const void* b = &smuggled;
  bool retval = true;
  switch (nodeTag(node)) {
/* The point of this file is to read it. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "equalfuncs.switch.c"
    default:
      break;
  }
  (void)retval;
  return smuggled.location;
}
