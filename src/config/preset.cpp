#include "config/preset.h"

#include <algorithm>
#include <array>

namespace pglint::config {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> dont_do_this = {"dont-do-this"};
constexpr std::array<std::string_view, 3> design = {"normalization", "schema", "naming"};
constexpr std::array<std::string_view, 1> strict = {"all"};

/// What the generator writes whatever people do, or what takes a setting for each column.
constexpr std::array<std::string_view, 4> of_prisma = {
    "mixed-case-identifier", "serial-column", "timestamp-precision", "timestamp-without-time-zone"};
constexpr std::array<std::string_view, 4> of_rails = {
    "inconsistent-plural", "polymorphic-association", "timestamp-precision",
    "timestamp-without-time-zone"};
constexpr std::array<std::string_view, 4> of_django = {
    "foreign-key-without-action", "polymorphic-association", "serial-column", "varchar-length"};

constexpr std::array all = {
    Preset{.name = "default", .help = "what is on by default"},
    Preset{.name = "dont-do-this",
           .help = "the wiki's \"Don't Do This\" alone",
           .select = Names(dont_do_this)},
    Preset{.name = "design",
           .help = "normalization, schema and naming alone",
           .select = Names(design)},
    Preset{
        .name = "strict",
        .help = "every rule, also those that are a matter of taste, and what they are not sure of",
        .select = Names(strict),
        .reports_doubts = true},
    Preset{.name = "prisma",
           .help = "without what Prisma writes by itself",
           .ignore = Names(of_prisma)},
    Preset{
        .name = "rails", .help = "without what Rails writes by itself", .ignore = Names(of_rails)},
    Preset{.name = "django",
           .help = "without what Django writes by itself",
           .ignore = Names(of_django)},
};

}  // namespace

std::span<const Preset> presets() { return all; }

const Preset* find_preset(std::string_view name) {
  const auto* const found = std::ranges::find(all, name, &Preset::name);
  return found == all.end() ? nullptr : found;
}

}  // namespace pglint::config
