#include "study/plates.h"

#include <algorithm>
#include <cmath>

#include "anatomy/surface_view.h"
#include "base/math.h"

namespace lac::study {
namespace {

constexpr double kRod_m = 0.008;  // radius of a plate's rods
constexpr double kRodsApart_m = 0.008;
constexpr double kOffChest_m = 0.030;       // nearest rod to the chest wall, where nothing gives
constexpr double kHalfWidth_m = 0.12;       // of a plate, wider than any breast
constexpr double kClear_m = 0.004;          // off the skin at the start, off the chest wall always
constexpr double kFastest_m_per_s = 0.015;  // of each plate
constexpr double kShare = 0.08;             // of the missing force, a step
constexpr double kSoftest_N_per_m = 100.0;
constexpr double kStill_m_per_s = 2e-5;
constexpr int kFirstId = 1000;

struct Box {
  double low_m = 1e9, high_m = -1e9, front_m = -1e9, back_m = 1e9, middle_m = 0.0;
};

Box box_of(const anatomy::Breast& b, std::span<const float> x_m) {
  Box box;
  for (const int n : b.mesh.skin_node) {
    const double y = x_m[4 * n + 1], z = x_m[4 * n + 2];
    box.low_m = std::min(box.low_m, y);
    box.high_m = std::max(box.high_m, y);
    box.front_m = std::max(box.front_m, z);
    box.back_m = std::min(box.back_m, z);
  }
  box.middle_m = anatomy::SurfaceView{&b, x_m}.nipple_base().x;
  return box;
}

/// Rods along x, one plate's after the other's, from the chest wall to beyond the nipple.
void place_rods(const Box& box, Plates& plates) {
  plates.upper_m = box.high_m + kClear_m;
  plates.lower_m = box.low_m - kClear_m;
  int id = kFirstId;
  for (const double side : {1.0, -1.0}) {
    double z = box.back_m + kOffChest_m;
    while (z < box.front_m + kRod_m) {
      const double y = side > 0.0 ? plates.upper_m + kRod_m : plates.lower_m - kRod_m;
      plates.body.push_back({.id = id++,
                             .a_m = {box.middle_m - kHalfWidth_m, y, z},
                             .b_m = {box.middle_m + kHalfWidth_m, y, z},
                             .radius_m = kRod_m,
                             .a_move_m = {},
                             .b_move_m = {},
                             .turn_rad = {}});
      z += kRodsApart_m;
    }
  }
}

}  // namespace

bool Plates::press(const Patch* patch, const anatomy::Breast& breast, std::span<const float> x_m,
                   const tissue::TissueFields& fields, double dt_s) {
  if (patch == nullptr) {
    const bool lifted = !body.empty();
    *this = {};
    return lifted;
  }
  if (body.empty()) place_rods(box_of(breast, x_m), *this);

  // what each bears now
  double up_N = 0.0, down_N = 0.0;
  touches_m2 = 0.0;
  for (const tissue::ContactPatch& p : fields.patch) {
    if (p.id < kFirstId || !p.touching) continue;
    (p.force_N.y > 0.0 ? up_N : down_N) += std::fabs(p.force_N.y);
    touches_m2 += 0.5 * p.area_m2;
  }
  bears_N = 0.5 * (up_N + down_N);
  if (bears_N > 0.0 && from_m == 0.0) from_m = gap_m();

  // closer by what the missing force asks for, at the stiffness met so far
  const double wanted_N = patch->pressure_Pa * patch->plate_area_m2;
  const double closed_m = std::max(from_m - gap_m(), 1e-3);
  const double stiffness = std::max(bears_N / closed_m, kSoftest_N_per_m);
  const auto move = [&](double own_N) {
    return clamp(kShare * (wanted_N - own_N) / stiffness, -kFastest_m_per_s * dt_s,
                 kFastest_m_per_s * dt_s);
  };
  const double down_m = move(up_N), up_m = move(down_N);
  upper_m -= down_m;
  lower_m += up_m;
  for (tissue::FingerBody& rod : body) {
    const bool upper = rod.a_m.y > 0.5 * (upper_m + lower_m);
    const Vec3 by{0.0, upper ? -down_m : up_m, 0.0};
    rod.a_m += by;
    rod.b_m += by;
    rod.a_move_m = rod.b_move_m = by;
  }
  return std::max(std::fabs(down_m), std::fabs(up_m)) > kStill_m_per_s * dt_s;
}

}  // namespace lac::study
