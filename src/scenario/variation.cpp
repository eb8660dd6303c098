#include "scenario/variation.h"

#include <algorithm>

#include "base/math.h"
#include "base/rng.h"
#include "scenario/filled_words.h"

namespace lac::scenario {
namespace {

using anatomy::Side;

constexpr std::uint64_t kStream = 31, kAimStream = 32;
constexpr double kLeastAimRadius_m = 0.010;
constexpr double kLeastVolume_m3 = 250e-6, kMostVolume_m3 = 1400e-6;  // as the field table allows
constexpr double kMostFullness = 1.55;
constexpr double kMostExcess = 1.5;
constexpr double kMostTissue_Pa = 5000.0;
constexpr double kMostRestingNrs = 9.0;
constexpr int kTones = 10;

Side across(Side side) { return side == Side::Left ? Side::Right : Side::Left; }

double mirrored_rad(double clock_rad) { return clock_rad <= 0.0 ? 0.0 : 2.0 * kPi - clock_rad; }

void mirror(sim::SideParams& side) {
  side.breast.side = across(side.breast.side);
  side.plug.clock_rad = mirrored_rad(side.plug.clock_rad);
}

void resize(sim::SideParams& side, double scale) {
  const double before_m3 = side.breast.volume_m3;
  side.breast.volume_m3 = clamp(before_m3 * scale, kLeastVolume_m3, kMostVolume_m3);
  const double linear = lac::pow(side.breast.volume_m3 / before_m3, 1.0 / 3.0);
  side.breast.base_width_m = clamp(side.breast.base_width_m * linear, 0.10, 0.18);
}

void worsen(sim::SideParams& side, double scale) {
  side.ducts.milk_m3 = std::min(side.ducts.milk_m3 * scale, kMostFullness * side.ducts.capacity_m3);
  side.oedema.excess_frac = std::min(side.oedema.excess_frac * scale, kMostExcess);
  side.oedema.areola_excess_frac = std::min(side.oedema.areola_excess_frac * scale, kMostExcess);
  side.physiology.resting_tissue_Pa =
      std::min(side.physiology.resting_tissue_Pa * scale, kMostTissue_Pa);
}

template <class F>
void each_breast(sim::PatientParams& patient, F change) {
  change(static_cast<sim::SideParams&>(patient));
  if (patient.other) change(*patient.other);
}

void turn(double& clock_rad, double by_rad) {
  clock_rad += by_rad;
  if (clock_rad < 0.0) clock_rad += 2.0 * kPi;
  if (clock_rad >= 2.0 * kPi) clock_rad -= 2.0 * kPi;
}

}  // namespace

void vary(ScenarioSpec& spec, std::uint64_t seed) {
  const Variation& v = spec.variation;
  Rng rng(seed, kStream);

  // every number is drawn whether it is used or not, so that allowing one more moves no other
  const bool flip = rng.below(2) == 1;
  const double round = rng.uniform(-1.0, 1.0), severity = rng.uniform(-1.0, 1.0),
               size = rng.uniform(-1.0, 1.0);
  const int tone = 1 + static_cast<int>(rng.below(kTones));
  const int comfort = static_cast<int>(rng.below(static_cast<std::uint32_t>(2 * v.comfort + 1)));
  spec.seed = seed;
  sim::PatientParams& p = spec.patient;
  if (v.other_side && flip) each_breast(p, mirror);
  each_breast(p, [&](sim::SideParams& side) {
    resize(side, 1.0 + v.size_frac * size);
    worsen(side, 1.0 + v.severity_frac * severity);
    if (side.plug.present) turn(side.plug.clock_rad, v.round_rad * round);
  });
  if (v.skin_tone) spec.skin_tone = tone;
  p.physiology.resting_nrs =
      clamp(p.physiology.resting_nrs + comfort - v.comfort, 0.0, kMostRestingNrs);
  p.physiology.mother_seed += seed;
}

Choreography follow(const Choreography& demo, const ScenarioSpec& spec) {
  Choreography out = demo;
  const Plug plug = plug_of(spec.patient);
  const bool flip = spec.patient.breast.side != spec.written_side;
  Rng rng(demo.seed, kAimStream);
  for (Gesture& g : out.gestures) {
    if (flip) {
      g.clock_rad = mirrored_rad(g.clock_rad);
      g.to_clock_rad = mirrored_rad(g.to_clock_rad);
      if (!g.breast.empty()) g.breast = g.breast == "left" ? "right" : "left";
    }

    // on the plug or beyond it, or with the thumb on its clock line
    if (!g.place.empty()) g.clock_rad = plug.clock_rad;
    if (g.place == "plug") g.r_m = std::max(0.0, plug.r_m + g.beyond_m);
    g.place.clear();

    // a hand that aims a little off, each gesture anew
    const double along_m = demo.aim_error_m * rng.normal(),
                 across_m = demo.aim_error_m * rng.normal();
    if (demo.aim_error_m <= 0.0 || g.r_m <= 0.0) continue;
    g.r_m = std::max(0.0, g.r_m + along_m);
    turn(g.clock_rad, across_m / std::max(kLeastAimRadius_m, g.r_m));
  }
  return out;
}

}  // namespace lac::scenario
