#include "host/file_kind.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {
namespace {

using host::FileKind;

TEST_CASE("kinds of files: by name") {
  CHECK(host::kind_of_name("/etc/postgresql/16/main/pg_hba.conf") == FileKind::pg_hba);
  CHECK(host::kind_of_name("pg_hba_replica.conf") == FileKind::pg_hba);
  CHECK(host::kind_of_name("primary_hba.conf") == FileKind::pg_hba);
  CHECK(host::kind_of_name("files/pg_hba.conf.j2") == FileKind::pg_hba);
  CHECK(host::kind_of_name("pg_hba.conf.tmpl") == FileKind::pg_hba);
  CHECK(host::kind_of_name("pg_hba.conf.sample") == FileKind::sql);
  CHECK(host::kind_of_name("compose.yml.j2") == FileKind::sql);
  CHECK(host::kind_of_name("pg_ident.conf") == FileKind::sql);
  CHECK(host::kind_of_name("pg_hba.sql") == FileKind::sql);
  CHECK(host::kind_of_name("a/b.SH") == FileKind::shell);
  CHECK(host::kind_of_name("x.sh.sql") == FileKind::sql);
  CHECK(host::kind_of_name("Dockerfile") == FileKind::dockerfile);
  CHECK(host::kind_of_name("Dockerfile.dev") == FileKind::dockerfile);
  CHECK(host::kind_of_name("db.Dockerfile") == FileKind::dockerfile);
  CHECK(host::kind_of_name("Containerfile") == FileKind::dockerfile);
  CHECK(host::kind_of_name("MyDockerfile") == FileKind::sql);
  CHECK(host::kind_of_name(".gitlab-ci.yml") == FileKind::yaml);
  CHECK(host::kind_of_name("compose.yaml") == FileKind::yaml);
  CHECK(host::kind_of_name("GNUmakefile") == FileKind::makefile);
  CHECK(host::kind_of_name("rules.mk") == FileKind::makefile);
  CHECK(host::kind_of_name(".env") == FileKind::env_file);
  CHECK(host::kind_of_name("prod.env") == FileKind::env_file);
  CHECK(host::kind_of_name(".env.example") == FileKind::env_file);
  CHECK(host::kind_of_name("Procfile") == FileKind::procfile);
  CHECK(host::kind_of_name("") == FileKind::sql);
  CHECK(host::kind_of_name("-") == FileKind::sql);
}

TEST_CASE("kinds of files: by the first line") {
  CHECK(host::kind_of("run", "#!/bin/sh\n") == FileKind::shell);
  CHECK(host::kind_of("run", "#!/usr/bin/env -S bash -e\r\n") == FileKind::shell);
  CHECK(host::kind_of("run", "\xEF\xBB\xBF#! /bin/zsh") == FileKind::shell);
  CHECK(host::kind_of("run", "#!/usr/bin/env python3\n") == FileKind::sql);
  CHECK(host::kind_of("run", "# /bin/sh\n") == FileKind::sql);
  CHECK(host::kind_of("run.sql", "#!/bin/sh\n") == FileKind::sql);
  CHECK(host::kind_of("Dockerfile", "#!/bin/sh\n") == FileKind::dockerfile);
}

TEST_CASE("kinds of files: the configuration of CI services") {
  CHECK(host::is_ci_configuration(".github/workflows/test.yml"));
  CHECK(host::is_ci_configuration("/x/.circleci/config.yml"));
  CHECK(host::is_ci_configuration("x/.gitlab-ci.yml"));
  CHECK_FALSE(host::is_ci_configuration("compose.yml"));
  CHECK_FALSE(host::is_ci_configuration(".github/run.sh"));
  CHECK_FALSE(host::is_ci_configuration("x.github/test.yml"));
}

}  // namespace
}  // namespace pglint::tests
