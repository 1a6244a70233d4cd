#include "page/lock_listing.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "catalog/place.h"

#include "text/json.h"
#include "text/line_index.h"
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

/// What of the statement's objects waits: that of the strongest lock on one that others use.
std::string_view what_waits(const locks::Record& record) {
  std::string_view waits;
  for (const locks::LockedObject& lock : record.locks) {
    if (!locks::is_shared(lock.age)) continue;
    const std::string_view here = locks::what_waits(lock.mode);
    if (here.size() > waits.size()) waits = here;
  }
  return waits;
}

/// How long they wait.
std::string how_long(const locks::Record& record) {
  std::string work(locks::name_of(record.row->work));
  if (work.empty()) work = "an instant";
  if (!record.is_certain) work = "perhaps " + work;
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
    if (file_.records.empty()) out += "  locks no table\n";
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
    for (const locks::LockedObject& lock : record.locks) {
      out += fmt::format("        {}\n", shown(lock));
    }
    const std::string_view waits = what_waits(record);
    out += fmt::format("        {} wait: {}\n", waits.empty() ? "no reads or writes" : waits,
                       how_long(record));
    for (const locks::HeldLock& held : record.held) {
      out += fmt::format("        meanwhile {} is held on {}, since line {}\n",
                         locks::name_of(held.mode), held.object.shown(), line_of(held.since));
    }
    if (record.more_held > 0) {
      out += fmt::format("        and {} more are held\n", record.more_held);
    }
  }

  [[nodiscard]] static text::Json json_of(const locks::LockedObject& lock) {
    return {{"object", lock.name.shown()},
            {"role", locks::name_of(lock.target)},
            {"mode", locks::name_of(lock.mode)},
            {"new", !locks::is_shared(lock.age)}};
  }

  [[nodiscard]] text::Json json_of(const locks::Record& record) {
    text::Json locks = text::Json::array();
    for (const locks::LockedObject& lock : record.locks) locks.push_back(json_of(lock));
    text::Json held = text::Json::array();
    for (const locks::HeldLock& lock : record.held) {
      held.push_back({{"object", lock.object.shown()},
                      {"mode", locks::name_of(lock.mode)},
                      {"line", line_of(lock.since)}});
    }
    text::Json json = {{"line", line_of(record.place)},
                       {"form", locks::name_of(record.row->form)},
                       {"statement", record.row->shown},
                       {"certain", record.is_certain},
                       {"locks", std::move(locks)},
                       {"waits", what_waits(record)},
                       {"work", locks::name_of(record.row->work)},
                       {"in_transaction", migration::name_of(record.in_transaction)},
                       {"held", std::move(held)}};
    if (record.more_held > 0) json["more_held"] = record.more_held;
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
