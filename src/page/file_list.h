// The output of `pglint files`: the kind, migration tool and sections of each file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/file_kind.h"
#include "lint/source_file.h"
#include "migration/script.h"
#include "rule/settings.h"
#include "text/line/index.h"
#include "text/range.h"

namespace pglint::page {

class FileList {
 public:
  explicit FileList(Settings settings) : settings_(std::move(settings)) {}

  /// Unless `file` is context, its content must be set; it is not kept.
  void add(const SourceFile& file);

  /// Of several files, a line with the number of each migration tool and database. Then one line
  /// per file, and two per section: its lines and its transaction.
  [[nodiscard]] std::string as_text() const;

  /// One JSON document with the same facts.
  [[nodiscard]] std::string as_json() const;

 private:
  /// Lines of a file, 1-based, inclusive.
  struct Lines {
    std::size_t first = 1;
    std::size_t last = 1;
  };
  struct Part {
    migration::Section section;
    Lines lines;
    std::vector<Lines> joined;  ///< parts of the section that are sent as one string
    bool linted = true;
  };
  struct Entry {
    std::string path;
    migration::FileFacts facts;
    host::FileKind kind = host::FileKind::sql;
    std::string provider = {};  ///< of a Prisma schema, as written
    bool is_context = false;
    bool is_teardown = false;
    std::string database;     ///< empty if the run has only one
    std::vector<Part> parts;  ///< empty for files that are not SQL
  };

  /// What pglint does with a file that is not SQL.
  [[nodiscard]] static std::string_view use_of(const Entry& entry);
  [[nodiscard]] static Lines lines_of(const text::LineIndex& index, text::Range range);
  [[nodiscard]] static std::string as_text(const Part& part);
  [[nodiscard]] std::string summary() const;

  Settings settings_;
  std::vector<Entry> entries_;
};

}  // namespace pglint::page
