/* The children of any PostgreSQL node, for every node type of the PostgreSQL version built against.
 * C, because it is made of PostgreSQL's own generated C files. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct Node;

/** A node that is still to be visited. */
typedef struct PendingNode {
  const struct Node* node;
  size_t depth; /**< number of ancestors */
} PendingNode;

/** A growing array; `items` is malloc'ed and freed by `pglint_free_pending`. */
typedef struct PendingNodes {
  PendingNode* items;
  size_t size;
  size_t capacity;
} PendingNodes;

/**
 * Appends the children of `parent` with `depth`, in the order of its fields, but for those with a
 * tag for which `skipped_tags` is true; it has an entry for every tag, or is null. Lists are
 * transparent: their elements are appended in their place, at any nesting. Stops the process when
 * memory runs out.
 */
void pglint_append_children(const struct Node* parent, size_t depth, const bool* skipped_tags,
                            PendingNodes* pending);

void pglint_free_pending(PendingNodes* pending);

#ifdef __cplusplus
}
#endif
