#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.h"
#include "base/math.h"
#include "oedema/collectors.h"
#include "oedema/constants.h"
#include "oedema/links.h"
#include "oedema/oedema.h"

namespace lac::oedema {
namespace {

// the table of K(e) reaches this many widths to either side of the middle, where K is flat to 1e-7
constexpr double kTableWidths = 16.0;
constexpr int kTableStepsPerWidth = 32;

/// Tissue volume and interstitial room of each node: a quarter of every tet round it.
void add_volumes(const anatomy::Breast& breast, OedemaModel& model) {
  const std::size_t nodes = breast.mesh.node_m.size();
  model.volume_m3.assign(nodes, 0.0);
  for (std::size_t t = 0; t < breast.mesh.tet.size(); ++t) {
    for (int node : breast.mesh.tet[t]) model.volume_m3[node] += breast.mesh.tet_volume_m3[t] / 4.0;
  }
  model.room_m3.resize(nodes);
  for (std::size_t i = 0; i < nodes; ++i) model.room_m3[i] = model.phi_0[i] * model.volume_m3[i];
}

/// Venous blood of each node's tissue at rest: that of its gland.
void add_blood(const anatomy::Breast& breast, OedemaModel& model) {
  model.blood_frac.assign(model.volume_m3.size(), 0.0);
  for (std::size_t t = 0; t < breast.gland_frac.size(); ++t) {
    for (const int node : breast.mesh.tet[t])
      model.blood_frac[node] += model.params.venous_frac * breast.gland_frac[t] *
                                breast.mesh.tet_volume_m3[t] / 4.0 / model.volume_m3[node];
  }
}

/// K(e) = K_0 + (K_f - K_0)/(1 + exp(-(e - e_mid)/w)), tabulated: linear between entries keeps it
/// rising, and within 2e-4 of the formula.
void add_conductivity_table(OedemaModel& model) {
  const OedemaParams& p = model.params;
  model.table_step_frac = p.K_width_frac / kTableStepsPerWidth;
  model.table_from_frac = p.K_mid_frac - kTableWidths * p.K_width_frac;
  const int entries = static_cast<int>(2.0 * kTableWidths) * kTableStepsPerWidth + 1;
  model.conductivity_m2_per_Pa_s.resize(entries);
  for (int i = 0; i < entries; ++i) {
    const double widths = static_cast<double>(i) / kTableStepsPerWidth - kTableWidths;
    model.conductivity_m2_per_Pa_s[i] =
        p.K_0_m2_per_Pa_s + (p.K_f_m2_per_Pa_s - p.K_0_m2_per_Pa_s) / (1.0 + lac::exp(-widths));
  }
}

/// Everything that follows from the start excess: offsets, balanced filtration, fragility.
void add_start(OedemaModel& model) {
  const std::size_t nodes = model.start_excess.size();
  const OedemaParams& p = model.params;
  model.case_offset_Pa.resize(nodes);
  model.filtration_per_s.resize(nodes);
  model.injury_limit_Pa_s.resize(nodes);
  model.start_fluid_m3 = 0.0;
  for (std::size_t i = 0; i < nodes; ++i) {
    const double e = model.start_excess[i];
    model.case_offset_Pa[i] = recoil_Pa(p, e);

    // J_v at rest = J_L at rest = CFC * net pressure + k_0 phi_0 e
    model.filtration_per_s[i] =
        p.cfc_per_Pa_s * kRestFiltration_Pa + p.k_0_per_s * (model.phi_0[i] * std::max(e, 0.0));

    // D_crit falls by the fragility of swollen tissue
    const double swollen =
        smoothstep((e - kFragileFrom_frac) / (kFragileFull_frac - kFragileFrom_frac));
    model.injury_limit_Pa_s[i] = kInjuryLimit_Pa_s / lerp(1.0, kOedemaFragility, swollen);
    model.start_fluid_m3 += model.room_m3[i] * e;
  }
}

/// Which skin lies over each node, and how much of that skin's draw is felt there.
void add_skin_above(const anatomy::TetMesh& mesh, OedemaModel& model) {
  const std::size_t nodes = mesh.node_m.size();
  model.skin_above.assign(nodes, -1);
  model.stroke_reach.assign(nodes, 0.0);
  for (std::size_t i = 0; i < nodes; ++i) {
    double nearest_m2 = std::numeric_limits<double>::infinity();
    for (int skin : mesh.skin_node) {
      const Vec3 d = mesh.node_m[skin] - mesh.node_m[i];
      if (dot(d, d) < nearest_m2) {
        nearest_m2 = dot(d, d);
        model.skin_above[i] = skin;
      }
    }
    if (model.skin_above[i] >= 0) {
      model.stroke_reach[i] = lac::exp(-std::sqrt(nearest_m2) / kStrokeDepth_m);
    }
  }
}

/// Outward skin normal at each node, area-weighted; zero inside.
std::vector<Vec3> skin_normals(const anatomy::TetMesh& mesh) {
  std::vector<Vec3> normal(mesh.node_m.size());
  for (const auto& [a, b, c] : mesh.skin) {
    const Vec3 area = cross(mesh.node_m[b] - mesh.node_m[a], mesh.node_m[c] - mesh.node_m[a]);
    normal[a] += area, normal[b] += area, normal[c] += area;
  }
  for (Vec3& n : normal) n = norm(n) > 0.0 ? n / norm(n) : Vec3{};
  return normal;
}

/// The column under a fingertip at each skin node, as nodes and weights. Parabolic in radius and
/// depth, as wide and deep in the mean as a cylinder of kPitRadius_m by kPitColumn_m, so that a
/// coarse mesh does not see nodes jump in and out of it.
void add_pit_columns(const anatomy::TetMesh& mesh, OedemaModel& model) {
  const double widest_m2 = 1.5 * kPitRadius_m * kPitRadius_m;  // equal mean r^2
  const double deepest_m = 4.0 / 3.0 * kPitColumn_m;           // equal mean depth
  const std::vector<Vec3> normal = skin_normals(mesh);
  model.pit_begin.assign(1, 0);
  for (std::size_t i = 0; i < mesh.node_m.size(); ++i) {
    const std::size_t first = model.pit_node.size();
    double total_m3 = 0.0;
    for (std::size_t j = 0; norm(normal[i]) > 0.0 && j < mesh.node_m.size(); ++j) {
      const Vec3 d = mesh.node_m[j] - mesh.node_m[i];
      const double depth_m = std::max(-dot(d, normal[i]), 0.0);
      const double radius_m2 = dot(tangential(d, normal[i]), tangential(d, normal[i]));
      if (radius_m2 >= widest_m2 || depth_m >= deepest_m) continue;
      const double weight_m3 = model.volume_m3[j] * (1.0 - radius_m2 / widest_m2) *
                               (1.0 - depth_m * depth_m / (deepest_m * deepest_m));
      model.pit_node.push_back(static_cast<int>(j));
      model.pit_weight_m.push_back(weight_m3);
      total_m3 += weight_m3;
    }
    for (std::size_t k = first; k < model.pit_node.size(); ++k) {
      model.pit_weight_m[k] *= kPitColumn_m * model.phi_0[model.pit_node[k]] / total_m3;
    }
    model.pit_begin.push_back(static_cast<int>(model.pit_node.size()));
  }
}

}  // namespace

OedemaModel make_model(const anatomy::Breast& breast, const OedemaParams& params) {
  std::vector<double> start_excess(breast.mesh.node_m.size());
  for (std::size_t i = 0; i < start_excess.size(); ++i) {
    start_excess[i] = lerp(params.excess_frac, params.areola_excess_frac, breast.areola_weight[i]);
  }
  return make_model(breast, params, start_excess);
}

OedemaModel make_model(const anatomy::Breast& breast, const OedemaParams& params,
                       std::span<const double> start_excess) {
  LAC_ASSERT(start_excess.size() == breast.mesh.node_m.size());
  LAC_ASSERT(breast.interstitial_frac.size() == breast.mesh.node_m.size());
  OedemaModel model{.params = params,
                    .phi_0 = breast.interstitial_frac,
                    .lymph_direction = breast.lymph_direction,
                    .start_excess = {start_excess.begin(), start_excess.end()},
                    .areola_weight = breast.areola_weight};
  add_volumes(breast, model);
  add_blood(breast, model);
  Links links = make_links(breast.mesh);
  model.link_a = std::move(links.a);
  model.link_b = std::move(links.b);
  model.link_m = std::move(links.weight_m);
  add_conductivity_table(model);
  add_start(model);
  add_territories(breast, model);
  add_skin_above(breast.mesh, model);
  add_pit_columns(breast.mesh, model);
  return model;
}

OedemaState initial_state(const OedemaModel& model) {
  const std::size_t nodes = model.volume_m3.size();
  OedemaState state;
  state.excess = model.start_excess;
  state.lymph_fill.assign(nodes, 1.0);
  state.stretch_peak_Pa.assign(nodes, 0.0);
  state.stretch_s.assign(nodes, 0.0);
  state.stretch_along_s.assign(nodes, 0.0);
  state.injury_Pa_s.assign(nodes, 0.0);
  state.venous.assign(nodes, 1.0);
  state.collector_m3 = model.collector_rest_m3;
  return state;
}

double recoil_Pa(const OedemaParams& params, double excess) {
  return (excess >= 0.0 ? params.recoil_Pa : kDryRecoil_Pa.value) * excess;
}

double fluid_m3(const OedemaModel& model, const OedemaState& state) {
  double total_m3 = 0.0;
  for (std::size_t i = 0; i < state.excess.size(); ++i) {
    total_m3 += model.room_m3[i] * state.excess[i];
  }
  return total_m3;
}

double pit_depth_m(const OedemaModel& model, const OedemaState& state, int node) {
  double lost_m = 0.0;
  for (int k = model.pit_begin[node]; k < model.pit_begin[node + 1]; ++k) {
    const int j = model.pit_node[k];
    lost_m += model.pit_weight_m[k] * (model.start_excess[j] - state.excess[j]);
  }
  return lost_m;
}

double injury_frac(const OedemaModel& model, const OedemaState& state, int node) {
  return state.injury_Pa_s[node] / model.injury_limit_Pa_s[node];
}

double blood_change_frac(const OedemaModel& model, const OedemaState& state, int node) {
  return model.blood_frac[node] * (state.venous[node] - 1.0);
}

void hash_into(Hasher& hasher, const OedemaState& state) {
  for (const GroupValues* values :
       {&state.collector_m3, &state.reached_m3, &state.tracer_on_way, &state.tracer_reached})
    hasher.add(std::span<const double>(*values));
  hasher.add(state.venous).add(state.tracer).add(state.injected_m3);
  hasher.add(state.excess)
      .add(state.lymph_fill)
      .add(state.stretch_peak_Pa)
      .add(state.stretch_s)
      .add(state.stretch_along_s)
      .add(state.injury_Pa_s)
      .add(state.lymph_out_m3)
      .add(state.filtered_m3);
}

}  // namespace lac::oedema
