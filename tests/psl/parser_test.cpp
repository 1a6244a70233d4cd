#include "psl/parser.h"

#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {
namespace {

using psl::Arity;
using psl::ExpressionKind;
using psl::SchemaFile;
using Texts = std::vector<std::string>;

/// The text of each problem's place, with its message.
Texts problems(std::string_view content) {
  Texts result;
  for (const psl::Problem& problem : psl::parse(content).problems) {
    const auto written = content.substr(problem.range.begin, problem.range.size());
    result.push_back(std::string(written) + ": " + problem.message);
  }
  return result;
}

/// The places of the problems alone.
Texts places(std::string_view content) {
  Texts result;
  for (const psl::Problem& problem : psl::parse(content).problems) {
    result.emplace_back(content.substr(problem.range.begin, problem.range.size()));
  }
  return result;
}

/// `Post(id, title)` for each block.
Texts blocks(std::string_view content) {
  Texts result;
  for (const psl::Block& block : psl::parse(content).blocks) {
    std::string text = block.name.text + "(";
    for (const psl::Field& field : block.fields) {
      text += (text.ends_with('(') ? "" : ", ") + field.name.text;
    }
    for (const psl::EnumValue& value : block.values) {
      text += (text.ends_with('(') ? "" : ", ") + value.name.text;
    }
    for (const psl::Property& property : block.properties) {
      text += (text.ends_with('(') ? "" : ", ") + property.key.text;
    }
    result.push_back(text + ")");
  }
  return result;
}

const Texts whole_song = {"Song(id, title)"};

TEST_CASE("schema of Prisma: what each block holds") {
  CHECK(blocks("datasource db {\n  provider = \"postgresql\"\n  url = env(\"URL\")\n}\n"
               "enum Mood {\n  calm\n  wild @map(\"WILD\") // c\n  @@map(\"mood\")\n}\n"
               "model Song {\n  id Int @id\n  title String\n  @@index([title])\n}\n"
               "view Top {\n  id Int @unique\n}\n") ==
        Texts{"db(provider, url)", "Mood(calm, wild)", "Song(id, title)", "Top(id)"});
  CHECK(blocks("// nothing\n").empty());
  CHECK(problems("").empty());
}

TEST_CASE("schema of Prisma: a broken line costs itself alone") {
  CHECK(places("model Song {\n  id Int @id\n  ?? what\n  title String\n}") == Texts{"?? what"});
  CHECK(blocks("model Song {\n  id Int @id\n  ?? what\n  title String\n}") == whole_song);
  CHECK(places("play it\nmodel Song {\n  id Int @id\n  title String\n}") == Texts{"play it"});
  CHECK(places("model Old { id Int @id }\nmodel Song {\n  id Int @id\n  title String\n}") ==
        Texts{"model Old { id Int @id }"});
  CHECK(blocks("model Old { id Int @id }\nmodel Song {\n  id Int @id\n  title String\n}") ==
        whole_song);
  CHECK(places("model Song\n{\n  id Int @id\n}\n") == Texts{"model Song\n{\n  id Int @id\n}"});
  CHECK(places("Model Song {\n  id Int @id\n}\nenum E {\n  a\n}") == Texts{"Model Song"});
  CHECK(blocks("Model Song {\n  id Int @id\n}\nenum E {\n  a\n}") == Texts{"E(a)"});
  CHECK(places("type Alias = String @db.Text\nenum E {\n  a\n}").size() == 1);
}

TEST_CASE("schema of Prisma: braces in the wrong place") {
  constexpr std::string_view unclosed =
      "model Song {\n  id Int @id\n\nmodel Tape {\n  id Int @id\n}\n";
  CHECK(problems(unclosed) ==
        Texts{"model Tape: `Tape` begins inside of `Song`, whose `}` is missing"});
  CHECK(blocks(unclosed) == Texts{"Song(id)", "Tape(id)"});
  CHECK(problems("model Song {\n  id Int @id") == Texts{"model Song: `Song` is not closed"});
  CHECK(problems("model Song {\n  id Int @id }\nenum E {\n  a\n}") ==
        Texts{"}: `}` does not close the block here"});
  CHECK(blocks("model Song {\n  id Int @id }\nenum E {\n  a\n}") == Texts{"Song(id)", "E(a)"});
}

TEST_CASE("schema of Prisma: lists that go on in the next line are one problem") {
  constexpr std::string_view content =
      "model Song {\n  id Int\n  at Int\n  @@id([\n    id,\n    at\n  ])\n  title String\n}";
  CHECK(problems(content) ==
        Texts{"@@id([\n    id,\n    at\n  ]): an argument list cannot continue on the next line"});
  CHECK(blocks(content) == Texts{"Song(id, at, title)"});
  CHECK(places("model Song {\n  a Tape @relation(\n    fields: [x],\n    references: [id]\n  )\n}")
            .size() == 1);
  CHECK(places("generator c {\n  previewFeatures = [\n    \"views\",\n    \"x\"\n  ]\n}").size() ==
        1);
  // Nothing closes it: only the line is left out.
  CHECK(places("model Song {\n  a Tape @relation(\n  id Int @id\n}") == Texts{"a Tape @relation("});
  CHECK(blocks("model Song {\n  a Tape @relation(\n  id Int @id\n}") == Texts{"Song(id)"});
}

TEST_CASE("schema of Prisma: commas and escapes") {
  CHECK(problems("model S {\n  @@id([id, at,])\n}") ==
        Texts{",: a comma after the last argument is not allowed"});
  CHECK(problems("model S {\n  @@id([id, at], map: \"x\",)\n}") ==
        Texts{",: a comma after the last argument is not allowed"});
  CHECK(problems(R"(model S {
  a String @default("x\qy")
})") == Texts{R"(\q: unknown escape sequence `\q` in a string)"});
  const SchemaFile file = psl::parse(R"(model S {
  a String @default("\ud83d\ude00 \u00e9 \"\\\n")
  b String @default("http://x /* y */") // c
})");
  REQUIRE(file.blocks.size() == 1);
  const auto& fields = file.blocks[0].fields;
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].attributes[0].arguments[0].value.text == "\U0001F600 \u00e9 \"\\\n");
  CHECK(fields[1].attributes[0].arguments[0].value.text == "http://x /* y */");
}

