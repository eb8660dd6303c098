#include "sim/sim.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "sim/impl.h"

namespace lac::sim {
namespace {

constexpr int kProbeTicks = 12;  // pressing in and holding
constexpr int kProbeSites = 4, kBodySites = 2;
constexpr double kBesideAreola_m = 0.020;  // where the breast itself is felt
constexpr double kProbeHoldFrac = 0.5;     // of the ticks
constexpr int kRelaxTicks = 40;            // 1.3 s: what the last press dented has risen
constexpr double kRelaxTick_s = 1.0 / 30.0;
constexpr double kRelaxed_s = 1e5;  // passes for the slow response in every step of a probe

}  // namespace

Simulation::Simulation() : impl_(std::make_unique<Impl>()) { impl_->owner = this; }
Simulation::~Simulation() = default;

const anatomy::Breast& Simulation::breast() const { return *impl_->here().model.breast; }
anatomy::Side Simulation::side() const { return impl_->state.side; }
bool Simulation::has(anatomy::Side side) const {
  return impl_->body[static_cast<std::size_t>(side)] != nullptr;
}
const PatientParams& Simulation::patient() const { return impl_->here().model.patient; }
const State& Simulation::start() const { return impl_->start; }
const State& Simulation::state() const { return impl_->state; }
const Observation& Simulation::observation() const { return impl_->observation; }
const tissue::TissueFields& Simulation::tissue_fields() const {
  return impl_->here().scratch.tissue;
}
const ducts::DuctFlow& Simulation::duct_flow() const { return impl_->here().scratch.ducts; }
const ducts::DuctFlow& Simulation::duct_flow(anatomy::Side side) const {
  return impl_->at(side).scratch.ducts;
}
const oedema::OedemaFlow& Simulation::oedema_flow() const { return impl_->here().scratch.oedema; }
const oedema::OedemaFlow& Simulation::oedema_flow(anatomy::Side side) const {
  return impl_->at(side).scratch.oedema;
}
double Simulation::milk_m3(anatomy::Side side) const {
  const std::size_t i = static_cast<std::size_t>(side);
  return ducts::milk_m3(impl_->at(side).model.ducts, impl_->state.breast[i].ducts);
}
const tissue::TissueFields& Simulation::tissue_fields(anatomy::Side side) const {
  return impl_->at(side).scratch.tissue;
}
const ducts::DuctModel& Simulation::duct_model(anatomy::Side side) const {
  return impl_->at(side).model.ducts;
}
const oedema::OedemaModel& Simulation::oedema_model(anatomy::Side side) const {
  return impl_->at(side).model.oedema;
}
const physiology::GlandOut& Simulation::gland_out(anatomy::Side side) const {
  return impl_->at(side).scratch.gland;
}
const anatomy::Breast& Simulation::breast(anatomy::Side side) const {
  return *impl_->at(side).model.breast;
}
TickTimes Simulation::times() const { return impl_->times; }
void Simulation::set_clock(Clock clock) { impl_->clock = clock; }

void Simulation::restore(const State& state) {
  impl_->state = state;
  impl_->take_up();
}

anatomy::SurfaceView Simulation::skin() const { return skin(impl_->state.side); }
anatomy::SurfaceView Simulation::skin(anatomy::Side side) const {
  const std::size_t i = static_cast<std::size_t>(side);
  return {impl_->at(side).model.breast.get(), impl_->state.breast[i].tissue.x_m};
}

std::shared_ptr<const Snapshot> Simulation::snapshot() const {
  const Impl& x = *impl_;
  const BreastBody* other = x.other();
  auto drawn = std::make_shared<Snapshot>(
      draw(x.here().model, x.here().scratch, other != nullptr ? &other->model : nullptr,
           other != nullptr ? &other->scratch : nullptr, x.pose, x.observation, x.state));
  drawn->ms_tissue = 1e3 * x.times.tissue;
  drawn->ms_tick = 1e3 * x.times.total;
  return drawn;
}

bool Simulation::Impl::relax_copy(anatomy::Side side, tissue::TissueState& copy) {
  BreastBody& x = at(side);
  const BreastState& s = state.breast[static_cast<std::size_t>(side)];
  copy = s.tissue;
  tissue::TissueLoad load = still_load(x.model, state, s);
  load.creep_s = kRelaxed_s;
  for (int k = 0; k < kRelaxTicks; ++k) {
    if (tissue::step(*x.model.tissue, load, kRelaxTick_s, copy, *x.probe_scratch, x.probe_fields)
            .flag == StepFlag::NonFinite)
      return false;
    load.fields_changed = false;
  }
  return true;
}

double Simulation::Impl::press_copy(anatomy::Side side, const tissue::TissueState& relaxed,
                                    anatomy::SkinCoord where, double depth_m) {
  BreastBody& x = at(side);
  const BreastState& s = state.breast[static_cast<std::size_t>(side)];
  const anatomy::SkinPoint p = anatomy::SurfaceView{x.model.breast.get(), relaxed.x_m}.at(where);
  if (p.triangle < 0) return 0.0;
  tissue::TissueState copy = relaxed;
  const double r = x.model.patient.hand.tip_radius_m;
  tissue::TissueLoad load = still_load(x.model, state, s);
  load.creep_s = kRelaxed_s;
  const double per_tick = depth_m / (kProbeTicks * (1.0 - kProbeHoldFrac));
  double depth = 0.0;
  for (int k = 0; k < kProbeTicks; ++k) {
    const double step = std::min(per_tick, depth_m - depth);
    depth += step;
    const Vec3 centre = p.position_m + (r - depth) * p.normal, move = -step * p.normal;
    const tissue::FingerBody tip{.id = 0,
                                 .a_m = centre,
                                 .b_m = centre,
                                 .radius_m = r,
                                 .a_move_m = move,
                                 .b_move_m = move,
                                 .turn_rad = {}};
    load.finger = {&tip, 1};
    if (tissue::step(*x.model.tissue, load, kTick_s, copy, *x.probe_scratch, x.probe_fields).flag ==
        StepFlag::NonFinite)
      return 0.0;
    load.fields_changed = false;
  }
  if (x.probe_fields.patch.empty()) return 0.0;
  const double scale =
      x.model.patient.coupling.probe_level_scale[static_cast<int>(x.model.breast->level)];
  return scale * x.probe_fields.patch[0].normal_N / depth_m;
}

Simulation::Impl::Firm Simulation::Impl::probe(anatomy::Side side) {
  const Model& m = at(side).model;
  tissue::TissueState relaxed;
  if (m.ducts.lobes == 0 || !relax_copy(side, relaxed)) return {};
  const double depth_m = m.patient.coupling.probe_depth_m;
  const double areola_m = m.breast->landmarks.areola_radius_m;
  Firm out;
  for (int k = 0; k < kProbeSites; ++k)
    out.areola_N_per_m +=
        press_copy(side, relaxed, {2.0 * kPi * k / kProbeSites, 0.5 * areola_m}, depth_m) /
        kProbeSites;
  for (int k = 0; k < kBodySites; ++k)
    out.body_N_per_m +=
        press_copy(side, relaxed, {(2.0 * k + 1.0) * kPi / kBodySites, areola_m + kBesideAreola_m},
                   depth_m) /
        kBodySites;
  return out;
}

double Simulation::probe_areola_N_per_m(anatomy::Side side) const {
  return impl_->probe(side).areola_N_per_m;
}

void Simulation::Impl::probe_firmness(anatomy::Side side) {
  const Firm felt = probe(side);
  BreastState& s = state.breast[static_cast<std::size_t>(side)];
  s.areola_probe_N_per_m = felt.areola_N_per_m;
  s.body_probe_N_per_m = felt.body_N_per_m;
}

Simulation::Latch Simulation::try_latch() const {
  const Model& m = impl_->here().model;
  const CouplingParams& c = m.patient.coupling;
  Latch result;
  if (m.ducts.lobes == 0) return result;
  const Impl::Firm felt = impl_->probe(impl_->state.side);
  result.areola_N_per_m = felt.areola_N_per_m;
  result.body_N_per_m = felt.body_N_per_m;

  // how far the nipple stands out
  result.protrusion_m = dot(skin().nipple_tip() - skin().nipple_base(), skin().nipple_axis());
  const double most = lerp(c.hard_areola_N_per_m, c.soft_areola_N_per_m, c.latch_areola_frac);
  if (result.protrusion_m < c.latch_protrusion_m) {
    result.because = "nipple";
  } else if (result.areola_N_per_m > most) {
    result.because = "areola";
  } else if (result.body_N_per_m > c.latch_body_N_per_m) {
    result.because = "breast";
  } else {
    result.ok = true;
    result.result = "ok";
    return result;
  }
  if (result.protrusion_m >= c.shallow_protrusion_m) result.result = "shallow";
  return result;
}

}  // namespace lac::sim
