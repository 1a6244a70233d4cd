// The flags about configuration, and how the other flags get their values from it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/flag/arguments.h"
#include "cli/flag/configuration.h"
#include "config/config.h"
#include "text/result.h"

namespace pglint::cli {

struct ConfigOptions {
  std::string file;
  bool isolated = false;

  void add(Arguments& arguments);

  /// Finds the configuration for `paths`, and gives the options that the command line does not
  /// have the values that stand there. `flags` is what it does have.
  [[nodiscard]] Result<Configuration> configure(std::span<const std::string> paths,
                                                config::Layer flags, Arguments& arguments) const;

  /// For commands that lint nothing: the same, but only keys about how files are read count.
  [[nodiscard]] std::optional<Error> configure_reading(std::span<const std::string> paths,
                                                       Arguments& arguments) const;

 private:
  [[nodiscard]] Result<Configuration> open(std::span<const std::string> paths,
                                           config::Layer flags) const;
};

/// What a configuration's values may be: what the flags of the same names take.
[[nodiscard]] config::Checks config_checks();

}  // namespace pglint::cli
