#include <algorithm>
#include <cmath>

#include "anatomy/constants.h"
#include "anatomy/fields.h"
#include "base/math.h"

namespace lac::anatomy {
namespace {

constexpr double kGlandEdge_m = 8e-3;   // from gland to none, across the gland's outer border
constexpr double kWeightEdge_m = 4e-3;  // areola_weight fades over this
constexpr int kBisections = 50;

/// Where a template point lies in the body; what the tissue fields are functions of.
struct BodyPlace {
  double rho_m = 0.0;     // from the axis, after the radial stretch
  double depth_m = 0.0;   // under the skin, toward the middle of the base; 0 on the nipple
  double wall_m = 0.0;    // above the chest wall
  double nipple_m = 0.0;  // above the nipple base plane, 0 below it
};

BodyPlace place(const TemplateShape& shape, const Morph& morph, Vec3 q) {
  const double rho = std::sqrt(q.x * q.x + q.y * q.y);
  BodyPlace out;
  out.rho_m = morph.radius(rho);
  out.wall_m = morph.height(std::min(q.z, shape.base_z_m()));
  if (shape.has_nipple() && q.z > shape.base_z_m()) out.nipple_m = morph.nipple_height(q.z);

  // along the ray from the base's centre to the dome, shortened near the middle
  const double u = rho / shape.dome_radius_m, v = q.z / shape.dome_height_m;
  const double shell = std::sqrt(u * u + v * v);
  if (shell > 0.05 && shell < 1.0) out.depth_m = norm(morph(q / shell) - morph(q));
  if (shell <= 0.05) out.depth_m = out.wall_m + morph.height(shape.dome_height_m);
  return out;
}

/// Gland fraction at a place for a gland of this outer radius: fat under the skin (none behind the
/// areola) and before the chest wall, gland between.
double gland_at(const Breast& breast, const BodyPlace& at, double gland_radius_m) {
  const double areola_m = 0.5 * breast.params.areola_diameter_m;
  const double behind_areola = 1.0 - smoothstep((at.rho_m - 0.7 * areola_m) / (0.6 * areola_m));
  const double under_skin = smoothstep(at.depth_m / kSkinFatLayer_m);
  const double off_wall = smoothstep(at.wall_m / kWallFatLayer_m);
  const double within = 1.0 - smoothstep((at.rho_m - gland_radius_m) / kGlandEdge_m + 0.5);
  return (1.0 - kIntraglandularFat_frac) * lerp(under_skin, 1.0, behind_areola) * off_wall * within;
}

Tissue main_tissue(const Breast& breast, const BodyPlace& at, double gland_frac) {
  const double nipple_m = 0.5 * breast.params.nipple_diameter_m;
  const double areola_m = 0.5 * breast.params.areola_diameter_m;
  if (at.nipple_m > 0.0) return Tissue::Nipple;
  if (at.rho_m < areola_m && at.rho_m > 0.8 * nipple_m && at.depth_m < kAreolaSkinDepth_m) {
    return Tissue::Areola;
  }
  if (at.rho_m < kSubareolarRadius_m && at.depth_m < kSubareolarDepth_m) return Tissue::Subareolar;
  return gland_frac > 0.5 * (1.0 - kIntraglandularFat_frac) ? Tissue::Gland : Tissue::Adipose;
}

/// Fluid fraction and areolar weight of every node.
void fill_nodes(const TemplateMesh& templ, const Morph& morph, Breast& breast) {
  const TetMesh& mesh = breast.mesh;
  std::vector<double> fluid_m3(mesh.node_m.size(), 0.0), volume_m3(mesh.node_m.size(), 0.0);
  for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
    const double share_m3 = 0.25 * mesh.tet_volume_m3[t];
    const double frac = lerp(kFatInterstitial_frac, kGlandInterstitial_frac, breast.gland_frac[t]);
    for (const int i : mesh.tet[t]) fluid_m3[i] += share_m3 * frac, volume_m3[i] += share_m3;
  }

  // the skin holds more, in proportion to its share of the node's volume
  for (std::size_t f = 0; f < mesh.skin.size(); ++f) {
    const auto& [a, b, c] = mesh.skin[f];
    const Vec3 x = mesh.node_m[a];
    const double area_m2 = 0.5 * norm(cross(mesh.node_m[b] - x, mesh.node_m[c] - x));
    const double share_m3 = area_m2 * breast.skin_thickness_m[f] / 3.0;
    for (const int i : mesh.skin[f]) {
      const double inside_m3 = std::min(share_m3, volume_m3[i]);
      fluid_m3[i] += inside_m3 * (kSkinInterstitial_frac - kFatInterstitial_frac);
    }
  }

