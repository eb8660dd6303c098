#pragma once
#include <span>
#include <string_view>

namespace lac {

/// Where a number comes from (decisions.md "Marks").
enum class Evidence { LactatingHuman, NonLactatingHuman, OtherTissue, Assumed, Unverified };

/// A physical or clinical constant that can say where it comes from.
/// low..high: mean +- 1 SD unless the note says otherwise. `source` is a key of
/// assets/sources.toml; empty only for Assumed, whose note must then name the effect.
struct Sourced {
  double value;
  double low, high;
  Evidence evidence;
  std::string_view source;
  std::string_view note;
  constexpr operator double() const { return value; }  // NOLINT(google-explicit-constructor)
};

/// A named constant, so that tests and the reference page can list a folder's numbers.
struct NamedConstant {
  std::string_view name;
  Sourced constant;
};

}  // namespace lac
