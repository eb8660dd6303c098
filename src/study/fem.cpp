#include "study/fem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "physiology/suction.h"
#include "sim/constants.h"
#include "sim/sim.h"
#include "sim/torso.h"
#include "study/constants.h"
#include "study/plates.h"

namespace lac::study {
namespace {

constexpr int kReferenceIterations = 12, kSettleSteps = 240, kAtRestSteps = 60;
constexpr double kSettledSpeed_m_per_s = 2e-4;
constexpr double kTissueStep_s = 1.0 / 30.0;      // longest step of the tissue's motion
constexpr double kQuick_s = 3.0, kSlow_s = 30.0;  // since a load changed: full time, tenths, halves
constexpr double kTenth_s = 0.1, kHalf_s = 0.5;
constexpr double kRelaxed_s = 300.0;   // nine of the slower time: nothing moves any more
constexpr double kGrown_frac = 1e-3;   // growth that changed by more is handed to the tissue
constexpr double kRimOuter_m = 0.030;  // the flange's cone bears on the areola out to here

/// Skin that a patch covers, by node: area on the rest shape.
std::vector<double> covered_m2(const Patch& patch, const anatomy::Breast& b) {
  std::vector<double> area(b.mesh.skin_node.size(), 0.0);
  if (patch.point_m.empty()) return area;
  const std::vector<float> rest_m = rest_of(b);
  const anatomy::SurfaceView skin{&b, rest_m};
  for (std::size_t i = 0; i < patch.point_m.size(); ++i) {
    const anatomy::SkinPoint p = skin.nearest(patch.point_m[i]);
    for (int k = 0; k < 3; ++k)
      area[b.mesh.skin_index[b.mesh.skin[p.triangle][k]]] += p.weight[k] * patch.area_m2[i];
  }
  return area;
}

sim::Position position_of(std::string_view name) {
  constexpr std::pair<std::string_view, sim::Position> kNames[] = {
      {"supine", sim::Position::Supine},        {"reclined", sim::Position::Reclined},
      {"upright", sim::Position::Upright},      {"leaning-forward", sim::Position::LeaningForward},
      {"side-lying", sim::Position::SideLying}, {"prone", sim::Position::Prone}};
  for (const auto& [known, position] : kNames)
    if (known == name) return position;
  return sim::Position::Reclined;
}

}  // namespace

std::string_view not_in_fem(scenario::Act::Kind kind) {
  if (kind == scenario::Act::Kind::Express)
    return "\"express\" prescribes pressures at the ducts; it needs mechanics = \"lumped\"";
  if (kind == scenario::Act::Kind::Stroke)
    return "\"stroke\" prescribes how skin is drawn; it needs mechanics = \"lumped\"";
  return {};
}

struct FemBody::Impl {
  std::unique_ptr<LumpedBody> fluids;  // milk, interstitium, let-down: everything but the tissue
  const anatomy::Breast* breast = nullptr;
  tissue::TissueParams params;
  tissue::TissueModelPtr model;
  tissue::TissueScratchPtr scratch;
  tissue::TissueState state;
  tissue::TissueFields fields;
  sim::TorsoState torso;
  Plates plates;
  std::vector<float> growth, stiffness, start_x_m;               // [tet], [tet], [node * 4]
  std::vector<double> start_milk_m3, start_fluid, start_growth;  // [lobe], [node], [tet]
  std::vector<double> gland_m3;                                  // [lobe]
  std::vector<float> rest_pressure_Pa;                           // [node]
  std::vector<double> pressure_Pa, surface_Pa;                   // [node] above rest
  std::vector<float> pull_Pa;                                    // [skin node]
  std::vector<std::vector<double>> covered;                      // [patch][skin node]
  std::vector<double> patched_m2;                                // what `covered` was made for
  double since_change_s = 1e9, vacuum_Pa = 0.0, pressed_Pa = 0.0;
  TissueView view;
  Scene scene;

