#include <algorithm>

#include "base/math.h"
#include "base/units.h"
#include "sim/model.h"

namespace lac::sim {
namespace {

std::array<float, 3> to_float(Vec3 v) {
  return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
}

void draw_skin(const Model& m, const Scratch& x, const State& s, Snapshot& out) {
  const auto& skin_node = m.breast->mesh.skin_node;
  const std::size_t n = skin_node.size();
  out.skin_m.resize(3 * n);
  out.tissue_pressure_Pa.resize(n);
  out.excess.resize(n);
  out.injury.resize(n);
  for (std::size_t k = 0; k < n; ++k) {
    const int i = skin_node[k];
    for (int a = 0; a < 3; ++a) out.skin_m[3 * k + a] = s.tissue.x_m[4 * i + a];
    out.tissue_pressure_Pa[k] =
        i < static_cast<int>(x.tissue.pressure_Pa.size()) ? x.tissue.pressure_Pa[i] : 0.0f;
    out.excess[k] = static_cast<float>(s.oedema.excess[i]);
    out.injury[k] = static_cast<float>(clamp(oedema::injury_frac(m.oedema, s.oedema, i), 0.0, 1.0));
  }
  out.contact_pressure_Pa = x.tissue.contact_pressure_Pa;
  out.contact_pressure_Pa.resize(n, 0.0f);
  out.blanch = s.pale;
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

void draw_milk(const Model& m, const Scratch& x, const State& s, Snapshot& out) {
  const anatomy::SurfaceView skin{m.breast.get(), s.tissue.x_m};
  const Vec3 axis = m.ducts.lobes > 0 ? skin.nipple_axis() : Vec3{0, 0, 1};
  const Vec3 base = m.ducts.lobes > 0 ? skin.nipple_base() : Vec3{};
  for (int i = 0; i < m.ducts.lobes; ++i) {
    const anatomy::Lobe& lobe = m.breast->ducts.lobe[i];
    const double flow =
        i < static_cast<int>(x.ducts.pore_m3_per_s.size()) ? x.ducts.pore_m3_per_s[i] : 0.0;
    PoreDrawn pore;
    const Vec3 at = position_at(m.nipple_point[i].back(), s.tissue.x_m);
    pore.position_m = to_float(at);
    pore.direction = to_float(unit(axis + 8.0 * tangential(at - base, axis)));
    pore.drop_m3 = static_cast<float>(s.drop_m3[i]);
    if (flow > m.patient.coupling.spray_m3_per_s)
      pore.jet_m_per_s =
          static_cast<float>(flow / (0.25 * kPi * lobe.pore_diameter_m * lobe.pore_diameter_m));
    out.pore.push_back(pore);
    Vec3 from = position_at(m.duct_point[i * ducts::kSegments], s.tissue.x_m);
    for (int j = 0; j < ducts::kSegments; ++j) {
      const Vec3 to = j + 1 < ducts::kSegments
                          ? position_at(m.duct_point[i * ducts::kSegments + j + 1], s.tissue.x_m)
                          : at;
      DuctDrawn d;
      d.a_m = to_float(from);
      d.b_m = to_float(to);
      d.diameter_m = static_cast<float>(lobe.diameter_m[j] * exp(0.5 * s.ducts.log_area[i][j]));
      d.flow_m3_per_s = static_cast<float>(flow);
      d.plugged = s.ducts.plug_yield_Pa[i] > 0.0;
      out.duct.push_back(d);
      from = to;
    }
    out.lobe_fullness.push_back(static_cast<float>(ducts::lobe_fullness(m.ducts, s.ducts, i)));
  }
}

void draw_numbers(const Model& m, const Observation& seen, const Scratch& x, const State& s,
                  Snapshot& out) {
  out.cup_mL = mL_from_m3(seen.cup_m3);
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
  out.oil = s.oil_frac > 0.5;
  out.true_nrs = s.physiology.nrs;
  out.milk_mL = mL_from_m3(ducts::milk_m3(m.ducts, s.ducts));
  out.areola_excess = x.oedema.areola_excess;
  out.contraction = s.physiology.contraction;
}

}  // namespace

Snapshot draw(const Model& m, const hand::HandPose& pose, const Observation& seen, const Scratch& x,
              const State& s) {
  Snapshot out;
  out.tick = seen.tick;
  out.time_s = seen.time_s;
  out.breast = m.breast;
  draw_skin(m, x, s, out);
  draw_fingers(pose, s, out);
  draw_milk(m, x, s, out);
  draw_numbers(m, seen, x, s, out);
  return out;
}

}  // namespace lac::sim
