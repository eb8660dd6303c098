#pragma once
#include <cstdint>

namespace lac::anatomy {

enum class Side : std::uint8_t { Left, Right };
enum class Level : std::uint8_t { Coarse, Standard, Fine };
/// Balloon: the practice object, a body like any other (decisions.md "Practice object").
enum class BodyKind : std::uint8_t { Breast, Balloon };
enum class NippleForm : std::uint8_t { Everted, Flat, Inverted };

/// The patient's breast, drained and at rest. Ranges are checked by the scenario reader.
struct BreastParams {
  BodyKind kind = BodyKind::Breast;
  Side side = Side::Left;
  double volume_m3 = 650e-6;          // 250e-6..1400e-6, drained tissue [A5.5]
  double base_width_m = 0.136;        // 0.10..0.18 [A5.7]
  double projection_m = 0.0;          // 0.03..0.10; 0: solved from volume and width
  double ptosis_frac = 0.3;           // 0 none..1 nipple well below the fold
  double areola_diameter_m = 0.048;   // 0.03..0.09, lactating [A5.8]
  double nipple_diameter_m = 0.0155;  // 0.010..0.025 [A5.10]
  double nipple_length_m = 0.010;     // 0.002..0.015 [A5.10]
  NippleForm nipple = NippleForm::Everted;
  double axillary_tail_frac = 0.3;  // 0..1, size of the bump toward the armpit (assumed)
  int lobes = 9;                    // 4..18 main ducts [B1]
  std::uint64_t seed = 1;           // duct tree, lobe sizes
};

}  // namespace lac::anatomy
