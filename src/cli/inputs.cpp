#include "cli/inputs.h"

#include <utility>

#include "cli/surroundings.h"
#include "migration/recognition.h"

namespace pglint::cli {

Result<std::vector<Input>> inputs_of(std::vector<FoundFile> files, const Stdin& standard_input) {
  std::vector<Input> inputs;
  inputs.reserve(files.size());
  for (FoundFile& file : files) {
    if (!file.is_stdin) {
      inputs.push_back({.path = std::move(file.path), .facts = std::move(file.facts)});
      continue;
    }
    auto content = text::read_stdin(standard_input.max_bytes);
    if (!content.ok()) return content.error();
    const DiskSurroundings surroundings;
    migration::Recogniser recogniser(surroundings, standard_input.runner);
    auto facts =
        recogniser.recognise(absolute_path(standard_input.name), start_of(content.value()));
    inputs.push_back({.path = standard_input.name,
                      .content = std::move(content).value(),
                      .facts = std::move(facts)});
  }
  return inputs;
}

}  // namespace pglint::cli
