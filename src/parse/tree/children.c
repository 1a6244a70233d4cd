/* PostgreSQL generates equalfuncs.*.c, which list every field of every node. With macros that visit
 * node fields instead of comparing them, and ignore all other fields, they are a complete visitor.
 * raw_expression_tree_walker is not an alternative: it knows only DML and fails on other nodes. */
#include "parse/tree/children.h"

#include <stdio.h>
#include <stdlib.h>

#include "postgres.h"
#include "nodes/nodes.h"
#include "nodes/pg_list.h"

static void append(PendingNodes* pending, const Node* node, size_t depth) {
  if (pending->size == pending->capacity) {
    size_t capacity = pending->capacity == 0 ? 256 : pending->capacity * 2;
    PendingNode* items = realloc(pending->items, capacity * sizeof *items);
    /* As libpg_query does where memory ends. */
    if (items == NULL) exit(1);
    pending->items = items;
    pending->capacity = capacity;
  }
  pending->items[pending->size].node = node;
  pending->items[pending->size].depth = depth;
  pending->size++;
}

typedef struct Sink {
  PendingNodes* pending;
  size_t depth;
  const bool* skipped_tags; /* may be null */
} Sink;

/* The grammar nests lists at most two deep (names of DROP targets, VALUES rows), so the recursion
 * is bounded for any SQL. */
static void append_child(const Sink* sink, const Node* child) {
  if (child == NULL) return;
  if (!IsA(child, List)) {
    const bool skip = sink->skipped_tags != NULL && sink->skipped_tags[nodeTag(child)];
    if (!skip) append(sink->pending, child, sink->depth);
    return;
  }
  const List* list = (const List*)child;
  for (int i = 0; i < list->length; i++) {
    append_child(sink, (const Node*)list->elements[i].ptr_value);
  }
}

/* In the generated functions, `a` is the node; `b`, declared with the same type, is the sink. */
#define COMPARE_NODE_FIELD(field) append_child((const Sink*)(const void*)b, (const Node*)a->field)
#define COMPARE_SCALAR_FIELD(field) ((void)0)
#define COMPARE_STRING_FIELD(field) ((void)0)
#define COMPARE_LOCATION_FIELD(field) ((void)0)
#define COMPARE_BITMAPSET_FIELD(field) ((void)0)
#define COMPARE_POINTER_FIELD(field, size) ((void)0)
#define COMPARE_ARRAY_FIELD(field) ((void)0)
#define equal(a, b) (true)

/* The four functions that PostgreSQL does not generate; these nodes have no children. */
#define _equalConst(a, b) (true)
#define _equalA_Const(a, b) (true)
#define _equalExtensibleNode(a, b) (true)
#define _equalBitmapset(a, b) (true)

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"
/* The point of this file is to read it. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "equalfuncs.funcs.c"
#pragma GCC diagnostic pop

void pglint_append_children(const Node* parent, size_t depth, const bool* skipped_tags,
                            PendingNodes* pending) {
  /* One generated function also reads fields of `b` (for a planner node, never in a parse tree):
   * the sink is as large as that node, so that the read stays inside it. */
  const union {
    Sink sink;
    ScalarArrayOpExpr largest;
  } smuggled = {.sink = {pending, depth, skipped_tags}};
  const void* a = parent;
  const void* b = &smuggled;
  bool retval = true;
  switch (nodeTag(parent)) {
/* The point of this file is to read it. NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "equalfuncs.switch.c"
    default: /* list elements that are not nodes: integers, object ids */
      break;
  }
  (void)retval;
}

void pglint_free_pending(PendingNodes* pending) {
  free(pending->items);
  pending->items = NULL;
  pending->size = pending->capacity = 0;
}
