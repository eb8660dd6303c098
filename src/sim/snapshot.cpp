#include <algorithm>

#include "base/math.h"
#include "base/units.h"
#include "sim/constants.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

std::array<float, 3> to_float(Vec3 v) {
  return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
}

/// The skin of one breast and what shows on it.
struct DrawnSkin {
  std::vector<float>&skin_m, &excess, &blanch, &injury, &oil;
};
void draw_skin(const Model& m, const BreastState& s, const DrawnSkin& out) {
  const auto& skin_node = m.breast->mesh.skin_node;
  const std::size_t n = skin_node.size();
  out.skin_m.resize(3 * n);
  out.excess.resize(n);
  out.injury.resize(n);
  for (std::size_t k = 0; k < n; ++k) {
    const int i = skin_node[k];
    for (int a = 0; a < 3; ++a) out.skin_m[3 * k + a] = s.tissue.x_m[4 * i + a];
    out.excess[k] = static_cast<float>(s.oedema.excess[i]);
    out.injury[k] = static_cast<float>(clamp(oedema::injury_frac(m.oedema, s.oedema, i), 0.0, 1.0));
  }
  out.blanch = s.pale;
  out.oil = s.oil;
}

void draw_pressures(const Model& m, const Scratch& x, Snapshot& out) {
  const auto& skin_node = m.breast->mesh.skin_node;
  out.tissue_pressure_Pa.assign(skin_node.size(), 0.0f);
  for (std::size_t k = 0; k < skin_node.size(); ++k)
    if (skin_node[k] < static_cast<int>(x.tissue.pressure_Pa.size()))
      out.tissue_pressure_Pa[k] = x.tissue.pressure_Pa[skin_node[k]];
  out.contact_pressure_Pa = x.tissue.contact_pressure_Pa;
  out.contact_pressure_Pa.resize(skin_node.size(), 0.0f);
}

// The whole body, for views under the skin.
void draw_body(const Scratch& x, const BreastState& s, Snapshot& out) {
  const std::size_t nodes = s.oedema.excess.size();
  out.node_m.resize(3 * nodes);
  out.node_excess.resize(nodes);
  for (std::size_t i = 0; i < nodes; ++i) {
    for (std::size_t a = 0; a < 3; ++a) out.node_m[3 * i + a] = s.tissue.x_m[4 * i + a];
    out.node_excess[i] = static_cast<float>(s.oedema.excess[i]);
  }
  out.node_pressure_Pa = x.tissue.pressure_Pa;
  out.node_pressure_Pa.resize(nodes, 0.0f);
}

void draw_fingers(const hand::HandPose& pose, const State& s, Snapshot& out) {
  for (const hand::Finger& f : pose.finger) {
    FingerDrawn d;
    d.id = f.id;
    d.hand = f.id / 16;
    d.posture = s.hand.hand[d.hand].posture;
    d.part = static_cast<int>(f.part);
    d.a_m = to_float(f.a_m);
    d.b_m = to_float(f.b_m);
    d.radius_m = static_cast<float>(f.radius_m);
    for (const State::FingerLoop& l : s.loop)
      if (l.id == f.id) d.force_N = static_cast<float>(l.force_N);
    out.finger.push_back(d);
  }
}

double pore_flow(const Scratch& x, int lobe) {
  const auto i = static_cast<std::size_t>(lobe);
  return i < x.ducts.pore_m3_per_s.size() ? x.ducts.pore_m3_per_s[i] : 0.0;
}

/// Drops and jets at the pores of one breast.
std::vector<PoreDrawn> draw_pores(const Model& m, const Scratch& x, const BreastState& s) {
  std::vector<PoreDrawn> out;
  if (m.ducts.lobes == 0) return out;
  const anatomy::SurfaceView skin{m.breast.get(), s.tissue.x_m};
  const Vec3 axis = skin.nipple_axis(), base = skin.nipple_base();
  for (int i = 0; i < m.ducts.lobes; ++i) {
    const double flow = pore_flow(x, i), bore_m = m.breast->ducts.lobe[i].pore_diameter_m;
    const Vec3 at = position_at(m.nipple_point[i].back(), s.tissue.x_m);
    PoreDrawn pore;
    pore.position_m = to_float(at);
    pore.direction = to_float(unit(axis + 8.0 * tangential(at - base, axis)));
    pore.drop_m3 = static_cast<float>(s.drop_m3[i]);
    if (ducts::sprays(m.ducts, i, flow))
      pore.jet_m_per_s = static_cast<float>(flow / (0.25 * kPi * bore_m * bore_m));
    out.push_back(pore);
  }
  return out;
}

