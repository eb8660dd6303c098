#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "anatomy/duct_tree.h"
#include "base/math.h"
#include "base/rng.h"
#include "base/units.h"
#include "ducts/ducts.h"
#include "physiology/physiology.h"

/// A breast without a tissue model: ducts and let-down together, every tissue pressure prescribed.
/// The loads and the geometry are those of the prototype runs in the design notes (MODEL.md).
namespace rig {

using lac::m3_from_mL;
using lac::mL_from_m3;
using lac::Pa_from_mmHg;
using lac::ducts::kSegments;

inline constexpr double kRestTissue_Pa = 500.0;
inline constexpr double kAvailable_mL = 181.0;  // 118.5 / 0.655 [C2.1]
inline constexpr std::array<double, kSegments> kBehind_m{45e-3, 27e-3, 15e-3, 5e-3};
inline constexpr std::array<double, kSegments> kVolume_m3{94e-9, 59e-9, 35e-9, 31e-9};
inline constexpr std::array<double, kSegments> kLength_m{18e-3, 15e-3, 11e-3, 10e-3};
inline constexpr std::array<double, kSegments> kResistance{0.25e9, 0.13e9, 0.07e9, 0.046e9};

/// Lobes of random size (gamma, shape 8) on ducts with the volumes and lengths above.
inline lac::anatomy::DuctTree tree(int lobes, std::uint64_t seed) {
  lac::Rng rng(seed, 77);
  lac::anatomy::DuctTree tree;
  double sum = 0.0;
  for (int i = 0; i < lobes; ++i) {
    lac::anatomy::Lobe lobe;
    lobe.capacity_share = rng.gamma(8.0, 1.0);
    sum += lobe.capacity_share;
    for (int j = 0; j < kSegments; ++j) {
      // V = pi d^2 L / 4
      lobe.length_m[j] = kLength_m[j];
      lobe.diameter_m[j] = std::sqrt(4.0 * kVolume_m3[j] / (lac::kPi * kLength_m[j]));
      lobe.behind_nipple_m[j] = kBehind_m[j];
    }
    tree.lobe.push_back(lobe);
  }
  for (auto& lobe : tree.lobe) lobe.capacity_share /= sum;
  return tree;
}

/// Tissue pressure a hand or pump adds, kPa-scale increments over rest.
struct Press {
  std::vector<double> alveolar_Pa, nipple_Pa;             // [lobe]
  std::vector<std::array<double, kSegments>> segment_Pa;  // [lobe][segment]
  double outside_Pa = 0.0;
  explicit Press(int lobes) : alveolar_Pa(lobes, 0.0), nipple_Pa(lobes, 0.0), segment_Pa(lobes) {}
};

struct Breast {
  lac::ducts::DuctModel ducts;
  lac::ducts::DuctState milk;
  lac::ducts::DuctFlow flow;
  lac::physiology::PhysiologyModel mother;
  lac::physiology::PhysiologyState body;
  lac::physiology::PhysiologyOut made;
  std::vector<double> share, fullness;
  double rest_Pa = kRestTissue_Pa;
  bool synthesis = false;

  double out_mL = 0.0, back_mL = 0.0, worst_mass_mL = 0.0, time_s = 0.0;
  std::vector<double> ejection_s;  // start of each
  long iterations = 0, ticks = 0;
  int most_iterations = 0, not_converged = 0;

  Breast(std::uint64_t seed, lac::ducts::DuctParams params, int lobes = 9,
         lac::physiology::PhysiologyParams body_params = {}) {
    params.seed = seed;
    body_params.mother_seed = seed;
    const auto anatomy = tree(lobes, seed);
    ducts = lac::ducts::make_model(anatomy, params);
    milk = lac::ducts::initial_state(ducts);
    mother = lac::physiology::make_model(body_params);
    body = lac::physiology::initial_state(mother);
    for (const auto& lobe : anatomy.lobe) share.push_back(lobe.capacity_share);
    fullness.resize(share.size());
  }

