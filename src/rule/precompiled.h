// Precompiled for rules/: what nearly every rule includes.
#pragma once

#include "parse/tree/precompiled.h"
#include "rule/context.h"
#include "rule/schema_context.h"
