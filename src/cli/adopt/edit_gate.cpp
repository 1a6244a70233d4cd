#include "cli/adopt/edit_gate.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "migration/runner.h"
#include "text/ascii.h"
#include "text/file.h"
#include "text/utf8.h"

namespace pglint::cli {
namespace {

using migration::Runner;

bool is_migration(const SourceFile& file) {
  const Runner& runner = *file.facts.runner;
  return &runner != &migration::psql_runner() && !runner.is_dump;
}

/// The program that wrote the file, which writes it again; empty if nothing says so.
std::string_view generator_of(const SourceFile& file, const std::string& content) {
  constexpr std::size_t head_size = 4096;
  const std::string_view head = std::string_view(content).substr(0, head_size);
  const auto has = [&](std::string_view sign) { return head.find(sign) != head.npos; };
  if (file.facts.runner->is_dump) return file.facts.runner->title;
  if (has("-- PostgreSQL database dump") || has("\n\\restrict ") ||
      head.starts_with("\\restrict ")) {
    return "pg_dump";
  }
  if (has("-- Running upgrade ") || has("-- Running downgrade ")) return "Alembic";
  return {};
}

/// Whether the tool runs the file again if it changes.
bool is_repeatable(const SourceFile& file) {
  const std::filesystem::path path(file.path);
  const std::string name = path.filename().string();
  const std::string_view tool = file.facts.runner->name;
  if (tool == "flyway") {
    return name.starts_with("R__") || name.starts_with("before") || name.starts_with("after");
  }
  return tool == "graphile-migrate" &&
         (name == "current.sql" || path.parent_path().filename() == "current");
}

struct Generator {
  std::string_view tool;
  std::string_view advice;
};

/// Tools that write migrations from a model.
constexpr std::array<Generator, 2> model_tools = {
    {{"prisma", "change `schema.prisma` and let `prisma migrate dev` write it"},
     {"drizzle", "change the schema in TypeScript and let `drizzle-kit generate` write it"}}};

/// Whether the tool keeps checksums and refuses a migration that changed after it ran.
bool keeps_checksums(const Runner& runner) {
  constexpr std::array<std::string_view, 6> strict = {"atlas",     "flyway", "graphile-migrate",
                                                      "liquibase", "prisma", "sqlx"};
  return text::is_one_of(runner.name, strict);
}

std::string effect_of(const Runner& runner) {
  if (!keeps_checksums(runner)) {
    return fmt::format(
        "{} does not run a changed migration again: databases that ran it differ "
        "from new ones",
        runner.title);
  }
  return fmt::format("{} compares checksums and refuses a changed migration", runner.title);
}

}  // namespace

std::optional<std::string> find_obstacle(const std::string& path, const std::string& content) {
  if (::access(path.c_str(), W_OK) != 0) return "it is not writable";
  const auto now = text::read_file(path);
  if (!now.ok()) return now.error().message;
  if (now.value() == content) return std::nullopt;
  return "it is in UTF-16, or it changed while pglint read it";
}

const std::optional<NewFiles>& EditGate::new_files() {
  if (std::exchange(asked_git_, true)) return new_files_;
  auto found = NewFiles::find(request_.base);
  if (found.ok()) new_files_ = std::move(found).value();
  return new_files_;
}

std::optional<Refusal> EditGate::refusal(const SourceFile& file, const std::string& content,
                                         EditKind kind) {
  if (file.leads_out) return Refusal{"it is outside of the project"};
  if (kind == EditKind::sql && text::find_invalid_utf8(content))
    return Refusal{"it is not valid UTF-8"};
  if (const std::string_view generator = generator_of(file, content); !generator.empty()) {
    return Refusal{
        fmt::format("{} wrote it and would overwrite the change: change its source", generator)};
  }
  if (is_migration(file) && !is_repeatable(file)) {
    if (auto refused = refusal_of_migration(file, content, kind)) return refused;
  }
  return std::nullopt;
}

std::optional<Refusal> EditGate::refusal_of_migration(const SourceFile& file,
                                                      const std::string& content, EditKind kind) {
  if (!request_.edits_applied) {
    if (auto refused = if_applied(file, content)) return refused;
  }
  const auto* model = std::ranges::find(model_tools, file.facts.runner->name, &Generator::tool);
  if (model == model_tools.end() || kind == EditKind::comments) return std::nullopt;
  return Refusal{fmt::format("{} generates it: {}", file.facts.runner->title, model->advice)};
}

std::optional<Refusal> EditGate::if_applied(const SourceFile& file, const std::string& content) {
  if (!new_files()) {
    if (request_.has_start) return std::nullopt;
    return Refusal{
        "it is a migration that may have run, and git cannot tell; name the last one that ran "
        "with `--start-after`, or give `--edit-applied`"};
  }
  if (new_files_->contains(file.path, content)) return std::nullopt;
  std::error_code error;
  if (file.is_stdin && !std::filesystem::exists(file.path, error)) {
    return Refusal{
        "no such file is on disk, so pglint cannot tell whether this migration ran; save it first, "
        "or give `--edit-applied` if it never ran"};
  }
  return Refusal{
      "it is a committed migration that may have run; write a new migration, or give "
      "`--edit-applied` if it never ran"};
}

std::string EditGate::warning(const SourceFile& file, const std::string& content) {
  if (!request_.edits_applied || !is_migration(file) || is_repeatable(file)) return {};
  if (!if_applied(file, content)) return {};
  return effect_of(*file.facts.runner);
}

}  // namespace pglint::cli
