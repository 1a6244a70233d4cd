#include "lint/source_text.h"

#include "parse/source/readable.h"

namespace pglint {

SourceText::SourceText(const std::string& written, const migration::FileFacts& facts)
    : written_(written), facts_(facts), repaired_(text::repair_utf8(written)) {}

std::optional<parse::ParseProblem> SourceText::encoding_problem() const {
  if (!repaired_) return std::nullopt;
  return parse::encoding_problem(written_, *repaired_);
}

const migration::Script& SourceText::script() {
  if (!script_) script_ = migration::read_script(valid(), facts_);
  return *script_;
}

const std::string& SourceText::sent() { return script().sql ? *script().sql : valid(); }

const parse::Preprocessed& SourceText::preprocessed() {
  if (!preprocessed_) preprocessed_ = parse::preprocess(sent());
  return *preprocessed_;
}

const std::string& SourceText::sql() {
  const parse::Preprocessed& made = preprocessed();
  return made.sql ? *made.sql : sent();
}

const std::vector<text::Range>& SourceText::shell_escapes() { return preprocessed().shell_escapes; }

const std::vector<parse::PsqlVariable>& SourceText::variables() { return preprocessed().variables; }

bool SourceText::fill_placeholders(const parse::PlaceholderSetting& setting) {
  filled_ = parse::fill_placeholders(sql(), setting, variables());
  return filled_.has_value();
}

std::optional<text::Range> SourceText::first_placeholder() const {
  if (!filled_) return std::nullopt;
  return filled_->first;
}

const std::string& SourceText::commented() {
  if (!script().sql) return sql();
  if (!commented_) commented_ = parse::preprocess(valid()).sql.value_or(valid());
  return *commented_;
}

}  // namespace pglint