  double milk_mL() const { return mL_from_m3(lac::ducts::milk_m3(ducts, milk)); }

  /// One step: body first, then milk, as the order of the simulation's tick.
  void step(double dt_s, double stimulus, Press& press) {
    for (int i = 0; i < ducts.lobes; ++i) fullness[i] = lac::ducts::lobe_fullness(ducts, milk, i);
    lac::physiology::PhysiologyLoad body_load{.nipple_stimulus = stimulus,
                                              .tissue_Pa = rest_Pa,
                                              .fullness = fullness,
                                              .capacity_share = share};
    lac::physiology::step(mother, body_load, dt_s, body, made);
    if (body.ejections > static_cast<int>(ejection_s.size())) ejection_s.push_back(time_s);
    if (!synthesis) std::fill(made.synthesis_m3_per_s.begin(), made.synthesis_m3_per_s.end(), 0.0);

    // increments onto the resting tissue pressure, and off again afterwards
    shift(press, rest_Pa);
    const lac::ducts::DuctLoad load{.alveolar_tissue_Pa = press.alveolar_Pa,
                                    .segment_tissue_Pa = press.segment_Pa,
                                    .nipple_tissue_Pa = press.nipple_Pa,
                                    .synthesis_m3_per_s = made.synthesis_m3_per_s,
                                    .outside_Pa = press.outside_Pa,
                                    .contraction = body.contraction,
                                    .contraction_strength = body.strength};
    const lac::StepReport report = lac::ducts::step(ducts, load, dt_s, milk, flow);
    shift(press, -rest_Pa);

    double out_m3 = 0.0;
    for (const double v : flow.ejected_m3) out_m3 += v;
    out_mL += mL_from_m3(out_m3);
    back_mL += mL_from_m3(flow.backflow_m3);
    worst_mass_mL = std::max(worst_mass_mL, std::fabs(mL_from_m3(flow.mass_error_m3)));
    most_iterations = std::max(most_iterations, report.iterations);
    iterations += report.iterations;
    if (report.flag != lac::StepFlag::None) ++not_converged;
    time_s = static_cast<double>(++ticks) * dt_s;
  }

 private:
  static void shift(Press& press, double by_Pa) {
    for (double& p : press.alveolar_Pa) p += by_Pa;
    for (double& p : press.nipple_Pa) p += by_Pa;
    for (auto& lobe : press.segment_Pa)
      for (double& p : lobe) p += by_Pa;
  }
};

/// Ducts of a breast that holds `milk_mL` of `capacity_mL`.
inline lac::ducts::DuctParams holding(double milk_mL, double capacity_mL = 210.0) {
  lac::ducts::DuctParams params;
  params.milk_m3 = m3_from_mL(milk_mL);
  params.capacity_m3 = m3_from_mL(capacity_mL);
  return params;
}

/// Pump: one raised-cosine pulse a second, 0.7 s long [C2.4]. Of the vacuum 30 % reaches the last
/// segment's tissue and 3 % the rest (notes §2.4); the program's tissue model supplies this itself.
struct Pump {
  double peak_Pa = Pa_from_mmHg(190.0);
  bool mean_only = false;  // the cycle's mean, for steps that cannot follow it

