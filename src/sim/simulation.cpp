#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "sim/impl.h"

namespace lac::sim {
namespace {

constexpr int kReferenceIterations = 12;
constexpr int kSettleSteps = 240;
constexpr double kSettledSpeed_m_per_s = 2e-4;
constexpr int kProbeTicks = 20;  // pressing in and holding
constexpr int kProbeSites = 4;
constexpr double kProbeHoldFrac = 0.5;  // of the ticks

/// Gravity in the patient frame when the back reclines by `recline_rad` from vertical.
Vec3 gravity(const tissue::TissueParams& p) {
  return {0.0, -p.gravity_m_per_s2 * cos(p.recline_rad), -p.gravity_m_per_s2 * sin(p.recline_rad)};
}

double base_modulus_Pa(const anatomy::Breast& b, const tissue::TissueParams& p, std::size_t tet) {
  switch (b.tissue[tet]) {
    case anatomy::Tissue::Nipple:
      return 3.0 * p.nipple.mu_Pa;
    case anatomy::Tissue::Areola:
      return 3.0 * p.areola.mu_Pa;
    case anatomy::Tissue::Subareolar:
      return 3.0 * p.subareolar.mu_Pa;
    case anatomy::Tissue::Balloon:
      return 3.0 * p.balloon.mu_Pa;
    case anatomy::Tissue::Gland:
    case anatomy::Tissue::Adipose:
      break;
  }
  return 3.0 * lerp(p.adipose.mu_Pa, p.gland.mu_Pa, b.gland_frac[tet]);
}

/// Lobes' gland volumes and the nodes that speak for each lobe.
void index_lobes(Model& m) {
  const anatomy::Breast& b = *m.breast;
  const int lobes = m.ducts.lobes;
  std::vector<std::vector<double>> weight(lobes, std::vector<double>(b.mesh.node_m.size(), 0.0));
  m.lobe_gland_m3.assign(lobes, 0.0);
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e) {
    if (b.lobe[e] < 0) continue;
    const double v = b.gland_frac[e] * b.mesh.tet_volume_m3[e];
    m.lobe_gland_m3[b.lobe[e]] += v;
    for (int n : b.mesh.tet[e]) weight[b.lobe[e]][n] += 0.25 * v;
  }
  m.lobe_node.resize(lobes);
  for (int i = 0; i < lobes; ++i) {
    // a lobe too small for the mesh still has its centre
    if (m.lobe_gland_m3[i] <= 0.0) {
      const anatomy::Embedded at = anatomy::embed(b.mesh, b.ducts.lobe[i].centre_m);
      for (int k = 0; k < 4; ++k) m.lobe_node[i].push_back({at.node[k], at.weight[k]});
      m.lobe_gland_m3[i] = b.ducts.lobe[i].capacity_share * b.params.volume_m3;
      continue;
    }
    for (std::size_t n = 0; n < weight[i].size(); ++n)
      if (weight[i][n] > 0.0)
        m.lobe_node[i].push_back({static_cast<int>(n), weight[i][n] / m.lobe_gland_m3[i]});
  }
}

void index_ducts(Model& m) {
  for (const anatomy::Lobe& l : m.breast->ducts.lobe) {
    for (const Vec3& p : l.segment_m) m.duct_point.push_back(anatomy::embed(m.breast->mesh, p));
    // the duct runs through the nipple along its axis
    const anatomy::Landmarks& marks = m.breast->landmarks;
    const Vec3 base =
        l.pore_m - dot(l.pore_m - marks.nipple_base_m, marks.nipple_axis) * marks.nipple_axis;
    m.nipple_point.push_back({anatomy::embed(m.breast->mesh, 0.5 * (base + l.pore_m)),
                              anatomy::embed(m.breast->mesh, l.pore_m)});
    m.capacity_share.push_back(l.capacity_share);
  }
}

void index_tets(Model& m) {
  const anatomy::Breast& b = *m.breast;
  m.base_E_Pa.resize(b.mesh.tet.size());
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e) {
    m.base_E_Pa[e] = base_modulus_Pa(b, m.patient.tissue, e);
  }
}

