// What a skilled observer sees, feels and hears; nothing else leaves for the marking.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "anatomy/nearest.h"
#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

constexpr double kFeltDepth_m = 0.0015;  // shallower presses say nothing about firmness
constexpr double kFeltForce_N = 0.1;
constexpr double kLumpFirm_Pa = 800.0;  // a lobe drained below this has no lump any more

Area area_of(const anatomy::Breast& b, int triangle) {
  switch (b.triangle_region[triangle]) {
    case anatomy::Region::Nipple:
      return Area::Nipple;
    case anatomy::Region::Areola:
      return Area::Areola;
    case anatomy::Region::AxillaryTail:
      return Area::AxillaryTail;
    case anatomy::Region::Body:
      break;
  }
  return Area::Body;
}

/// The contact's centre on the triangle under it: the patch knows which, so nothing is searched.
anatomy::SkinPoint under(const anatomy::SurfaceView& skin, const tissue::ContactPatch& patch) {
  const auto& t = skin.breast->mesh.skin[patch.triangle];
  const Vec3 a = skin.node(t[0]), b = skin.node(t[1]), c = skin.node(t[2]);
  anatomy::SkinPoint p{.triangle = patch.triangle,
                       .weight = anatomy::nearest_weights(patch.centre_m, a, b, c),
                       .position_m = {},
                       .normal = unit(cross(b - a, c - a))};
  p.position_m = p.weight[0] * a + p.weight[1] * b + p.weight[2] * c;
  return p;
}

/// What a finger tells of the place under it: firmness, a lump, warmth, the last press's dent.
void palpate(const Model& m, const Scratch& x, const BreastState& s, anatomy::SkinCoord coord,
             const anatomy::SkinPoint& at, FingerSeen& out) {
  if (out.depth_m > kFeltDepth_m && out.normal_N > kFeltForce_N)
    out.firmness =
        firmness_of(physiology::firmness_at(x.gland.finding, coord.clock_rad, coord.r_m) *
                    apparent_E_Pa(out.normal_N, out.depth_m, out.area_m2) / kHandPace);
  out.fluctuance = physiology::fluctuance_at(x.gland.finding, coord.clock_rad, coord.r_m);
  out.warmth_K = s.gland.skin_degC - physiology::kSkinTemperature_degC +
                 physiology::warmth_at(x.gland.finding, coord.clock_rad, coord.r_m);
  for (const int node : m.breast->mesh.skin[static_cast<std::size_t>(at.triangle)])
    out.pit_depth_m = std::max(out.pit_depth_m, oedema::pit_depth_m(m.oedema, s.oedema, node));
  if (m.plug_lobe < 0 || out.normal_N < kLumpFeltFrom_N || s.sheath_Pa < kLumpFirm_Pa) return;
  const Vec3 lump = position_at(m.plug, s.tissue.x_m);
  out.lump = norm(tangential(lump - at.position_m, at.normal)) < 0.5 * m.patient.plug.lump_m;
}

/// One finger's row.
FingerSeen see(const Model& m, const Scratch& x, const BreastState& b,
               const anatomy::SurfaceView& skin, const hand::Finger& f, const State::FingerLoop& l,
               const tissue::ContactPatch& patch, double dt_s) {
  const anatomy::SkinPoint at =
      patch.triangle >= 0 ? under(skin, patch) : skin.nearest(patch.centre_m);
  const anatomy::SkinCoord coord = skin.coord(at);
  FingerSeen out;
  out.id = f.id;
  out.hand = f.id / 16;
  out.part = f.part;
  out.area = area_of(*m.breast, at.triangle);
  out.clock_rad = coord.clock_rad;
  out.r_m = coord.r_m;
  out.position_m = at.position_m;
  out.normal_N = patch.normal_N;
  out.area_m2 = patch.area_m2;
  out.mean_pressure_Pa = patch.mean_pressure_Pa;
  out.depth_m = std::max(l.advance_m - l.touch_advance_m, 0.0);
  out.slip_m_per_s = patch.slip_m_per_s;
  out.velocity_m_per_s = tangential(0.5 * (f.a_m + f.b_m) - l.centre_m, patch.normal) / dt_s;
  // a finger that has just landed has no previous place on the skin
  out.radial_m_per_s = l.normal_N > 0.0 ? (l.coord_r_m - coord.r_m) / dt_s : 0.0;
  const anatomy::Landmarks& marks = m.breast->landmarks;
  const auto toward = [&](Vec3 node_m) {
    return dot(out.velocity_m_per_s, unit(tangential(node_m - at.position_m, patch.normal)));
  };
  // as the skin lies now: a full breast is stretched, and its map is not
  out.nippleward_m_per_s = toward(skin.nipple_base());
  out.axillary_m_per_s = toward(marks.axilla_m);
  out.clavicular_m_per_s = toward(marks.clavicle_m);
  out.parasternal_m_per_s = toward(marks.parasternum_m);
  out.skin_shift_m = patch.skin_shift_m;
  palpate(m, x, b, coord, at, out);
  return out;
}

