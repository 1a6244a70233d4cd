/* libpg_query 17 returns tokens only as a protobuf message, so the scanner is called directly,
 * which works with 17 and 18. */
#include "parse/tree/scan.h"

#include <stdlib.h>
#include <string.h>

#include "postgres.h"
#include "gramparse.h"
#include "parser/scanner.h"
#include "utils/memutils.h"
#include "utils/palloc.h"

static ScannedKind kind_of(int token, const char* text) {
  switch (token) {
    case IDENT:
    case UIDENT:
      return strchr(text, '"') != NULL ? scanned_quoted : scanned_word;
    case SCONST:
    case USCONST:
    case BCONST:
    case XCONST:
      return scanned_string;
    case ICONST:
    case FCONST:
      return scanned_number;
    case PARAM:
      return scanned_parameter;
    case SQL_COMMENT:
    case C_COMMENT:
      return scanned_comment;
    case Op:
    case TYPECAST:
    case DOT_DOT:
    case COLON_EQUALS:
    case EQUALS_GREATER:
    case LESS_EQUALS:
    case GREATER_EQUALS:
    case NOT_EQUALS:
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
    case '<':
    case '>':
    case '=':
      return scanned_operator;
    default:
      return token < 256 ? scanned_symbol : scanned_word; /* all other tokens are keywords */
  }
}

/* False if there is no memory for it. */
static bool append(ScanOutcome* outcome, size_t* capacity, ScannedToken token) {
  if (outcome->size == *capacity) {
    *capacity = *capacity == 0 ? 256 : *capacity * 2;
    ScannedToken* tokens = realloc(outcome->tokens, *capacity * sizeof *tokens);
    if (tokens == NULL) return false;
    outcome->tokens = tokens;
  }
  outcome->tokens[outcome->size++] = token;
  return true;
}

static void scan_all(const char* text, ScanOutcome* outcome) {
  core_yy_extra_type extra;
  core_YYSTYPE value;
  YYLTYPE location = 0;
  size_t capacity = 0;
  memset(&extra, 0, sizeof extra);
  core_yyscan_t scanner = scanner_init(text, &extra, &ScanKeywords, ScanKeywordTokens);
#if PG_VERSION_NUM >= 180000
  extra.return_comments = true; /* 17 always returns them */
#endif
  for (int token; (token = core_yylex(&value, &location, scanner)) != 0;) {
    /* flex keeps the current token NUL-terminated in its buffer until the next call. */
    const char* begin = extra.scanbuf + location;
    const size_t length = strlen(begin);
    const ScannedToken scanned = {(uint32_t)location, (uint32_t)(location + length),
                                  kind_of(token, begin)};
    if (append(outcome, &capacity, scanned)) continue;
    outcome->is_out_of_memory = true;
    break;
  }
  scanner_finish(scanner);
}

ScanOutcome pglint_scan(const char* text) {
  /* Volatile because it is changed between sigsetjmp and longjmp, and read afterwards. */
  ScanOutcome* volatile outcome = calloc(1, sizeof *outcome);
  if (outcome == NULL) return (ScanOutcome){.is_out_of_memory = true};
  MemoryContext const outer = CurrentMemoryContext;
  MemoryContext const scratch = AllocSetContextCreate(outer, "pglint scan", ALLOCSET_DEFAULT_SIZES);

  MemoryContextSwitchTo(scratch);
  PG_TRY();
  { scan_all(text, outcome); }
  PG_CATCH();
  {
    MemoryContextSwitchTo(scratch);
    ErrorData* error = CopyErrorData();
    outcome->error = strdup(error->message);
    outcome->is_out_of_memory = outcome->error == NULL;
    outcome->error_position = error->cursorpos > 0 ? (size_t)error->cursorpos : 0;
    FlushErrorState();
  }
  PG_END_TRY();
  MemoryContextSwitchTo(outer);
  MemoryContextDelete(scratch);

  ScanOutcome result = *outcome;
  free(outcome);
  return result;
}

void pglint_free_scan(ScanOutcome* outcome) {
  free(outcome->tokens);
  free(outcome->error);
  memset(outcome, 0, sizeof *outcome);
}
