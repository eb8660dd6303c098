#pragma once
#include <doctest/doctest.h>

namespace lac::test {

/// `value` within a share of it, and nothing more. doctest's own Approx(value).epsilon(e) allows
/// e * (1 + |value|): for a length in metres or a volume in cubic metres that is no test at all.
inline doctest::Approx near(double value, double share) {
  return doctest::Approx(value).epsilon(share).scale(0.0);
}

}  // namespace lac::test
