// How files are read, for `pglint files`.
#pragma once

#include <string>
#include <vector>

#include "engine/run.h"
#include "engine/settings.h"
#include "migration/script.h"

namespace pglint::output {

class FileList {
 public:
  explicit FileList(Settings settings) : settings_(std::move(settings)) {}

  /// `input` has its content, which is not kept.
  void add(const Input& input);

  /// A line for each file, and one for each section and its transaction.
  [[nodiscard]] std::string as_text() const;

  /// One JSON document with the same facts.
  [[nodiscard]] std::string as_json() const;

 private:
  struct Part {
    migration::Section section;
    std::size_t first_line = 1;
    std::size_t last_line = 1;
    bool linted = true;
  };
  struct Entry {
    std::string path;
    migration::FileFacts facts;
    std::vector<Part> parts;
  };

  Settings settings_;
  std::vector<Entry> entries_;
};

}  // namespace pglint::output
