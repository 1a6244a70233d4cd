#include "suppress/known/baseline_json.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "suppress/known/baseline_lines.h"
#include "text/json.h"
#include "text/utf8.h"

namespace pglint {
namespace {

constexpr std::size_t baseline_version = 1;
constexpr std::size_t most_digits = 16;

/// Reads the document while it is parsed, without building a tree.
class EntryHandler : public nlohmann::json_sax<text::Json> {
 public:
  explicit EntryHandler(std::string_view document) : document_(document) {}

  Result<std::vector<BaselineEntry>> take() {
    if (error_) return *error_;
    if (!version_) return Error{R"(it is not a baseline: "version" is missing)"};
    if (!has_findings_) return Error{R"(it is not a baseline: the list "findings" is missing)"};
    return std::move(entries_);
  }

  bool start_object(std::size_t /*elements*/) override {
    if (depth_ != 0 && depth_ != 2) return fail("unexpected object");
    entry_ = {};
    has_members_ = false;
    has_fingerprint_ = false;
    return descend();
  }
  bool end_object() override {
    --depth_;
    if (depth_ != 2 || !has_members_) return true;
    if (entry_.key.file.empty() || entry_.key.rule.empty() || !has_fingerprint_) {
      return fail(fmt::format("entry {} has no file, rule or fingerprint", entries_.size() + 1));
    }
    entries_.push_back(std::move(entry_));
    return true;
  }
  bool start_array(std::size_t /*elements*/) override {
    if (depth_ != 1 || key_ != "findings") return fail("unexpected list");
    has_findings_ = true;
    return descend();
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(std::string& name) override {
    key_ = name;
    has_members_ = true;
    return true;
  }
  bool string(std::string& value) override {
    if (depth_ == 1 && key_ != "version") return true;
    if (depth_ != 3) return no_baseline();
    if (key_ == "fingerprint") return read_fingerprint(value);
    if (key_ == "file") {
      entry_.key.file = std::move(value);
    } else if (key_ == "rule") {
      entry_.key.rule = std::move(value);
    } else if (key_ == "object") {
      entry_.key.object = std::move(value);
    }
    return true;
  }
  bool number_unsigned(std::uint64_t value) override {
    if (depth_ == 1 && key_ == "version") return read_version(value);
    if (depth_ != 3) return no_baseline();
    if (key_ == "count") entry_.count = value;
    return key_ != "count" || value > 0 ? true : fail("a count of 0");
  }
  bool number_integer(std::int64_t /*value*/) override { return no_baseline(); }
  bool number_float(double /*value*/, const std::string& /*text*/) override {
    return no_baseline();
  }
  bool null() override { return no_baseline(); }
  bool boolean(bool /*value*/) override { return no_baseline(); }
  bool binary(text::Json::binary_t& /*value*/) override { return no_baseline(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    const std::string_view before = document_.substr(0, position > 0 ? position - 1 : 0);
    const auto line = std::ranges::count(before, '\n') + 1;
    return fail(fmt::format("line {} is not valid JSON", line));
  }

 private:
  bool descend() {
    ++depth_;
    return true;
  }
  bool fail(std::string reason) {
    if (!error_) error_ = Error{std::move(reason)};
    return false;
  }
  bool no_baseline() { return fail("it is JSON, but not a baseline"); }

  bool read_version(std::uint64_t version) {
    version_ = version;
    if (version == baseline_version) return true;
    return fail(fmt::format("it has version {}, and this pglint reads version {}", version,
                            baseline_version));
  }

  bool read_fingerprint(std::string_view digits) {
    const char* const last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, entry_.key.fingerprint, 16);
    has_fingerprint_ = error == std::errc() && end == last && digits.size() == most_digits;
    return has_fingerprint_ || fail(fmt::format("`{}` is not a fingerprint", digits));
  }

  std::string_view document_;
  std::size_t depth_ = 0;  ///< 1 in the document, 2 in the list, 3 in an entry
  bool has_findings_ = false;
  bool has_members_ = false;  ///< the entry; an empty one ends the list
  bool has_fingerprint_ = false;
  std::string key_;
  std::optional<std::uint64_t> version_;
  BaselineEntry entry_;
  std::vector<BaselineEntry> entries_;
  std::optional<Error> error_;
};

std::string entry_json(const BaselineEntry& entry) {
  text::Json json = {{"file", entry.key.file}, {"rule", entry.key.rule}};
  if (!entry.key.object.empty()) json["object"] = entry.key.object;
  json["fingerprint"] = fmt::format("{:016x}", entry.key.fingerprint);
  if (entry.count != 1) json["count"] = entry.count;
  return text::dump(json);
}

/// The entries by key. Of equal keys, which a merge of two branches may bring, the larger count is
/// kept: that of both would hide new findings.
std::vector<BaselineEntry> with_distinct_keys(std::vector<BaselineEntry> entries) {
  if (!std::ranges::is_sorted(entries, {}, &BaselineEntry::key)) {
    std::ranges::sort(entries, {}, &BaselineEntry::key);
  }
  std::size_t kept = 0;
  for (std::size_t next = 0; next < entries.size(); ++next) {
    if (kept > 0 && entries[kept - 1].key == entries[next].key) {
      entries[kept - 1].count = std::max(entries[kept - 1].count, entries[next].count);
    } else {
      if (kept != next) entries[kept] = std::move(entries[next]);
      ++kept;
    }
  }
  entries.resize(kept);
  return entries;
}

}  // namespace

std::string baseline_json(const std::vector<BaselineEntry>& entries) {
  std::string document = fmt::format("{{\n  \"version\": {},\n  \"findings\": [", baseline_version);
  for (const BaselineEntry& entry : entries) {
    document += "\n    " + entry_json(entry) + ",";
  }
  return document + "\n    {}\n  ]\n}\n";
}

Result<std::vector<BaselineEntry>> read_baseline_json(std::string_view document) {
  if (auto entries = read_baseline_lines(document)) return with_distinct_keys(std::move(*entries));
  EntryHandler handler(document);
  text::Json::sax_parse(document, &handler);
  auto entries = handler.take();
  if (!entries.ok()) return entries.error();
  return with_distinct_keys(std::move(entries).value());
}

std::string name_in_json(const std::string& name) {
  if (!text::find_invalid_utf8(name)) return name;
  return text::Json::parse(text::dump(text::Json(name))).get<std::string>();
}

}  // namespace pglint
