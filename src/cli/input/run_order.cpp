#include "cli/input/run_order.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "cli/input/surroundings.h"
#include "migration/path_order.h"
#include "migration/recognition.h"

namespace pglint::cli {
namespace {

std::vector<SourceFile> by_path(std::vector<SourceFile> files) {
  std::vector<std::pair<std::string, std::size_t>> keys;
  keys.reserve(files.size());
  for (const SourceFile& file : files) {
    const std::string path = absolute_path(file.path);
    keys.emplace_back(migration::path_key(path) + '\0' + path, keys.size());
  }
  std::ranges::sort(keys);
  std::vector<SourceFile> sorted;
  sorted.reserve(files.size());
  for (const auto& [key, place] : keys) sorted.push_back(std::move(files[place]));
  return sorted;
}

}  // namespace

std::vector<SourceFile> in_run_order(std::vector<SourceFile> files) {
  files = by_path(std::move(files));
  std::vector<migration::FileFacts> facts;
  facts.reserve(files.size());
  for (const SourceFile& file : files) facts.push_back(file.facts);
  std::vector<SourceFile> ordered;
  ordered.reserve(files.size());
  for (const std::size_t place : migration::run_order(facts)) {
    ordered.push_back(std::move(files[place]));
  }
  return ordered;
}

}  // namespace pglint::cli
