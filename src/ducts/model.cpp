#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/math.h"
#include "base/rng.h"
#include "ducts/chain.h"
#include "ducts/ducts.h"
#include "ducts/tube.h"

namespace lac::ducts {
namespace {

constexpr std::uint64_t kPoreStream = 0x706f7265, kFullnessStream = 0x66756c6c;  // "pore", "full"
constexpr int kSharingRounds = 32;

/// 8 mu L / (pi r^4), mu L and a diameter given.
double poiseuille(double viscosity_Pa_s, double length_m, double diameter_m) {
  const double square = diameter_m * diameter_m;
  return 128.0 * viscosity_Pa_s * length_m / (kPi * square * square);
}

/// Shear rate at the wall of one of N parallel branches over the half rate, per whole flow:
/// 32/(N pi d^3), the branch as wide as gives the whole lumen.
double shear_per_flow(double branches, double diameter_m) {
  const double one_m = diameter_m / std::sqrt(branches);
  return 32.0 / (branches * kPi * one_m * one_m * one_m) / kShearHalf_per_s;
}

/// Pores that do not work, the tightest first, and the one under a bleb.
void shut_pores(DuctModel& model) {
  const DuctParams& p = model.params;
  std::vector<int> order(model.lobes);
  for (int i = 0; i < model.lobes; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return model.pore_open_Pa[a] < model.pore_open_Pa[b]; });
  if (p.working_pores > 0)
    for (int k = p.working_pores; k < model.lobes; ++k) model.pore_open_Pa[order[k]] = kPoreShut_Pa;
  if (p.bleb_lobe >= 0) {
    model.pore_open_Pa[p.bleb_lobe] += kBlebOpen_Pa;
    model.pore_resistance_Pa_s_per_m3[p.bleb_lobe] *= kBlebResistance;
  }
}

/// Fullness at which a lobe at rest would push its own pore open: it cannot start fuller.
double sealed_fullness(const DuctModel& model, int lobe) {
  const DuctParams& p = model.params;
  return log(1.0 + model.pore_open_Pa[lobe] / p.P_s_Pa) / p.k_fill;
}

/// Milk to the lobes: uneven, none fuller than its pore can hold, the sum as asked.
void share_milk(const DuctModel& model, double milk_m3, DuctState& state) {
  const DuctParams& p = model.params;
  Rng rng(mix_seed(p.seed, kFullnessStream));
  double capacity_m3 = 0.0, weight_m3 = 0.0;
  std::vector<double> weight(model.lobes);
  for (int i = 0; i < model.lobes; ++i) {
    weight[i] = std::max(0.0, 1.0 + p.unevenness_cv * rng.normal());
    if (i == p.plug_lobe) weight[i] = 0.0;
    weight_m3 += weight[i] * model.capacity_m3[i];
    if (i != p.plug_lobe) capacity_m3 += model.capacity_m3[i];
  }
  if (weight_m3 <= 0.0) return;

  // fill by weight, stop each lobe at its seal, pour what is left into the others
  double left_m3 = milk_m3;
  for (int round = 0; round < kSharingRounds && left_m3 > 0.0; ++round) {
    double open_m3 = 0.0, poured_m3 = 0.0;
    for (int i = 0; i < model.lobes; ++i)
      if (state.alveolar_m3[i] < sealed_fullness(model, i) * model.capacity_m3[i])
        open_m3 += weight[i] * model.capacity_m3[i];
    if (open_m3 <= 0.0) break;
    for (int i = 0; i < model.lobes; ++i) {
      const double most_m3 = sealed_fullness(model, i) * model.capacity_m3[i];
      if (i == p.plug_lobe || state.alveolar_m3[i] >= most_m3) continue;
      const double share_m3 = left_m3 * weight[i] * model.capacity_m3[i] / open_m3;
      const double take_m3 = std::min(share_m3, most_m3 - state.alveolar_m3[i]);
      state.alveolar_m3[i] += take_m3;
      poured_m3 += take_m3;
    }
    left_m3 -= poured_m3;
  }

  // a breast asked to be fuller than all its seals is so, evenly: it drips
  for (int i = 0; i < model.lobes; ++i)
    if (i != p.plug_lobe && left_m3 > 0.0)
      state.alveolar_m3[i] += left_m3 * model.capacity_m3[i] / capacity_m3;
}

}  // namespace

