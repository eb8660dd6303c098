#pragma once
#include <doctest/doctest.h>

#include <vector>

#include "anatomy/breast.h"
#include "anatomy/surface_view.h"

namespace lac::anatomy::test {

inline const char* const kAssets = "assets";

/// Builds or fails the test with the first problem's text.
inline Breast built(const BreastParams& params, Level level) {
  Expected<Breast> breast = build_breast(params, level, kAssets);
  REQUIRE_MESSAGE(bool(breast), (breast ? "" : breast.problems()[0].text()));
  return *breast;
}

/// The rest shape as the solver's float array.
inline std::vector<float> rest_positions(const Breast& breast) {
  std::vector<float> x(4 * breast.mesh.node_m.size(), 0.0f);
  for (std::size_t i = 0; i < breast.mesh.node_m.size(); ++i) {
    for (int a = 0; a < 3; ++a) x[4 * i + a] = static_cast<float>(breast.mesh.node_m[i][a]);
  }
  return x;
}

}  // namespace lac::anatomy::test
