// The order in which the files of a database are replayed where no migration tool orders them all:
// what a file needs comes before it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/dependencies.h"

namespace pglint {

struct SourceFile;

/// What the order depends on.
struct OrderedFile {
  catalog::Dependencies names;
  /// The files of a chain stay in order: those of one migration tool, and numbered ones of one
  /// folder. Empty: of none.
  std::string chain;
  std::string folder;
  bool is_plain = false;  ///< of no tool
};

/// The facts about a file apart from its changes.
[[nodiscard]] OrderedFile ordered_file(const SourceFile& file);

/// The indexes of `files`, which stay as they are where nothing speaks against it: a file of no
/// tool goes behind those that make what it needs, unless they make it in a circle. `known` is what
/// is there before.
[[nodiscard]] std::vector<std::size_t> replay_order(std::span<const OrderedFile> files,
                                                    const catalog::DependencyNames& known);

}  // namespace pglint