DuctModel make_model(const anatomy::DuctTree& tree, const DuctParams& params) {
  // a practice body has no lobes
  LAC_ASSERT(params.plug_lobe < static_cast<int>(tree.lobe.size()));
  LAC_ASSERT(params.bleb_lobe < static_cast<int>(tree.lobe.size()));
  DuctModel model{.params = params, .lobes = static_cast<int>(tree.lobe.size())};
  const double viscosity_Pa_s = kMilkViscosity_Pa_s * params.viscosity_scale;
  Rng rng(mix_seed(params.seed, kPoreStream));
  for (const anatomy::Lobe& lobe : tree.lobe) {
    // ducts at zero load: N parallel branches of the same whole lumen resist N times as much
    const std::array<double, kSegments> branches{kBranchesDeep, kBranchesSecond, kBranchesThird,
                                                 1.0};
    std::array<double, kSegments> volume, resistance, shear;
    for (int j = 0; j < kSegments; ++j) {
      const double diameter_m = lobe.diameter_m[j];
      volume[j] = 0.25 * kPi * diameter_m * diameter_m * lobe.length_m[j];
      resistance[j] = branches[j] * poiseuille(viscosity_Pa_s, lobe.length_m[j], diameter_m);
      shear[j] = shear_per_flow(branches[j], diameter_m);
    }
    model.diameter_m.push_back(lobe.diameter_m);
    model.shear_s_per_m3.push_back(shear);
    model.pore_shear_s_per_m3.push_back(shear_per_flow(1.0, lobe.pore_diameter_m));
    // a jet: rho v^2 d / sigma above the critical number
    const double jet_m_per_s = std::sqrt(kJetWeber * kSurfaceTension_N_per_m /
                                         (kMilkDensity_kg_per_m3 * lobe.pore_diameter_m));
    model.jet_m3_per_s.push_back(0.25 * kPi * lobe.pore_diameter_m * lobe.pore_diameter_m *
                                 jet_m_per_s);
    model.rest_volume_m3.push_back(volume);
    model.resistance_Pa_s_per_m3.push_back(resistance);

    // pore and outlet: a lobe's outlet resistance goes with the inverse of its capacity
    const double capacity_m3 = params.capacity_m3 * lobe.capacity_share;
    model.capacity_m3.push_back(capacity_m3);
    model.pore_resistance_Pa_s_per_m3.push_back(
        poiseuille(viscosity_Pa_s, kPoreLength_m, lobe.pore_diameter_m));
    model.pore_open_Pa.push_back(params.p_open_Pa *
                                 (1.0 + params.pore_spread_frac * rng.uniform(-1.0, 1.0)));
    model.outlet_resistance_Pa_s_per_m3.push_back(params.R_u_Pa_s_per_m3 * params.viscosity_scale *
                                                  kOutletReference_m3 / capacity_m3);
  }
  shut_pores(model);
  return model;
}

DuctState initial_state(const DuctModel& model) {
  const DuctParams& p = model.params;
  const auto lobes = static_cast<std::size_t>(model.lobes);
  DuctState state;
  state.alveolar_m3.assign(lobes, 0.0);
  state.log_area.assign(lobes, {});
  state.plug_yield_Pa.assign(lobes, 0.0);
  state.plug_peak_Pa.assign(lobes, 0.0);
  state.plug_standing_Pa.assign(lobes, kStandingUnset_Pa);
  state.recoil_Pa.assign(lobes, {});
  state.out_m3.assign(lobes, 0.0);

  // the blocked lobe first, the rest of the milk to the others
  double milk = p.milk_m3;
  if (p.plug_lobe >= 0) {
    state.plug_yield_Pa[p.plug_lobe] = p.plug_yield_Pa;
    state.alveolar_m3[p.plug_lobe] = p.blocked_lobe_fullness * model.capacity_m3[p.plug_lobe];
    milk -= state.alveolar_m3[p.plug_lobe];
  }
  share_milk(model, std::max(milk, 0.0), state);

  // ducts stand open at their lobe's pressure; behind a plug only the segments before it do
  for (int i = 0; i < model.lobes; ++i) {
    const double inside_Pa =
        alveolar_pressure(p, model.capacity_m3[i], state.alveolar_m3[i], 0.0, 0.0).pressure_Pa;
    for (int j = 0; j < kSegments; ++j)
      if (i != p.plug_lobe || j <= kPlugLink)
        state.log_area[i][j] = log_area_at(inside_Pa, p.K_1_Pa);
  }
  return state;
}

double milk_m3(const DuctModel& model, const DuctState& state) {
  double sum = 0.0;
  for (int i = 0; i < model.lobes; ++i) {
    sum += state.alveolar_m3[i];
    for (int j = 0; j < kSegments; ++j)
      sum += model.rest_volume_m3[i][j] * exp(state.log_area[i][j]);
  }
  return sum;
}

double duct_diameter_m(const DuctModel& model, const DuctState& state, int lobe, int segment) {
  return model.diameter_m[lobe][segment] * exp(0.5 * state.log_area[lobe][segment]) *
         std::sqrt(state.widened);
}

bool sprays(const DuctModel& model, int lobe, double pore_m3_per_s) {
  return pore_m3_per_s >= model.jet_m3_per_s[lobe];
}

double transmural_Pa(const DuctParams& params, double fullness) {
  return params.P_s_Pa * (exp(params.k_fill * fullness) - 1.0);
}

double lobe_fullness(const DuctModel& model, const DuctState& state, int lobe) {
  return state.alveolar_m3[lobe] / model.capacity_m3[lobe];
}

void hash_into(Hasher& hasher, const DuctState& state) {
  hasher.add(state.alveolar_m3).add(state.plug_yield_Pa).add(state.plug_peak_Pa);
  hasher.add(state.plug_standing_Pa).add(state.out_m3).add(state.widened);
  for (const auto& lobe : state.log_area) hasher.add(std::span<const double>(lobe));
  for (const auto& lobe : state.recoil_Pa) hasher.add(std::span<const double>(lobe));
}

}  // namespace lac::ducts