  double at(double t_s) const {
    const double duty = 0.7, phase = t_s - std::floor(t_s);
    if (mean_only) return 0.5 * duty * peak_Pa;
    return phase < duty ? peak_Pa * 0.5 * (1.0 - std::cos(2.0 * lac::kPi * phase / duty)) : 0.0;
  }
  void apply(double t_s, Press& press) const {
    const double vacuum_Pa = at(t_s);
    press.outside_Pa = -vacuum_Pa;
    for (auto& lobe : press.segment_Pa) {
      lobe.fill(-0.03 * vacuum_Pa);
      lobe[kSegments - 1] = -0.3 * vacuum_Pa;
    }
  }
};

/// Runs the pump for `length_s` and returns the milk in mL.
inline double pump(Breast& breast, const Pump& pump, double length_s, double stimulus,
                   double dt_s = lac::kTick_s) {
  Press press(breast.ducts.lobes);
  const double before_mL = breast.out_mL;
  const long steps = std::lround(length_s / dt_s);
  for (long i = 0; i < steps; ++i) {
    pump.apply(static_cast<double>(i + 1) * dt_s, press);
    breast.step(dt_s, stimulus, press);
  }
  return breast.out_mL - before_mL;
}

/// Leaves the breast alone.
inline double wait(Breast& breast, double length_s, double stimulus, double dt_s = lac::kTick_s) {
  return pump(breast, Pump{.peak_Pa = 0.0}, length_s, stimulus, dt_s);
}

/// Hand expression: a pressed band that moves along the ducts (notes §3).
struct Technique {
  double from_m, to_m;  // centre of the pressed band behind the nipple base
  double amount = 1.0;  // of the pressure
  bool wave = false;    // behind the moving band the ducts stay pressed (a roll)
  bool nipple = false;  // squeezes the nipple itself
};
inline constexpr Technique kRoll{27e-3, 10e-3, 1.0, true};
inline constexpr Technique kSqueeze{25e-3, 25e-3};
inline constexpr Technique kReverse{10e-3, 27e-3};
inline constexpr Technique kTooFar{50e-3, 35e-3, 1.0, true};
inline constexpr Technique kTooNear{8e-3, 8e-3};
inline constexpr Technique kSlide{40e-3, 5e-3, 0.25};
inline constexpr Technique kNipple{0.0, 0.0, 1.0, false, true};
inline constexpr Technique kNone{27e-3, 10e-3, 0.0};

struct Hand {
  double pressure_Pa = 5000.0;  // at the ducts
  double period_s = 1.75, release = 0.4;
  double move_on_s = 20.0;  // to the next lobes
  int lobes = 3;

  void apply(const Technique& way, double t_s, Press& press) const {
    // press 30 % of the stroke, move the band in its second half, let go
    const double band_m = 6e-3, on_lobe = 0.3;
    const double cycle = t_s / period_s;
    const double phase = (cycle - std::floor(cycle)) / (1.0 - release);
    double force = 0.0, centre_m = way.from_m;
    if (phase < 1.0) {
      force = lac::smoothstep(phase / 0.3) * (1.0 - lac::smoothstep((phase - 0.9) / 0.1));
      centre_m = way.from_m + (way.to_m - way.from_m) * lac::smoothstep((phase - 0.35) / 0.5);
    }
    const double peak_Pa = pressure_Pa * way.amount * force;
    const int count = static_cast<int>(press.alveolar_Pa.size());
    const int first = static_cast<int>(t_s / move_on_s) * lobes;
    for (int i = 0; i < count; ++i) {
      const bool under = ((i - first) % count + count) % count < lobes;
      press.segment_Pa[i].fill(0.0);
      press.alveolar_Pa[i] = under && !way.nipple ? on_lobe * peak_Pa : 0.0;
      press.nipple_Pa[i] = under && way.nipple ? peak_Pa : 0.0;
      if (!under || way.nipple) continue;
      for (int j = 0; j < kSegments; ++j) {
        const double off = (kBehind_m[j] - centre_m) / band_m;
        double share = std::exp(-0.5 * off * off);
        if (way.wave && kBehind_m[j] > centre_m && kBehind_m[j] < way.from_m + 3e-3)
          share = std::max(share, 0.8);
        press.segment_Pa[i][j] = peak_Pa * share;
      }
    }
  }
};

inline double express(Breast& breast, const Technique& way, const Hand& hand, double length_s,
                      double stimulus, double dt_s = lac::kTick_s) {
  Press press(breast.ducts.lobes);
  const double before_mL = breast.out_mL;
  const long steps = std::lround(length_s / dt_s);
  for (long i = 0; i < steps; ++i) {
    hand.apply(way, static_cast<double>(i) * dt_s, press);
    breast.step(dt_s, stimulus, press);
  }
  return breast.out_mL - before_mL;
}

}  // namespace rig