/// Firmness under the finger that presses alone and deepest: force over depth.
double felt_stiffness(const std::vector<FingerSeen>& fingers) {
  double deepest = kFeltDepth_m, felt = 0.0;
  for (const FingerSeen& f : fingers)
    if (f.depth_m > deepest && f.normal_N > kFeltForce_N)
      deepest = f.depth_m, felt = f.normal_N / f.depth_m;
  return felt;
}

void see_skin(const Scratch& x, const BreastState& s, Observation& out) {
  double pale = 0.0, pressed = 0.0;
  for (std::size_t k = 0; k < s.pale.size() && k < x.tissue.contact_pressure_Pa.size(); ++k) {
    if (x.tissue.contact_pressure_Pa[k] <= 0.0f) continue;
    pressed += 1.0;
    pale += s.pale[k];
  }
  out.blanch_frac = pressed > 0.0 ? pale / pressed : 0.0;
  const BreastSeen& chart = out.breast[static_cast<std::size_t>(out.side)];
  out.pit_depth_m = chart.pit_depth_m;
  out.mark_frac = clamp(x.oedema.worst_injury_frac, 0.0, 1.0);
  out.areola_compressible = chart.areola_compressible;
}

void see_milk(const Model& m, const Scratch& x, const State& s, Observation& out) {
  out.cup_m3 = s.cup_m3;
  out.fed_m3 = s.fed_m3;
  out.spilt_m3 = s.spilt_m3;
  out.flow_m3_per_s = 0.0;
  out.pores_flowing = 0;
  out.spraying = false;
  for (std::size_t i = 0; i < x.ducts.pore_m3_per_s.size(); ++i) {
    const double q = x.ducts.pore_m3_per_s[i];
    out.flow_m3_per_s += q;
    out.pores_flowing += q > kPoreFlows_m3_per_s;
    out.spraying |= ducts::sprays(m.ducts, static_cast<int>(i), q);
  }
}

/// The patient: her face always, her number when asked.
void hear(const input::InputFrame& frame, State& s, Observation& out) {
  out.face = s.physiology.nrs;
  out.womb_tight = s.physiology.womb_left_s > 0.0;
  out.spoken_nrs = -1;
  out.events.clear();
  for (const input::Command& c : frame.commands) {
    out.events.push_back({c.id, c.value});
    if (c.id == "ask-pain") {
      s.last_spoken_nrs = static_cast<int>(std::lround(s.physiology.nrs));
      out.spoken_nrs = s.last_spoken_nrs;
    }
  }
}

}  // namespace

void observe(const Model& m, const input::InputFrame& frame, const hand::HandPose& pose,
             double dt_s, const Scratch& x, State& s, Observation& out) {
  out.tick = s.ticks + s.rest_ticks;
  out.time_s =
      static_cast<double>(s.ticks) / 60.0 + static_cast<double>(s.rest_ticks) * kRestTick_s;
  out.step_s = dt_s;
  out.kind = frame.kind;
  out.side = s.side;
  out.position = s.torso.position;
  out.receiver = s.receiver;
  for (std::size_t i = 0; i < 2; ++i) out.pack[i] = s.breast[i].pack;
  out.oil_frac = s.here().film_frac;
  out.vacuum_Pa = s.vacuum_s > 0.0 ? frame.device.vacuum_Pa : 0.0;
  out.vibration_Hz = stirring_per_s(x, pose, frame.device) > 0.0 ? frame.device.vibration_Hz : 0.0;
  out.finger.clear();
  const BreastState& b = s.here();
  const anatomy::SurfaceView skin{m.breast.get(), b.tissue.x_m};
  for (int h = 0; h < 2; ++h) {
    out.posture[h] =
        frame.kind == input::TickKind::Rest ? input::Posture::None : frame.hands[h].posture;
    out.touching[h] = false;
    out.coached[h] = frame.hands[h].coached;
    out.press_axis_N[h] = 0.0;
  }
  for (const hand::Finger& f : pose.finger) {
    const auto l =
        std::find_if(s.loop.begin(), s.loop.end(), [&](const auto& y) { return y.id == f.id; });
    const auto patch = std::find_if(x.tissue.patch.begin(), x.tissue.patch.end(),
                                    [&](const auto& y) { return y.id == f.id; });
    if (l == s.loop.end() || patch == x.tissue.patch.end() || !patch->touching) continue;
    out.finger.push_back(see(m, x, b, skin, f, *l, *patch, dt_s));
    const int h = f.id / 16;
    out.touching[h] = true;
    out.press_axis_N[h] += l->force_N;
  }
  out.node = on_nodes(m, frame, pose, s, dt_s);
  out.felt_stiffness_N_per_m = felt_stiffness(out.finger);
  see_skin(x, b, out);
  see_milk(m, x, s, out);
  hear(frame, s, out);
}

}  // namespace lac::sim
