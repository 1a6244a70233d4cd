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

  /// Finds the configuration for `paths`. `flags` is what the command line says of keys.
  [[nodiscard]] Result<Configuration> open(std::span<const std::string> paths,
                                           config::Layer flags) const;

  /// The values that count for a run of commands that lint nothing.
  [[nodiscard]] Result<KeyValues> read(std::span<const std::string> paths,
                                       config::Layer flags) const;
};

}  // namespace pglint::cli
