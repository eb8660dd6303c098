#include "base/hash.h"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace lac {

Hasher& Hasher::bytes(const void* data, std::size_t size) {
  state_ = XXH3_64bits_withSeed(data, size, state_);
  return *this;
}

std::string hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace lac