void size_scratch(const Model& m, Scratch& x) {
  const std::size_t nodes = m.breast->mesh.node_m.size();
  const auto lobes = static_cast<std::size_t>(m.ducts.lobes);
  x.p_ext_Pa.assign(nodes, 0.0);
  x.surface_Pa.assign(nodes, 0.0);
  x.glide_m_per_s.assign(nodes, 0.0);
  x.stroke.assign(nodes, Vec3{});
  x.alveolar_Pa.assign(lobes, 0.0);
  x.nipple_Pa.assign(lobes, 0.0);
  x.segment_Pa.assign(lobes, {});
  x.fullness.assign(lobes, 0.0);
}

/// The state before anything happened: models at their own start, tissue still in the rest shape.
State first_state(const Model& m) {
  const anatomy::Breast& b = *m.breast;
  State s;
  s.tissue = tissue::initial_state(*m.tissue);
  s.ducts = ducts::initial_state(m.ducts);
  s.oedema = oedema::initial_state(m.oedema);
  s.physiology = physiology::initial_state(m.physiology);
  s.drop_m3.assign(static_cast<std::size_t>(m.ducts.lobes), 0.0);
  s.growth_frac.assign(b.mesh.tet.size(), 0.0f);
  s.stiffness_scale.assign(b.mesh.tet.size(), 1.0f);
  s.pale.assign(b.mesh.skin_node.size(), 0.0f);
  return s;
}

/// The body with nobody touching it.
tissue::TissueLoad still_load(const Model& m, const State& s) {
  tissue::TissueLoad load;
  load.growth_frac = s.growth_frac;
  load.stiffness_scale = s.stiffness_scale;
  load.fields_changed = true;
  load.gravity_m_per_s2 = m.gravity_m_per_s2;
  load.friction = m.patient.tissue.friction;
  return load;
}

}  // namespace

Simulation::Simulation() : impl_(std::make_unique<Impl>()) { impl_->owner = this; }
Simulation::~Simulation() = default;

Expected<std::unique_ptr<Simulation>> Simulation::make(const PatientParams& patient,
                                                       anatomy::Level level,
                                                       const std::filesystem::path& assets,
                                                       int threads, bool (*progress)(double, void*),
                                                       void* user) {
  const auto go_on = [&](double done) { return progress == nullptr || progress(done, user); };
  auto breast = anatomy::build_breast(patient.breast, level, assets);
  if (!breast) return breast.problems();
  if (!go_on(0.2)) return problem("opening the case was given up");

  std::unique_ptr<Simulation> sim(new Simulation);
  Impl& x = *sim->impl_;
  Model& m = x.model;
  m.patient = patient;
  m.breast = std::make_shared<const anatomy::Breast>(std::move(*breast));
  m.gravity_m_per_s2 = gravity(patient.tissue);
  m.ducts = ducts::make_model(m.breast->ducts, patient.ducts);
  m.oedema = oedema::make_model(*m.breast, patient.oedema);
  m.physiology = physiology::make_model(patient.physiology);
  index_ducts(m);
  index_lobes(m);
  index_tets(m);
  size_scratch(m, x.scratch);
  if (!go_on(0.3)) return problem("opening the case was given up");

  // the drained breast hangs in its described shape; then milk and fluid swell it
  m.tissue = tissue::make_model(*m.breast, patient.tissue);
  x.start = first_state(m);
  tissue::solve_reference(*m.breast, patient.tissue, still_load(m, x.start), kReferenceIterations,
                          m.tissue);
  if (!go_on(0.7)) return problem("opening the case was given up");
  x.start.tissue = tissue::initial_state(*m.tissue);
  update_fields(m, x.start);
  const tissue::TissueScratchPtr settling = tissue::make_scratch(*m.tissue, threads);
  const StepReport settled =
      tissue::settle(*m.tissue, still_load(m, x.start), kSettleSteps, kSettledSpeed_m_per_s,
                     x.start.tissue, *settling, x.scratch.tissue);
  if (settled.flag == StepFlag::NonFinite)
    return problem(
        "the patient's tissue does not come to rest; bring volume, milk and stiffness nearer their "
        "defaults");
  m.rest_x_m = x.start.tissue.x_m;
  const auto& pressure = x.scratch.tissue.pressure_Pa;
  x.start.rest_pressure_Pa.assign(pressure.begin(), pressure.end());

  x.world = contact::make_world(*m.breast, *m.tissue, contact::ContactParams{}, threads);
  x.probe_scratch = tissue::make_scratch(*m.tissue, threads);
  x.state = x.start;

  // what fluid and milk do in the first tick, so that the start can be seen before it
  oedema::OedemaState still_fluid = x.start.oedema;
  oedema::step(m.oedema, {}, kTick_s, still_fluid, x.scratch.oedema);
  x.state.areola_probe_N_per_m = sim->probe_areola_N_per_m();
  x.start = x.state;
  observe(m, x.idle_frame, x.pose, kTick_s, x.scratch, x.state, x.observation);
  if (!go_on(1.0)) return problem("opening the case was given up");
  return sim;
}

