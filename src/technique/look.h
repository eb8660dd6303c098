#pragma once
#include <array>

#include "sim/observation.h"

namespace lac::technique {

/// What the contacts of one hand look like in one tick, from their arrangement on the skin.
enum class Form { None, Cluster, Palm, Ring, Opposing, Nipple, Scattered };

inline constexpr int kMostContacts = 16;

/// One hand in one tick; averages over its contacts, weighted by force where it says so.
struct HandLook {
  Form form = Form::None;
  int contacts = 0;
  bool below = false;           // lies under the breast
  bool on_areola = false;       // half or more of the contacts
  double nipple_share = 0.0;    // contacts on the nipple
  bool nipple_opposed = false;  // from two sides
  double mean_N = 0.0, max_N = 0.0, sum_N = 0.0, area_m2 = 0.0, depth_m = 0.0;
  double x_m = 0.0, y_m = 0.0;  // centre in the flat skin map: x = r sin(clock), y = r cos(clock)
  double r_m = 0.0, clock_rad = 0.0;
  double slip_m_per_s = 0.0;                            // force-weighted, below creep: 0
  double radial_m_per_s = 0.0, axillary_m_per_s = 0.0;  // force-weighted
  Vec3 velocity_m_per_s;                                // mean of the fingers
  // opposing pads only
  double axis_rad = 0.0;   // of the pad pair, [0, pi)
  double gap_m = 0.0;      // between the two sides, in space
  double press_N = 0.0;    // per side of the pair, toward the chest wall
  double squeeze_N = 0.0;  // per side, across that
};

/// Tips of both hands that stand round the nipple base.
struct RingLook {
  int tips = 0;  // 0: no ring
  std::array<int, kMostContacts> id{};
  std::array<double, kMostContacts> force_N{};
  double r_m = 0.0, x_m = 0.0, y_m = 0.0, sum_N = 0.0, area_m2 = 0.0;
};

struct Look {
  double time_s = 0.0, step_s = 0.0;
  anatomy::Side side = anatomy::Side::Left;
  std::array<HandLook, 2> hand;
  RingLook ring;
  double pit_depth_m = 0.0;
  bool any_contact = false;
};

/// Reads one Observation. Contacts with a non-finite number are left out.
Look look_at(const sim::Observation& observation);

}  // namespace lac::technique
