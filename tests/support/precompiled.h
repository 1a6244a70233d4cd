// Precompiled header of the tests.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/precompiled.h"
