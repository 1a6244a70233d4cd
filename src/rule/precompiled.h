// Precompiled header of rules/.
#pragma once

#include "parse/tree/precompiled.h"
#include "rule/context.h"
#include "rule/schema/schema_context.h"
