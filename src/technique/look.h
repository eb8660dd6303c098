#pragma once
#include <array>

#include "sim/observation.h"

namespace lac::technique {

/// What the contacts of one hand look like in one tick, from their arrangement on the skin.
enum class Form { None, Cluster, Palm, Ring, Opposing, Nipple, Scattered };

inline constexpr int kMostContacts = 16;
inline constexpr int kNodeGroups = 3;  // anatomy::NodeGroup

/// Which hands press round the nipple base, as the leaflets name them.
enum class RingHand { None, Flower, Tips, StraightFingers, TwoThumbs };

/// One hand in one tick; averages over its contacts, weighted by force where it says so.
struct HandLook {
  int hand = 0;
  Form form = Form::None;
  int contacts = 0;
  bool below = false;           // lies under the breast
  bool on_areola = false;       // half or more of the contacts
  double nipple_share = 0.0;    // contacts on the nipple
  bool nipple_opposed = false;  // from two sides
  double mean_N = 0.0, max_N = 0.0, sum_N = 0.0, area_m2 = 0.0, depth_m = 0.0;
  double x_m = 0.0, y_m = 0.0;  // centre in the flat skin map: x = r sin(clock), y = r cos(clock)
  double r_m = 0.0, clock_rad = 0.0;
  double slip_m_per_s = 0.0;        // force-weighted, below creep: 0
  double radial_m_per_s = 0.0;      // of the contact, force-weighted, > 0 toward the nipple
  double nippleward_m_per_s = 0.0;  // of the fingers, force-weighted, the same way
  std::array<double, kNodeGroups> node_m_per_s{};  // [NodeGroup] force-weighted, toward the nodes
  Vec3 velocity_m_per_s;                           // mean of the fingers
  bool u_hold = false;                             // the hand comes from below, as a U
  bool fist = false;                               // backs of bent fingers
  bool palm = false;                               // the palm itself
  bool lump = false;                               // a firm place with an edge is felt
  double firmness = 0.0;                           // 0 soft .. 3 hard, firmest place under it
  // opposing pads only
  double axis_rad = 0.0;    // of the pad pair, [0, pi)
  double facing_rad = 0.0;  // between the two sides round the nipple; pi: exactly opposite
  double gap_m = 0.0;       // between the two sides, in space
  double press_N = 0.0;     // per side of the pair, toward the chest wall
  double squeeze_N = 0.0;   // per side, across that
  std::array<double, 2> side_clock_rad{}, side_slip_m_per_s{}, side_radial_m_per_s{};  // [side]
};

/// Tips of both hands that stand round the nipple base.
struct RingLook {
  int tips = 0;  // 0: no ring
  RingHand hand = RingHand::None;
  double axis_rad = 0.0;      // of the two sides of straight fingers or thumbs, [0, pi)
  double inward_share = 0.0;  // axial force over the load
  std::array<int, kMostContacts> id{};
  std::array<double, kMostContacts> force_N{};
  double r_m = 0.0, x_m = 0.0, y_m = 0.0, sum_N = 0.0, area_m2 = 0.0;
};

struct Look {
  double time_s = 0.0, step_s = 0.0;
  anatomy::Side side = anatomy::Side::Left;
  std::array<HandLook, 2> hand;
  RingLook ring;
  std::array<sim::NodeTouch, 2> node{};  // [hand] on a node area beside the breast
  double pit_depth_m = 0.0;
  bool any_contact = false;
};

/// Reads one Observation. Contacts with a non-finite number are left out.
Look look_at(const sim::Observation& observation);

}  // namespace lac::technique
