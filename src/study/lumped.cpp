#include "study/lumped.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/units.h"
#include "study/constants.h"

namespace lac::study {
namespace {

constexpr double kIdle_s = 60.0;           // longest step of a patient left alone
constexpr double kAwake_pg_per_mL = 0.05;  // hormone above the baseline that still acts
constexpr double kFluidHeld_s = 1.0;       // step of the interstitium under a load that stays
constexpr double kFluidFree_s = 60.0;      // and of one left alone
constexpr double kFelt_Pa = 50.0;    // solved pressures below this leave the interstitium alone
constexpr int kFluidSubSteps = 100;  // wanted at most in one step
constexpr std::uint64_t kOtherBreast = 0x6f74686572;  // "other"

/// One breast: its models, states and the loads on them.
struct Half {
  std::shared_ptr<const anatomy::Breast> anatomy;
  ducts::DuctModel ducts;
  ducts::DuctState milk;
  ducts::DuctFlow flow;
  oedema::OedemaModel oedema;
  oedema::OedemaState fluid;
  oedema::OedemaFlow fluid_flow;
  physiology::GlandState gland;
  physiology::GlandOut gland_out;
  std::vector<double> share, fullness;                           // [lobe]
  std::vector<double> alveolar_Pa, nipple_Pa;                    // [lobe]
  std::vector<std::array<double, ducts::kSegments>> segment_Pa;  // [lobe]
  // what the present patches do, per pascal of each; made anew when they change
  std::vector<double> node_share, nipple_share, lobe_share;      // [node], [lobe], [lobe]
  std::vector<std::array<double, ducts::kSegments>> duct_share;  // [lobe]
  std::vector<double> p_ext_Pa, surface_Pa;                      // [node]
  std::vector<Vec3> stroke;                                      // [node]
  double fluid_due_s = 0.0;  // time the interstitium lags behind
  double fluid_step_s = kFluidHeld_s;
  Tally tally;
};

Expected<Half> make_half(const sim::PatientParams& p, int which, anatomy::Level level,
                         const std::filesystem::path& assets) {
  anatomy::BreastParams shape = p.breast;
  ducts::DuctParams milk = p.ducts;
  if (which == 1) {
    shape.side = shape.side == anatomy::Side::Left ? anatomy::Side::Right : anatomy::Side::Left;
    shape.seed = milk.seed = mix_seed(milk.seed, kOtherBreast);
    milk.plug_lobe = -1;
  }
  auto breast = anatomy::build_breast(shape, level, assets);
  if (!breast) return breast.problems();
  if (breast->ducts.lobe.empty()) return problem("a balloon has no ducts to study");
  Half half;
  if (milk.bleb_lobe < 0)
    milk.bleb_lobe = physiology::blocked_pore(p.physiology.condition, breast->ducts);
  half.anatomy = std::make_shared<const anatomy::Breast>(std::move(*breast));
  half.ducts = ducts::make_model(half.anatomy->ducts, milk);
  half.milk = ducts::initial_state(half.ducts);
  half.oedema = oedema::make_model(*half.anatomy, p.oedema);
  half.fluid = oedema::initial_state(half.oedema);

  const auto lobes = static_cast<std::size_t>(half.ducts.lobes);
  const std::size_t nodes = half.oedema.volume_m3.size();
  for (const anatomy::Lobe& lobe : half.anatomy->ducts.lobe)
    half.share.push_back(lobe.capacity_share);
  for (auto* values :
       {&half.fullness, &half.alveolar_Pa, &half.nipple_Pa, &half.nipple_share, &half.lobe_share})
    values->assign(lobes, 0.0);
  half.segment_Pa.assign(lobes, {});
  half.duct_share.assign(lobes, {});
  for (auto* values : {&half.node_share, &half.p_ext_Pa, &half.surface_Pa})
    values->assign(nodes, 0.0);
  half.stroke.assign(nodes, Vec3{});

  // flows of an untouched moment, so that the start can be read before the first step
  oedema::OedemaState still = half.fluid;
  oedema::step(half.oedema, {}, kTick_s, still, half.fluid_flow);
  return half;
}

/// Pressure of a band of pads on segment j of lobe i.
double band_share(const DuctBand& band, double behind_m) {
  const double off = (behind_m - band.centre_m) / kBand_m;
  double share = exp(-0.5 * off * off);
  const bool rolled = behind_m > band.centre_m && behind_m < band.from_m + 0.5 * kBand_m;
  if (band.wave && rolled) share = std::max<double>(share, kBehindRoll_frac);
  return share;
}

void find_shares(const std::vector<Patch>& patches, Half& half) {
  const anatomy::Breast& b = *half.anatomy;
  const auto at = [&](Vec3 x) {
    double Pa = 0.0;
    for (const Patch& patch : patches) Pa += patch.pressure_Pa * pressure_share(patch, x);
    return Pa;
  };
  for (std::size_t i = 0; i < half.node_share.size(); ++i)
    half.node_share[i] = patches.empty() ? 0.0 : at(b.mesh.node_m[i]);
  for (std::size_t i = 0; i < half.lobe_share.size(); ++i) {
    const anatomy::Lobe& lobe = b.ducts.lobe[i];
    half.lobe_share[i] = patches.empty() ? 0.0 : at(lobe.centre_m);
    half.nipple_share[i] = patches.empty() ? 0.0 : at(lobe.pore_m);
    for (int j = 0; j < ducts::kSegments; ++j)
      half.duct_share[i][j] = patches.empty() ? 0.0 : at(lobe.segment_m[j]);
  }
}

/// Where the tissue's pressures are read for one breast.
struct Places {
  std::vector<std::vector<std::pair<int, double>>> gland;  // [lobe] nodes and weights
  std::vector<anatomy::Embedded> pore;                     // [lobe]
  std::vector<std::array<anatomy::Embedded, ducts::kSegments>> duct;
};

Places places_of(const anatomy::Breast& b) {
  Places out;
  const std::size_t lobes = b.ducts.lobe.size();
  std::vector<std::vector<double>> weight(lobes, std::vector<double>(b.mesh.node_m.size(), 0.0));
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e)
    if (b.lobe[e] >= 0)
      for (const int n : b.mesh.tet[e])
        weight[b.lobe[e]][n] += b.gland_frac[e] * b.mesh.tet_volume_m3[e];
  for (std::size_t i = 0; i < lobes; ++i) {
    const anatomy::Lobe& lobe = b.ducts.lobe[i];
    double sum = 0.0;
    for (const double w : weight[i]) sum += w;
    auto& nodes = out.gland.emplace_back();
    if (sum > 0.0) {
      for (std::size_t n = 0; n < weight[i].size(); ++n)
        if (weight[i][n] > 0.0) nodes.emplace_back(static_cast<int>(n), weight[i][n] / sum);
    } else {
      // a lobe too small for the mesh still has its centre
      const anatomy::Embedded at = anatomy::embed(b.mesh, lobe.centre_m);
      for (int k = 0; k < 4; ++k) nodes.emplace_back(at.node[k], at.weight[k]);
    }
    out.pore.push_back(anatomy::embed(b.mesh, lobe.pore_m));
    auto& duct = out.duct.emplace_back();
    for (int j = 0; j < ducts::kSegments; ++j) duct[j] = anatomy::embed(b.mesh, lobe.segment_m[j]);
  }
  return out;
}

double at_place(const anatomy::Embedded& e, std::span<const double> node_Pa) {
  double Pa = 0.0;
  for (int k = 0; k < 4; ++k) Pa += e.weight[k] * node_Pa[e.node[k]];
  return Pa;
}

/// What the solved tissue bears, at the places of the models.
void read_shares(const Places& places, std::span<const double> node_Pa, Half& half) {
  std::copy(node_Pa.begin(), node_Pa.end(), half.node_share.begin());
  for (std::size_t i = 0; i < places.gland.size(); ++i) {
    half.lobe_share[i] = 0.0;
    for (const auto& [node, weight] : places.gland[i]) half.lobe_share[i] += weight * node_Pa[node];
    half.nipple_share[i] = at_place(places.pore[i], node_Pa);
    for (int j = 0; j < ducts::kSegments; ++j)
      half.duct_share[i][j] = at_place(places.duct[i][j], node_Pa);
  }
}

/// Tissue pressures round alveoli, ducts and pores of one breast.
/// @param solved  the tissue's own pressures hold what a vacuum does to it
void press_ducts(const Acting& acting, int which, double resting_Pa, bool solved, Half& half) {
  const double vacuum_Pa = solved ? 0.0 : -acting.outside_Pa[which];
  const DuctBand& band = acting.band[which];
  const int count = half.ducts.lobes;
  for (int i = 0; i < count; ++i) {
    half.alveolar_Pa[i] = resting_Pa + half.lobe_share[i];
    half.nipple_Pa[i] = resting_Pa + half.nipple_share[i];
    for (int j = 0; j < ducts::kSegments; ++j) {
      const double reach = j + 1 == ducts::kSegments ? kVacuumLastSegment_frac : kVacuumDeep_frac;
      half.segment_Pa[i][j] = resting_Pa + half.duct_share[i][j] - reach * vacuum_Pa;
    }
    if (!band.on || ((i - band.first_lobe) % count + count) % count >= band.lobes) continue;
    if (band.nipple) {
      half.nipple_Pa[i] += band.pressure_Pa;
      continue;
    }
    half.alveolar_Pa[i] += kOnLobe_frac * band.pressure_Pa;
    for (int j = 0; j < ducts::kSegments; ++j)
      half.segment_Pa[i][j] +=
          band.pressure_Pa * band_share(band, half.anatomy->ducts.lobe[i].behind_nipple_m[j]);
  }
}

void press_fluid(const Acting& acting, Half& half) {
  const SkinStroke& s = acting.stroke;
  const anatomy::TetMesh& mesh = half.anatomy->mesh;
  const bool pressed = !acting.patch.empty();
  for (std::size_t i = 0; i < half.p_ext_Pa.size(); ++i) {
    half.p_ext_Pa[i] = half.node_share[i];
    half.surface_Pa[i] = 0.0;
    half.stroke[i] = Vec3{};
    const int skin = mesh.skin_index[i];
    if (skin < 0) continue;
    if (pressed) half.surface_Pa[i] = std::max(half.node_share[i], 0.0);
    if (!s.on) continue;
    const anatomy::SkinCoord& c = half.anatomy->skin_coord[skin];
    const double dx_m = c.r_m * sin(c.clock_rad) - s.centre.r_m * sin(s.centre.clock_rad);
    const double dy_m = c.r_m * cos(c.clock_rad) - s.centre.r_m * cos(s.centre.clock_rad);
    if (s.radius_m > 0.0 && dx_m * dx_m + dy_m * dy_m > s.radius_m * s.radius_m) continue;
    half.surface_Pa[i] = half.p_ext_Pa[i] = s.pressure_Pa;
    half.stroke[i] = (s.against ? -1.0 : 1.0) * half.oedema.lymph_direction[i];
  }
}

}  // namespace

