/* The location field of any node that has one. C, because it is made of PostgreSQL's generated C.
 */
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

struct Node;

/** Bytes from the start of the parsed text, or -1 where the node has or knows no location. Which
 * token it is differs: a column's name, a function's name, an expression's operator. */
int pglint_location(const struct Node* node);

#ifdef __cplusplus
}
#endif
