#include "lint/source_file.h"

#include "text/file.h"
#include "text/project.h"

namespace pglint {

Result<std::string> read_source(const SourceFile& file, std::size_t max_bytes) {
  if (file.leads_out) {
    return Error{"cannot read `" + file.path + "`: " + std::string(text::leads_out_reason)};
  }
  return file.is_named ? text::read_file(file.path, max_bytes)
                       : text::read_project_file(file.path, max_bytes);
}

}  // namespace pglint
