// Lints a file of a Prisma schema: what Prisma refuses, its own rules, and all rules about SQL on
// the DDL that the schema stands for.
#pragma once

#include <string_view>

#include "catalog/place.h"

#include "lint/dispatch.h"
#include "lint/linted_file.h"
#include "lint/source_text.h"
#include "rule/schema/schema_context.h"
#include "rule/settings.h"
#include "suppress/suppression.h"

namespace pglint {

/// Adds the findings in `text`, the content of `file`, to `file`, and the steps of its DDL. Returns
/// the suppressions of its comments.
[[nodiscard]] Suppressions lint_prisma_file(SourceText& text, const Settings& settings,
                                            const DispatchTable& table, LintedFile& file);

/// The text whose bytes count in the places of what `file` makes.
[[nodiscard]] std::string_view text_of_places(const LintedFile& file);

/// The finding with its ranges in `file`; `places` finds places in `text_of_places`.
[[nodiscard]] Finding located_in(const LintedFile& file, SchemaFinding found,
                                 catalog::PlaceFinder& places);

/// Of a Prisma schema: drops findings about what its language cannot say otherwise, and gives the
/// others their words for Prisma. Call it when all findings are known.
void settle_prisma(LintedFile& file);

}  // namespace pglint
