// Precompiled for the tests: what most of them include and nobody changes.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/precompiled.h"