struct LumpedBody::Impl {
  std::vector<Half> half;
  physiology::PhysiologyModel mother;
  physiology::PhysiologyState body;
  physiology::PhysiologyOut body_out;
  double fine_s = 0.1;
  std::vector<double> patched;          // pressures of the patches whose shares are known
  std::vector<double> fullness, share;  // [lobe of all breasts] what the mother's step sees
  Scene scene;
  Places places;                             // of the first breast, where its tissue is solved
  std::span<const double> felt_Pa, skin_Pa;  // [node] of it; empty: closed forms

  bool feed_glands(const Acting& acting, double dt_s);
  bool move_milk(const Acting& acting, double dt_s);
  bool move_fluid(const Acting& acting, double dt_s);
  void count(double dt_s);
  void publish(const Acting& acting);
};

LumpedBody::LumpedBody() : impl_(std::make_unique<Impl>()) {}
LumpedBody::~LumpedBody() = default;
const Scene& LumpedBody::scene() const { return impl_->scene; }

Expected<std::unique_ptr<LumpedBody>> LumpedBody::make(const Person& person, int breasts,
                                                       anatomy::Level level, double fine_s,
                                                       const std::filesystem::path& assets) {
  std::unique_ptr<LumpedBody> out(new LumpedBody);
  Impl& x = *out->impl_;
  x.mother = physiology::make_model(person.params.physiology);
  x.body = physiology::initial_state(x.mother);
  x.fine_s = fine_s;
  for (int k = 0; k < breasts; ++k) {
    auto half = make_half(person.params, k, level, assets);
    if (!half) return half.problems();
    half->gland = physiology::initial_gland(x.mother, half->share.size());
    for (const double share : half->share) x.share.push_back(share);
    x.half.push_back(std::move(*half));
  }
  x.fullness.assign(x.share.size(), 0.0);
  for (int k = 0; k < breasts; ++k)
    x.scene.breast[k].start_milk_m3 = ducts::milk_m3(x.half[k].ducts, x.half[k].milk);
  x.publish({});
  return out;
}

