// The order of the models in a tick is part of the model.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/force_loop.h"
#include "sim/impl.h"

namespace lac::sim {
namespace {

constexpr std::array<bool, 2> kNoTouch{false, false};
constexpr double kRestTissue_s = 1.0 / 30.0;  // the tissue step of a rest tick: longest stable one
constexpr int kRestTissueSteps = 1, kAwakeTissueSteps = 8;
constexpr int kFeelAfter_ticks = 60;
constexpr int kFeelEvery_ticks = 60;     // rest ticks
constexpr int kOtherTissue_ticks = 60;   // the breast not in hand: its tissue follows its fluids
constexpr int kOtherTissue_rest = 10;    // the same, in rest ticks
constexpr int kOtherFluid_ticks = 15;    // its fluids
constexpr int kTurnedAwake_ticks = 120;  // both breasts swing out after a turn
constexpr int kUntouched_ticks = 60;     // then the skin at rest is what hands are set down on
constexpr float kFollowFrac = 0.05f;     // per tick: how fast that follows

bool any_touch(const std::vector<tissue::ContactPatch>& patches) {
  return std::any_of(patches.begin(), patches.end(), [](const auto& p) { return p.touching; });
}

/// Pressure that hands add, per node. Untouched, there is none by definition: the field at rest is
/// what it is measured from. Under a hand that field stands still.
void split_pressure(bool touched, BreastState& s, Scratch& x) {
  for (std::size_t i = 0; i < s.rest_pressure_Pa.size(); ++i) {
    const double p = x.tissue.pressure_Pa[i];
    if (!touched) s.rest_pressure_Pa[i] = p;
    x.p_ext_Pa[i] = p - s.rest_pressure_Pa[i];
  }
}

/// The skin that hands are set down on follows the body once nobody has touched it for a second.
void follow_rest(bool touched, bool rest, BreastState& s) {
  s.untouched_ticks = touched ? 0 : std::min(s.untouched_ticks + 1, kUntouched_ticks);
  if (!rest && s.untouched_ticks < kUntouched_ticks) return;
  const float frac = rest ? 1.0f : kFollowFrac;
  for (std::size_t i = 0; i < s.rest_x_m.size(); ++i)
    s.rest_x_m[i] += frac * (s.tissue.x_m[i] - s.rest_x_m[i]);
}

/// Blanching: skin pales under pressure and colours again.
void blanch(const CouplingParams& c, double dt_s, const Scratch& x, BreastState& s) {
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

/// Time passes for what is on her and at her breast.
void pass_time(double dt_s, State& s) {
  for (BreastState& b : s.breast) {
    b.pack_left_s = std::max(b.pack_left_s - dt_s, 0.0);
    if (b.pack_left_s == 0.0) b.pack = Pack::None;
  }
  if (s.feed_left_s > 0.0) s.fed_s += dt_s;
  s.feed_left_s = std::max(s.feed_left_s - dt_s, 0.0);
  if (!s.torso.turning()) return;
  s.torso.turned_s = std::min(s.torso.turned_s + dt_s, s.torso.turn_s);
  for (BreastState& b : s.breast) b.awake_ticks = kTurnedAwake_ticks;
}

}  // namespace

void Simulation::Impl::ease_coached(const input::InputFrame& seen, double dt_s) {
  // the parent's own hand does not go on where it hurts
  const double ease = kCoachedEase_per_s * dt_s;
  const bool hurts = state.physiology.felt_nrs - resting_nrs > kCoachedFrom_nrs;
  state.coached_frac = clamp(state.coached_frac + (hurts ? -ease : 0.1 * ease), 0.0, 1.0);
  for (hand::Finger& f : pose.finger)
    if (seen.hands[f.id / 16].coached) {
      f.press_N *= state.coached_frac;
      f.squeeze_N *= state.coached_frac;
    }
}

// The fingers that can meet the skin: a hand that was lifted hangs in the air, and the nipple
// stands out farther than it hovers.
const hand::HandPose& Simulation::Impl::within_reach(const CouplingParams& c,
                                                     const std::array<bool, 2>& touching) {
  met = pose;
  std::erase_if(met.finger, [&](const hand::Finger& f) {
    if (touching[f.id / 16]) return false;
    const auto l = std::find_if(state.loop.begin(), state.loop.end(),
                                [&](const State::FingerLoop& x) { return x.id == f.id; });
    return l != state.loop.end() && l->advance_m <= -c.hover_m;
  });
  return met;
}

StepReport Simulation::Impl::touch(const input::InputFrame& seen, bool rest) {
  BreastBody& b = here();
  BreastState& s = state.here();
  const CouplingParams& c = b.model.patient.coupling;

  // hand: input to finger bodies, moved in until they bear the commanded force
  const anatomy::SurfaceView resting{b.model.breast.get(), s.rest_x_m};
  pose = hand::pose(b.model.patient.hand, resting, seen, state.hand);
  const double dt_s = rest ? kRestTissue_s : kTick_s;
  const std::array<bool, 2> touching{seen.hands[0].touching, seen.hands[1].touching};
  suck(b.model, seen.device, dt_s, pose, state, b.scratch);
  ease_coached(seen, dt_s);
  advance_fingers(c, rest ? kNoTouch : touching, dt_s, friction(b.model, s), state, pose);

  // contact: Bullet finds which finger bodies meet the skin, then calls our tissue step
  const double from = now();
  tissue::TissueLoad load = still_load(b.model, state, s);
  load.fields_changed = b.scratch.fields_changed;
  load.friction = friction(b.model, s);
  if (state.vacuum_Pa > 0.0) load.pull_Pa = b.scratch.pull_Pa;
  const int steps = !rest ? 1 : s.awake_ticks > 0 ? kAwakeTissueSteps : kRestTissueSteps;
  if (rest) load.creep_s = kRestTick_s / steps;
  StepReport report;
  const hand::HandPose& meets = within_reach(c, rest ? kNoTouch : touching);
  for (int k = 0; k < steps; ++k) {
    report = contact::step(*b.world, meets, load, dt_s, state.contact, s.tissue, b.scratch.tissue);
    load.fields_changed = false;
  }
  b.scratch.fields_changed = false;
  times.tissue += now() - from;

  feel(c, b.scratch.tissue.patch, pose, state);
  const bool touched = any_touch(b.scratch.tissue.patch);
  split_pressure(touched, s, b.scratch);
  follow_rest(touched, rest, s);
  if (!touched) s.tissue_Pa = gland_pressure_Pa(b.model, s.rest_pressure_Pa);
  blanch(c, rest ? kRestTick_s : kTick_s, b.scratch, s);
  wear_oil(b.scratch, s);
  s.awake_ticks = std::max(s.awake_ticks - (rest ? kFeelAfter_ticks : 1), 0);
  return report;
}

StepReport Simulation::Impl::follow_other(bool rest) {
  BreastBody* b = other();
  if (b == nullptr) return {};
  BreastState& s = state.breast[1 - static_cast<std::size_t>(state.side)];
  const bool due =
      rest ? state.rest_ticks % kOtherTissue_rest == 0 : state.ticks % kOtherTissue_ticks == 0;
  if (due) {
    update_fields(b->model, s);
    b->scratch.fields_changed = true;
  }
  if (!due && s.awake_ticks == 0) return {};
  const double from = now();
  tissue::TissueLoad load = still_load(b->model, state, s);
  load.fields_changed = b->scratch.fields_changed;
  const bool awake = s.awake_ticks > 0;
  const double dt_s = rest || !awake ? kRestTissue_s : kTick_s;
  // the slow response gets all the time since the last step
  if (!awake) {
    load.creep_s = rest ? kOtherTissue_rest * kRestTick_s : kOtherTissue_ticks * kTick_s;
  } else if (rest) {
    load.creep_s = kRestTick_s / kAwakeTissueSteps;
  }
  StepReport report;
  for (int k = 0; k < (rest && awake ? kAwakeTissueSteps : 1); ++k) {
    report = contact::step(*b->world, {}, load, dt_s, b->nobody, s.tissue, b->scratch.tissue);
    load.fields_changed = false;
  }
  b->scratch.fields_changed = false;
  split_pressure(false, s, b->scratch);
  follow_rest(false, true, s);
  s.tissue_Pa = gland_pressure_Pa(b->model, s.rest_pressure_Pa);
  blanch(b->model.patient.coupling, dt_s, b->scratch, s);
  s.awake_ticks = std::max(s.awake_ticks - (rest ? kFeelAfter_ticks : 1), 0);
  times.tissue += now() - from;
  return report;
}

TickReport Simulation::Impl::advance(const input::InputFrame& frame) {
  State& s = state;
  const bool rest = frame.kind == input::TickKind::Rest;
  const double dt_s = rest ? kRestTick_s : kTick_s;
  times = TickTimes{};
  const double from = now();

  // commands, then what time does to her
  const anatomy::Side before = s.side;
  const std::array<const Model*, 2> models{body[0] ? &body[0]->model : nullptr,
                                           body[1] ? &body[1]->model : nullptr};
  obey(frame.commands, models, s);
  pass_time(dt_s, s);
  if (s.side != before) take_up();

  // swelling and stiffness: what the fluids became
  if (rest || s.ticks % here().model.patient.coupling.field_ticks == 0) {
    update_fields(here().model, s.here());
    here().scratch.fields_changed = true;
  }

  // while she turns the hands are off
  const input::InputFrame& seen = rest || s.torso.turning() ? idle_frame : frame;
  TickReport report;
  report.tissue = touch(seen, rest);
  const StepReport followed = follow_other(rest);
  if (followed.flag == StepFlag::NonFinite) report.tissue = followed;

  // hers, then each breast's own: the one in hand every tick, the other four times a second
  const bool changed = s.side != before;
  const double lag_s = s.other_lag_ticks * kTick_s;
  const double here_s = changed ? dt_s + lag_s : dt_s;
  report.physiology = live(s.side, here_s);
  const StepReport hers = feel_and_let_down(seen, dt_s);
  if (hers.flag == StepFlag::NonFinite) report.physiology = hers;
  const TickReport wet = fluids(s.side, here_s, seen);
  report.ducts = wet.ducts;
  report.oedema = wet.oedema;
  s.other_lag_ticks = changed ? 0 : s.other_lag_ticks + (rest ? 0 : 1);
  if (other() != nullptr && (rest || s.other_lag_ticks == kOtherFluid_ticks)) {
    const double there_s = s.other_lag_ticks * kTick_s + (rest ? kRestTick_s : 0.0);
    const anatomy::Side away = other()->model.patient.breast.side;
    const StepReport lives = live(away, there_s);
    if (lives.flag == StepFlag::NonFinite) report.physiology = lives;
    const TickReport there = fluids(away, there_s, idle_frame);
    s.other_lag_ticks = 0;
    if (there.ducts.flag == StepFlag::NonFinite) report.ducts = there.ducts;
    if (there.oedema.flag == StepFlag::NonFinite) report.oedema = there.oedema;
  }

  feel_areola(rest);
  rest ? ++s.rest_ticks : ++s.ticks;
  look(rest);
  watch_pit(dt_s);
  observe(here().model, frame, pose, dt_s, here().scratch, s, observation);
  remember(pose, observation, s);
  times.total = now() - from;
  times.rest = times.total - times.tissue - times.ducts - times.oedema;
  return report;
}

void Simulation::Impl::take_up() {
  // the breast left keeps its state; what hands did to it is over
  for (const auto& b : body) {
    if (!b) continue;
    Scratch& x = b->scratch;
    std::fill(x.p_ext_Pa.begin(), x.p_ext_Pa.end(), 0.0);
    std::fill(x.surface_Pa.begin(), x.surface_Pa.end(), 0.0);
    std::fill(x.glide_m_per_s.begin(), x.glide_m_per_s.end(), 0.0);
    std::fill(x.stroke.begin(), x.stroke.end(), Vec3{});
    x.tissue.patch.clear();
    std::fill(x.tissue.contact_pressure_Pa.begin(), x.tissue.contact_pressure_Pa.end(), 0.0f);
    std::fill(x.tissue.skin_slip_m.begin(), x.tissue.skin_slip_m.end(), 0.0f);
    x.pain.clear();
    x.fields_changed = true;
  }
}

void Simulation::Impl::look(bool rest) {
  for (const auto& b : body) {
    if (!b) continue;
    const anatomy::Side side = b->model.patient.breast.side;
    const auto i = static_cast<std::size_t>(side);
    // the breast that is not in hand changes slowly
    if (side != state.side && !rest && state.ticks % kOtherTissue_ticks != 1) continue;
    observation.breast[i] = chart(b->model, b->scratch, state.breast[i]);
  }
}

void Simulation::Impl::watch_pit(double dt_s) {
  // how long the dent that the last touch left takes to rise by half
  BreastState& s = state.here();
  const double now_m = observation.breast[static_cast<std::size_t>(state.side)].pit_depth_m;
  if (any_touch(here().scratch.tissue.patch)) {
    s.pit_m = s.pit_s = 0.0;
  } else if (s.pit_m == 0.0) {
    s.pit_m = now_m;
  } else if (s.pit_m > 0.0) {
    s.pit_s += dt_s;
    if (now_m > 0.5 * s.pit_m) return;
    s.pit_refill_s = s.pit_s;
    s.pit_m = -1.0;  // until the next touch
  }
}

void Simulation::Impl::feel_areola(bool rest) {
  // firm or soft is felt a second after a touch ends, and once a minute while waiting
  BreastState& s = state.here();
  const Model& m = here().model;
  const anatomy::SurfaceView skin{m.breast.get(), s.tissue.x_m};
  if (areola_touched(m, skin, here().scratch)) {
    s.probe_due_ticks = kFeelAfter_ticks;
  } else if (s.probe_due_ticks > 0) {
    if (--s.probe_due_ticks == 0) probe_firmness(state.side);
  } else if (rest && state.rest_ticks % kFeelEvery_ticks == 0) {
    probe_firmness(state.side);
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
