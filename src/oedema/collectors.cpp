#include "oedema/collectors.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "oedema/constants.h"

namespace lac::oedema {
namespace {

constexpr double kNoStore_m3 = 1e-15;

/// Share of a collector's content that leaves a second.
double emptying_per_s(const OedemaModel& model, const OedemaLoad& load, double store_m3, int g) {
  // contractions against the pressure on their way; they stall at 56 mmHg [E2.6]
  const double against = clamp(1.0 - load.outflow_Pa[g] / kCollectorStall_Pa, 0.0, 1.0);
  return kCollectorEjected_frac * against * collector_Hz(model, store_m3, load.collector_scale, g) +
         clamp(load.clearing[g], 0.0, 1.0) / kClearing_s;
}

}  // namespace

void add_territories(const anatomy::Breast& breast, OedemaModel& model) {
  const anatomy::Landmarks& at = breast.landmarks;
  const std::array<Vec3, kNodeGroups> target{at.axilla_m, at.parasternum_m, at.clavicle_m};
  const GroupValues pull{1.0, model.params.parasternal_pull, model.params.clavicular_pull};
  const std::size_t nodes = breast.mesh.node_m.size();
  model.group_share.assign(nodes, {});
  model.collector_rest_m3 = {};
  for (std::size_t i = 0; i < nodes; ++i) {
    GroupValues& share = model.group_share[i];
    double sum = 0.0;
    for (int g = 0; g < kNodeGroups; ++g) {
      share[g] = pull[g] * exp(-norm(target[g] - breast.mesh.node_m[i]) / kPullLength_m);
      sum += share[g];
    }
    // J_rest = f_c * ejected share * store
    for (int g = 0; g < kNodeGroups; ++g) {
      share[g] /= sum;
      model.collector_rest_m3[g] += share[g] * model.filtration_per_s[i] * model.volume_m3[i] /
                                    (kCollectorRate_Hz * kCollectorEjected_frac);
    }
  }
}

GroupValues uptake_fracs(const OedemaModel& model, const OedemaState& state) {
  GroupValues frac{1.0, 1.0, 1.0};
  for (int g = 0; g < kNodeGroups; ++g) {
    if (model.collector_rest_m3[g] < kNoStore_m3) continue;  // no resting lymph, no collectors
    const double filled = state.collector_m3[g] / model.collector_rest_m3[g];
    frac[g] = filled < 1.0
                  ? 1.0 + kClearingGain_frac * (1.0 - filled)
                  : clamp((kCollectorShut - filled) / (kCollectorShut - kCollectorJam), 0.0, 1.0);
  }
  return frac;
}

double collector_Hz(const OedemaModel& model, double store_m3, double warmth_scale, int group) {
  const double filled = store_m3 / std::max(model.collector_rest_m3[group], kNoStore_m3);
  return kCollectorRate_Hz * warmth_scale * clamp(filled, kCollectorSlowest, kCollectorFastest);
}

void advance_collectors(const OedemaModel& model, const OedemaLoad& load, double dt_s,
                        const OedemaScratch& scratch, OedemaState& state, OedemaFlow& out) {
  for (int g = 0; g < kNodeGroups; ++g) {
    const double per_s = emptying_per_s(model, load, state.collector_m3[g], g);
    const double keep = exp(-per_s * dt_s);
    // V' = J - k V with the step's uptake spread evenly over it
    const auto pass = [&](double taken, double& store, double& reached) {
      const double stays =
          per_s > 0.0 ? store * keep + taken * (1.0 - keep) / (per_s * dt_s) : store + taken;
      const double gone = store + taken - stays;
      store = stays;
      reached += gone;
      return gone;
    };
    out.reached_m3_per_s[g] =
        pass(scratch.taken_m3[g], state.collector_m3[g], state.reached_m3[g]) / dt_s;
    if (!state.tracer.empty())
      pass(scratch.tracer_taken[g], state.tracer_on_way[g], state.tracer_reached[g]);
    out.collector_Hz[g] = collector_Hz(model, state.collector_m3[g], load.collector_scale, g);
  }
}

void advance_veins(const OedemaModel& model, const OedemaLoad& load, double dt_s,
                   OedemaState& state, OedemaFlow& out) {
  const double toward = 1.0 - exp(-dt_s / kVenous_s);
  out.blood_lost_m3 = 0.0;
  for (std::size_t i = 0; i < state.venous.size(); ++i) {
    // veins are full below about 1 kPa and empty from 3 kPa
    const double p_Pa = load.p_ext_Pa.empty() ? 0.0 : load.p_ext_Pa[i];
    const double pressed = smoothstep((p_Pa - kVenousFrom_Pa) / (kVenousEmpty_Pa - kVenousFrom_Pa));
    const double filled = load.venous_scale * lerp(1.0, kVenousLeft_frac, pressed);
    state.venous[i] += (filled - state.venous[i]) * toward;
    out.blood_lost_m3 += model.blood_frac[i] * model.volume_m3[i] * (1.0 - state.venous[i]);
  }
}

}  // namespace lac::oedema
