// Where one model's output becomes another's load. The equations stand in MODEL.md.
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

constexpr double kMovingForce_N_per_s = 0.5;
constexpr double kLeastPainArea_m2 = 0.5e-4;
constexpr double kPadPeakToMean = 2.0;  // F2
constexpr int kSheathedSegments = 2;    // the two segments in the lump (notes §9)

/// Mean over a tet's nodes.
double tet_mean(const std::array<int, 4>& t, const std::vector<double>& node) {
  return 0.25 * (node[t[0]] + node[t[1]] + node[t[2]] + node[t[3]]);
}

const State::FingerLoop* loop_of(const State& state, int id) {
  for (const State::FingerLoop& l : state.loop)
    if (l.id == id) return &l;
  return nullptr;
}

}  // namespace

double blocked_swelling(const Model& m, const BreastState& s) {
  // milk and excess fluid of the lobe over its gland
  const auto i = static_cast<std::size_t>(m.plug_lobe);
  double fluid = 0.0;
  for (const NodeShare& n : m.lobe_node[i])
    fluid += n.weight * m.oedema.phi_0[static_cast<std::size_t>(n.node)] *
             s.oedema.excess[static_cast<std::size_t>(n.node)];
  return s.ducts.alveolar_m3[i] / m.lobe_gland_m3[i] + std::max(fluid, 0.0);
}

void update_fields(const Model& m, BreastState& s) {
  const anatomy::Breast& b = *m.breast;
  if (m.plug_lobe >= 0) s.sheath_Pa = m.sheath_Pa * blocked_swelling(m, s) / m.sheath_swelling;
  const CouplingParams& c = m.patient.coupling;
  for (std::size_t e = 0; e < b.mesh.tet.size(); ++e) {
    const auto& t = b.mesh.tet[e];

    // volume added by milk (in its lobe's gland), by excess fluid and by blood in its veins
    const int lobe = b.lobe[e];
    double milk = 0.0, transmural_Pa = 0.0;
    if (lobe >= 0) {
      milk = b.gland_frac[e] * s.ducts.alveolar_m3[lobe] / m.lobe_gland_m3[lobe];
      transmural_Pa =
          b.gland_frac[e] *
          ducts::transmural_Pa(m.patient.ducts, ducts::lobe_fullness(m.ducts, s.ducts, lobe));
    }
    const double excess = tet_mean(t, s.oedema.excess);
    const double fluid = tet_mean(t, m.oedema.phi_0) * excess;
    double blood = 0.0;
    for (const int n : t) blood += 0.25 * oedema::blood_change_frac(m.oedema, s.oedema, n);
    s.growth_frac[e] = static_cast<float>(milk + fluid + blood);

    // what swells is firmer: E = E_0 + c_p p
    const double areola = tet_mean(t, b.areola_weight);
    const double c_p = lerp(c.body_stiffening, c.areola_stiffening, areola);
    double stiffer_Pa = c.body_stiffening * transmural_Pa +
                        c_p * std::max(oedema::recoil_Pa(m.patient.oedema, excess), 0.0);
    if (!m.lump_weight.empty()) {
      // a blocked lobe is firm, the lump in it firmer
      const double lobes = lobe == m.plug_lobe ? kBlockedLobe_frac * b.gland_frac[e] : 0.0;
      stiffer_Pa +=
          c.body_stiffening * s.sheath_Pa * std::max(lobes, static_cast<double>(m.lump_weight[e]));
    }
    s.stiffness_scale[e] =
        static_cast<float>(std::min(1.0 + stiffer_Pa / m.base_E_Pa[e], c.most_stiffening));
  }
}

double gland_pressure_Pa(const Model& m, const std::vector<double>& node_Pa) {
  double sum = 0.0, gland = 0.0;
  for (std::size_t i = 0; i < m.lobe_node.size(); ++i) {
    for (const NodeShare& n : m.lobe_node[i])
      sum += m.lobe_gland_m3[i] * n.weight * node_Pa[static_cast<std::size_t>(n.node)];
    gland += m.lobe_gland_m3[i];
  }
  return gland > 0.0 ? sum / gland : 0.0;
}

double friction(const Model& m, const BreastState& s) {
  return physiology::oiled_friction(s.film_frac, m.patient.tissue.friction);
}

