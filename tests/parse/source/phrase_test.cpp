#include "parse/source/phrase.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

std::size_t matched(std::string_view phrase, const std::string& sql) {
  return match_phrase(phrase, sql, lex_code(sql));
}

TEST_CASE("phrase: words and symbols, in any case and layout") {
  CHECK(matched("engine = innodb", "ENGINE=InnoDB x") == 3);
  CHECK(matched("engine = innodb", "engine /* ! */ =\nINNODB") == 3);
  CHECK(matched("engine = innodb", "engine = myisam") == 0);
  CHECK(matched("engine = innodb", "engine =") == 0);
  CHECK(matched("a", "'a'") == 0);
  CHECK(matched("a", "\"a\"") == 0);
}

TEST_CASE("phrase: any word, ends of lines") {
  CHECK(matched("[ * ]", "[a]") == 3);
  CHECK(matched("[ * ]", "[1]") == 0);
  CHECK(matched("^go$", " GO \n") == 1);
  CHECK(matched("^go$", "GO;") == 0);
  CHECK(matched("^/$", "/") == 1);
  CHECK(matched("^/$", "/ 2") == 0);
}

TEST_CASE("phrase: statements one by one") {
  std::vector<std::size_t> sizes;
  for_each_statement("SELECT 1; -- x;\n;SELECT ';', $$;$$",
                     [&](std::span<const Lexeme> lexemes) { sizes.push_back(lexemes.size()); });
  CHECK(sizes == std::vector<std::size_t>{3, 1, 4});
}

}  // namespace
}  // namespace pglint::parse
