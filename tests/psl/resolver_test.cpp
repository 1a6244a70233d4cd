#include "psl/resolver.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "psl/parser.h"

namespace pglint::tests {
namespace {

using psl::Provider;
using psl::Schema;
using Texts = std::vector<std::string>;

Schema resolved(std::string_view text, bool is_complete = true) {
  std::vector<psl::SchemaFile> files;
  files.push_back(psl::parse(text));
  return psl::resolve(std::move(files), is_complete);
}

/// `place: message` of each refusal.
Texts refusals(const std::string& text, bool is_complete = true) {
  Texts result;
  for (const psl::Refusal& refusal : resolved(text, is_complete).refusals) {
    result.push_back(text.substr(refusal.range.begin, refusal.range.size()) + ": " +
                     refusal.message);
  }
  return result;
}

const std::string tape = "model Tape {\n  id Int @id\n  songs Song[]\n}\n";

TEST_CASE("schema of Prisma: providers") {
  const auto provider = [](const std::string& value) {
    return resolved("datasource db {\n  provider = " + value + "\n}\n").datasource.provider;
  };
  CHECK(provider("\"postgresql\"") == Provider::postgresql);
  CHECK(provider("\"postgres\"") == Provider::postgresql);
  CHECK(provider("\"sqlite\"") == Provider::other);
  CHECK(resolved("").datasource.provider == Provider::unknown);
  CHECK(refusals("datasource db {\n  provider = env(\"P\")\n}\n") ==
        Texts{"env(\"P\"): the provider cannot come from `env()`"});
  CHECK(refusals("datasource db {\n  provider = [\"postgresql\"]\n}\n").size() == 1);
  CHECK(refusals("datasource a {\n}\ndatasource b {\n}\n") ==
        Texts{"datasource b: a schema cannot have two datasources"});
}

TEST_CASE("schema of Prisma: relations that cannot be paired") {
  CHECK(refusals("model Song {\n  id Int @id\n  tape Tape @relation(fields: [tapeId], references: "
                 "[id])\n  tapeId Int\n  onTapes Tape[]\n}\nmodel Tape {\n  id Int @id\n"
                 "  songs Song[]\n  best Song[]\n}\n") ==
        Texts{"onTapes: ambiguous relation: `tape` and `onTapes` of `Song` both lead to `Tape` "
              "without a relation name"});
  CHECK(refusals("model Song {\n  id Int @id\n  a Int\n  one Tape @relation(\"x\", fields: [a], "
                 "references: [id])\n  b Int\n  two Tape @relation(fields: [b], references: "
                 "[id])\n}\nmodel Tape {\n  id Int @id\n  ones Song[] @relation(\"x\")\n"
                 "  twos Song[]\n}\n")
            .empty());
  CHECK(refusals("model Tape {\n  id Int @id\n  upId Int?\n  up Tape? @relation(fields: [upId], "
                 "references: [id])\n  downs Tape[]\n}\n") ==
        Texts{"downs: ambiguous relation: `up` and `downs` of `Tape` both lead to `Tape` without a "
              "relation name"});
  CHECK(refusals("model Tape {\n  id Int @id\n  upId Int?\n  up Tape? @relation(\"t\", fields: "
                 "[upId], references: [id])\n  downs Tape[] @relation(\"t\")\n}\n")
            .empty());
  CHECK(refusals(tape + "model Song {\n  id Int @id\n}\n") ==
        Texts{"songs: `songs` of `Tape` leads to `Song`, which has no field back to it"});
  CHECK(refusals("model Tape {\n  id Int @id\n  songs Song[] @relation(\"a\")\n}\nmodel Song {\n"
                 "  id Int @id\n  tapeId Int\n  tape Tape @relation(\"b\", fields: [tapeId], "
                 "references: [id])\n}\n") ==
        Texts{"songs: `songs` of `Tape` and `tape` of `Song` have different relation names, so "
              "neither has an opposite field"});
  // Another file may have the field back.
  CHECK(refusals(tape, false).empty());
}

/// The refusals of a model Song whose lines are `lines`, beside `tape`.
Texts song(const std::string& lines) {
  return refusals(tape + "model Song {\n  id Int @id\n" + lines + "}\n");
}

TEST_CASE("schema of Prisma: relations whose key is wrong") {
  const std::string key = "  tape Tape @relation(fields: [tapeId], references: [id])\n";
  CHECK(song("  tapeId Int\n" + key).empty());
  CHECK(song("  tapeId String\n" + key) ==
        Texts{"@relation(fields: [tapeId], references: [id]): `tapeId` is `String` and references "
              "`Tape.id`, which is `Int`"});
  CHECK(song("  tapeId Int?\n" + key) ==
        Texts{"Tape: `tape` is required and its field `tapeId` is optional"});
  CHECK(song("  tape Tape\n") == Texts{"tape: relation `tape` of `Song` has no `fields`"});
  CHECK(song(key) == Texts{"tapeId: `tapeId` is not a field of `Song`"});
  CHECK(song("  tapeId Int\n  tape Tape @relation(fields: [tapeId], references: [id, id])\n")
            .size() == 1);
  CHECK(song("  tapeId Int\n  tape Tape @relation(fields: [tapeId], references: [id], onDelete: "
             "Delete)\n") == Texts{"Delete: unknown action `Delete`"});
  CHECK(refusals("model Tape {\n  id Int @id\n  song Song?\n}\nmodel Song {\n  id Int @id\n"
                 "  tapeId Int\n  k Int\n" +
                 key + "  @@unique([tapeId, k])\n}\n") ==
        Texts{"@relation(fields: [tapeId], references: [id]): a one-to-one relation needs unique "
              "fields, and `tapeId` of `Song` can repeat"});
  CHECK(refusals("model Tape {\n  id Int @id\n  song Song?\n}\nmodel Song {\n  tapeId Int @id\n" +
                 key + "}\n")
            .empty());
  CHECK(refusals("model Tape {\n  id Int @id\n  songs Song[] @relation(onDelete: Cascade)\n}\n"
                 "model Song {\n  id Int @id\n  tapeId Int\n" +
                 key + "}\n") ==
        Texts{"onDelete: `onDelete` is on the side without the key: `songs` of `Tape`"});
}

TEST_CASE("schema of Prisma: keys that Prisma refuses") {
  CHECK(refusals("model Song {\n  a Int?\n  @@index([a])\n}\n") ==
        Texts{"Song: `Song` has neither an id nor a unique key of required fields"});
  CHECK(refusals("model Song {\n  a Int\n  @@ignore\n}\n").empty());
  CHECK(refusals("model Song {\n  a Int @id\n  b Int\n  @@id([a, b])\n}\n") ==
        Texts{"@@id([a, b]): `Song` has two ids"});
  CHECK(song("  tapeId Int\n  tape Tape @relation(fields: [tapeId], references: [id])\n"
             "  @@index([tape])\n") ==
        Texts{"tape: `@@index` names the relation `tape`, which has no column"});
  CHECK(refusals("model Song {\n  id Int @id\n  @@index([nope])\n  @@unique([id, id])\n}\n") ==
        Texts{"nope: `@@index` names `nope`, which is not a field of `Song`",
              "id: `@@unique` names `id` twice"});
  CHECK(refusals("model Song {\n  id Int @id\n  a Int\n  @@index([a])\n  @@index([a], type: Hash)\n"
                 "}\n")
            .size() == 2);
}

TEST_CASE("schema of Prisma: fields that Prisma refuses") {
  CHECK(refusals("model Song {\n  id Int @id\n  a Strin\n}\n") ==
        Texts{"Strin: `Strin` is not a type, a model, or an enum of this schema"});
  CHECK(refusals("model Song {\n  id Int @id\n  a Strin\n}\n", false).empty());
  CHECK(refusals("datasource db {\n  provider = \"postgresql\"\n}\nmodel Song {\n  id Int @id\n"
                 "  a Int @db.VarChar(3)\n  b DateTime @db.Timestamp(7)\n  c String @x.Text\n"
                 "  d Decimal @db.Decimal(4)\n  e String @db.Bit(0)\n}\n")
            .size() == 5);
  CHECK(refusals("enum Mood {\n  calm\n}\nmodel Song {\n  id Int @id\n  a Mood @default(wild)\n"
                 "  b Int @updatedAt\n  c Int @default(cuid())\n  d Int @default(\"x\")\n}\n") ==
        Texts{"@default(wild): the default `wild` is not a value of enum `Mood`",
              "@updatedAt: `@updatedAt` is only for `DateTime`",
              "@default(cuid()): `cuid()` does not make values of `Int`",
              "@default(\"x\"): the default `x` is not a value of `Int`"});
}

TEST_CASE("schema of Prisma: names that Prisma refuses") {
  CHECK(refusals("model Song {\n  id Int @id\n  a Int\n  a Int\n}\nmodel Song {\n  id Int @id\n}\n"
                 "enum Mood {\n  calm\n  calm\n}\nenum None {\n}\nmodel class {\n  id Int @id\n"
                 "}\n") ==
        Texts{"a: `a` is already a field of `Song`", "Song: `Song` is already defined",
              "calm: `calm` is already a value of enum `Mood`",
              "enum None: enum `None` has no values", "class: `class` is a reserved name"});
  CHECK(refusals("model Song {\n  id Int @id\n  @@map(\"x\")\n}\nmodel Tape {\n  id Int @id(map: "
                 "\"p\")\n  @@map(\"x\")\n}\n") ==
        Texts{"@@map(\"x\"): another model is already called `x` in the database"});
}

TEST_CASE("schema of Prisma: a broken line hides nothing else") {
  CHECK(refusals("model Song {\n  id Int @id @\n  a Int\n  @@index([id])\n}\n").empty());
}

}  // namespace
}  // namespace pglint::tests
