#include <iterator>

#include <fmt/format.h>

#include "cli/command/commands.h"
#include "cli/flag/typed_key.h"
#include "config/preset.h"
#include "page/generated_part.h"

namespace pglint::cli {
namespace {

std::string_view form_of(config::KeyKind kind) {
  switch (kind) {
    case config::KeyKind::text:
      return "text";
    case config::KeyKind::number:
      return "number";
    case config::KeyKind::flag:
      return "true, false";
    case config::KeyKind::list:
      return "list";
    case config::KeyKind::rules:
      return "list of rules";
    case config::KeyKind::path:
      return "path";
    case config::KeyKind::paths:
      return "list of paths";
  }
  return {};
}

/// Bars would end a cell, and angle brackets would be HTML.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '|' || letter == '<') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

std::string ids(std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) {
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", name);
  }
  return list;
}

}  // namespace

std::string with_config_tables(std::string_view page) {
  std::string keys = "\n| Key | Takes | In overrides | Meaning |\n| --- | --- | --- | --- |\n";
  for (const TypedKey& typed : typed_keys()) {
    const config::Key& key = typed.key;
    fmt::format_to(std::back_inserter(keys), "| `{}` | {} | {} | {} |\n", key.name,
                   form_of(key.kind), key.scope == config::Scope::file ? "yes" : "no",
                   cell(one_line_help(typed)));
  }
  std::string presets =
      "\n| Preset | Meaning | Selects | Leaves out |\n| --- | --- | --- | --- |\n";
  for (const config::Preset& preset : config::presets()) {
    fmt::format_to(std::back_inserter(presets), "| `{}` | {} | {} | {} |\n", preset.name,
                   preset.help, preset.select.empty() ? "`default`" : ids(preset.select),
                   ids(preset.ignore));
  }
  const std::string with_keys = page::with_part(page, {.name = "keys", .content = keys});
  return page::with_part(with_keys, {.name = "presets", .content = presets});
}

}  // namespace pglint::cli
