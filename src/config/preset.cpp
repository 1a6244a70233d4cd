#include "config/preset.h"

#include <algorithm>
#include <array>

namespace pglint::config {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> dont_do_this = {"dont-do-this"};
constexpr std::array<std::string_view, 3> design = {"normalization", "schema", "naming"};
constexpr std::array<std::string_view, 1> strict = {"all"};

/// Rules that report what the generator always writes, or what needs a setting for each column.
constexpr std::array<std::string_view, 4> of_prisma = {
    "mixed-case-identifier", "serial-column", "timestamp-precision", "timestamp-without-time-zone"};
constexpr std::array<std::string_view, 4> of_rails = {
    "inconsistent-plural", "polymorphic-association", "timestamp-precision",
    "timestamp-without-time-zone"};
constexpr std::array<std::string_view, 4> of_django = {
    "foreign-key-without-action", "polymorphic-association", "serial-column", "varchar-length"};
constexpr std::array<std::string_view, 3> of_drizzle = {"mixed-case-identifier", "serial-column",
                                                        "timestamp-without-time-zone"};

/// Rules about who waits for a migration. What fails, or turns out otherwise than it seems, stays.
constexpr std::array<std::string_view, 21> of_maintenance_window = {"add-column-rewrite",
                                                                    "attach-partition-scan",
                                                                    "blocking-index-build",
                                                                    "blocking-index-drop",
                                                                    "blocking-partition-detach",
                                                                    "blocking-refresh",
                                                                    "blocking-reindex",
                                                                    "check-scan",
                                                                    "column-type-rewrite",
                                                                    "constraint-index-build",
                                                                    "domain-constraint-scan",
                                                                    "foreign-key-scan",
                                                                    "locks-other-table",
                                                                    "partition-create-lock",
                                                                    "partitioned-index-build",
                                                                    "set-not-null-scan",
                                                                    "several-locks",
                                                                    "table-rewrite",
                                                                    "unbatched-backfill",
                                                                    "validate-in-same-transaction",
                                                                    "work-under-lock"};

constexpr std::array all = {
    Preset{.name = "default", .help = "the rules that are on by default"},
    Preset{.name = "dont-do-this",
           .help = "only the rules from the wiki page \"Don't Do This\"",
           .select = Names(dont_do_this)},
    Preset{
        .name = "design", .help = "only normalization, schema and naming", .select = Names(design)},
    Preset{.name = "strict",
           .help = "every rule, including matters of taste and uncertain findings",
           .select = Names(strict),
           .reports_doubts = true},
    Preset{.name = "maintenance-window",
           .help = "the default rules, without who waits for a migration: the application is down",
           .ignore = Names(of_maintenance_window)},
    Preset{.name = "prisma",
           .help = "the default rules, without what Prisma generates",
           .ignore = Names(of_prisma)},
    Preset{.name = "rails",
           .help = "the default rules, without what Rails generates",
           .ignore = Names(of_rails)},
    Preset{.name = "django",
           .help = "the default rules, without what Django generates",
           .ignore = Names(of_django)},
    Preset{.name = "drizzle",
           .help = "the default rules, without what Drizzle generates",
           .ignore = Names(of_drizzle)},
};

}  // namespace

std::span<const Preset> presets() { return all; }

const Preset* find_preset(std::string_view name) {
  const auto* const found = std::ranges::find(all, name, &Preset::name);
  return found == all.end() ? nullptr : found;
}

}  // namespace pglint::config
