#pragma once
#include "fixtures/block.h"

namespace lac::test {

using fixtures::BlockShape;
using fixtures::make_block;

}  // namespace lac::test
