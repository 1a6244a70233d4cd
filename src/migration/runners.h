// The runners by name; `runner.cpp` lists them.
#pragma once

#include "migration/runner.h"

namespace pglint::migration::runners {

extern constinit const Runner psql;
extern constinit const Runner alembic;
extern constinit const Runner atlas;
extern constinit const Runner dbmate;
extern constinit const Runner diesel;
extern constinit const Runner django;
extern constinit const Runner drizzle;
extern constinit const Runner flyway;
extern constinit const Runner golang_migrate;
extern constinit const Runner goose;
extern constinit const Runner graphile_migrate;
extern constinit const Runner liquibase;
extern constinit const Runner morph;
extern constinit const Runner node_pg_migrate;
extern constinit const Runner popx;
extern constinit const Runner prisma;
extern constinit const Runner rails;
extern constinit const Runner sql_migrate;
extern constinit const Runner sqitch;
extern constinit const Runner sqlx;
extern constinit const Runner supabase;
extern constinit const Runner tern;

}  // namespace pglint::migration::runners
