#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/vec.h"

namespace lac {

/// Hashes fields one by one (never a struct's padding); XXH3, 64 bits.
class Hasher {
 public:
  Hasher& bytes(const void* data, std::size_t size);
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T> Hasher& add(T value) {
    return bytes(&value, sizeof value);
  }
  Hasher& add(Vec3 v) { return add(v.x).add(v.y).add(v.z); }
  Hasher& add(std::string_view text) { return add(text.size()).bytes(text.data(), text.size()); }
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T> Hasher& add(std::span<const T> values) {
    return add(values.size()).bytes(values.data(), values.size_bytes());
  }
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T> Hasher& add(const std::vector<T>& values) {
    return add(std::span<const T>(values));
  }
  Hasher& add(const std::vector<Vec3>& values) {
    add(values.size());
    for (const Vec3& v : values) add(v);
    return *this;
  }
  std::uint64_t digest() const { return state_; }

 private:
  std::uint64_t state_ = 0x9e3779b97f4a7c15ull;
};

/// 16 lower-case hex digits.
std::string hex(std::uint64_t value);

}  // namespace lac
