// Builds the two breasts of a patient and brings them to rest.
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/impl.h"

namespace lac::sim {
namespace {

constexpr int kReferenceIterations = 12;
constexpr int kSettleSteps = 240;
constexpr double kSettledSpeed_m_per_s = 2e-4;
constexpr int kMostRounds = 8;       // of the search for the skin's slack
constexpr double kFirstStep = 0.08;  // of the stretch
constexpr double kEdge = 0.15;       // the next guess keeps this far from the bracket's ends
constexpr double kLeastPressure_Pa = 300.0;  // below this the aim is absolute

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
  if (m.plug_lobe >= 0) x.plug_injury_frac.assign(lobes, 0.0);
}

/// A blocked duct: which lobe, where its lump lies and which elements are in it.
void index_lobes_of_plug(Model& m) {
  const PlugParams& plug = m.patient.plug;
  const anatomy::Breast& b = *m.breast;
  if (!plug.present || b.ducts.lobe.empty()) return;
  std::vector<float> rest(4 * b.mesh.node_m.size(), 0.0f);
  for (std::size_t i = 0; i < b.mesh.node_m.size(); ++i)
    for (int a = 0; a < 3; ++a) rest[4 * i + a] = static_cast<float>(b.mesh.node_m[i][a]);
  const anatomy::SkinPoint over = anatomy::SurfaceView{&b, rest}.at({plug.clock_rad, plug.r_m});
  const Vec3 lump = over.position_m - kLumpDepth_m * over.normal;
  m.plug = anatomy::embed(b.mesh, lump);

  // the lobe that most of the lump lies in
  const double radius = 0.5 * plug.lump_m;
  std::vector<double> share(b.ducts.lobe.size(), 0.0);
  m.lump_weight.assign(b.mesh.tet.size(), 0.0f);
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e) {
    Vec3 middle;
    for (const int n : b.mesh.tet[e]) middle += 0.25 * b.mesh.node_m[static_cast<std::size_t>(n)];
    const double off = norm(middle - lump) / radius;
    m.lump_weight[e] = static_cast<float>(1.0 - smoothstep(2.0 * off - 1.5));
    if (b.lobe[e] >= 0 && off < 1.0)
      share[static_cast<std::size_t>(b.lobe[e])] += b.gland_frac[e] * b.mesh.tet_volume_m3[e];
  }
  for (const anatomy::SkinCoord& at : b.skin_coord)
    m.lump_skin.push_back(static_cast<float>(over_lump(plug, at)));
  m.plug_lobe = static_cast<int>(std::max_element(share.begin(), share.end()) - share.begin());
  m.patient.ducts.plug_lobe = m.plug_lobe;
}

/// Interstitial fluid at the start: the case's, and more of it in a blocked lobe.
void make_fluid(Model& m) {
  if (m.plug_lobe < 0) {
    m.oedema = oedema::make_model(*m.breast, m.patient.oedema);
    return;
  }
  const oedema::OedemaParams& p = m.patient.oedema;
  std::vector<double> start(m.breast->mesh.node_m.size());
  for (std::size_t i = 0; i < start.size(); ++i)
    start[i] = lerp(p.excess_frac, p.areola_excess_frac, m.breast->areola_weight[i]);
  const anatomy::Breast& b = *m.breast;
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e)
    if (b.lobe[e] == m.plug_lobe)
      for (const int n : b.mesh.tet[e])
        start[static_cast<std::size_t>(n)] =
            std::max(start[static_cast<std::size_t>(n)], m.patient.plug.excess_frac);
  m.oedema = oedema::make_model(b, p, start);
}

/// The breast before anything happened: models at their own start, tissue still in the rest shape.
BreastState first_state(const Model& m) {
  const anatomy::Breast& b = *m.breast;
  BreastState s;
  s.tissue = tissue::initial_state(*m.tissue);
  s.ducts = ducts::initial_state(m.ducts);
  s.gland = physiology::initial_gland(m.physiology, static_cast<std::size_t>(m.ducts.lobes));
  s.ejected_m3.assign(static_cast<std::size_t>(m.ducts.lobes), 0.0);
  s.oedema = oedema::initial_state(m.oedema);
  s.drop_m3.assign(static_cast<std::size_t>(m.ducts.lobes), 0.0);
  s.growth_frac.assign(b.mesh.tet.size(), 0.0f);
  s.stiffness_scale.assign(b.mesh.tet.size(), 1.0f);
  s.pale.assign(b.mesh.skin_node.size(), 0.0f);
  s.oil.assign(b.mesh.skin_node.size(), 0.0f);
  return s;
}

Problems give_up() { return problem("opening the case was given up"); }

/// The patient as one of her breasts sees her: that one's own numbers in front.
PatientParams as_seen_from(const PatientParams& patient, const SideParams& own,
                           anatomy::Side side) {
  PatientParams out = patient;
  static_cast<SideParams&>(out) = own;
  out.breast.side = side;
  out.other.reset();
  return out;
}

