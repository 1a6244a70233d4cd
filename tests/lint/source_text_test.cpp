#include "lint/source_text.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint {
namespace {

migration::FileFacts facts_of(const char* runner) {
  migration::FileFacts facts = migration::psql_facts();
  facts.runner = migration::find_runner(runner);
  return facts;
}

TEST_CASE("source text: each form blanks what its readers ignore") {
  const std::string written =
      "-- +goose Up\n-- +goose StatementBegin\nSELECT :x, 1 AS \xFF;\n\\! ls\n-- +goose "
      "StatementEnd\n-- +goose Down\nSELECT {{ y }};\n";
  const migration::FileFacts facts = facts_of("goose");
  SourceText text(written, facts);
  CHECK(&text.written() == &written);
  CHECK(text.valid().find("AS _;") != std::string::npos);
  CHECK(text.encoding_problem());
  CHECK(text.sent().find("\\! ls") != std::string::npos);
  CHECK(text.sql().find("\\! ls") == std::string::npos);
  CHECK(text.sql().find("SELECT _x") != std::string::npos);
  REQUIRE(text.shell_escapes().size() == 1);
  const text::Range escape = text.shell_escapes().front();
  CHECK(written.substr(escape.begin, escape.size()) == " ls");
  CHECK(text.commented().find("-- +goose StatementBegin") != std::string::npos);
  CHECK(text.commented().find("\\! ls") == std::string::npos);
  for (const std::string* form : {&text.valid(), &text.sent(), &text.sql(), &text.commented()}) {
    CHECK(form->size() == written.size());
  }
}

TEST_CASE("source text: placeholders are filled only for the parser") {
  const std::string written = "SELECT {{ y }};\n";
  const migration::FileFacts facts = migration::psql_facts();
  SourceText text(written, facts);
  CHECK(&text.parsed() == &text.sql());
  CHECK_FALSE(text.first_placeholder());
  REQUIRE(text.fill_placeholders({}));
  CHECK(text.parsed() != text.sql());
  CHECK(text.parsed().size() == written.size());
  CHECK(text.first_placeholder()->begin == written.find('{'));
}

TEST_CASE("source text: unchanged text is not copied") {
  const std::string written = "SELECT 1; -- pglint: ignore x\n";
  const migration::FileFacts facts = migration::psql_facts();
  SourceText text(written, facts);
  for (const std::string* form :
       {&text.valid(), &text.sent(), &text.sql(), &text.parsed(), &text.commented()}) {
    CHECK(form == &written);
  }
  CHECK_FALSE(text.encoding_problem());
  CHECK_FALSE(text.fill_placeholders({}));
}

}  // namespace
}  // namespace pglint
