/* The children of any PostgreSQL node, for every node type of the PostgreSQL version built against.
 * In C because it includes C files that PostgreSQL generates. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct Node;

/** A node to visit. */
typedef struct PendingNode {
  const struct Node* node;
  size_t depth; /**< number of ancestors */
} PendingNode;

/** A growing array; `pglint_free_pending` frees `items`. */
typedef struct PendingNodes {
  PendingNode* items;
  size_t size;
  size_t capacity;
} PendingNodes;

/**
 * Appends the children of `parent` with `depth`, in the order of its fields, without those whose
 * tag is true in `skipped_tags`, which has an entry for every tag, or is null. Replaces lists,
 * nested too, by their elements. Aborts the process if memory runs out.
 */
void pglint_append_children(const struct Node* parent, size_t depth, const bool* skipped_tags,
                            PendingNodes* pending);

void pglint_free_pending(PendingNodes* pending);

#ifdef __cplusplus
}
#endif
