#include "design/orm.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/catalog/changed.h"

namespace pglint::design {
namespace {

using Runners = std::set<std::string_view>;

std::string recognized(const std::string& sql, const Runners& runners = {"psql"}) {
  const auto orm = recognize_orm(pglint::tests::catalog_after(sql), runners);
  return orm ? std::string(title_of(*orm)) : "nobody";
}

TEST_CASE("orm: recognized by names of constraints, indexes and types") {
  CHECK(recognized(R"(
    CREATE TABLE "Author" (id text, mail text, CONSTRAINT "Author_pkey" PRIMARY KEY (id));
    CREATE UNIQUE INDEX "Author_mail_key" ON "Author" (mail);
    CREATE TABLE "_AuthorToBook" ("A" text NOT NULL, "B" text NOT NULL);)") == "Prisma");
  CHECK(recognized(R"(
    CREATE TABLE "Cars" (id bigint, kind text);
    CREATE TYPE "enum_Cars_kind" AS ENUM ('a');
    CREATE TABLE "Wheels" (
      id bigint, "createdAt" timestamptz NOT NULL, "updatedAt" timestamptz NOT NULL);)") ==
        "Sequelize");
  CHECK(recognized(R"(
    CREATE TABLE car (id bigint, CONSTRAINT "PK_0123456789abcdef0123456789a" PRIMARY KEY (id));
    CREATE INDEX "IDX_0123456789abcdef0123456789" ON car (id);)") == "TypeORM");
  CHECK(recognized(R"(
    CREATE TABLE "Cars" ("Id" bigint, "MakerId" bigint, "DealerId" bigint,
      CONSTRAINT "FK_Cars_Makers_MakerId" FOREIGN KEY ("MakerId") REFERENCES "Makers" ("Id"),
      CONSTRAINT "FK_Cars_Dealers_DealerId" FOREIGN KEY ("DealerId") REFERENCES "Dealers" ("Id"));)") ==
        "Entity Framework");
  CHECK(recognized(R"(
    CREATE TABLE cars (id bigint, "makerId" bigint, dealer_id bigint);
    ALTER TABLE cars ADD CONSTRAINT "cars_makerId_makers_id_fk"
      FOREIGN KEY ("makerId") REFERENCES makers (id);
    ALTER TABLE cars ADD CONSTRAINT cars_dealer_id_dealers_id_fk
      FOREIGN KEY (dealer_id) REFERENCES dealers (id);)") == "Drizzle");
  CHECK(recognized(R"(
    CREATE TABLE car (id bigint, maker bigint, dealer bigint,
      CONSTRAINT "FK8b3kx0q5m1z7w2c9v4n6t0s1r" FOREIGN KEY (maker) REFERENCES maker,
      CONSTRAINT "UK_1a2b3c4d5e6f7g8h9i0j1k2l3" UNIQUE (dealer));)") == "Hibernate");
  CHECK(recognized(R"(
    CREATE TABLE shop_car (id bigint, maker_id bigint);
    ALTER TABLE shop_car ADD CONSTRAINT "shop_car_maker_id_01ab23cd_fk_shop_maker_id"
      FOREIGN KEY (maker_id) REFERENCES shop_maker (id) DEFERRABLE INITIALLY DEFERRED;
    CREATE INDEX "shop_car_name_89abcdef_like" ON shop_car (id);)") == "Django");
  CHECK(recognized(R"(
    CREATE TABLE cars (id bigint, a_id bigint, b_id bigint);
    ALTER TABLE cars ADD CONSTRAINT fk_rails_0123456789 FOREIGN KEY (a_id) REFERENCES a (id);
    ALTER TABLE cars ADD CONSTRAINT fk_rails_abcdef0123 FOREIGN KEY (b_id) REFERENCES b (id);)") ==
        "Rails");
}

TEST_CASE("orm: recognized by its own tables") {
  CHECK(recognized("CREATE TABLE _prisma_migrations (id text);") == "Prisma");
  CHECK(recognized("CREATE TABLE \"SequelizeMeta\" (name text);") == "Sequelize");
  CHECK(recognized("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" text);") ==
        "Entity Framework");
  CHECK(recognized("CREATE TABLE public.alembic_version (version_num text);") == "SQLAlchemy");
  CHECK(
      recognized("CREATE TABLE knex_migrations (id int); CREATE TABLE knex_migrations_lock ();") ==
      "Knex");
  CHECK(recognized("CREATE TABLE mikro_orm_migrations (id int);") == "MikroORM");
  CHECK(recognized("CREATE TABLE typeorm_metadata (type text);") == "TypeORM");
  CHECK(recognized("CREATE TABLE drizzle.__drizzle_migrations (id int);") == "Drizzle");
  CHECK(recognized("CREATE TABLE django_migrations (id int);") == "Django");
  CHECK(recognized("CREATE TABLE ar_internal_metadata (key text);") == "Rails");
}

TEST_CASE("orm: the migration tool of the files comes first") {
  const std::string prisma = "CREATE TABLE _prisma_migrations (id text);";
  CHECK(recognized(prisma, {"psql", "drizzle"}) == "Drizzle");
  CHECK(recognized("", {"prisma"}) == "Prisma");
  CHECK(recognized("", {"alembic"}) == "SQLAlchemy");
  CHECK(recognized("", {"django"}) == "Django");
  CHECK(recognized("", {"rails"}) == "Rails");
  // Two match, so other evidence must decide.
  CHECK(recognized(prisma, {"prisma", "drizzle"}) == "Prisma");
}

TEST_CASE("orm: none without enough evidence, or if the SQL is hand-written") {
  const std::string one = R"(
    CREATE TABLE car (id bigint, CONSTRAINT "PK_0123456789abcdef0123456789a" PRIMARY KEY (id));)";
  const std::string two = one + R"(CREATE INDEX "IDX_0123456789abcdef0123456789" ON car (id);)";
  CHECK(recognized("") == "nobody");
  CHECK(recognized(one) == "nobody");
  CHECK(recognized(two) == "TypeORM");
  CHECK(recognized(two, {"goose"}) == "nobody");
  CHECK(recognized(R"(
    CREATE TABLE users (id bigint, email text, CONSTRAINT users_pkey PRIMARY KEY (id));
    CREATE TABLE "Cars" (id bigint, "createdAt" timestamptz DEFAULT now());
    CREATE INDEX users_email_idx ON users (email);
    CREATE TYPE enum_of_colours AS ENUM ('red');)") == "nobody");
  CHECK(recognized("CREATE TABLE alembic_version (a int); CREATE TABLE knex_migrations (a int);") ==
        "nobody");
}

TEST_CASE("orm: bookkeeping tables of tools") {
  CHECK(is_bookkeeping_table("SequelizeMeta"));
  CHECK(is_bookkeeping_table("flyway_schema_history"));
  CHECK_FALSE(is_bookkeeping_table("sequelizemeta"));
  CHECK_FALSE(is_bookkeeping_table("users"));
  CHECK_FALSE(is_bookkeeping_table(""));
}

}  // namespace
}  // namespace pglint::design
