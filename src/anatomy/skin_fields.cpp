#include <algorithm>
#include <cmath>

#include "anatomy/constants.h"
#include "anatomy/fields.h"
#include "base/math.h"

namespace lac::anatomy {
namespace {

constexpr int kMeridianPieces = 40;  // chords; r converges to 0.1 % of its length
constexpr double kTailFrom_frac = 0.72, kTailHalfAngle_rad = 0.55;  // region T near the rim

/// The template's skin point at this azimuth and polar angle (0 apex, pi/2 rim).
Vec3 skin_point(const TemplateShape& shape, double side, double up, double angle_rad) {
  const double rho = shape.dome_radius_m * sin(angle_rad);
  return {rho * side, rho * up, shape.surface(rho)};
}

/// Length along the morphed skin from the nipple base ring to a template skin point.
double meridian_m(const TemplateShape& shape, const Morph& morph, double side, double up,
                  double rho_m, double z_m) {
  const double start = shape.base_rho_m();
  const auto angle = [&shape](double rho, double z) {
    return atan2(rho / shape.dome_radius_m, z / shape.dome_height_m);
  };
  const double from = angle(start, shape.dome(start));
  // near the rim height tells the place, near the nipple the radius does
  const bool steep = z_m < 0.5 * shape.dome_height_m;
  const double to = std::max(from, angle(rho_m, steep ? z_m : shape.dome(rho_m)));
  double length = 0.0;
  Vec3 last = morph(skin_point(shape, side, up, from));
  for (int i = 1; i <= kMeridianPieces; ++i) {
    const double here_rad = lerp(from, to, static_cast<double>(i) / kMeridianPieces);
    const Vec3 here = morph(skin_point(shape, side, up, here_rad));
    length += norm(here - last);
    last = here;
  }
  return length;
}

/// Skin coordinates and map of one template skin point.
void place_on_skin(const TemplateShape& shape, const Morph& morph, bool mirrored, Vec3 q,
                   SkinCoord& coord, std::array<double, 2>& map_m) {
  const double rho = std::sqrt(q.x * q.x + q.y * q.y);
  const double side = rho > 0.0 ? q.x / rho : 0.0, up = rho > 0.0 ? q.y / rho : 1.0;
  const bool on_nipple = shape.has_nipple() && q.z >= shape.base_z_m();
  coord.r_m = on_nipple ? -morph.nipple_height(q.z) : meridian_m(shape, morph, side, up, rho, q.z);

  // seen by someone facing the patient: clockwise from cranial, the patient's left at 3
  const double seen = mirrored ? -side : side;
  coord.clock_rad = clock_of(seen, up);
  const double arc = shape.arc_m(rho, q.z);
  map_m = {arc * seen * (rho > 0.0), arc * up * (rho > 0.0)};
}

Region region_at(const Breast& breast, const SkinCoord& coord, double reach_frac) {
  if (breast.params.kind == BodyKind::Balloon) return Region::Body;
  if (coord.r_m < 0.0) return Region::Nipple;
  if (coord.r_m <= breast.landmarks.areola_radius_m) return Region::Areola;
  // the tail's clock on the left; mirrored on the right
  const double left =
      breast.params.side == Side::Left ? coord.clock_rad : 2.0 * kPi - coord.clock_rad;
  const double off = std::fabs(left - (0.5 * kPi - kAxillaryDirection_rad));
  return reach_frac > kTailFrom_frac && off < kTailHalfAngle_rad ? Region::AxillaryTail
                                                                 : Region::Body;
}

/// Skin is thicker medially and below [A5.14].
double thickness_m(const Breast& breast, Vec3 centroid, double areola) {
  const double lateral = breast.params.side == Side::Left ? centroid.x : -centroid.x;
  const double half = 0.5 * breast.params.base_width_m;
  const double thick = clamp(-0.5 * (lateral + centroid.y) / half, -1.0, 1.0);
  return kSkinThickness_m + (1.0 - areola) * thick * kSkinThicknessSpread_m;
}

}  // namespace

void fill_skin(const TemplateMesh& templ, const Morph& morph, Breast& breast) {
  const TetMesh& mesh = breast.mesh;
  const std::size_t nodes = mesh.skin_node.size(), triangles = mesh.skin.size();
  const bool balloon = breast.params.kind == BodyKind::Balloon;
  const bool mirrored = breast.params.side == Side::Right && !balloon;
  breast.skin_coord.resize(nodes);
  breast.skin_map_m.resize(nodes);
  breast.region.resize(nodes);

  // nodes: coordinates, then what region they fall in
  for (std::size_t k = 0; k < nodes; ++k) {
    const Vec3 q = templ.mesh.node_m[mesh.skin_node[k]];
    place_on_skin(templ.shape, morph, mirrored, q, breast.skin_coord[k], breast.skin_map_m[k]);
    const double reach = std::sqrt(q.x * q.x + q.y * q.y) / templ.shape.dome_radius_m;
    breast.region[k] = region_at(breast, breast.skin_coord[k], reach);
  }

  // triangles: by the mean of their corners, the nipple where no corner lies below its base
  breast.triangle_region.resize(triangles);
  breast.skin_thickness_m.resize(triangles);
  for (std::size_t f = 0; f < triangles; ++f) {
    double r_m = 0.0, top_m = -1.0, reach = 0.0, side = 0.0, up = 0.0;
    Vec3 centroid;
    for (const int i : mesh.skin[f]) {
      const int k = mesh.skin_index[i];
      const Vec3 q = templ.mesh.node_m[i];
      r_m += breast.skin_coord[k].r_m / 3.0;
      top_m = std::max(top_m, breast.skin_coord[k].r_m);
      reach += std::sqrt(q.x * q.x + q.y * q.y) / templ.shape.dome_radius_m / 3.0;
      side += breast.skin_map_m[k][0], up += breast.skin_map_m[k][1];
      centroid += mesh.node_m[i] / 3.0;
    }
    SkinCoord mean{clock_of(side, up), r_m};
    const double slack_m = 1e-6;  // file coordinates are rounded to 10 um
    const bool nipple = templ.shape.has_nipple() && top_m <= slack_m;
    if (!nipple) mean.r_m = std::max(mean.r_m, 0.0);
    breast.triangle_region[f] = region_at(breast, mean, reach);
    if (nipple) breast.triangle_region[f] = Region::Nipple;
    const double areola = breast.triangle_region[f] <= Region::Areola ? 1.0 : 0.0;
    breast.skin_thickness_m[f] = thickness_m(breast, centroid, areola);

    // the balloon's "nipple" is the cap about its apex
    const double cap_m = 0.15 * breast.params.base_width_m;
    const bool cap = templ.shape.has_nipple() ? nipple : top_m < cap_m;
    if (cap) breast.nipple_triangle.push_back(static_cast<int>(f));
  }
}

}  // namespace lac::anatomy