void wear_oil(const Scratch& x, BreastState& s) {
  // what is left of the film where fingers glided, and how much of it lies under them
  double touched = 0.0, under = 0.0, all = 0.0;
  for (std::size_t k = 0; k < s.oil.size(); ++k) {
    if (s.oil[k] > 0.0f && x.tissue.skin_slip_m[k] > 0.0f)
      s.oil[k] = static_cast<float>(physiology::oil_left(s.oil[k], x.tissue.skin_slip_m[k]));
    all += s.oil[k];
    if (x.tissue.contact_pressure_Pa[k] <= 0.0f) continue;
    touched += 1.0;
    under += s.oil[k];
  }
  s.film_frac = touched > 0.0   ? under / touched
                : s.oil.empty() ? 0.0
                                : all / static_cast<double>(s.oil.size());
}

void load_ducts(const Model& m, const BreastState& s, Scratch& x) {
  for (int i = 0; i < m.ducts.lobes; ++i) {
    // the breast's own pressure is its gland's mean: single nodes scatter by a kilopascal
    const double lobe = s.tissue_Pa + (i == m.plug_lobe ? s.sheath_Pa : 0.0);
    double alveolar = 0.0;
    for (const NodeShare& n : m.lobe_node[i]) alveolar += n.weight * x.p_ext_Pa[n.node];
    x.alveolar_Pa[i] = lobe + alveolar;
    for (int j = 0; j < ducts::kSegments; ++j)
      x.segment_Pa[i][j] = (j < kSheathedSegments ? lobe : s.tissue_Pa) +
                           pressure_at(m.duct_point[i * ducts::kSegments + j], x.p_ext_Pa);
    // the narrowest place decides: a nipple squeezed anywhere shuts its pores; one drawn opens them
    double nipple = pressure_at(m.nipple_point[i].back(), x.p_ext_Pa);
    for (const anatomy::Embedded& at : m.nipple_point[i])
      nipple = std::max(nipple, pressure_at(at, x.p_ext_Pa));
    x.nipple_Pa[i] = s.tissue_Pa + nipple;
  }
}

double aching_Pa(const Model& m, const BreastState& s) {
  return std::max(s.tissue_Pa, m.plug_lobe >= 0 ? s.tissue_Pa + s.sheath_Pa : 0.0);
}

double over_lump(const PlugParams& plug, anatomy::SkinCoord at) {
  const double dx = at.r_m * cos(at.clock_rad) - plug.r_m * cos(plug.clock_rad);
  const double dy = at.r_m * sin(at.clock_rad) - plug.r_m * sin(plug.clock_rad);
  const double off = 2.0 * std::sqrt(dx * dx + dy * dy) / plug.lump_m;  // 1 at the lump's edge
  return 1.0 - smoothstep(2.0 * (off - 1.0));
}

double threshold_frac(const Model& m, const Scratch& x, anatomy::SkinCoord at) {
  double frac = physiology::threshold_at(x.gland.finding, at.clock_rad, at.r_m);
  const PlugParams& plug = m.patient.plug;
  if (m.plug_lobe < 0) return frac;
  const double over = over_lump(plug, at);
  return std::min(frac, lerp(1.0, plug.sensitisation / m.patient.physiology.sensitisation, over));
}

void injure_plug(const Model& m, const BreastState& s, Scratch& x) {
  if (m.plug_lobe < 0) return;
  double worst = 0.0;
  for (std::size_t k = 0; k < m.lump_skin.size(); ++k)
    if (m.lump_skin[k] > 0.0f)
      worst = std::max(worst, m.lump_skin[k] * oedema::injury_frac(m.oedema, s.oedema,
                                                                   m.breast->mesh.skin_node[k]));
  x.plug_injury_frac[static_cast<std::size_t>(m.plug_lobe)] = worst;
}

