/* The location field of any node. In C because it includes C files that PostgreSQL generates. */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

struct Node;

/** Bytes from the start of the parsed text, or -1 if the node has no location or it is unknown. The
 * token depends on the node: a column's name, a function's name, an expression's operator. */
int pglint_location(const struct Node* node);

#ifdef __cplusplus
}
#endif
