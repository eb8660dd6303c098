// The order of the models in a tick is part of the model.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "sim/force_loop.h"
#include "sim/impl.h"

namespace lac::sim {
namespace {

constexpr std::array<bool, 2> kNoTouch{false, false};
constexpr double kRestTissue_s = 1.0 / 30.0;  // the tissue step of a rest tick: longest stable one
constexpr int kFeelAfter_ticks = 60;
constexpr int kFeelEvery_ticks = 60;  // rest ticks
constexpr int kRestTissueSteps = 1;

/// What the tick's commands do to the body; the rest of their meaning is the session's.
void obey(const std::vector<input::Command>& commands, State& s) {
  for (const input::Command& c : commands) {
    if (c.id == "oil") s.oil_frac = 1.0;
    if (c.id == "wipe") s.oil_frac = 0.0;
  }
}

bool any_touch(const std::vector<tissue::ContactPatch>& patches) {
  return std::any_of(patches.begin(), patches.end(), [](const auto& p) { return p.touching; });
}

/// Pressure that hands add, per node. Untouched, there is none by definition: the field at rest is
/// what it is measured from. Under a hand that field stands still.
void split_pressure(bool touched, State& s, Scratch& x) {
  for (std::size_t i = 0; i < s.rest_pressure_Pa.size(); ++i) {
    const double p = x.tissue.pressure_Pa[i];
    if (!touched) s.rest_pressure_Pa[i] = p;
    x.p_ext_Pa[i] = p - s.rest_pressure_Pa[i];
  }
}

/// Milk that left the pores hangs, falls or sprays into the cup.
void collect(const CouplingParams& c, const Scratch& x, State& s) {
  for (std::size_t i = 0; i < s.drop_m3.size(); ++i) {
    s.drop_m3[i] += x.ducts.ejected_m3[i];
    const bool sprays = x.ducts.pore_m3_per_s[i] > c.spray_m3_per_s;
    if (!sprays && s.drop_m3[i] < c.drop_m3) continue;
    s.cup_m3 += s.drop_m3[i];
    s.drop_m3[i] = 0.0;
  }
}

/// Blanching: skin pales under pressure and colours again.
void blanch(const CouplingParams& c, double dt_s, const Scratch& x, State& s) {
  const auto fade = static_cast<float>(exp(-dt_s / c.blanch_fade_s));
  for (std::size_t k = 0; k < s.pale.size(); ++k) {
    const bool pressed = x.tissue.contact_pressure_Pa[k] > c.blanch_Pa;
    s.pale[k] = pressed ? 1.0f : s.pale[k] * fade;
  }
}

/// Was the areola or its border touched in this tick?
bool areola_touched(const Model& m, const anatomy::SurfaceView& skin, const Scratch& x) {
  const double reach = m.breast->landmarks.areola_radius_m + m.patient.breast.nipple_diameter_m;
  return std::any_of(x.tissue.patch.begin(), x.tissue.patch.end(), [&](const auto& p) {
    return p.touching && norm(p.centre_m - skin.nipple_base()) < reach;
  });
}

/// Remembers where the fingers were and what they bore.
void remember(const hand::HandPose& pose, const Observation& seen, State& s) {
  for (State::FingerLoop& l : s.loop) {
    for (const hand::Finger& f : pose.finger)
      if (f.id == l.id) l.centre_m = 0.5 * (f.a_m + f.b_m);
    l.normal_N = 0.0;
    for (const FingerSeen& f : seen.finger)
      if (f.id == l.id) l.normal_N = f.normal_N, l.coord_r_m = f.r_m;
  }
}

}  // namespace

TickReport Simulation::Impl::fluids(const input::InputFrame& frame, double dt_s) {
  TickReport report;
  State& s = state;

  // physiology: pain and let-down answer to this tick's touch
  load_physiology(model, pose, frame, dt_s, s, scratch);
  physiology::PhysiologyLoad body;
  body.nipple_stimulus = s.nipple_stimulus;
  body.stroking_stimulus = s.stroking_stimulus;
  body.tissue_Pa = model.patient.physiology.resting_tissue_Pa;
  body.pain = scratch.pain;
  body.fullness = scratch.fullness;
  body.capacity_share = model.capacity_share;
  report.physiology =
      physiology::step(model.physiology, body, dt_s, s.physiology, scratch.physiology);

  // ducts: what the tissue now presses on the milk
  const double ducts_from = now();
  load_ducts(model, scratch);
  ducts::DuctLoad milk;
  milk.alveolar_tissue_Pa = scratch.alveolar_Pa;
  milk.segment_tissue_Pa = scratch.segment_Pa;
  milk.nipple_tissue_Pa = scratch.nipple_Pa;
  milk.synthesis_m3_per_s = scratch.physiology.synthesis_m3_per_s;
  milk.contraction = s.physiology.contraction;
  milk.contraction_strength = s.physiology.strength;
  report.ducts = ducts::step(model.ducts, milk, dt_s, s.ducts, scratch.ducts);
  collect(model.patient.coupling, scratch, s);
  times.ducts += now() - ducts_from;

  // oedema: fluid moves under the same pressure
  const double oedema_from = now();
  load_oedema(model, pose, dt_s, s, scratch);
  const oedema::OedemaLoad fluid{scratch.p_ext_Pa, scratch.surface_Pa, scratch.stroke,
                                 scratch.glide_m_per_s};
  report.oedema = oedema::step(model.oedema, fluid, dt_s, s.oedema, scratch.oedema);
  times.oedema += now() - oedema_from;
  return report;
}

TickReport Simulation::Impl::advance(const input::InputFrame& frame) {
  const CouplingParams& c = model.patient.coupling;
  State& s = state;
  const bool rest = frame.kind == input::TickKind::Rest;
  const double dt_s = rest ? kRestTick_s : kTick_s;
  times = TickTimes{};
  const double from = now();
  obey(frame.commands, s);

  // swelling and stiffness: what the fluids became
  if (rest || s.ticks % c.field_ticks == 0) {
    update_fields(model, s);
    scratch.fields_changed = true;
  }

  // hand: input to finger bodies, moved in until they bear the commanded force
  const input::InputFrame& seen = rest ? idle_frame : frame;
  const anatomy::SurfaceView resting{model.breast.get(), model.rest_x_m};
  pose = hand::pose(model.patient.hand, resting, seen, s.hand);
  const double hand_dt_s = rest ? kRestTissue_s : kTick_s;
  const std::array<bool, 2> touching{seen.hands[0].touching, seen.hands[1].touching};
  advance_fingers(c, rest ? kNoTouch : touching, hand_dt_s, s, pose);

  // contact: Bullet finds which finger bodies meet the skin, then calls our tissue step
  TickReport report;
  const double tissue_from = now();
  tissue::TissueLoad load;
  load.growth_frac = s.growth_frac;
  load.stiffness_scale = s.stiffness_scale;
  load.fields_changed = scratch.fields_changed;
  load.gravity_m_per_s2 = model.gravity_m_per_s2;
  load.friction = friction(model, s);
  for (int k = 0; k < (rest ? kRestTissueSteps : 1); ++k) {
    report.tissue =
        contact::step(*world, pose, load, hand_dt_s, s.contact, s.tissue, scratch.tissue);
    load.fields_changed = false;
  }
  scratch.fields_changed = false;
  times.tissue = now() - tissue_from;

  feel(c, scratch.tissue.patch, pose, s);
  split_pressure(any_touch(scratch.tissue.patch), s, scratch);
  const TickReport wet = fluids(seen, dt_s);
  report.ducts = wet.ducts;
  report.oedema = wet.oedema;
  report.physiology = wet.physiology;

  blanch(c, dt_s, scratch, s);
  feel_areola(rest);
  rest ? ++s.rest_ticks : ++s.ticks;
  observe(model, frame, pose, dt_s, scratch, s, observation);
  remember(pose, observation, s);
  times.total = now() - from;
  times.rest = times.total - times.tissue - times.ducts - times.oedema;
  return report;
}

void Simulation::Impl::feel_areola(bool rest) {
  // firm or soft is felt a second after a touch ends, and once a minute while waiting
  State& s = state;
  const anatomy::SurfaceView skin{model.breast.get(), s.tissue.x_m};
  if (areola_touched(model, skin, scratch)) {
    s.probe_due_ticks = kFeelAfter_ticks;
  } else if (s.probe_due_ticks > 0) {
    if (--s.probe_due_ticks == 0) s.areola_probe_N_per_m = owner->probe_areola_N_per_m();
  } else if (rest && s.rest_ticks % kFeelEvery_ticks == 0) {
    s.areola_probe_N_per_m = owner->probe_areola_N_per_m();
  }
}

TickReport Simulation::tick(const input::InputFrame& frame) {
  input::InputFrame clean = frame;
  input::sanitise(clean);
  impl_->last_good = impl_->state;
  const TickReport report = impl_->advance(clean);
  // trouble: the last good state is kept, and the caller is told
  if (!report.ok()) restore(impl_->last_good);
  return report;
}

}  // namespace lac::sim
