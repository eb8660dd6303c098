#include "tissue/model.h"

#include <algorithm>

#include "base/assert.h"
#include "base/math.h"
#include "tissue/hydrostatic.h"
#include "tissue/rigid_modes.h"
#include "tissue/rows.h"

namespace lac::tissue {
namespace {

Material of(const TissueParams& params, anatomy::Tissue tissue) {
  switch (tissue) {
    case anatomy::Tissue::Adipose:
      return params.adipose;
    case anatomy::Tissue::Gland:
      return params.gland;
    case anatomy::Tissue::Subareolar:
      return params.subareolar;
    case anatomy::Tissue::Areola:
      return params.areola;
    case anatomy::Tissue::Nipple:
      return params.nipple;
    case anatomy::Tissue::Balloon:
      return params.balloon;
  }
  return params.adipose;
}

void sort_tets(const anatomy::TetMesh& mesh, TissueModel& m) {
  std::vector<std::array<int, 5>> order(mesh.tet.size());
  for (std::size_t e = 0; e < mesh.tet.size(); ++e) {
    std::array<int, 4> t = mesh.tet[e];
    std::sort(t.begin(), t.end());
    order[e] = {t[0], t[1], t[2], t[3], static_cast<int>(e)};
  }
  std::sort(order.begin(), order.end());
  // eight by eight turned over: neighbours in a group would wait for each other to add to one node
  constexpr std::size_t kBlock = std::size_t{kLanes} * kLanes;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t first = k / kBlock * kBlock, at = k - first;
    const bool whole = first + kBlock <= order.size();
    const auto& o = order[whole ? first + at % kLanes * kLanes + at / kLanes : k];
    m.tet.push_back({o[0], o[1], o[2], o[3]});
    m.tet_source.push_back(o[4]);
  }
}

void fill_tet_rows(const anatomy::Breast& breast, TissueModel& m) {
  m.tet_row.assign(static_cast<std::size_t>(m.tet_groups) * kTetRows * kLanes, 0.0f);
  m.tet_density.assign(static_cast<std::size_t>(m.tet_groups) * kLanes, 0.0f);
  m.tet_offset.assign(static_cast<std::size_t>(m.tet_groups) * 4 * kLanes, 0);
  m.tet_volume_m3.resize(m.tets);
  for (int slot = 0; slot < m.tet_groups * kLanes; ++slot) {
    // padding repeats the last tet with no volume
    const int e = std::min(slot, m.tets - 1);
    const bool padding = slot >= m.tets;
    const int group = slot / kLanes, lane = slot % kLanes;
    const auto& t = m.tet[e];
    const Vec3 o = m.reference_m[t[0]];
    const Vec3 a = m.reference_m[t[1]] - o, b = m.reference_m[t[2]] - o,
               c = m.reference_m[t[3]] - o;
    const double det = dot(a, cross(b, c));
    const Vec3 grad[3] = {cross(b, c) / det, cross(c, a) / det, cross(a, b) / det};
    const double volume = std::fabs(det) / 6.0;
    if (!padding) m.tet_volume_m3[e] = volume;

    const Material mat = element_material(breast, m.params, m.tet_source[e]);
    const double lambda = stable_lambda_Pa(m.params, mat.mu_Pa);
    float* row = &m.tet_row[static_cast<std::size_t>(group) * kTetRows * kLanes + lane];
    for (int i = 0; i < 9; ++i) row[i * kLanes] = static_cast<float>(grad[i / 3][i % 3]);
    row[9 * kLanes] = static_cast<float>(1.0 / det);
    row[10 * kLanes] = padding ? 0.0f : static_cast<float>(volume);
    row[11 * kLanes] = static_cast<float>(mat.mu_Pa);
    row[12 * kLanes] = static_cast<float>(mat.stiffening);
    row[13 * kLanes] = static_cast<float>(m.params.anp_local_frac * lambda);
    m.tet_density[slot] = static_cast<float>(mat.density_kg_per_m3);
    for (int k = 0; k < 4; ++k) m.tet_offset[(group * 4 + k) * kLanes + lane] = 4 * t[k];
  }
}

void fill_skin_rows(const anatomy::Breast& breast, TissueModel& m) {
  const TissueParams& p = m.params;
  m.skin_law.mix = 2.0 * p.skin_poisson / (1.0 - p.skin_poisson) - 1.0;
  m.skin_law.slack = p.skin_slack_stretch;
  m.skin_law.ramp = std::max(p.skin_lockup_stretch - p.skin_slack_stretch, 1e-3);
  m.skin_law.least_area_frac = kLeastSkinArea;
  m.skin_row.assign(static_cast<std::size_t>(m.tri_groups) * kSkinRows * kLanes, 0.0f);
  m.skin_offset.assign(static_cast<std::size_t>(m.tri_groups) * 3 * kLanes, 0);
  m.tri_area_m2.resize(m.triangles);
  m.long_edge.resize(m.triangles);
  m.skin_area_m2.assign(m.skin_nodes, 0.0);
  for (int slot = 0; slot < m.tri_groups * kLanes; ++slot) {
    const int e = std::min(slot, m.triangles - 1);
    const bool padding = slot >= m.triangles;
    const int group = slot / kLanes, lane = slot % kLanes;
    std::array<int, 3> t = m.tri[e];
    std::sort(t.begin(), t.end());

    // rest triangle in its own plane: corner 1 at (la, 0), corner 2 at (bx, by)
    const Vec3 a = m.reference_m[t[1]] - m.reference_m[t[0]];
    const Vec3 b = m.reference_m[t[2]] - m.reference_m[t[0]];
    const double la = norm(a), bx = dot(b, a) / la, by = norm(cross(a, b)) / la;
    const double area = 0.5 * la * by;
    if (!padding) {
      m.tri_area_m2[e] = area;
      m.long_edge[e] = std::max({la, norm(b), norm(b - a)}) > kLongEdge_m;
      for (int k : t) m.skin_area_m2[m.skin_index[k]] += area / 3.0;
    }

    const double toe_E_Pa = skin_toe_Pa(breast, p, e);
    const double thickness_m = breast.skin_thickness_m.empty() ? 0.0 : breast.skin_thickness_m[e];
    const double h_A = padding ? 0.0 : thickness_m * area;
    float* row = &m.skin_row[static_cast<std::size_t>(group) * kSkinRows * kLanes + lane];
    row[0 * kLanes] = static_cast<float>(1.0 / la);
    row[1 * kLanes] = static_cast<float>(-bx / (la * by));
    row[2 * kLanes] = static_cast<float>(1.0 / by);
    row[3 * kLanes] = static_cast<float>(h_A * toe_E_Pa / (2.0 * (1.0 + p.skin_poisson)));
    row[4 * kLanes] = static_cast<float>(h_A * std::max(p.skin_late_E_Pa - toe_E_Pa, 0.0));
    row[5 * kLanes] = static_cast<float>(skin_slack_stretch(breast, p, e) - p.skin_slack_stretch);
    for (int k = 0; k < 3; ++k) m.skin_offset[(group * 3 + k) * kLanes + lane] = 4 * t[k];
  }
}

// incidence lists in element order, so that every sum has one order
template <std::size_t N>
void incidence(const std::vector<std::array<int, N>>& element, int nodes, std::vector<int>& at,
               std::vector<int>& of) {
  at.assign(nodes + 1, 0);
  for (const auto& t : element)
    for (int k : t) ++at[k + 1];
  for (int i = 0; i < nodes; ++i) at[i + 1] += at[i];
  of.resize(N * element.size());
  std::vector<int> next = at;
  for (std::size_t e = 0; e < element.size(); ++e)
    for (std::size_t k = 0; k < N; ++k) of[next[element[e][k]]++] = static_cast<int>(N * e + k);
}

}  // namespace