  bool awake() const { return since_change_s < kRelaxed_s || torso.turning(); }
  tissue::TissueLoad load() const;
  std::vector<double> node_area_m2() const;
  void cover(const Acting& acting);
  void pull(const Acting& acting);
  void suck(double vacuum_Pa, const std::vector<double>& area_m2);
  void grow();
  void publish();
};

FemBody::FemBody() : impl_(std::make_unique<Impl>()) {}
FemBody::~FemBody() = default;
const Scene& FemBody::scene() const { return impl_->scene; }
void FemBody::inject(const scenario::Site& site) { impl_->fluids->inject(site); }

void FemBody::turn(std::string_view position) {
  Impl& x = *impl_;
  sim::turn_to(position_of(position), x.params, x.breast->params.side, x.torso);
  x.since_change_s = 0.0;
}

tissue::TissueLoad FemBody::Impl::load() const {
  tissue::TissueLoad load;
  load.growth_frac = growth;
  load.stiffness_scale = stiffness;
  load.fields_changed = true;
  load.gravity_m_per_s2 = sim::gravity(torso, params.gravity_m_per_s2);
  load.friction = params.friction;
  load.pull_Pa = pull_Pa;
  load.finger = plates.body;
  return load;
}

Expected<std::unique_ptr<FemBody>> FemBody::make(const Person& person, int breasts,
                                                 anatomy::Level level, double fine_s,
                                                 const std::filesystem::path& assets) {
  std::unique_ptr<FemBody> out(new FemBody);
  Impl& x = *out->impl_;
  auto fluids = LumpedBody::make(person, breasts, level, fine_s, assets);
  if (!fluids) return fluids.problems();
  x.fluids = std::move(*fluids);
  x.breast = x.fluids->scene().breast[0].anatomy;
  const anatomy::Breast& b = *x.breast;

  // the simulation's own start: how slack her skin is, how far milk and fluid swell her
  sim::PatientParams patient = person.params;
  patient.one_breast = true;
  const auto sim = sim::Simulation::make(patient, level, assets, 1);
  if (!sim) return sim.problems();
  x.params = (*sim)->patient().tissue;
  x.params.viscoelastic = true;
  const sim::State& begun = (*sim)->start();
  x.growth = begun.here().growth_frac;
  x.stiffness = begun.here().stiffness_scale;
  x.start_growth.assign(x.growth.begin(), x.growth.end());
  x.torso = begun.torso;

  // drained she has the described shape; swollen she settles
  x.model = tissue::make_model(b, x.params);
  const std::vector<float> drained(b.mesh.tet.size(), 0.0f), plain(b.mesh.tet.size(), 1.0f);
  tissue::TissueLoad still = x.load();
  still.growth_frac = drained;
  still.stiffness_scale = plain;
  tissue::solve_reference(b, still, kReferenceIterations, *x.model);
  x.scratch = tissue::make_scratch(*x.model, 1);
  x.state = tissue::initial_state(*x.model);
  StepReport settled = tissue::settle(*x.model, x.load(), kSettleSteps, kSettledSpeed_m_per_s,
                                      x.state, *x.scratch, x.fields);
  tissue::TissueLoad waiting = x.load();
  waiting.creep_s = 1.0;
  for (int i = 0; i < kAtRestSteps && settled.flag != StepFlag::NonFinite; ++i)
    settled = tissue::step(*x.model, waiting, kTissueStep_s, x.state, *x.scratch, x.fields);
  if (settled.flag == StepFlag::NonFinite)
    return problem(fmt::format("the tissue of patient {} does not come to rest", person.number));
  x.start_x_m = x.state.x_m;
  x.rest_pressure_Pa = x.fields.pressure_Pa;

  // what the growth was for
  const BreastView& mine = x.fluids->scene().breast[0];
  x.start_milk_m3 = mine.milk->alveolar_m3;
  x.start_fluid = mine.fluid->excess;
  x.gland_m3.assign(x.start_milk_m3.size(), 0.0);
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e)
    if (b.lobe[e] >= 0) x.gland_m3[b.lobe[e]] += b.gland_frac[e] * b.mesh.tet_volume_m3[e];
  x.pressure_Pa.assign(b.mesh.node_m.size(), 0.0);
  x.surface_Pa.assign(b.mesh.node_m.size(), 0.0);
  x.pull_Pa.assign(b.mesh.skin_node.size(), 0.0f);
  x.fluids->feel(x.pressure_Pa, x.surface_Pa);
  x.publish();
  return out;
}

