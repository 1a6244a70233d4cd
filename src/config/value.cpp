#include "config/value.h"

#include <algorithm>
#include <filesystem>

namespace pglint::config {

void put_over(Layer& layer, const Layer& over) {
  for (const auto& [key, value] : over.values) {
    Value& target = layer.values[key];
    Value before = std::move(target);
    target = value;
    if (key != "ignore" || before.items.empty()) continue;
    for (std::string& name : before.items) {
      const bool is_there = std::ranges::find(target.items, name) != target.items.end();
      if (!is_there) target.items.push_back(std::move(name));
    }
    target.place = before.place + ", " + value.place;
  }
  for (const auto& [rule, values] : over.rules) {
    for (const auto& [option, value] : values) layer.rules[rule].insert_or_assign(option, value);
  }
}

std::vector<std::string> items_of(const Values& values, std::string_view key) {
  const auto found = values.find(key);
  return found == values.end() ? std::vector<std::string>() : found->second.items;
}

std::string text_of(const Values& values, std::string_view key) {
  const auto found = values.find(key);
  const bool has_text = found != values.end() && !found->second.items.empty();
  return has_text ? found->second.items.front() : std::string();
}

std::vector<std::string> paths_of(const Value& value, const std::string& here) {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  paths.reserve(value.items.size());
  for (const std::string& item : value.items) {
    const fs::path path(item);
    const bool stays = path.is_absolute() || value.folder.empty() || value.folder == here;
    const fs::path absolute = stays ? path : fs::path(value.folder) / path;
    paths.push_back(stays ? item : absolute.lexically_normal().lexically_proximate(here).string());
  }
  return paths;
}

}  // namespace pglint::config
