// Proves of a text with edits that only what was edited is different.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "migration/runner.h"
#include "parse/source/placeholder.h"
#include "rule/finding.h"

namespace pglint::fix {

/// A text before it is edited, and how it is read.
struct EditedText {
  const std::string& before;
  std::span<const Edit> edits;  ///< in order and apart
  const migration::FileFacts& facts;
  const parse::PlaceholderSetting& placeholders;
  bool may_drop_ours = false;  ///< the edits are of comments for pglint
};

/// The first reason why the edits must not be made; nothing if there is none:
///
/// - the edited text has a syntax error that was not there;
/// - it has other statements, or other nodes in a statement, outside of the edits;
/// - a comment is gone, is new, or is in another place.
[[nodiscard]] std::optional<std::string> find_flaw(const EditedText& text,
                                                   const std::string& after);

}  // namespace pglint::fix
