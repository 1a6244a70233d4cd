// Writes the documentation generated from rules, runners, locks and configuration keys:
// `pglint_docgen ROOT`, see `make docs`.
#include <cstdio>
#include <filesystem>
#include <string>

#include "cli/command/commands.h"
#include "page/lock_pages.h"
#include "page/rule_pages.h"
#include "page/runner_table.h"
#include "text/file.h"

namespace {

/// Writes only if the content changed, so that a second run touches nothing.
bool update(const std::filesystem::path& path, const std::string& content) {
  const auto old = pglint::text::read_file(path);
  if (old.ok() && old.value() == content) return true;
  std::filesystem::create_directories(path.parent_path());
  const auto written = pglint::text::write_file_atomically(path, content);
  if (!written.ok()) {
    std::fprintf(stderr, "pglint_docgen: %s\n", written.error().message.c_str());
    return false;
  }
  std::printf("wrote %s\n", path.c_str());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: pglint_docgen ROOT\n", stderr);
    return 2;
  }
  const std::filesystem::path root = argv[1];
  const auto pages = pglint::page::rule_pages();
  bool ok = true;
  for (const auto& [path, content] : pages) ok = update(root / path, content) && ok;

  for (const auto& entry : std::filesystem::directory_iterator(root / "docs" / "rules")) {
    const auto name = "docs/rules/" + entry.path().filename().string();
    if (pages.contains(name)) continue;
    std::filesystem::remove(entry.path());
    std::printf("removed %s, its rule is gone\n", entry.path().c_str());
  }

  const auto migrations = pglint::text::read_file(root / "docs" / "migrations.md");
  if (migrations.ok()) {
    const std::string updated = pglint::page::with_runner_table(migrations.value());
    ok = update(root / "docs" / "migrations.md", updated) && ok;
  }
  const auto locks = pglint::text::read_file(root / "docs" / "locks.md");
  if (locks.ok()) {
    ok = update(root / "docs" / "locks.md", pglint::page::with_lock_tables(locks.value())) && ok;
  }
  const auto configuration = pglint::text::read_file(root / "docs" / "configuration.md");
  if (configuration.ok()) {
    const std::string updated = pglint::cli::with_config_tables(configuration.value());
    ok = update(root / "docs" / "configuration.md", updated) && ok;
  }
  ok = update(root / "docs" / "pglint.schema.json", pglint::cli::config_schema()) && ok;
  return ok ? 0 : 2;
}