/// Same shape and materials: the two references are mirror images.
bool alike(const PatientParams& a, const PatientParams& b) {
  const anatomy::BreastParams &p = a.breast, &q = b.breast;
  return p.volume_m3 == q.volume_m3 && p.base_width_m == q.base_width_m &&
         p.projection_m == q.projection_m && p.ptosis_frac == q.ptosis_frac &&
         p.areola_diameter_m == q.areola_diameter_m && p.nipple_diameter_m == q.nipple_diameter_m &&
         p.nipple_length_m == q.nipple_length_m && p.nipple == q.nipple &&
         p.axillary_tail_frac == q.axillary_tail_frac && p.kind == q.kind &&
         a.tissue.skin_slack_stretch == b.tissue.skin_slack_stretch;
}

/// Everything constant about one breast but its tissue.
Problems build_models(const PatientParams& patient, anatomy::Level level,
                      const std::filesystem::path& assets, BreastBody& out) {
  Model& m = out.model;
  m.patient = patient;
  m.physiology = physiology::make_model(patient.physiology);
  auto breast = anatomy::build_breast(patient.breast, level, assets);
  if (!breast) return breast.problems();
  m.breast = std::make_shared<const anatomy::Breast>(std::move(*breast));
  index_lobes_of_plug(m);
  if (m.patient.ducts.bleb_lobe < 0)
    m.patient.ducts.bleb_lobe =
        physiology::blocked_pore(patient.physiology.condition, m.breast->ducts);
  m.ducts = ducts::make_model(m.breast->ducts, m.patient.ducts);
  index_ducts(m);
  index_lobes(m);
  make_fluid(m);
  index_tets(m);
  size_scratch(m, out.scratch);
  return {};
}

/// The drained breast hangs in its described shape: the stress-free shape behind it. Where the two
/// breasts are alike, the second is the mirror image of the first.
void find_reference(const Model* like, const State& person, tissue::ReferenceShapes& shapes,
                    BreastState& s, Model& m) {
  m.tissue = tissue::make_model(*m.breast, m.patient.tissue);
  s = first_state(m);
  if (like != nullptr && alike(like->patient, m.patient)) {
    tissue::mirror_reference(*m.breast, *like->tissue, *m.tissue);
  } else {
    shapes.solve(*m.breast, still_load(m, person, s), kReferenceIterations, *m.tissue);
  }
  s.tissue = tissue::initial_state(*m.tissue);
}

/// Milk and fluid swell it and it settles.
Problems settle(int threads, const State& person, BreastState& s, BreastBody& out) {
  Model& m = out.model;
  update_fields(m, s);
  const tissue::TissueScratchPtr settling = tissue::make_scratch(*m.tissue, threads);
  const StepReport settled =
      tissue::settle(*m.tissue, still_load(m, person, s), kSettleSteps, kSettledSpeed_m_per_s,
                     s.tissue, *settling, out.scratch.tissue);
  if (settled.flag == StepFlag::NonFinite)
    return problem(
        "the patient's tissue does not come to rest; bring volume, milk and stiffness nearer their "
        "defaults");
  s.rest_x_m = s.tissue.x_m;
  const auto& pressure = out.scratch.tissue.pressure_Pa;
  s.rest_pressure_Pa.assign(pressure.begin(), pressure.end());
  m.start_tissue_Pa = s.tissue_Pa = gland_pressure_Pa(m, s.rest_pressure_Pa);
  return {};
}

/// Milk, fluid and the described shape are the case's; how slack the skin is decides the pressure
/// in the tissue. It is solved for by false position, bounded: the drained shape, then the swollen
/// one.
Problems reach_pressure(const Model* like, int threads, const State& person,
                        tissue::ReferenceShapes& shapes, BreastState& s, BreastBody& out) {
  Model& m = out.model;
  tissue::TissueParams& skin = m.patient.tissue;
  const double wanted = m.patient.physiology.resting_tissue_Pa;
  const double gap = skin.skin_lockup_stretch - skin.skin_slack_stretch;
  double low = 0.0, low_Pa = 0.0, high = 0.0, high_Pa = 0.0;  // 0: not bracketed yet
  double slack = like != nullptr ? like->skin_slack : skin.skin_slack_stretch;
  for (int round = 0;; ++round) {
    skin.skin_slack_stretch = slack;
    skin.skin_lockup_stretch = slack + gap;
    find_reference(like, person, shapes, s, m);
    m.sheath_Pa = 0.0;
    if (m.plug_lobe >= 0) {
      m.sheath_Pa = std::max(m.patient.plug.pressure_Pa - wanted, 0.0);
      m.sheath_swelling = blocked_swelling(m, s);
    }
    if (Problems wrong = settle(threads, person, s, out); !wrong.empty()) return wrong;
    m.skin_slack = slack;
    const double off = s.tissue_Pa - wanted;
    if (m.ducts.lobes == 0 || round == kMostRounds ||
        std::fabs(off) <= kStartPressure_frac * std::max(wanted, kLeastPressure_Pa))
      return {};

    // tighter skin, more pressure
    (off < 0.0 ? high : low) = slack;
    (off < 0.0 ? high_Pa : low_Pa) = s.tissue_Pa;
    if (low > 0.0 && high > 0.0)
      slack = clamp(lerp(low, high, (low_Pa - wanted) / (low_Pa - high_Pa)),
                    low + kEdge * (high - low), high - kEdge * (high - low));
    else if (slack == (off < 0.0 ? kLeastSlack.value : kMostSlack.value))
      return {};
    else
      slack = clamp(slack + (off < 0.0 ? -kFirstStep : kFirstStep), kLeastSlack.value,
                    kMostSlack.value);
  }
}

}  // namespace

