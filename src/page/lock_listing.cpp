#include "page/lock_listing.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "catalog/place.h"

#include "report/lock_json.h"
#include "text/json.h"
#include "text/line/index.h"
#include "text/printable.h"

namespace pglint::page {
namespace {

/// The bytes of a clause in its file, as a single line of at most `width` bytes.
std::string excerpt_of(std::string_view content, text::Range range, std::size_t width) {
  std::string line;
  for (const char byte : content.substr(range.begin, range.size())) {
    const bool is_blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    if (is_blank && (line.empty() || line.back() == ' ')) continue;
    line += is_blank ? ' ' : byte;
    if (line.size() > width) return text::printable(line.substr(0, width - 1)) + "…";
  }
  return text::printable(line);
}

std::string shown(const locks::LockedObject& lock) {
  std::string text = fmt::format("{} {}", locks::name_of(lock.mode), lock.name.shown());
  if (!locks::is_shared(lock.age)) text += " (new)";
  return text;
}

/// How long they wait.
std::string how_long(const locks::Record& record) {
  std::string work(locks::name_of(record.facts.row->work));
  if (work.empty()) work = "an instant";
  if (!record.facts.is_certain) work = "perhaps " + work;
  if (record.in_transaction == migration::InTransaction::yes) work += ", held until COMMIT";
  if (record.in_transaction == migration::InTransaction::unknown) work += ", perhaps held longer";
  return work;
}

class Listing {
 public:
  explicit Listing(const FileLocks& file)
      : file_(file), places_(file.content), lines_(file.content) {}

  [[nodiscard]] std::string text() {
    std::string out = fmt::format("{} ({})\n", text::printable(file_.path), file_.tool);
    if (file_.records.empty()) out += "  no lock that stops reads or writes of a table\n";
    for (const locks::Record& record : file_.records) append(record, out);
    return out;
  }

  [[nodiscard]] text::Json json() {
    text::Json statements = text::Json::array();
    for (const locks::Record& record : file_.records) statements.push_back(json_of(record));
    return {{"path", file_.path}, {"migration_tool", file_.tool}, {"statements", statements}};
  }

 private:
  [[nodiscard]] text::Range range_of(const catalog::Place& place) {
    return places_.range_of(place, {});
  }
  [[nodiscard]] std::size_t line_of(const catalog::Place& place) {
    return lines_.position(range_of(place).begin).line;
  }

  void append(const locks::Record& record, std::string& out) {
    constexpr std::size_t width = 72;
    out += fmt::format("  {:>4}  {}\n", line_of(record.place),
                       excerpt_of(file_.content, range_of(record.place), width));
    for (const locks::LockedObject& lock : record.facts.locks) {
      out += fmt::format("        {}\n", shown(lock));
    }
    const std::string_view waits = locks::what_waits(record.facts.locks);
    out += fmt::format("        {} wait: {}\n", waits.empty() ? "no reads or writes" : waits,
                       how_long(record));
    for (const locks::HeldLock& held : record.facts.held) {
      out += fmt::format("        meanwhile {} is held on {}, since line {}\n",
                         locks::name_of(held.mode), held.object.shown(), line_of(held.since));
    }
    if (record.facts.more_held > 0) {
      out += fmt::format("        and {} more are held\n", record.facts.more_held);
    }
  }

  [[nodiscard]] text::Json json_of(const locks::Record& record) {
    text::Json held = text::Json::array();
    for (const locks::HeldLock& lock : record.facts.held) {
      held.push_back(report::held_json(lock));
      held.back()["line"] = line_of(lock.since);
    }
    text::Json json = {{"line", line_of(record.place)}};
    json.update(report::lock_json(record.facts));
    json["in_transaction"] = migration::name_of(record.in_transaction);
    json["held"] = std::move(held);
    if (record.facts.more_held > 0) json["more_held"] = record.facts.more_held;
    if (record.lock_timeout.is_known && record.lock_timeout.value) {
      json["lock_timeout"] = *record.lock_timeout.value;
    }
    return json;
  }

  const FileLocks& file_;
  catalog::PlaceFinder places_;
  text::LineIndex lines_;
};

}  // namespace

std::string locks_as_text(const std::vector<FileLocks>& files) {
  std::string out;
  for (const FileLocks& file : files) {
    if (!out.empty()) out += '\n';
    out += Listing(file).text();
  }
  return out;
}

std::string locks_as_json(const std::vector<FileLocks>& files) {
  text::Json list = text::Json::array();
  for (const FileLocks& file : files) list.push_back(Listing(file).json());
  return text::dump({{"files", std::move(list)}}, text::Layout::indented) + "\n";
}

}  // namespace pglint::page
