/* PostgreSQL's own scanner as a flat list of tokens, comments included. C, because an error inside
 * the scanner is a longjmp. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ScannedKind {
  SCANNED_WORD,   /**< keyword or unquoted identifier */
  SCANNED_QUOTED, /**< quoted identifier, also U&"…" */
  SCANNED_STRING, /**< any string or bit string literal */
  SCANNED_NUMBER,
  SCANNED_PARAMETER, /**< $1 */
  SCANNED_OPERATOR,  /**< also ::, .., :=, => and comparison operators */
  SCANNED_SYMBOL,    /**< one of , ( ) [ ] . ; : or any other lone character */
  SCANNED_COMMENT
} ScannedKind;

typedef struct ScannedToken {
  uint32_t begin; /**< bytes from the start of the text */
  uint32_t end;
  ScannedKind kind;
} ScannedToken;

typedef struct ScanOutcome {
  ScannedToken* tokens; /**< malloc'ed; up to the error where there is one */
  size_t size;
  char* error;           /**< malloc'ed message, or NULL when the text was scanned to its end */
  size_t error_position; /**< 1-based, in characters, as PostgreSQL reports it */
} ScanOutcome;

/** Scans NUL-terminated UTF-8 `text`. Needs a live arena on this thread (parse/arena.h). */
ScanOutcome pglint_scan(const char* text);

void pglint_free_scan(ScanOutcome* outcome);

#ifdef __cplusplus
}
#endif