const anatomy::Breast& Simulation::breast() const { return *impl_->model.breast; }
std::shared_ptr<const anatomy::Breast> Simulation::shared_breast() const {
  return impl_->model.breast;
}
const PatientParams& Simulation::patient() const { return impl_->model.patient; }
const State& Simulation::start() const { return impl_->start; }
const State& Simulation::state() const { return impl_->state; }
const Observation& Simulation::observation() const { return impl_->observation; }
const tissue::TissueFields& Simulation::tissue_fields() const { return impl_->scratch.tissue; }
const ducts::DuctFlow& Simulation::duct_flow() const { return impl_->scratch.ducts; }
const oedema::OedemaFlow& Simulation::oedema_flow() const { return impl_->scratch.oedema; }
TickTimes Simulation::times() const { return impl_->times; }
void Simulation::set_clock(Clock clock) { impl_->clock = clock; }

void Simulation::restore(const State& state) {
  impl_->state = state;
  impl_->scratch.fields_changed = true;
}

anatomy::SurfaceView Simulation::skin() const {
  return {impl_->model.breast.get(), impl_->state.tissue.x_m};
}

std::shared_ptr<const Snapshot> Simulation::snapshot() const {
  auto drawn = std::make_shared<Snapshot>(
      draw(impl_->model, impl_->pose, impl_->observation, impl_->scratch, impl_->state));
  drawn->ms_tissue = 1e3 * impl_->times.tissue;
  drawn->ms_tick = 1e3 * impl_->times.total;
  return drawn;
}

double Simulation::probe_N_per_m(anatomy::SkinCoord where, double depth_m) const {
  Impl& x = *impl_;
  const anatomy::SkinPoint p = skin().at(where);
  if (p.triangle < 0) return 0.0;
  tissue::TissueState copy = x.state.tissue;
  const double r = x.model.patient.hand.tip_radius_m;
  tissue::TissueLoad load = still_load(x.model, x.state);
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

double Simulation::probe_areola_N_per_m() const {
  const Model& m = impl_->model;
  if (m.ducts.lobes == 0) return 0.0;
  double sum = 0.0;
  for (int k = 0; k < kProbeSites; ++k)
    sum += probe_N_per_m({2.0 * kPi * k / kProbeSites, 0.5 * m.breast->landmarks.areola_radius_m},
                         m.patient.coupling.probe_depth_m);
  return sum / kProbeSites;
}

Simulation::Latch Simulation::try_latch() const {
  const Impl& x = *impl_;
  const CouplingParams& c = x.model.patient.coupling;
  Latch result;
  if (x.model.ducts.lobes == 0) return result;
  result.areola_N_per_m = probe_areola_N_per_m();

  // how far the nipple stands out
  result.protrusion_m = dot(skin().nipple_tip() - skin().nipple_base(), skin().nipple_axis());
  const double most = lerp(c.hard_areola_N_per_m, c.soft_areola_N_per_m, c.latch_areola_frac);
  result.ok = result.areola_N_per_m <= most && result.protrusion_m >= c.latch_protrusion_m;
  return result;
}

}  // namespace lac::sim
