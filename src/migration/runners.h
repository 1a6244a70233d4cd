// The runners by name; `runner.cpp` lists them.
#pragma once

#include "migration/runner.h"

namespace pglint::migration::runners {

namespace psql {
extern constinit const Runner runner;
}
namespace alembic {
extern constinit const Runner runner;
}
namespace atlas {
extern constinit const Runner runner;
}
namespace dbmate {
extern constinit const Runner runner;
}
namespace diesel {
extern constinit const Runner runner;
}
namespace django {
extern constinit const Runner runner;
}
namespace drizzle {
extern constinit const Runner runner;
}
namespace extension {
extern constinit const Runner runner;
}
namespace flyway {
extern constinit const Runner runner;
}
namespace golang_migrate {
extern constinit const Runner runner;
}
namespace goose {
extern constinit const Runner runner;
}
namespace graphile_migrate {
extern constinit const Runner runner;
}
namespace liquibase {
extern constinit const Runner runner;
}
namespace morph {
extern constinit const Runner runner;
}
namespace node_pg_migrate {
extern constinit const Runner runner;
}
namespace popx {
extern constinit const Runner runner;
}
namespace prisma {
extern constinit const Runner runner;
}
namespace rails {
extern constinit const Runner runner;
}
namespace sql_migrate {
extern constinit const Runner runner;
}
namespace sqitch {
extern constinit const Runner runner;
}
namespace sqlx {
extern constinit const Runner runner;
}
namespace supabase {
extern constinit const Runner runner;
}
namespace tern {
extern constinit const Runner runner;
}
namespace up_down {
extern constinit const Runner runner;
}

}  // namespace pglint::migration::runners