tissue::TissueLoad still_load(const Model& m, const State& person, const BreastState& s) {
  tissue::TissueLoad load;
  load.growth_frac = s.growth_frac;
  load.stiffness_scale = s.stiffness_scale;
  load.fields_changed = true;
  load.gravity_m_per_s2 = gravity(person.torso, m.patient.tissue.gravity_m_per_s2);
  load.friction = m.patient.tissue.friction;
  return load;
}

Expected<std::unique_ptr<Simulation>> Simulation::make(
    const PatientParams& patient, anatomy::Level level, const std::filesystem::path& assets,
    int threads, bool (*progress)(double, void*), void* user, tissue::ReferenceShapes* shapes) {
  tissue::ReferenceShapes own_shapes;
  const auto go_on = [&](double done) { return progress == nullptr || progress(done, user); };
  std::unique_ptr<Simulation> sim(new Simulation);
  Impl& x = *sim->impl_;
  const anatomy::Side side = patient.breast.side;
  const anatomy::Side away =
      side == anatomy::Side::Left ? anatomy::Side::Right : anatomy::Side::Left;
  const bool one = patient.one_breast || patient.breast.kind == anatomy::BodyKind::Balloon;

  // what is constant about her
  State& s = x.start;
  s.side = side;
  s.torso.from_recline_rad = s.torso.to_recline_rad = patient.tissue.recline_rad;
  physiology::PhysiologyParams hers = patient.physiology;

  // the breast in hand first, then the other
  const Model* like = nullptr;
  double done = 0.0;
  for (const anatomy::Side here : {side, away}) {
    if (here == away && one) break;
    const bool own = here == away && patient.other.has_value();
    auto made = std::make_unique<BreastBody>();
    if (Problems wrong = build_models(
            as_seen_from(patient, own ? *patient.other : static_cast<const SideParams&>(patient),
                         here),
            level, assets, *made);
        !wrong.empty())
      return wrong;
    if (!go_on(done + 0.1)) return give_up();
    BreastState& b = s.breast[static_cast<std::size_t>(here)];
    if (Problems wrong = reach_pressure(like, threads, s, shapes ? *shapes : own_shapes, b, *made);
        !wrong.empty())
      return wrong;
    Model& m = made->model;
    // resting pain is stated at the pressure that was reached
    physiology::PhysiologyParams own_life = m.patient.physiology;
    own_life.resting_tissue_Pa = aching_Pa(m, b);
    m.physiology = physiology::make_model(own_life);
    if (own_life.resting_nrs >= hers.resting_nrs || here == side) {
      hers.resting_nrs = own_life.resting_nrs;
      hers.resting_tissue_Pa = own_life.resting_tissue_Pa;
    }
    made->world = contact::make_world(*m.breast, *m.tissue, contact::ContactParams{}, threads);
    made->probe_scratch = tissue::make_scratch(*m.tissue, threads);
    like = &made->model;
    x.body[static_cast<std::size_t>(here)] = std::move(made);
    done += 0.45;
    if (!go_on(done)) return give_up();
  }

  x.physiology = physiology::make_model(hers);
  s.physiology = physiology::initial_state(x.physiology);
  x.resting_nrs = s.physiology.felt_nrs;

  // what fluid and milk do in the first tick, so that the start can be seen before it
  x.state = s;
  for (const auto& b : x.body) {
    if (!b) continue;
    BreastState& mine = x.state.breast[static_cast<std::size_t>(b->model.patient.breast.side)];
    oedema::OedemaState still_fluid = mine.oedema;
    oedema::step(b->model.oedema, {}, kTick_s, still_fluid, b->scratch.oedema);
    x.probe_firmness(b->model.patient.breast.side);
    // what there is to see of its red flags, without time passing
    const physiology::GlandState as_it_was = mine.gland;
    x.live(b->model.patient.breast.side, kTick_s);
    mine.gland = as_it_was;
  }
  x.start = x.state;
  x.look(true);
  observe(x.here().model, x.idle_frame, x.pose, kTick_s, x.here().scratch, x.state, x.observation);
  if (!go_on(1.0)) return give_up();
  return sim;
}

}  // namespace lac::sim
