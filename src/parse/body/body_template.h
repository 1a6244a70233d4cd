// Placeholders in function bodies, which migration tools replace too.
#pragma once

#include <optional>
#include <string>

#include "parse/body/routine_body.h"
#include "parse/source/placeholder_filler.h"

namespace pglint::parse {

/// `body` with its placeholders replaced, at unchanged offsets. Nothing if it has none, or if it
/// parses without and `setting` does not replace always. Needs a live arena on this thread.
[[nodiscard]] std::optional<FilledText> fill_body(const std::string& body, BodyLanguage language,
                                                  const PlaceholderSetting& setting);

}  // namespace pglint::parse
