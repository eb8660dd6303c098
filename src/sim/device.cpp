// Pump and massager: what a device does to the breast in hand.
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "physiology/suction.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

constexpr double kHeadReach = 1.5;  // of a massager's contact radius

bool bears(const State& s, int id) {
  return std::any_of(s.loop.begin(), s.loop.end(),
                     [&](const State::FingerLoop& l) { return l.id == id && l.touching; });
}

/// The rim as it lies: middle, outward axis, and how much of it bore in the last tick.
struct Rim {
  int parts = 0, bearing = 0;
  Vec3 centre_m, axis;
};
Rim rim_of(const hand::HandPose& pose, const State& s) {
  Rim rim;
  for (const hand::Finger& f : pose.finger) {
    if (f.part != hand::Part::Rim) continue;
    ++rim.parts;
    rim.bearing += bears(s, f.id) ? 1 : 0;
    rim.centre_m += 0.5 * (f.a_m + f.b_m);
    rim.axis -= f.press_direction;
  }
  if (rim.parts == 0) return rim;
  rim.centre_m = rim.centre_m / rim.parts;
  rim.axis = unit(rim.axis, {0.0, 0.0, 1.0});
  return rim;
}

}  // namespace

void suck(const Model& m, const input::Device& device, double dt_s, hand::HandPose& pose, State& s,
          Scratch& x) {
  const Rim rim = rim_of(pose, s);
  const bool sealed = rim.parts > 0 && device.vacuum_Pa > 0.0 &&
                      rim.bearing >= kSeal_frac * static_cast<double>(rim.parts);
  s.vacuum_s = sealed ? s.vacuum_s + dt_s : 0.0;
  s.vacuum_Pa = 0.0;
  if (!sealed) {
    std::fill(x.pull_Pa.begin(), x.pull_Pa.end(), 0.0f);
    return;
  }
  s.vacuum_Pa = physiology::suction_Pa(physiology::pump_profile(device.vacuum_Pa, device.cycle_Hz),
                                       s.vacuum_s);

  // inside the tunnel the skin is drawn; the cone beyond it holds the areola, and the tunnel's wall
  // the sides of the nipple: drawn all round it would only move, not grow longer
  const double tunnel_m = 0.5 * m.patient.coupling.flange.tunnel_m;
  const double sides_m = kHeldSides_frac * m.patient.breast.nipple_length_m;
  const auto& skin_node = m.breast->mesh.skin_node;
  const std::vector<float>& x_m = s.here().tissue.x_m;
  x.pull_Pa.resize(skin_node.size());
  for (std::size_t k = 0; k < skin_node.size(); ++k) {
    const float* at = &x_m[4 * static_cast<std::size_t>(skin_node[k])];
    const Vec3 off = tangential(Vec3{at[0], at[1], at[2]} - rim.centre_m, rim.axis);
    const double r_m = m.breast->skin_coord[k].r_m;
    const bool held = r_m < 0.0 && -r_m < sides_m;
    x.pull_Pa[k] = norm(off) < tunnel_m && !held ? static_cast<float>(s.vacuum_Pa) : 0.0f;
  }

  // what draws the nipple out draws the rim on
  const double on_N = s.vacuum_Pa * kPi * tunnel_m * tunnel_m / rim.parts;
  for (hand::Finger& f : pose.finger)
    if (f.part == hand::Part::Rim) f.press_N += on_N;
}

double suction_Pa(const State& s, double dt_s) {
  if (s.vacuum_Pa > 0.0) return s.vacuum_Pa;
  if (s.feed_left_s <= 0.0) return 0.0;
  return physiology::mean_suction_Pa(physiology::infant_profile(), std::max(s.fed_s - dt_s, 0.0),
                                     std::max(s.fed_s, dt_s));
}

void shake_oedema(const Model& m, const hand::HandPose& pose, const input::Device& device,
                  const State& s, Scratch& x) {
  std::fill(x.shaken_per_s.begin(), x.shaken_per_s.end(), 0.0);
  const double per_s = oedema::shaken_per_s(device.vibration_Hz, device.amplitude_m);
  if (per_s <= 0.0) return;
  x.shaken_per_s.resize(x.surface_Pa.size(), 0.0);
  const std::vector<float>& x_m = s.here().tissue.x_m;
  for (const hand::Finger& f : pose.finger)
    for (const tissue::ContactPatch& patch : x.tissue.patch) {
      if (f.part != hand::Part::Head || patch.id != f.id || !patch.touching) continue;
      // where its round contact reaches, half as far again
      const double reach_m = kHeadReach * std::sqrt(patch.area_m2 / kPi);
      for (const int i : m.breast->mesh.skin_node) {
        const float* at = &x_m[4 * static_cast<std::size_t>(i)];
        const bool under = norm(Vec3{at[0], at[1], at[2]} - patch.centre_m) < reach_m;
        if (under && x.surface_Pa[static_cast<std::size_t>(i)] > 0.0)
          x.shaken_per_s[static_cast<std::size_t>(i)] = per_s;
      }
    }
}

double stirring_per_s(const Scratch& x, const hand::HandPose& pose, const input::Device& device) {
  if (device.vibration_Hz <= 0.0 || device.amplitude_m <= 0.0) return 0.0;
  for (const hand::Finger& f : pose.finger)
    for (const tissue::ContactPatch& patch : x.tissue.patch)
      if (f.part == hand::Part::Head && patch.id == f.id && patch.touching)
        return 2.0 * kPi * device.vibration_Hz * device.amplitude_m / kStirredDuct_m;
  return 0.0;
}

}  // namespace lac::sim
