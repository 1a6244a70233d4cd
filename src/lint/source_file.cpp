#include "lint/source_file.h"

#include "text/file.h"
#include "text/project.h"

namespace pglint {

std::uintmax_t bytes_of(std::span<const SourceFile> files) {
  std::uintmax_t bytes = 0;
  for (const SourceFile& file : files) bytes += file.bytes;
  return bytes;
}

Result<std::string> read_source(const SourceFile& file, std::size_t max_bytes) {
  if (file.leads_out) {
    return Error{"cannot read `" + file.path + "`: " + std::string(text::leads_out_reason)};
  }
  return file.is_named ? text::read_file(file.path, max_bytes)
                       : text::read_project_file(file.path, max_bytes);
}

}  // namespace pglint