  breast.interstitial_frac.resize(mesh.node_m.size());
  breast.areola_weight.assign(mesh.node_m.size(), 0.0);
  const bool balloon = breast.params.kind == BodyKind::Balloon;
  const double disc_m = 0.5 * breast.params.nipple_diameter_m + kAreolarDisc_m;
  for (std::size_t i = 0; i < mesh.node_m.size(); ++i) {
    breast.interstitial_frac[i] =
        std::min<double>(fluid_m3[i] / volume_m3[i], kSkinInterstitial_frac);
    if (balloon) continue;
    const BodyPlace at = place(templ.shape, morph, templ.mesh.node_m[i]);
    const double across = 1.0 - smoothstep((at.rho_m - disc_m) / kWeightEdge_m);
    const double down = 1.0 - smoothstep((at.depth_m - kAreolarDepth_m) / kWeightEdge_m);
    const double above = 1.0 - smoothstep(at.nipple_m / kWeightEdge_m);
    breast.areola_weight[i] = across * down * above;
  }
}

}  // namespace

void fill_tissue(const TemplateMesh& templ, const Morph& morph, Breast& breast) {
  const TetMesh& mesh = breast.mesh;
  breast.tissue.assign(mesh.tet.size(), Tissue::Balloon);
  breast.gland_frac.assign(mesh.tet.size(), 0.0);
  breast.lobe.assign(mesh.tet.size(), -1);
  if (breast.params.kind == BodyKind::Balloon) return fill_nodes(templ, morph, breast);

  // places of the elements' centres
  std::vector<BodyPlace> at(mesh.tet.size());
  for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
    Vec3 centre;
    for (const int i : mesh.tet[t]) centre += 0.25 * templ.mesh.node_m[i];
    at[t] = place(templ.shape, morph, centre);
  }

  // the gland's radius gives gland : fat = 2 : 1 by volume [B7], nipple and areola apart
  double low_m = 0.0, high_m = breast.params.base_width_m;
  for (int k = 0; k < kBisections; ++k) {
    const double radius_m = 0.5 * (low_m + high_m);
    double gland_m3 = 0.0, all_m3 = 0.0;
    for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
      const Tissue kind = main_tissue(breast, at[t], 0.0);
      if (kind == Tissue::Nipple || kind == Tissue::Areola) continue;
      gland_m3 += mesh.tet_volume_m3[t] * gland_at(breast, at[t], radius_m);
      all_m3 += mesh.tet_volume_m3[t];
    }
    (gland_m3 < kGlandPerGlandAndFat_frac * all_m3 ? low_m : high_m) = radius_m;
  }

  for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
    breast.gland_frac[t] = gland_at(breast, at[t], 0.5 * (low_m + high_m));
    breast.tissue[t] = main_tissue(breast, at[t], breast.gland_frac[t]);
    const bool skin = breast.tissue[t] == Tissue::Nipple || breast.tissue[t] == Tissue::Areola;
    if (skin) breast.gland_frac[t] = 0.0;
  }
  fill_nodes(templ, morph, breast);
}

void fill_lymph(Breast& breast) {
  const TetMesh& mesh = breast.mesh;
  const Landmarks& marks = breast.landmarks;
  const double half_m = 0.5 * breast.params.base_width_m;
  const double lateral = breast.params.side == Side::Left ? 1.0 : -1.0;

  // skin normals, for paths that run in the skin
  std::vector<Vec3> normal(mesh.node_m.size());
  for (const auto& [a, b, c] : mesh.skin) {
    const Vec3 area = cross(mesh.node_m[b] - mesh.node_m[a], mesh.node_m[c] - mesh.node_m[a]);
    for (const int i : {a, b, c}) normal[i] += area;
  }

  breast.territory.resize(mesh.node_m.size());
  breast.lymph_direction.resize(mesh.node_m.size());
  for (std::size_t i = 0; i < mesh.node_m.size(); ++i) {
    // outer half and centre to the armpit; the inner rim to the breastbone, its top to the
    // clavicle
    const Vec3 from = mesh.node_m[i] - marks.nipple_base_m;
    const double inner = -lateral * from.x / half_m, up = from.y / half_m;
    NodeGroup group = NodeGroup::Axillary;
    if (inner > kParasternalEdge_frac) group = NodeGroup::Parasternal;
    if (inner > 0.0 && up > kClavicularEdge_frac && up > inner) group = NodeGroup::Clavicular;
    const Vec3 target = group == NodeGroup::Axillary      ? marks.axilla_m
                        : group == NodeGroup::Parasternal ? marks.parasternum_m
                                                          : marks.clavicle_m;
    breast.territory[i] = group;
    const Vec3 way = unit(target - mesh.node_m[i]);
    const bool skin = mesh.skin_index[i] >= 0;
    breast.lymph_direction[i] = skin ? unit(tangential(way, unit(normal[i])), way) : way;
  }
}

}  // namespace lac::anatomy
