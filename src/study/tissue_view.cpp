#include "study/tissue_view.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/math.h"
#include "study/acting.h"

namespace lac::study {
namespace {

constexpr double kGland_frac = 0.5;    // tissue of more gland than this counts as gland
constexpr double kProbeStep_m = 1e-3;  // along the probe's beam
constexpr double kProbeReach_m = 0.15;
constexpr Vec3 kOutward{0.0, 0.0, 1.0};  // off the chest wall: a probe is held toward it
constexpr double kNippleFrom_frac = 0.3, kNippleTo_frac = 0.8;  // of its height: where it is wide

Vec3 at(std::span<const float> x_m, int i) { return {x_m[4 * i], x_m[4 * i + 1], x_m[4 * i + 2]}; }

Vec3 place(std::span<const float> x_m, const anatomy::Embedded& e) {
  Vec3 p;
  for (int k = 0; k < 4; ++k) p += e.weight[k] * at(x_m, e.node[k]);
  return p;
}

/// The skin there, on the rest shape.
anatomy::SkinPoint skin_at(const anatomy::Breast& breast, const scenario::Site& site) {
  const std::vector<float> rest_m = rest_of(breast);
  return anatomy::SurfaceView{&breast, rest_m}.at({site.clock_rad, site.r_m});
}

Vec3 on(const anatomy::Breast& breast, const anatomy::SkinPoint& p, std::span<const float> x_m) {
  Vec3 sum;
  for (int k = 0; k < 3; ++k) sum += p.weight[k] * at(x_m, breast.mesh.skin[p.triangle][k]);
  return sum;
}

Vec3 normal_of(const anatomy::Breast& breast, int triangle, std::span<const float> x_m) {
  const auto& t = breast.mesh.skin[triangle];
  return unit(cross(at(x_m, t[1]) - at(x_m, t[0]), at(x_m, t[2]) - at(x_m, t[0])), {0, 0, 1});
}

/// Length of a beam from a place to the chest wall, as it is now, through tissue that counts.
double along_beam_m(const TissueView& view, const scenario::Site& site, double least_gland) {
  const anatomy::Breast& b = *view.breast;
  const anatomy::SkinPoint skin = skin_at(b, site);
  double sum_m = 0.0;
  Vec3 before = on(b, skin, view.x_m);
  double depth_m = kProbeStep_m;
  while (depth_m < kProbeReach_m) {
    // the beam follows the tissue: points on it at rest, wherever they have gone
    const Vec3 wanted = skin.position_m - (depth_m - 0.5 * kProbeStep_m) * kOutward;
    const anatomy::Embedded e = anatomy::embed(b.mesh, wanted);
    Vec3 reached;
    double gland = 0.0;
    for (int k = 0; k < 4; ++k) reached += e.weight[k] * b.mesh.node_m[e.node[k]];
    if (norm(reached - wanted) > kProbeStep_m) break;  // out at the chest wall
    for (std::size_t t = 0; t < b.mesh.tet.size(); ++t)
      if (b.mesh.tet[t] == e.node) gland = b.gland_frac[t];
    const Vec3 now = place(view.x_m, e);
    if (gland >= least_gland) sum_m += norm(now - before);
    before = now;
    depth_m += kProbeStep_m;
  }
  return sum_m;
}

struct NippleFrame {
  Vec3 base, tip, axis;
};
NippleFrame nipple_of(const TissueView& view) {
  const anatomy::SurfaceView skin{view.breast, view.x_m};
  const Vec3 base = skin.nipple_base(), tip = skin.nipple_tip();
  return {base, tip, unit(tip - base, skin.nipple_axis())};
}

}  // namespace

double indentation_m(const TissueView& view, const scenario::Site& site) {
  const anatomy::SkinPoint p = skin_at(*view.breast, site);
  const Vec3 moved = on(*view.breast, p, view.x_m) - on(*view.breast, p, view.start_m);
  return -dot(moved, normal_of(*view.breast, p.triangle, view.start_m));
}

double shift_m(const TissueView& view, const scenario::Site& site) {
  const anatomy::SkinPoint p = skin_at(*view.breast, site);
  return norm(on(*view.breast, p, view.x_m) - on(*view.breast, p, view.start_m));
}

double skin_stretch(const TissueView& view, const scenario::Site& site, bool largest) {
  const auto& t = view.breast->mesh.skin[skin_at(*view.breast, site).triangle];
  // edges then and now; C = F'F in an orthonormal frame of the triangle of then
  const Vec3 u = at(view.start_m, t[1]) - at(view.start_m, t[0]);
  const Vec3 v = at(view.start_m, t[2]) - at(view.start_m, t[0]);
  const Vec3 p = at(view.x_m, t[1]) - at(view.x_m, t[0]);
  const Vec3 q = at(view.x_m, t[2]) - at(view.x_m, t[0]);
  const double a = norm(u), b = dot(u, v) / a, c = norm(v - (b / a) * u);
  const Vec3 f1 = p / a, f2 = (q - b * f1) / c;
  const double mean = 0.5 * (dot(f1, f1) + dot(f2, f2));
  const double half = 0.5 * (dot(f1, f1) - dot(f2, f2)), shear = dot(f1, f2);
  const double spread = std::sqrt(half * half + shear * shear);
  return std::sqrt(std::max(largest ? mean + spread : mean - spread, 0.0));
}

double gland_thickness_m(const TissueView& view, const scenario::Site& site) {
  return along_beam_m(view, site, kGland_frac);
}

double gland_strain(const TissueView& view, const scenario::Site& site) {
  TissueView before = view;
  before.x_m = view.start_m;
  const double start_m = gland_thickness_m(before, site);
  return start_m > 0.0 ? 1.0 - gland_thickness_m(view, site) / start_m : 0.0;
}

double tissue_thickness_m(const TissueView& view, const scenario::Site& site) {
  return along_beam_m(view, site, 0.0);
}

double nipple_length_m(const TissueView& view) {
  const NippleFrame n = nipple_of(view);
  return norm(n.tip - n.base);
}

double nipple_diameter_m(const TissueView& view) {
  const NippleFrame n = nipple_of(view);
  const anatomy::Breast& b = *view.breast;
  double sum_m = 0.0, tallest_m = 0.0;
  int count = 0;
  for (const anatomy::SkinCoord& c : b.skin_coord) tallest_m = std::max(tallest_m, -c.r_m);
  for (std::size_t k = 0; k < b.skin_coord.size(); ++k) {
    // on the nipple r is minus the height above its base
    const double up = -b.skin_coord[k].r_m / tallest_m;
    if (up < kNippleFrom_frac || up > kNippleTo_frac) continue;
    const Vec3 off = at(view.x_m, b.mesh.skin_node[k]) - n.base;
    sum_m += norm(off - dot(off, n.axis) * n.axis);
    ++count;
  }
  return count > 0 ? 2.0 * sum_m / count : 0.0;
}

double nipple_shift_m(const TissueView& view) {
  return norm(anatomy::SurfaceView{view.breast, view.x_m}.nipple_base() -
              anatomy::SurfaceView{view.breast, view.start_m}.nipple_base());
}

double pressure_Pa(const TissueView& view, const scenario::Site& site) {
  const anatomy::Embedded e = anatomy::embed(view.breast->mesh, point_under(*view.breast, site));
  double Pa = 0.0;
  for (int k = 0; k < 4; ++k) Pa += e.weight[k] * view.pressure_Pa[e.node[k]];
  return Pa;
}

double volume_m3(const TissueView& view) {
  double sum = 0.0;
  for (const auto& t : view.breast->mesh.tet) {
    const Vec3 o = at(view.x_m, t[0]);
    sum += dot(at(view.x_m, t[1]) - o, cross(at(view.x_m, t[2]) - o, at(view.x_m, t[3]) - o)) / 6.0;
  }
  return sum;
}

}  // namespace lac::study
