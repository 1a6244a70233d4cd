// The flags about configuration.
#pragma once

#include <span>
#include <string>

#include "cli/flag/arguments.h"
#include "cli/flag/configuration.h"
#include "cli/flag/key_values.h"
#include "config/config.h"
#include "text/result.h"

namespace pglint::cli {

struct ConfigOptions {
  std::string file;
  bool isolated = false;

  void add(Arguments& arguments);

  /// The configuration for `paths`. `flags` are the keys on the command line.
  [[nodiscard]] Result<Configuration> open(std::span<const std::string> paths,
                                           config::Layer flags) const;

  /// The values for commands that do not lint.
  [[nodiscard]] Result<KeyValues> read(std::span<const std::string> paths,
                                       config::Layer flags) const;
};

}  // namespace pglint::cli