std::vector<float> fullness(const Model& m, const BreastState& s) {
  std::vector<float> out;
  out.reserve(static_cast<std::size_t>(m.ducts.lobes));
  for (int i = 0; i < m.ducts.lobes; ++i)
    out.push_back(static_cast<float>(ducts::lobe_fullness(m.ducts, s.ducts, i)));
  return out;
}

void draw_ducts(const Model& m, const Scratch& x, const BreastState& s, Snapshot& out) {
  for (int i = 0; i < m.ducts.lobes; ++i) {
    const anatomy::Lobe& lobe = m.breast->ducts.lobe[i];
    Vec3 from = position_at(m.duct_point[i * ducts::kSegments], s.tissue.x_m);
    for (int j = 0; j < ducts::kSegments; ++j) {
      const Vec3 to = j + 1 < ducts::kSegments
                          ? position_at(m.duct_point[i * ducts::kSegments + j + 1], s.tissue.x_m)
                          : position_at(m.nipple_point[i].back(), s.tissue.x_m);
      DuctDrawn d;
      d.a_m = to_float(from);
      d.b_m = to_float(to);
      d.diameter_m = static_cast<float>(lobe.diameter_m[j] * exp(0.5 * s.ducts.log_area[i][j]));
      d.flow_m3_per_s = static_cast<float>(pore_flow(x, i));
      d.plugged = s.ducts.plug_yield_Pa[i] > 0.0;
      out.duct.push_back(d);
      from = to;
    }
    out.lobe_milk_mL.push_back(static_cast<float>(mL_from_m3(s.ducts.alveolar_m3[i])));
    out.lobe_room_mL.push_back(static_cast<float>(mL_from_m3(m.ducts.capacity_m3[i])));
  }
}

void draw_numbers(const Model& m, const Observation& seen, const Scratch& x, const State& s,
                  Snapshot& out) {
  out.cup_mL = mL_from_m3(s.cup_m3 - s.given_m3);
  out.spilt_mL = mL_from_m3(seen.spilt_m3);
  out.flow_mL_per_s = mL_from_m3(seen.flow_m3_per_s);
  out.face = seen.face;
  out.nrs_shown = s.last_spoken_nrs;
  double area = 0.0, slip = 0.0;
  for (const FingerSeen& f : seen.finger) {
    out.hand_force_N += f.normal_N;
    area += f.area_m2;
    slip = std::max(slip, f.slip_m_per_s);
  }
  out.hand_mean_pressure_kPa = area > 0.0 ? kPa_from_Pa(out.hand_force_N / area) : 0.0;
  out.slip_mm_per_s = 1e3 * slip;
  out.true_nrs = s.physiology.nrs;
  out.milk_mL = mL_from_m3(ducts::milk_m3(m.ducts, s.here().ducts));
  out.areola_excess = x.oedema.areola_excess;
  out.contraction = s.physiology.contraction;
}

/// Devices on the breast in hand, and the lump in it.
void draw_devices(const Model& m, const hand::HandPose& pose, const Observation& seen,
                  const State& s, Snapshot& out) {
  Vec3 centre, axis;
  int parts = 0;
  for (const hand::Finger& f : pose.finger) {
    if (f.part == hand::Part::Head && seen.vibration_Hz > 0.0) out.massager.on = true;
    if (f.part != hand::Part::Rim) continue;
    centre += 0.5 * (f.a_m + f.b_m);
    axis -= f.press_direction;
    ++parts;
  }
  out.massager.vibration_Hz = static_cast<float>(seen.vibration_Hz);
  FlangeDrawn& flange = out.flange;
  flange.on = parts > 0;
  flange.sealed = s.vacuum_s > 0.0;
  flange.vacuum_Pa = static_cast<float>(s.vacuum_Pa);
  flange.peak_vacuum_Pa = static_cast<float>(seen.vacuum_Pa);
  flange.milk_mL = static_cast<float>(mL_from_m3(s.pumped_m3));
  flange.rim_radius_m = static_cast<float>(m.patient.hand.flange_radius_m);
  flange.tunnel_radius_m = static_cast<float>(0.5 * m.patient.coupling.flange.tunnel_m);
  if (parts > 0) flange.centre_m = to_float(centre / parts), flange.axis = to_float(unit(axis));
  PlugDrawn& plug = out.plug;
  plug.present = m.plug_lobe >= 0;
  if (!plug.present) return;
  plug.lobe = m.plug_lobe;
  plug.position_m = to_float(position_at(m.plug, s.here().tissue.x_m));
  plug.radius_m = static_cast<float>(0.5 * m.patient.plug.lump_m);
  const double yield = s.here().ducts.plug_yield_Pa[static_cast<std::size_t>(m.plug_lobe)];
  plug.freed_frac =
      static_cast<float>(clamp(1.0 - yield / m.patient.ducts.plug_yield_Pa, 0.0, 1.0));
}

