// Milk, fluid and life of one breast, and what is hers as a whole, in one tick.
#include <algorithm>

#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/impl.h"

namespace lac::sim {
namespace {

constexpr double kSuckedTissue_frac = 0.3;  // of a baby's vacuum, in the last segment (notes §2.4)

}  // namespace

StepReport Simulation::Impl::live(anatomy::Side side, double dt_s) {
  BreastBody& b = at(side);
  Scratch& x = b.scratch;
  BreastState& s = state.breast[static_cast<std::size_t>(side)];
  for (int i = 0; i < b.model.ducts.lobes; ++i)
    x.fullness[static_cast<std::size_t>(i)] = ducts::lobe_fullness(b.model.ducts, s.ducts, i);
  physiology::GlandLoad load;
  load.fullness = x.fullness;
  load.capacity_share = b.model.capacity_share;
  load.ejected_m3 = s.ejected_m3;
  load.pack = s.pack != Pack::None;
  load.pack_degC = s.pack == Pack::Cold ? kColdPack_degC.value : kWarmPack_degC.value;
  load.vacuum_Pa = side == state.side ? suction_Pa(state, dt_s) : 0.0;
  load.injury_frac = x.oedema.worst_injury_frac;
  const StepReport report =
      physiology::step_gland(b.model.physiology, load, dt_s, s.gland, x.gland);
  s.heat_drive = x.gland.heat_drive;
  return report;
}

StepReport Simulation::Impl::feel_and_let_down(const input::InputFrame& frame, double dt_s) {
  BreastBody& b = here();
  Scratch& x = b.scratch;
  State& s = state;
  load_physiology(b.model, pose, frame, dt_s, physiology.params.sensitisation, s, x);

  // the stronger of hands, pump and baby; pain at rest of the breast that aches more
  physiology::PhysiologyLoad load;
  load.nipple_stimulus = s.nipple_stimulus;
  if (s.vacuum_s > 0.0 && frame.device.cycle_Hz > 0.0)
    load.nipple_stimulus =
        std::max(load.nipple_stimulus, physiology::pump_stimulus(frame.device.vacuum_Pa));
  if (s.feed_left_s > 0.0)
    load.nipple_stimulus =
        std::max(load.nipple_stimulus,
                 physiology::feeding_stimulus(s.fed_s, s.fed_m3, physiology.params.appetite_m3));
  load.stroking_stimulus = s.stroking_stimulus;
  load.cue_stimulus = s.cue;
  for (const auto& one : body) {
    if (!one) continue;
    const BreastState& mine = s.breast[static_cast<std::size_t>(one->model.patient.breast.side)];
    load.tissue_Pa =
        std::max(load.tissue_Pa, physiology.baseline_half_Pa * aching_Pa(one->model, mine) /
                                     one->model.physiology.baseline_half_Pa);
    load.other_drive = std::max(load.other_drive, mine.heat_drive);
  }
  load.vacuum_Pa = s.vacuum_s > 0.0 ? frame.device.vacuum_Pa : 0.0;
  load.stress = s.stress;
  load.noise = s.noise;
  load.pleasantness = x.pleasantness;
  load.comfort_scale = x.gland.comfort_scale;
  load.vibrating = stirring_per_s(x, pose, frame.device) > 0.0;
  load.pain = x.pain;
  return physiology::step(physiology, load, dt_s, s.physiology, physiology_out);
}

TickReport Simulation::Impl::fluids(anatomy::Side side, double dt_s,
                                    const input::InputFrame& frame) {
  TickReport report;
  BreastBody& b = at(side);
  Scratch& x = b.scratch;
  BreastState& s = state.breast[static_cast<std::size_t>(side)];
  const bool held = side == state.side;

  // ducts: what the tissue now presses on the milk, and who sucks
  const double ducts_from = now();
  load_ducts(b.model, s, x);
  ducts::DuctLoad milk;
  if (held) milk.outside_Pa = -suction_Pa(state, dt_s);
  // a tunnel too narrow or too steep presses what lies under its rim (Starling)
  if (held && state.vacuum_Pa > 0.0) {
    const double rim_Pa =
        state.vacuum_Pa * physiology::flange_rim_frac(b.model.patient.coupling.flange,
                                                      b.model.patient.breast.nipple_diameter_m);
    for (auto& segment : x.segment_Pa) segment.back() += rim_Pa;
  }
  if (held && state.feed_left_s > 0.0)
    for (auto& segment : x.segment_Pa) segment.back() += kSuckedTissue_frac * milk.outside_Pa;
  milk.alveolar_tissue_Pa = x.alveolar_Pa;
  milk.segment_tissue_Pa = x.segment_Pa;
  milk.nipple_tissue_Pa = x.nipple_Pa;
  milk.synthesis_m3_per_s = x.gland.synthesis_m3_per_s;
  milk.contraction = state.physiology.contraction;
  milk.contraction_strength = state.physiology.strength;
  milk.milk_degC = x.gland.milk_degC;
  injure_plug(b.model, s, x);
  milk.injury_frac = x.plug_injury_frac;
  if (held) milk.vibration_per_s = stirring_per_s(x, pose, frame.device);
  report.ducts = ducts::step(b.model.ducts, milk, dt_s, s.ducts, x.ducts);
  s.ejected_m3 = x.ducts.ejected_m3;
  collect(b.model, x, side, state);
  times.ducts += now() - ducts_from;

  // oedema: fluid moves under the same pressure
  const double oedema_from = now();
  if (held) load_oedema(b.model, pose, dt_s, state, x);
  if (held) shake_oedema(b.model, pose, frame.device, state, x);
  oedema::OedemaLoad fluid{x.p_ext_Pa, x.surface_Pa, x.stroke, x.glide_m_per_s};
  if (held) fluid.shaken_per_s = x.shaken_per_s;
  fluid.capillary_Pa = x.gland.capillary_Pa;
  fluid.venous_scale = x.gland.venous_scale;
  fluid.collector_scale = x.gland.collector_scale;
  if (held) load_collectors(b.model, frame, pose, state, dt_s, fluid);
  report.oedema = oedema::step(b.model.oedema, fluid, dt_s, s.oedema, x.oedema);
  times.oedema += now() - oedema_from;
  return report;
}

}  // namespace lac::sim
