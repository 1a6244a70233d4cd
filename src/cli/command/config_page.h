// The parts of docs/configuration.md that are made from the keys and presets.
#pragma once

#include <string>
#include <string_view>

namespace pglint::cli {

/// `page` with its tables of keys and presets brought up to date.
[[nodiscard]] std::string with_config_tables(std::string_view page);

}  // namespace pglint::cli
