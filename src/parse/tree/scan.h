/* The tokens of PostgreSQL's scanner, including comments. In C because an error in the scanner is a
 * longjmp. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ScannedKind {
  scanned_word,   /**< keyword or unquoted identifier */
  scanned_quoted, /**< quoted identifier, also U&"…" */
  scanned_string, /**< any string or bit string literal */
  scanned_number,
  scanned_parameter, /**< $1 */
  scanned_operator,  /**< also ::, .., :=, => and comparison operators */
  scanned_symbol,    /**< one of , ( ) [ ] . ; : or any other lone character */
  scanned_comment
} ScannedKind;

typedef struct ScannedToken {
  uint32_t begin; /**< bytes from the start of the text */
  uint32_t end;
  ScannedKind kind;
} ScannedToken;

typedef struct ScanOutcome {
  ScannedToken* tokens; /**< malloc'ed; up to the error, if any */
  size_t size;
  char* error;           /**< malloc'ed message, or NULL if the whole text was scanned */
  size_t error_position; /**< 1-based, in characters; 0 if PostgreSQL does not say */
  bool is_out_of_memory; /**< the rest does not count */
} ScanOutcome;

/** Scans NUL-terminated UTF-8 `text`. Needs a live arena on this thread (parse/tree/arena.h). */
ScanOutcome pglint_scan(const char* text);

void pglint_free_scan(ScanOutcome* outcome);

#ifdef __cplusplus
}
#endif