double FemBody::longest_step_s(const Acting& acting) const {
  const Impl& x = *impl_;
  const double others_s = x.fluids->longest_step_s(acting);
  if (!x.awake() && acting.still()) return others_s;
  // a cycle's mean needs the whole cycle
  if (acting.nipple_stimulus > 0.0 && !acting.quick) return std::min(others_s, kRestTick_s);
  if (acting.quick || x.torso.turning() || x.since_change_s < kQuick_s || !x.awake())
    return std::min(others_s, kTissueStep_s);
  return std::min(others_s, x.since_change_s < kSlow_s ? kTenth_s : kHalf_s);
}

std::vector<double> FemBody::Impl::node_area_m2() const {
  std::vector<double> area(breast->mesh.skin_node.size(), 0.0);
  const anatomy::SurfaceView skin{breast, state.x_m};
  for (const auto& t : breast->mesh.skin) {
    const double third =
        norm(cross(skin.node(t[1]) - skin.node(t[0]), skin.node(t[2]) - skin.node(t[0]))) / 6.0;
    for (const int n : t) area[breast->mesh.skin_index[n]] += third;
  }
  return area;
}

/// What the patches cover is found anew when others press.
void FemBody::Impl::cover(const Acting& acting) {
  std::vector<double> key;
  for (const Patch& patch : acting.patch)
    for (const Vec3& p : patch.point_m) key.insert(key.end(), {p.x, p.y, p.z});
  if (key == patched_m2 && covered.size() == acting.patch.size()) return;
  patched_m2 = std::move(key);
  covered.clear();
  for (const Patch& patch : acting.patch) covered.push_back(covered_m2(patch, *breast));
}

/// The pump draws the skin in its tunnel; the flange's cone bears on the areola as much as that.
void FemBody::Impl::suck(double Pa, const std::vector<double>& area_m2) {
  const anatomy::SurfaceView skin{breast, state.x_m};
  const Vec3 base = skin.nipple_base(), axis = skin.nipple_axis();
  const double sides_m = sim::kHeldSides_frac * breast->params.nipple_length_m;
  const physiology::Flange flange;
  double drawn_N = 0.0, rim_m2 = 0.0;
  std::vector<char> rim(pull_Pa.size(), 0);
  for (std::size_t k = 0; k < pull_Pa.size(); ++k) {
    const double r_m = breast->skin_coord[k].r_m;
    const Vec3 off = tangential(skin.node(breast->mesh.skin_node[k]) - base, axis);
    const bool held = r_m < 0.0 && -r_m < sides_m;
    if (norm(off) < 0.5 * flange.tunnel_m && !held) {
      pull_Pa[k] += static_cast<float>(Pa);
      drawn_N += Pa * area_m2[k];
    } else if (r_m > 0.0 && norm(off) < kRimOuter_m) {
      rim[k] = 1;
      rim_m2 += area_m2[k];
    }
  }
  for (std::size_t k = 0; k < pull_Pa.size(); ++k)
    if (rim[k] != 0) pull_Pa[k] -= static_cast<float>(drawn_N / rim_m2);
}

