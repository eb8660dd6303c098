#include "technique/look.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/constants.h"

namespace lac::technique {
namespace {

using sim::FingerSeen;
constexpr double kTurn_rad = 2.0 * kPi;

// the contacts of one hand (or of both) that can be used, without allocation
struct Contacts {
  std::array<const FingerSeen*, kMostContacts> at{};
  int count = 0;
  void add(const FingerSeen& f) {
    if (count < kMostContacts) at[static_cast<std::size_t>(count++)] = &f;
  }
  const FingerSeen& operator[](int i) const { return *at[static_cast<std::size_t>(i)]; }
};

bool usable(const FingerSeen& f) {
  return std::isfinite(f.clock_rad) && std::isfinite(f.r_m) && is_finite(f.position_m) &&
         std::isfinite(f.normal_N) && f.normal_N >= 0.0 && std::isfinite(f.area_m2) &&
         std::isfinite(f.mean_pressure_Pa) && std::isfinite(f.depth_m) &&
         std::isfinite(f.slip_m_per_s) && is_finite(f.velocity_m_per_s) &&
         std::isfinite(f.radial_m_per_s) && std::isfinite(f.nippleward_m_per_s) &&
         std::isfinite(f.axillary_m_per_s) && std::isfinite(f.clavicular_m_per_s) &&
         std::isfinite(f.parasternal_m_per_s);
}

/// A pump's rim and a massager's head are no fingers.
bool is_device(const FingerSeen& f) {
  return f.part == hand::Part::Rim || f.part == hand::Part::Head;
}

bool on_nipple(const FingerSeen& f) {
  return f.area == sim::Area::Nipple && f.r_m <= kNippleEdge_m;
}

std::size_t index(anatomy::NodeGroup group) { return static_cast<std::size_t>(group); }

double apart_rad(double a, double b) {
  double d = std::fabs(a - b);
  while (d > kTurn_rad) d -= kTurn_rad;
  return d > kPi ? kTurn_rad - d : d;
}

double turned(double clock_rad) {
  return clock_rad - kTurn_rad * std::floor(clock_rad / kTurn_rad);
}

/// Slip that is more than creep.
double glide_m_per_s(const FingerSeen& f) {
  return f.slip_m_per_s > kCreep_m_per_s ? f.slip_m_per_s : 0.0;
}

double mean_clock(double x, double y) {
  const double clock = atan2(x, y);
  return clock < 0.0 ? clock + kTurn_rad : clock;
}

// sorted clock positions and the widest empty arc between neighbours
struct Arcs {
  std::array<double, kMostContacts> clock{};
  int count = 0, after = 0;  // `after`: index that starts behind the widest arc
  double widest_rad = kTurn_rad;
};

Arcs arcs_of(const Contacts& c) {
  Arcs a;
  a.count = c.count;
  for (int i = 0; i < c.count; ++i) a.clock[static_cast<std::size_t>(i)] = c[i].clock_rad;
  std::sort(a.clock.begin(), a.clock.begin() + a.count);
  a.widest_rad = 0.0;
  for (int i = 0; i < a.count; ++i) {
    const int next = (i + 1) % a.count;
    double arc = a.clock[static_cast<std::size_t>(next)] - a.clock[static_cast<std::size_t>(i)];
    if (next <= i) arc += kTurn_rad;
    if (arc > a.widest_rad) a.widest_rad = arc, a.after = next;
  }
  return a;
}

// Splits the contacts into two sides of the nipple at the two widest arcs.
// Returns false unless each side is narrow and the sides face each other.
struct Sides {
  double clock_a = 0.0, clock_b = 0.0;
  double from_rad = 0.0, width_a = 0.0;  // side a: width_a clockwise from from_rad
};

bool two_sides(const Contacts& c, Sides& out) {
  if (c.count < 2) return false;
  const Arcs a = arcs_of(c);
  auto clock_at = [&](int k) { return a.clock[static_cast<std::size_t>((a.after + k) % a.count)]; };
  auto along = [&](int k) {
    double d = clock_at(k) - clock_at(0);
    return d < 0.0 ? d + kTurn_rad : d;
  };

  // second-widest arc: between k and k + 1 of the order that starts behind the widest
  int split = 0;
  double widest = -1.0;
  for (int k = 0; k + 1 < a.count; ++k) {
    const double arc = along(k + 1) - along(k);
    if (arc > widest) widest = arc, split = k;
  }
  out.from_rad = clock_at(0);
  out.width_a = along(split);
  const double width_b = along(a.count - 1) - along(split + 1);
  if (out.width_a > kOpposeSpread_rad || width_b > kOpposeSpread_rad) return false;
  out.clock_a = clock_at(0) + 0.5 * out.width_a;
  out.clock_b = clock_at(0) + 0.5 * (along(split + 1) + along(a.count - 1));
  return apart_rad(out.clock_a, out.clock_b) >= kOppose_rad;
}

bool in_side_a(const Sides& s, double clock_rad) {
  double d = clock_rad - s.from_rad;
  if (d < 0.0) d += kTurn_rad;
  return d <= s.width_a + 1e-12;
}

// Averages over the contacts of one hand.
void average(const Contacts& c, HandLook& h) {
  double weight = 0.0;
  int nipple = 0, areola = 0, fist = 0, palm = 0;
  for (int i = 0; i < c.count; ++i) {
    const FingerSeen& f = c[i];
    h.sum_N += f.normal_N;
    h.max_N = std::max(h.max_N, f.normal_N);
    h.area_m2 += f.area_m2;
    h.depth_m = std::max(h.depth_m, f.depth_m);
    h.x_m += f.r_m * sin(f.clock_rad) / c.count;
    h.y_m += f.r_m * cos(f.clock_rad) / c.count;
    h.r_m += f.r_m / c.count;
    h.velocity_m_per_s += f.velocity_m_per_s / c.count;
    const double w = f.normal_N + 1e-9;  // so that weightless contacts still count
    weight += w;
    h.slip_m_per_s += w * glide_m_per_s(f);
    h.radial_m_per_s += w * f.radial_m_per_s;
    h.nippleward_m_per_s += w * f.nippleward_m_per_s;
    h.node_m_per_s[index(anatomy::NodeGroup::Axillary)] += w * f.axillary_m_per_s;
    h.node_m_per_s[index(anatomy::NodeGroup::Clavicular)] += w * f.clavicular_m_per_s;
    h.node_m_per_s[index(anatomy::NodeGroup::Parasternal)] += w * f.parasternal_m_per_s;
    fist += f.part == hand::Part::Fist;
    palm += f.part == hand::Part::Palm;
    h.lump |= f.lump;
    h.firmness = std::max(h.firmness, static_cast<double>(f.firmness));
    nipple += on_nipple(f);
    areola += f.area != sim::Area::Body && f.area != sim::Area::AxillaryTail;
  }
  h.contacts = c.count;
  h.mean_N = h.sum_N / c.count;
  h.slip_m_per_s /= weight;
  h.radial_m_per_s /= weight;
  h.nippleward_m_per_s /= weight;
  for (double& speed : h.node_m_per_s) speed /= weight;
  h.fist = 2 * fist > c.count;
  h.palm = 2 * palm > c.count;
  h.clock_rad = mean_clock(h.x_m, h.y_m);
  h.nipple_share = static_cast<double>(nipple) / c.count;
  h.on_areola = 2 * areola >= c.count;
}

// Fills what only an opposing pair has: axis, gap, and the load split into inward and across.
void oppose(const Contacts& c, const Sides& s, double axis_N, HandLook& h) {
  Vec3 a, b;
  int count_a = 0, count_b = 0;
  std::array<double, 2> weight{};
  h.side_clock_rad = {turned(s.clock_a), turned(s.clock_b)};
  for (int i = 0; i < c.count; ++i) {
    const FingerSeen& f = c[i];
    const std::size_t side = in_side_a(s, f.clock_rad) ? 0 : 1;
    const double w = f.normal_N + 1e-9;
    weight[side] += w;
    h.side_slip_m_per_s[side] += w * glide_m_per_s(f);
    h.side_radial_m_per_s[side] += w * f.radial_m_per_s;
    if (side == 0) {
      a += c[i].position_m, ++count_a;
    } else {
      b += c[i].position_m, ++count_b;
    }
  }
  if (count_a == 0 || count_b == 0) return;
  for (std::size_t side = 0; side < 2; ++side) {
    h.side_slip_m_per_s[side] /= weight[side];
    h.side_radial_m_per_s[side] /= weight[side];
  }
  h.gap_m = norm(a / count_a - b / count_b);

  // axis: mean direction of side a and of side b turned by half a turn, modulo half a turn
  const double x = sin(s.clock_a) - sin(s.clock_b), y = cos(s.clock_a) - cos(s.clock_b);
  double axis = atan2(x, y);
  if (axis < 0.0) axis += kPi;
  if (axis >= kPi) axis -= kPi;
  h.axis_rad = axis;
  h.facing_rad = apart_rad(s.clock_a, s.clock_b);

  // each side bears half: inward half of the hand's axial force, the rest of the load across it
  const double side_N = 0.5 * h.sum_N;
  h.press_N = std::min(0.5 * std::max(axis_N, 0.0), side_N);
  h.squeeze_N = std::sqrt(std::max(0.0, side_N * side_N - h.press_N * h.press_N));
}

// One patch on one side of the nipple: near together, and half of the round left empty.
bool clustered(const Contacts& c) {
  if (c.count > 1 && arcs_of(c).widest_rad < kPi) return false;
  Vec3 centre;
  for (int i = 0; i < c.count; ++i) centre += c[i].position_m / c.count;
  for (int i = 0; i < c.count; ++i)
    if (norm(c[i].position_m - centre) > kCluster_m) return false;
  return true;
}

bool held_flat(input::Posture p) {
  return p == input::Posture::Support || p == input::Posture::FlatPalm;
}

void look_at_hand(const Contacts& c, double axis_N, input::Posture hint, HandLook& h) {
  if (c.count == 0) return;
  average(c, h);
  h.below = apart_rad(h.clock_rad, kPi) <= kSupportArc_rad && h.r_m >= kSupportRadius_m;

  // nipple first, then two sides, then one patch
  Sides sides;
  const bool opposed = two_sides(c, sides);
  if (h.nipple_share >= 0.5) {
    h.form = Form::Nipple;
    h.nipple_opposed = opposed;
  } else if (opposed && h.r_m <= kOpposeRadius_m) {
    h.form = Form::Opposing;
  } else if (clustered(c)) {
    const double palm_m2 = held_flat(hint) || h.palm ? kHintedPalmArea_m2 : kPalmArea_m2;
    h.form = h.area_m2 >= palm_m2 && !h.fist ? Form::Palm : Form::Cluster;
  } else {
    h.form = Form::Scattered;
  }
  if (opposed) oppose(c, sides, axis_N, h);
  h.u_hold = hint == input::Posture::UHold;
}

// What the fingers of a ring bear, and that their hands form one.
void fill_ring(const Contacts& near, Look& look) {
  RingLook& ring = look.ring;
  ring.tips = near.count;
  for (int i = 0; i < near.count; ++i) {
    const FingerSeen& f = near[i];
    ring.id[static_cast<std::size_t>(i)] = f.id;
    ring.force_N[static_cast<std::size_t>(i)] = f.normal_N;
    ring.sum_N += f.normal_N;
    ring.area_m2 += f.area_m2;
    ring.r_m += f.r_m / near.count;
    ring.x_m += f.r_m * sin(f.clock_rad) / near.count;
    ring.y_m += f.r_m * cos(f.clock_rad) / near.count;
    look.hand[static_cast<std::size_t>(f.hand)].form = Form::Ring;
  }
}

// Tips of both hands near the nipple base that leave no wide arc empty.
void look_for_ring(const Contacts& all, Look& look) {
  Contacts near;
  int nipple = 0;
  for (int i = 0; i < all.count; ++i) {
    const FingerSeen& f = all[i];
    if (f.r_m > kRingRadius_m) continue;
    near.add(f);
    nipple += on_nipple(f);
  }
  if (near.count < kRingTips || 2 * nipple > near.count) return;
  if (arcs_of(near).widest_rad > kRingGap_rad) return;

  // one hand's five tips are a flower; more, or two hands, a ring of tips
  RingLook& ring = look.ring;
  bool two = false;
  for (int i = 1; i < near.count; ++i) two |= near[i].hand != near[0].hand;
  ring.hand = !two && near.count <= kFlowerTips ? RingHand::Flower : RingHand::Tips;
  fill_ring(near, look);
}

// Straight fingers or thumbs of two hands that lie beside the nipple, each hand on its side.
void look_for_sides(const std::array<Contacts, 2>& hands, Look& look) {
  if (look.ring.tips > 0 || hands[0].count == 0 || hands[1].count == 0) return;
  Contacts both;
  int thumbs = 0, fingers = 0;
  for (std::size_t h = 0; h < 2; ++h) {
    const HandLook& hand = look.hand[h];
    const bool patch = hand.form == Form::Cluster || hand.form == Form::Palm;
    if (!patch || hand.r_m > kRingRadius_m || hand.nipple_share > 0.0) return;
    for (int i = 0; i < hands[h].count; ++i) {
      both.add(hands[h][i]);
      thumbs += hands[h][i].part == hand::Part::Thumb;
      fingers += hands[h][i].part == hand::Part::Finger;
    }
  }
  if (apart_rad(look.hand[0].clock_rad, look.hand[1].clock_rad) < kOppose_rad) return;
  if (thumbs < both.count && fingers < both.count) return;
  look.ring.hand = thumbs > fingers ? RingHand::TwoThumbs : RingHand::StraightFingers;
  double axis = look.hand[0].clock_rad;
  while (axis >= kPi) axis -= kPi;
  look.ring.axis_rad = axis;
  fill_ring(both, look);
}

}  // namespace

Look look_at(const sim::Observation& o) {
  Look look;
  look.time_s = o.time_s;
  look.step_s = o.step_s;
  look.side = o.side;
  look.pit_depth_m = std::isfinite(o.pit_depth_m) ? o.pit_depth_m : 0.0;

  // sort the usable contacts to their hands
  std::array<Contacts, 2> hands;
  Contacts all;
  for (const FingerSeen& f : o.finger) {
    if (!usable(f) || f.hand < 0 || f.hand > 1) continue;
    look.any_contact = true;
    if (is_device(f)) continue;
    hands[static_cast<std::size_t>(f.hand)].add(f);
    all.add(f);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const double axis_N = std::isfinite(o.press_axis_N[i]) ? o.press_axis_N[i] : 0.0;
    look.hand[i].hand = static_cast<int>(i);
    look_at_hand(hands[i], axis_N, o.posture[i], look.hand[i]);
  }
  look_for_ring(all, look);
  look_for_sides(hands, look);
  double axis_N = 0.0;
  for (const double hand_N : o.press_axis_N) axis_N += std::isfinite(hand_N) ? hand_N : 0.0;
  if (look.ring.sum_N > 0.0) look.ring.inward_share = clamp(axis_N / look.ring.sum_N, 0.0, 1.0);
  for (std::size_t h = 0; h < 2; ++h) {
    const sim::NodeTouch& node = o.node[h];
    if (is_finite(node.velocity_m_per_s) && std::isfinite(node.force_N)) look.node[h] = node;
  }
  return look;
}

}  // namespace lac::technique