TEST_CASE("schema of Prisma: comments") {
  CHECK(problems("/* a\nb */\nmodel S { // after\n  /* alone */\n  id Int @id /* x */\n"
                 "  /* before */ a Int\n} // end\n/* a */ enum E {\n  a\n}\n")
            .empty());
  CHECK(places("model S {\n  id Int @id /* x */ @map(\"y\")\n}") ==
        Texts{"id Int @id /* x */ @map(\"y\")"});
  const SchemaFile file = psl::parse(
      "/// All songs.\n/// Ever.\nmodel Song {\n  /// the name\n  a String /// as sold\n"
      "  /// of nothing\n\n  b Int // plain\n}");
  REQUIRE(file.blocks.size() == 1);
  CHECK(file.blocks[0].documentation == "All songs.\nEver.");
  CHECK(file.blocks[0].fields[0].documentation == "the name\nas sold");
  CHECK(file.blocks[0].fields[1].documentation.empty());
  CHECK(file.comments.size() == 6);
}

TEST_CASE("schema of Prisma: blanks") {
  CHECK(problems("model S{\n  id Int@id@map(\"x\")\n  t T []\n  x Int ?\n  y Int @map ( \"x\" )\n"
                 "\tz\tInt\t@ unique\n  u U ? @relation ( fields : [ id ] , references : [ id ] )\n"
                 "  @@map(\"s\")// c\n}")
            .empty());
  CHECK(places("model S {\n  t T [ ]\n  a String @db . Text\n}") ==
        Texts{"t T [ ]", "a String @db . Text"});
  for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
    std::string content = "\xEF\xBB\xBFmodel Song {*  id Int @id*  ?? x*  title String*}*";
    for (std::size_t at = 0; (at = content.find('*', at)) != std::string::npos;) {
      content.replace(at, 1, line_end);
    }
    CHECK(places(content) == Texts{"?? x"});
    CHECK(blocks(content) == whole_song);
  }
}

TEST_CASE("schema of Prisma: forms that Prisma once had") {
  CHECK(problems("model S {\n  id: Int\n  a Int!\n  b [Int]\n  c Int[]?\n  d\n}") ==
        Texts{":: a field has no `:` between its name and its type", "Int!: a type has no `!`",
              "[Int]: a list is not written as `[Int]`", "Int[]?: a list cannot be optional",
              "d: field `d` has no type"});
  CHECK(blocks("model S {\n  id: Int\n  a Int!\n  b [Int]\n  c Int[]?\n  d\n}") ==
        Texts{"S(id, a, b, c)"});
}