void FemBody::Impl::pull(const Acting& acting) {
  cover(acting);
  const std::vector<double> area_m2 = node_area_m2();
  std::fill(pull_Pa.begin(), pull_Pa.end(), 0.0f);
  std::fill(surface_Pa.begin(), surface_Pa.end(), 0.0);
  double pressed = 0.0;
  for (std::size_t i = 0; i < acting.patch.size(); ++i) {
    pressed += acting.patch[i].pressure_Pa * (1.0 + static_cast<double>(i));
    for (std::size_t k = 0; k < pull_Pa.size(); ++k)
      pull_Pa[k] -= static_cast<float>(acting.patch[i].pressure_Pa * covered[i][k] / area_m2[k]);
  }
  const double vacuum = std::max(-acting.outside_Pa[0], 0.0);
  if (vacuum > 0.0) suck(vacuum, area_m2);
  for (std::size_t k = 0; k < pull_Pa.size(); ++k)
    surface_Pa[breast->mesh.skin_node[k]] = std::max(-static_cast<double>(pull_Pa[k]), 0.0);
  if (pressed != pressed_Pa || vacuum != vacuum_Pa) since_change_s = 0.0;
  pressed_Pa = pressed;
  vacuum_Pa = vacuum;
}

/// Milk that left and fluid that moved take their volume with them.
void FemBody::Impl::grow() {
  const BreastView& mine = fluids->scene().breast[0];
  double most = 0.0;
  std::vector<float> now(growth.size());
  for (std::size_t e = 0; e < growth.size(); ++e) {
    double more = 0.0;
    for (const int n : breast->mesh.tet[e])
      more += 0.25 * breast->interstitial_frac[n] * (mine.fluid->excess[n] - start_fluid[n]);
    if (const int lobe = breast->lobe[e]; lobe >= 0 && gland_m3[lobe] > 0.0)
      more += breast->gland_frac[e] * (mine.milk->alveolar_m3[lobe] - start_milk_m3[lobe]) /
              gland_m3[lobe];
    now[e] = static_cast<float>(start_growth[e] + more);
    most = std::max(most, static_cast<double>(std::fabs(now[e] - growth[e])));
  }
  if (most < kGrown_frac) return;
  growth = std::move(now);
  since_change_s = std::min(since_change_s, kSlow_s);
}

void FemBody::Impl::publish() {
  scene = fluids->scene();
  view = {.breast = breast,
          .x_m = state.x_m,
          .start_m = start_x_m,
          .pressure_Pa = pressure_Pa,
          .plate_gap_m = plates.gap_m(),
          .plate_N = plates.bears_N,
          .plate_m2 = plates.touches_m2};
  scene.tissue = &view;
}

bool FemBody::step(const Acting& acting, double dt_s) {
  Impl& x = *impl_;
  x.pull(acting);
  const Patch* plate = nullptr;
  for (const Patch& patch : acting.patch)
    if (patch.plate_area_m2 > 0.0) plate = &patch;
  if (x.plates.press(plate, *x.breast, x.state.x_m, x.fields, std::min(dt_s, kTissueStep_s)))
    x.since_change_s = 0.0;

  if (x.awake()) {
    x.grow();
    if (x.torso.turning()) {
      x.torso.turned_s = std::min(x.torso.turned_s + dt_s, x.torso.turn_s);
      x.since_change_s = 0.0;
    }
    // the slow response goes by the whole step, motion by the little it needs
    tissue::TissueLoad load = x.load();
    const double h_s = std::min(dt_s, kTissueStep_s);
    load.creep_s = dt_s > h_s ? dt_s : 0.0;
    if (tissue::step(*x.model, load, h_s, x.state, *x.scratch, x.fields).flag ==
        StepFlag::NonFinite)
      return false;
    for (std::size_t i = 0; i < x.pressure_Pa.size(); ++i)
      x.pressure_Pa[i] = static_cast<double>(x.fields.pressure_Pa[i]) - x.rest_pressure_Pa[i];
    x.since_change_s += dt_s;
  }
  if (!x.fluids->step(acting, dt_s)) return false;
  if (!x.awake()) x.grow();
  x.publish();
  return true;
}

}  // namespace lac::study
