#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "base/math.h"
#include "oedema/collectors.h"
#include "oedema/constants.h"
#include "oedema/darcy.h"
#include "oedema/lymph.h"
#include "oedema/oedema.h"

namespace lac::oedema {
namespace {

/// Whether every number is one: x * 0 is NaN for NaN and infinity alone.
bool all_finite(std::span<const double> values) {
  double sum = 0.0;
  for (double x : values) sum += x * 0.0;
  return sum == 0.0;
}

bool all_finite(std::span<const Vec3> values) {
  double sum = 0.0;
  for (const Vec3& v : values) sum += (v.x + v.y + v.z) * 0.0;
  return sum == 0.0;
}

[[maybe_unused]] bool fits(const OedemaModel& model, std::size_t size) {
  return size == 0 || size == model.volume_m3.size();
}

/// The present state into the work arrays, and what drives the fluid beside recoil.
/// @return Clamped if a pressure beyond the model's range was cut
StepFlag open_step(const OedemaModel& model, const OedemaLoad& load, const OedemaState& state,
                   OedemaScratch& scratch) {
  const std::size_t nodes = model.volume_m3.size();
  scratch.node.resize(nodes);
  scratch.drive_Pa.resize(nodes);
  scratch.excess = state.excess;
  scratch.fill = state.lymph_fill;
  scratch.peak_Pa = state.stretch_peak_Pa;
  scratch.stretch_s = state.stretch_s;
  scratch.along_s = state.stretch_along_s;
  scratch.injury_Pa_s = state.injury_Pa_s;
  scratch.tracer = state.tracer;
  scratch.taken_m3 = scratch.tracer_taken = {};
  scratch.uptake_frac = uptake_fracs(model, state);
  StepFlag flag = StepFlag::None;
  for (std::size_t i = 0; i < nodes; ++i) {
    const double asked_Pa = load.p_ext_Pa.empty() ? 0.0 : load.p_ext_Pa[i];
    const double p_ext_Pa = clamp(asked_Pa, -kLargestPressure_Pa, kLargestPressure_Pa);
    if (p_ext_Pa != asked_Pa) flag = StepFlag::Clamped;
    scratch.drive_Pa[i] = p_ext_Pa - model.case_offset_Pa[i];
  }
  return flag;
}

/// The work arrays become the state.
void close_step(const OedemaScratch& scratch, OedemaState& state) {
  state.excess = scratch.excess;
  state.lymph_fill = scratch.fill;
  state.stretch_peak_Pa = scratch.peak_Pa;
  state.stretch_s = scratch.stretch_s;
  state.stretch_along_s = scratch.along_s;
  state.injury_Pa_s = scratch.injury_Pa_s;
  state.tracer = scratch.tracer;
}

/// What others read, from the new state.
void publish(const OedemaModel& model, const OedemaState& state, OedemaFlow& out) {
  double areola_m3 = 0.0, areola_room_m3 = 0.0, fluid = 0.0, room_m3 = 0.0;
  out.worst_injury_frac = 0.0;
  for (std::size_t i = 0; i < state.excess.size(); ++i) {
    const double weighted_m3 = model.areola_weight[i] * model.room_m3[i];
    areola_m3 += weighted_m3 * state.excess[i];
    areola_room_m3 += weighted_m3;
    fluid += model.room_m3[i] * state.excess[i];
    room_m3 += model.room_m3[i];
    out.worst_injury_frac =
        std::max(out.worst_injury_frac, state.injury_Pa_s[i] / model.injury_limit_Pa_s[i]);
  }
  out.areola_excess = areola_room_m3 > 0.0 ? areola_m3 / areola_room_m3 : 0.0;
  out.mean_excess = room_m3 > 0.0 ? fluid / room_m3 : 0.0;
  out.mass_error_m3 =
      fluid - model.start_fluid_m3 - state.filtered_m3 - state.injected_m3 + state.lymph_out_m3;
}

}  // namespace

StepReport step(const OedemaModel& model, const OedemaLoad& load, double dt_s, OedemaState& state,
                OedemaFlow& out) {
  LAC_ASSERT(dt_s > 0.0);
  LAC_ASSERT(fits(model, load.p_ext_Pa.size()) && fits(model, load.surface_Pa.size()));
  LAC_ASSERT(fits(model, load.stroke.size()) && fits(model, load.glide_m_per_s.size()));

  // a load that is not a number changes nothing
  double single = load.capillary_Pa + load.oncotic_drop_Pa + load.venous_scale;
  for (int g = 0; g < kNodeGroups; ++g) single += load.outflow_Pa[g] + load.clearing[g];
  if (!std::isfinite(single + load.collector_scale) || !all_finite(load.p_ext_Pa) ||
      !all_finite(load.shaken_per_s) || !all_finite(load.surface_Pa) || !all_finite(load.stroke) ||
      !all_finite(load.glide_m_per_s)) {
    return {.flag = StepFlag::NonFinite};
  }
  OedemaScratch& scratch = out.scratch;
  const StepFlag opened = open_step(model, load, state, scratch);

  // redistribution, then what capillaries give and lymphatics take, then what the load harms
  StepReport report = move_fluid(model, dt_s, scratch);
  const Exchange slow = exchange(model, load, dt_s, scratch);
  const double stroked_m3 = stroke(model, load, dt_s, scratch);
  injure(model, load, dt_s, scratch);
  if (!all_finite(scratch.excess)) return {.flag = StepFlag::NonFinite};

  close_step(scratch, state);
  state.filtered_m3 += slow.filtered_m3;
  state.lymph_out_m3 += slow.lymph_m3 + stroked_m3;
  out.filtration_m3_per_s = slow.filtered_m3 / dt_s;
  out.lymph_m3_per_s = (slow.lymph_m3 + stroked_m3) / dt_s;
  advance_collectors(model, load, dt_s, scratch, state, out);
  advance_veins(model, load, dt_s, state, out);
  publish(model, state, out);
  report.flag = worst(report.flag, opened);
  report.residual = std::fabs(out.mass_error_m3);
  return report;
}

}  // namespace lac::oedema