void load_oedema(const Model& m, const hand::HandPose& pose, double dt_s, const State& s,
                 Scratch& x) {
  const anatomy::TetMesh& mesh = m.breast->mesh;
  const std::vector<float>& x_m = s.here().tissue.x_m;
  for (std::size_t k = 0; k < mesh.skin_node.size(); ++k) {
    const int i = mesh.skin_node[k];
    x.surface_Pa[i] = 0.0;
    x.stroke[i] = Vec3{};
    x.glide_m_per_s[i] = x.tissue.skin_slip_m[k] / dt_s;
    if (x.tissue.contact_pressure_Pa[k] <= 0.0f) continue;

    // the finger that covers this place: injury and lymph answer to its mean pressure (notes §6)
    const Vec3 at{x_m[4 * i], x_m[4 * i + 1], x_m[4 * i + 2]};
    const tissue::ContactPatch* over = nullptr;
    double nearest = 0.0;
    for (const tissue::ContactPatch& patch : x.tissue.patch) {
      const Vec3 d = at - patch.centre_m;
      if (!patch.touching || (over != nullptr && dot(d, d) >= nearest)) continue;
      over = &patch;
      nearest = dot(d, d);
    }
    if (over == nullptr) continue;
    x.surface_Pa[i] = over->mean_pressure_Pa;

    // skin under a moving finger is drawn along with it
    const State::FingerLoop* l = loop_of(s, over->id);
    const auto f = std::find_if(pose.finger.begin(), pose.finger.end(),
                                [&](const hand::Finger& y) { return y.id == over->id; });
    if (l == nullptr || f == pose.finger.end()) continue;
    const Vec3 move = tangential(0.5 * (f->a_m + f->b_m) - l->centre_m, over->normal);
    if (norm(move) > kMovingSpeed_m_per_s * dt_s) x.stroke[i] = unit(move);
  }
}

void load_physiology(const Model& m, const hand::HandPose& pose, const input::InputFrame& frame,
                     double dt_s, double known_sensitisation, State& s, Scratch& x) {
  const CouplingParams& c = m.patient.coupling;
  const anatomy::SurfaceView skin{m.breast.get(), s.here().tissue.x_m};
  double nipple = 0.0, stroking = 0.0;
  x.pain.clear();
  x.pleasantness = 0.0;
  // this breast may be more tender than the one she is known by
  const double side_frac = m.patient.physiology.sensitisation / known_sensitisation;
  for (const tissue::ContactPatch& patch : x.tissue.patch) {
    const State::FingerLoop* l = loop_of(s, patch.id);
    const auto f = std::find_if(pose.finger.begin(), pose.finger.end(),
                                [&](const hand::Finger& y) { return y.id == patch.id; });
    if (!patch.touching || l == nullptr || f == pose.finger.end()) continue;

    // pain: pads have a peak of twice the mean, a flat hand its own field
    const bool broad = f->part == hand::Part::Palm || f->part == hand::Part::Head;
    const double peak = broad ? patch.peak_pressure_Pa : kPadPeakToMean * patch.mean_pressure_Pa;
    const double area = std::max(patch.area_m2, kLeastPainArea_m2);
    const bool slips = patch.slip_m_per_s > kMovingSpeed_m_per_s;
    const anatomy::SkinPoint under =
        patch.triangle >= 0 ? anatomy::SkinPoint{.triangle = patch.triangle,
                                                 .weight = {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0},
                                                 .position_m = {},
                                                 .normal = {}}
                            : skin.nearest(patch.centre_m);
    x.pain.push_back({peak, area, slips ? patch.shear_N / area : 0.0,
                      side_frac * threshold_frac(m, x, skin.coord(under))});

    // let-down: touch near the nipple, more when it moves
    const double speed = norm(0.5 * (f->a_m + f->b_m) - l->centre_m) / dt_s;
    const bool moving = speed > kMovingSpeed_m_per_s ||
                        std::fabs(patch.normal_N - l->normal_N) > kMovingForce_N_per_s * dt_s;
    const Vec3 off = patch.centre_m - skin.nipple_base();
    if (norm(off) < c.stimulus_reach_m)
      nipple = std::max(nipple, (moving ? c.stimulus_moving : c.stimulus_still) *
                                    std::min(patch.normal_N / c.stimulus_full_N, 1.0));
    const input::Posture posture = frame.hands[patch.id / 16].posture;
    const bool flat = posture == input::Posture::FlatPads || posture == input::Posture::FlatPalm;
    if (flat && speed > c.stroke_slow_m_per_s && speed < c.stroke_fast_m_per_s &&
        patch.mean_pressure_Pa < c.stroke_light_Pa)
      stroking = 1.0;
    if (flat && moving)
      x.pleasantness = std::max(x.pleasantness, physiology::stroke_pleasantness(
                                                    speed, patch.normal_N, s.here().film_frac));
  }
  const double a = dt_s / (c.stimulus_tau_s + dt_s);
  s.nipple_stimulus += a * (nipple - s.nipple_stimulus);
  s.stroking_stimulus += a * (stroking - s.stroking_stimulus);
}

}  // namespace lac::sim
