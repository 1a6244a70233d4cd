// The interface of the engine to checks of command lines and pg_hba.conf.
#pragma once

#include <cstdint>
#include <string_view>

#include "host/command.h"
#include "host/hba_record.h"
#include "rule/file_result.h"
#include "rule/report.h"
#include "rule/rule.h"

namespace pglint {

struct Settings;

/// The machines that the commands of a file run on.
enum class HostPlace : std::uint8_t {
  anywhere,
  ci,  ///< machines that a CI service creates for one job
};

class HostContext {
 public:
  /// Adds the findings to `result`, whose path must be set. Both must outlive the context.
  HostContext(const Settings& settings, FileResult& result);

  [[nodiscard]] HostPlace place() const { return place_; }

  /// As `Context::report`, but ranges are bytes of the file.
  void report(Report report);

  /// For the engine: set what the next check is called for.
  void enter(const host::Command& command);
  void enter(const host::Assignment& assignment);
  void enter(const host::HbaRecord& record);
  void enter_rule(const Rule& rule) { rule_ = &rule; }

 private:
  const Settings& settings_;
  FileResult& result_;
  HostPlace place_;
  const Rule* rule_ = nullptr;
  std::uint64_t unit_hash_ = 0;  ///< of the command or record, without layout and quotes
};

}  // namespace pglint