// fat and gland blend by the gland's share; the other tissues stand alone
Material element_material(const anatomy::Breast& breast, const TissueParams& params, int e) {
  const anatomy::Tissue kind = breast.tissue[e];
  if (kind != anatomy::Tissue::Adipose && kind != anatomy::Tissue::Gland) return of(params, kind);
  const bool has_frac = !breast.gland_frac.empty();
  const double w = has_frac ? breast.gland_frac[e] : kind == anatomy::Tissue::Gland ? 1.0 : 0.0;
  const Material &f = params.adipose, &g = params.gland;
  const double mu = f.mu_Pa + w * (g.mu_Pa - f.mu_Pa);
  // the stiffening energy mu k <I-3>^2 blends, not k itself
  const double k = (f.mu_Pa * f.stiffening * (1.0 - w) + g.mu_Pa * g.stiffening * w) / mu;
  return {mu, k, f.density_kg_per_m3 + w * (g.density_kg_per_m3 - f.density_kg_per_m3)};
}

double stable_lambda_Pa(const TissueParams& params, double mu_Pa) {
  const double nu = params.poisson, softest_Pa = std::min(params.adipose.mu_Pa, params.gland.mu_Pa);
  return mu_Pa * std::max(2.0 * nu / (1.0 - 2.0 * nu) + 1.0, params.least_bulk_Pa / softest_Pa);
}

