#pragma once
#include <cstdint>

namespace lac {

/// Seeded random numbers with the same sequence everywhere (PCG-XSH-RR 32, one stream per
/// `stream`). A value: copy it to branch, hash its two words to compare.
class Rng {
 public:
  explicit Rng(std::uint64_t seed = 0, std::uint64_t stream = 0);
  std::uint32_t next_u32();
  /// In [0, 1), 53 bits.
  double uniform();
  double uniform(double lo, double hi) { return lo + (hi - lo) * uniform(); }
  /// Whole number in [0, n), n > 0.
  std::uint32_t below(std::uint32_t n);
  double normal();  ///< mean 0, SD 1
  /// Lognormal with this median and coefficient of variation (SD of the log = sqrt(ln(1+cv^2))).
  double lognormal(double median, double cv);
  /// Gamma with this shape (> 0) and mean (> 0).
  double gamma(double shape, double mean);

  std::uint64_t state = 0, increment = 1;
};

/// A well-mixed 64-bit value from two: seeds for independent streams.
std::uint64_t mix_seed(std::uint64_t a, std::uint64_t b);

}  // namespace lac