void LumpedBody::inject(const scenario::Site& site) {
  Half& h = impl_->half[0];
  oedema::inject(h.oedema, h.anatomy->mesh, point_under(*h.anatomy, site), kDepot_m, kDepot_m3, 1.0,
                 h.fluid);
}

void LumpedBody::feel(std::span<const double> node_Pa, std::span<const double> surface_Pa) {
  Impl& x = *impl_;
  if (x.felt_Pa.empty()) x.places = places_of(*x.half[0].anatomy);
  x.felt_Pa = node_Pa;
  x.skin_Pa = surface_Pa;
}

double LumpedBody::longest_step_s(const Acting& acting) const {
  const Impl& x = *impl_;
  if (acting.quick) return x.fine_s;
  const bool awake = x.body.plasma_pg_per_mL > physiology::kBaseline_pg_per_mL + kAwake_pg_per_mL ||
                     x.body.contraction > 0.0 || x.body.touch_pain > 0.01;
  return awake || !acting.still() ? kRestTick_s : kIdle_s;
}

bool LumpedBody::Impl::feed_glands(const Acting& acting, double dt_s) {
  for (std::size_t k = 0; k < half.size(); ++k) {
    Half& h = half[k];
    const physiology::GlandLoad load{
        .fullness = h.fullness,
        .capacity_share = h.share,
        .ejected_m3 = h.flow.ejected_m3,
        .pack = acting.pack,
        .pack_degC = acting.pack_degC,
        .vacuum_Pa = acting.outside_Pa[k] < 0.0 ? acting.vacuum_Pa : 0.0,
        .injury_frac = h.fluid_flow.worst_injury_frac};
    if (physiology::step_gland(mother, load, dt_s, h.gland, h.gland_out).flag ==
        StepFlag::NonFinite)
      return false;
  }
  return true;
}