namespace {
/// Neither areola nor nipple.
bool is_body(const anatomy::Breast& breast, int triangle) {
  return breast.triangle_region.empty() ||
         breast.triangle_region[triangle] == anatomy::Region::Body ||
         breast.triangle_region[triangle] == anatomy::Region::AxillaryTail;
}
}  // namespace

double skin_toe_Pa(const anatomy::Breast& breast, const TissueParams& params, int triangle) {
  return is_body(breast, triangle) ? params.skin_toe_E_Pa : params.areola_toe_E_Pa;
}

double skin_slack_stretch(const anatomy::Breast& breast, const TissueParams& params, int triangle) {
  return is_body(breast, triangle) ? params.skin_slack_stretch : params.areola_slack_stretch;
}

void set_reference(const anatomy::Breast& breast, std::vector<Vec3> reference_m, TissueModel& m) {
  m.reference_m = std::move(reference_m);
  fill_tet_rows(breast, m);
  fill_skin_rows(breast, m);
}

TissueModelPtr make_model(const anatomy::Breast& breast, const TissueParams& params) {
  TissueModelPtr model(new TissueModel);
  TissueModel& m = *model;
  m.params = params;
  m.nodes = static_cast<int>(breast.mesh.node_m.size());
  m.free_nodes = breast.mesh.free_nodes;
  m.tets = static_cast<int>(breast.mesh.tet.size());
  m.triangles = static_cast<int>(breast.mesh.skin.size());
  m.skin_nodes = static_cast<int>(breast.mesh.skin_node.size());
  LAC_ASSERT(m.tets > 0);
  m.tet_groups = (m.tets + kLanes - 1) / kLanes;
  m.tri_groups = (m.triangles + kLanes - 1) / kLanes;
  m.iterations = std::max(1, params.cg_iterations);
  m.shape_m = breast.mesh.node_m;
  m.tri = breast.mesh.skin;
  m.skin_index = breast.mesh.skin_index;

  sort_tets(breast.mesh, m);
  set_reference(breast, breast.mesh.node_m, m);
  incidence(m.tet, m.nodes, m.tet_at, m.tet_of);
  build_rows(m);
  m.hydrostatic_m = hydrostatic_field(m);
  build_clusters(m);
  return model;
}

void TissueModelDeleter::operator()(TissueModel* model) const { delete model; }
int nodes(const TissueModel& model) { return model.nodes; }
int tets(const TissueModel& model) { return model.tets; }

}  // namespace lac::tissue