/// Dye, by the share of what was injected that lies round each skin node; lymph on its way.
void draw_lymph(const Model& m, const Scratch& x, const BreastState& s, Snapshot& out) {
  for (std::size_t g = 0; g < out.lymph_mL_per_h.size(); ++g)
    out.lymph_mL_per_h[g] = 3600.0 * mL_from_m3(x.oedema.reached_m3_per_s[g]);
  if (s.oedema.tracer.empty()) return;
  for (const int i : m.breast->mesh.skin_node)
    out.tracer.push_back(static_cast<float>(s.oedema.tracer[static_cast<std::size_t>(i)]));
}

/// The person round the breast in hand.
void draw_person(const Observation& seen, const State& s, Snapshot& out) {
  out.side = s.side;
  TorsoDrawn& torso = out.torso;
  torso.position = s.torso.position;
  torso.recline_rad = recline_rad(s.torso);
  torso.roll_rad = roll_rad(s.torso);
  torso.down = to_float(gravity(s.torso, 1.0));
  torso.turning = s.torso.turning();
  for (std::size_t i = 0; i < 2; ++i) {
    out.pack[i] = s.breast[i].pack;
    out.pack_left_s[i] = s.breast[i].pack_left_s;
  }
  out.receiver = s.receiver;
  out.receiver_mL = mL_from_m3(s.receiver_m3);
  out.baby_feeds = s.feed_left_s > 0.0;
  out.coached = seen.coached;
  double oil = 0.0;
  for (const float film : out.oil_film) oil = std::max(oil, static_cast<double>(film));
  out.oil = oil > 0.5;
}

void draw_other(const Model& m, const Scratch& x, const State& s, Snapshot& out) {
  const BreastState& b = s.other();
  OtherBreast& o = out.other;
  o.breast = m.breast;
  const double apart_m = midline_m(m.patient.breast) + midline_m(out.breast->params);
  o.origin_m = {static_cast<float>(s.side == anatomy::Side::Left ? -apart_m : apart_m), 0.0f, 0.0f};
  draw_skin(m, b, {o.skin_m, o.excess, o.blanch, o.injury, o.oil});
  o.look = skin_look(m, x, b);
  o.pore = draw_pores(m, x, b);
  o.lobe_fullness = fullness(m, b);
}

}  // namespace

Snapshot draw(const Model& m, const Scratch& x, const Model* other, const Scratch* other_scratch,
              const hand::HandPose& pose, const Observation& seen, const State& s) {
  Snapshot out;
  out.tick = seen.tick;
  out.time_s = seen.time_s;
  out.breast = m.breast;
  draw_skin(m, s.here(), {out.skin_m, out.excess, out.blanch, out.injury, out.oil_film});
  draw_pressures(m, x, out);
  draw_body(x, s.here(), out);
  draw_fingers(pose, s, out);
  out.pore = draw_pores(m, x, s.here());
  out.lobe_fullness = fullness(m, s.here());
  draw_ducts(m, x, s.here(), out);
  out.look = skin_look(m, x, s.here());
  draw_lymph(m, x, s.here(), out);
  draw_devices(m, pose, seen, s, out);
  draw_person(seen, s, out);
  draw_numbers(m, seen, x, s, out);
  if (other != nullptr) draw_other(*other, *other_scratch, s, out);
  return out;
}

}  // namespace lac::sim