bool LumpedBody::Impl::move_milk(const Acting& acting, double dt_s) {
  const double resting_Pa = mother.params.resting_tissue_Pa;
  for (std::size_t k = 0; k < half.size(); ++k) {
    Half& h = half[k];
    press_ducts(acting, static_cast<int>(k), resting_Pa, k == 0 && !felt_Pa.empty(), h);
    const ducts::DuctLoad load{.alveolar_tissue_Pa = h.alveolar_Pa,
                               .segment_tissue_Pa = h.segment_Pa,
                               .nipple_tissue_Pa = h.nipple_Pa,
                               .synthesis_m3_per_s = h.gland_out.synthesis_m3_per_s,
                               .outside_Pa = acting.outside_Pa[k],
                               .contraction = body.contraction,
                               .contraction_strength = body.strength,
                               .milk_degC = h.gland_out.milk_degC};
    if (ducts::step(h.ducts, load, dt_s, h.milk, h.flow).flag == StepFlag::NonFinite) return false;
  }
  return true;
}

bool LumpedBody::Impl::move_fluid(const Acting& acting, double dt_s) {
  // fluids are slow: they follow in steps of their own, under the load that stood meanwhile
  bool free = acting.patch.empty() && !acting.stroke.going;
  for (const double Pa : felt_Pa) free = free && std::fabs(Pa) < kFelt_Pa;
  for (std::size_t k = 0; k < half.size(); ++k) {
    Half& h = half[k];
    h.fluid_due_s += dt_s;
    const bool here = k == 0;
    const double wait_s = !here || free ? h.fluid_step_s : acting.quick ? 0.0 : kFluidHeld_s;
    const bool loaded = here && !free;
    if (h.fluid_due_s < std::min(wait_s, loaded ? kFluidHeld_s : kFluidFree_s)) continue;
    if (here) press_fluid(acting, h);
    if (here && !skin_Pa.empty()) std::copy(skin_Pa.begin(), skin_Pa.end(), h.surface_Pa.begin());
    oedema::OedemaLoad load;
    if (here) {
      load.p_ext_Pa = h.p_ext_Pa;
      load.surface_Pa = h.surface_Pa;
      load.stroke = h.stroke;
    }
    load.capillary_Pa = h.gland_out.capillary_Pa;
    load.venous_scale = h.gland_out.venous_scale;
    load.collector_scale = h.gland_out.collector_scale;
    const StepReport report = oedema::step(h.oedema, load, h.fluid_due_s, h.fluid, h.fluid_flow);
    if (report.flag == StepFlag::NonFinite) return false;

    // as long a step next time as the explicit scheme takes easily
    const double per_s = report.iterations / h.fluid_due_s;
    h.fluid_step_s = clamp(kFluidSubSteps / per_s, kFluidHeld_s, kFluidFree_s);
    h.fluid_due_s = 0.0;
  }
  return true;
}

