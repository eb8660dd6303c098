#pragma once
#include <array>
#include <vector>

#include "base/vec.h"

namespace lac::anatomy {

/// Duct segments a lobe, alveoli -> nipple; physiology-notes.md §3: 4 are enough, 2 are not.
inline constexpr int kDuctSegments = 4;

/// One lobe: its gland, its chain of ducts and its pore. Lobes do not anastomose [B9].
struct Lobe {
  double capacity_share = 0.0;  // of the breast's storage capacity, sums to 1 over the lobes
  double clock_rad = 0.0;       // direction of the lobe's centre seen from the nipple
  Vec3 centre_m;                // of its gland, rest shape
  // segments: 0 is deepest, 3 ends at the nipple
  std::array<Vec3, kDuctSegments> segment_m;          // [segment] centre, rest shape
  std::array<double, kDuctSegments> behind_nipple_m;  // [segment] distance behind the nipple base
  std::array<double, kDuctSegments> diameter_m;       // [segment] at zero load [B2]
  std::array<double, kDuctSegments> length_m;         // [segment]
  Vec3 pore_m;                                        // on the nipple's end, rest shape
  double pore_diameter_m = 0.5e-3;                    // 0.3..0.7 mm [physiology.md 7.3]
  double first_branch_m = 8e-3;                       // from the nipple base, 8.0 +- 5.5 mm [B3]
  std::vector<std::array<Vec3, 2>> twig_m;            // fine branches, for drawing only
};

struct DuctTree {
  std::vector<Lobe> lobe;  // 4..18
};

}  // namespace lac::anatomy