TEST_CASE("schema of Prisma: values and their places") {
  constexpr std::string_view content =
      "model S {\n  at DateTime? @default(now()) @db.Timestamptz(3)\n"
      "  box Unsupported(\"box\")[]\n"
      "  @@index([at(sort: Desc), box(ops: raw(\"x\"))], where: { a: { not: null } }, map: "
      "\"i\")\n}";
  const SchemaFile file = psl::parse(content);
  REQUIRE(file.blocks.size() == 1);
  const auto text = [&](text::Range range) { return content.substr(range.begin, range.size()); };
  const psl::Field& at = file.blocks[0].fields.at(0);
  CHECK(at.arity == Arity::optional);
  CHECK(text(at.whole_type) == "DateTime?");
  CHECK(text(at.range) == "at DateTime? @default(now()) @db.Timestamptz(3)");
  CHECK(text(at.attributes[0].range) == "@default(now())");
  CHECK(at.attributes[1].name.text == "db.Timestamptz");
  CHECK(at.attributes[1].arguments[0].value.kind == ExpressionKind::number);
  CHECK(file.blocks[0].fields.at(1).sql_type == "box");
  CHECK(text(file.blocks[0].fields.at(1).whole_type) == "Unsupported(\"box\")[]");
  const psl::Attribute& index = file.blocks[0].attributes.at(0);
  REQUIRE(index.arguments.size() == 3);
  const psl::Expression& columns = index.arguments[0].value;
  CHECK(columns.kind == ExpressionKind::list);
  REQUIRE(columns.arguments.size() == 2);
  CHECK(text(columns.arguments[0].value.range) == "at(sort: Desc)");
  CHECK(columns.arguments[0].value.arguments[0].name.text == "sort");
  CHECK(columns.arguments[1].value.arguments[0].value.kind == ExpressionKind::call);
  CHECK(index.arguments[1].name.text == "where");
  CHECK(index.arguments[1].value.kind == ExpressionKind::object);
  CHECK(text(index.arguments[1].value.range) == "{ a: { not: null } }");
  CHECK(text(file.blocks[0].range) == content);
}

TEST_CASE("schema of Prisma: another language") {
  CHECK(psl::parse("// use prisma-8\nmodel S {\n}").is_of_next_version);
  CHECK(psl::parse("types {\n  a b\n}").is_of_next_version);
  CHECK_FALSE(psl::parse("model S {\n}").is_of_next_version);
}

/// Ranges of problems are in the file, and in order.
bool is_valid(std::string_view content) {
  const SchemaFile file = psl::parse(content);
  for (const psl::Problem& problem : file.problems) {
    if (problem.range.begin > problem.range.end || problem.range.end > content.size()) return false;
  }
  for (const psl::Block& block : file.blocks) {
    if (block.range.begin > block.range.end || block.range.end > content.size()) return false;
  }
  return true;
}

TEST_CASE("schema of Prisma: any bytes are read to the end") {
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed): the same each time
  constexpr std::string_view parts = "model S {\n}\" \\\"/*/@@@(([[{id Int,:=?]\r\n#\t";
  std::string content;
  while (content.size() < 400'000) content += parts[random() % parts.size()];
  CHECK(is_valid(content));
  std::string escapes = "model S {\n  ";
  while (escapes.size() < 400'000) escapes += "\\\"";
  CHECK(is_valid(escapes));
  std::string deep = "model S {\n  a Int @x(";
  while (deep.size() < 400'000) deep += "[{a:f(";
  CHECK(is_valid(deep));
}

TEST_CASE("schema of Prisma: cut anywhere") {
  const std::string content =
      "datasource db {\n  provider = \"postgresql\"\n}\n/// x\nmodel Song {\n"
      "  id Int @id @default(autoincrement())\n  a String? @db.VarChar(3) /* c */\n"
      "  @@index([a(sort: Desc)], where: { a: null })\n}\nenum E {\n  a @map(\"\\u00e9\")\n}\n";
  for (std::size_t size = 0; size <= content.size(); ++size) {
    CHECK(is_valid(std::string_view(content).substr(0, size)));
  }
}

}  // namespace
}  // namespace pglint::tests
