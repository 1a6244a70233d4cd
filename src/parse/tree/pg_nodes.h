// PostgreSQL's node structs for C++: the only file of the C++ code that includes PostgreSQL.
//
// postgres.h defines common names (`printf`, `_`, `Min`, `foreach`, …) as macros that break
// standard headers. They are undefined below, and those headers are included before, so that this
// file can be included anywhere.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

// Catch2 has a macro of this name too, which tests need.
#pragma push_macro("INFO")
#undef INFO

extern "C" {
#include "postgres.h"
// All other PostgreSQL headers need postgres.h before them.
#include "nodes/parsenodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"
#include "nodes/value.h"
#include "pg_query.h"
#include "pg_query/pg_query_internal.h"
}

#undef _
#undef Abs
#undef Assert
#undef AssertMacro
#undef AssertPointerAlignment
#undef DEBUG
#undef FATAL
#undef ERROR
#pragma pop_macro("INFO")
#undef LOG
#undef Max
#undef Min
#undef NIL
#undef NOTICE
#undef PANIC
#undef Trap
#undef WARNING
#undef bind_textdomain_codeset
#undef bindtextdomain
#undef dgettext
#undef dngettext
#undef foreach
#undef forboth
#undef fprintf
#undef gettext
#undef gettext_noop
#undef lengthof
#undef likely
#undef lfirst
#undef linitial
#undef lsecond
#undef ngettext
#undef printf
#undef snprintf
#undef sprintf
#undef strerror
#undef strerror_r
#undef strtof
#undef textdomain
#undef unlikely
#undef vfprintf
#undef vprintf
#undef vsnprintf
#undef vsprintf
