// Placeholders in the bodies of functions: migration tools replace them there as well.
#pragma once

#include <optional>
#include <string>

#include "parse/body/routine_body.h"
#include "parse/source/placeholder_filler.h"

namespace pglint::parse {

/// `body` with its placeholders replaced, offsets unchanged; nothing where it has none or, as
/// `setting` may say, parses as it stands. Needs a live arena on this thread.
[[nodiscard]] std::optional<FilledText> fill_body(const std::string& body, BodyLanguage language,
                                                  const PlaceholderSetting& setting);

}  // namespace pglint::parse
