#include "cli/input/run_order.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

#include "cli/input/surroundings.h"
#include "migration/path_order.h"
#include "migration/recognition.h"

namespace pglint::cli {
namespace {

std::vector<std::size_t> by_path(const std::vector<SourceFile>& files) {
  std::vector<std::string> keys;
  keys.reserve(files.size());
  for (const SourceFile& file : files) {
    const std::string path = absolute_path(file.path);
    std::string key = migration::path_key(path);
    key += '\0';
    keys.push_back(std::move(key.append(path)));
  }
  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {},
                           [&](std::size_t file) { return std::string_view(keys[file]); });
  return order;
}

}  // namespace

std::vector<SourceFile> in_run_order(std::vector<SourceFile> files) {
  const std::vector<std::size_t> sorted = by_path(files);
  std::vector<const migration::FileFacts*> facts;
  facts.reserve(files.size());
  for (const std::size_t file : sorted) facts.push_back(&files[file].facts);
  std::vector<SourceFile> ordered;
  ordered.reserve(files.size());
  for (const std::size_t place : migration::run_order(facts)) {
    ordered.push_back(std::move(files[sorted[place]]));
  }
  return ordered;
}

}  // namespace pglint::cli