void LumpedBody::Impl::count(double dt_s) {
  for (Half& h : half) {
    Tally& t = h.tally;
    for (int i = 0; i < h.ducts.lobes; ++i) {
      t.milk_out_m3 += h.flow.ejected_m3[i];
      t.made_m3 += h.gland_out.synthesis_m3_per_s[i] * dt_s;
    }
    t.backflow_m3 += h.flow.backflow_m3;
    if (body.ejecting) t.ejecting_s += dt_s;
    t.milk_error_m3 = std::max(t.milk_error_m3, std::fabs(h.flow.mass_error_m3));
  }
}

void LumpedBody::Impl::publish(const Acting& acting) {
  scene.breasts = static_cast<int>(half.size());
  for (std::size_t k = 0; k < half.size(); ++k) {
    BreastView& view = scene.breast[k];
    Half& h = half[k];
    view.anatomy = h.anatomy.get();
    view.ducts = &h.ducts;
    view.milk = &h.milk;
    view.flow = &h.flow;
    view.oedema = &h.oedema;
    view.fluid = &h.fluid;
    view.fluid_flow = &h.fluid_flow;
    view.gland = &h.gland;
    view.gland_out = &h.gland_out;
    view.tally = h.tally;
  }
  scene.mother = &mother;
  scene.body = &body;
  scene.body_out = &body_out;
  scene.acting = acting;
}

bool LumpedBody::step(const Acting& acting, double dt_s) {
  Impl& x = *impl_;

  // patches that changed: what each place feels of them
  std::vector<double> patched;
  for (const Patch& patch : acting.patch) patched.push_back(patch.pressure_Pa);
  if (!x.felt_Pa.empty())
    read_shares(x.places, x.felt_Pa, x.half[0]);
  else if (patched != x.patched)
    find_shares(acting.patch, x.half[0]);
  x.patched = patched;

  // the order of a tick: what she feels and whether milk lets down, milk, fluid
  std::size_t lobe = 0;
  for (Half& h : x.half)
    for (int i = 0; i < h.ducts.lobes; ++i)
      x.fullness[lobe++] = h.fullness[i] = ducts::lobe_fullness(h.ducts, h.milk, i);
  physiology::PhysiologyLoad load;
  load.nipple_stimulus = acting.nipple_stimulus;
  load.stroking_stimulus = acting.stroking_stimulus;
  load.cue_stimulus = acting.cue_stimulus;
  load.tissue_Pa = x.mother.params.resting_tissue_Pa;
  load.vacuum_Pa = acting.vacuum_Pa;
  load.stress = acting.stress;
  load.noise = acting.noise;
  load.infusion_ng_per_s = acting.infusion_ng_per_s;
  load.pleasantness = acting.pleasantness;
  load.comfort_scale = x.half[0].gland_out.comfort_scale;
  load.other_drive = x.half[0].gland_out.heat_drive;
  load.pain = acting.pain;
  load.fullness = x.fullness;
  load.capacity_share = x.share;
  if (physiology::step(x.mother, load, dt_s, x.body, x.body_out).flag == StepFlag::NonFinite)
    return false;
  if (!x.feed_glands(acting, dt_s) || !x.move_milk(acting, dt_s) || !x.move_fluid(acting, dt_s))
    return false;
  x.count(dt_s);
  x.scene.time_s += dt_s;
  x.publish(acting);
  return true;
}

}  // namespace lac::study
