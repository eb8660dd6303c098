#include <algorithm>
#include <cmath>

#include "anatomy/constants.h"
#include "anatomy/fields.h"
#include "base/math.h"
#include "base/rng.h"

namespace lac::anatomy {
namespace {

constexpr int kPathPoints = 65;
constexpr int kTwigs = 14;
constexpr int kBalanceSweeps = 80;
constexpr double kBalanceStep = 0.15;     // of a lobe's size, for a lobe twice too big
constexpr double kLeastGland_frac = 0.1;  // tetrahedra with less gland belong to no lobe
// ends of the segments along the standard chain: half-way between the centres
constexpr std::array<double, kDuctSegments + 1> kSegmentEnd_m{54e-3, 36e-3, 21e-3, 10e-3, 0.0};
// diameter of a segment by its rest volume (94, 59, 35, 31 uL) and length, relative to the main
// duct
constexpr std::array<double, kDuctSegments> kWidening{1.30, 1.13, 1.01, 1.0};

/// A lobe's way through the template: a cubic from the nipple base to the gland.
struct Course {
  std::array<Vec3, 4> control_m;  // template frame
  Vec3 pore_m;                    // template frame, on the cap
  std::vector<Vec3> path_m;       // rest shape, nipple base first
  std::vector<double> along_m;    // length of the path up to each point
};

Vec3 bezier(const std::array<Vec3, 4>& p, double t) {
  const double s = 1.0 - t;
  return s * s * s * p[0] + 3.0 * s * s * t * p[1] + 3.0 * s * t * t * p[2] + t * t * t * p[3];
}

/// A normal draw kept inside [low, high] by drawing again.
double bounded_normal(Rng& rng, double mean, double sd, double low, double high) {
  for (int tries = 0; tries < 100; ++tries) {
    const double v = mean + sd * rng.normal();
    if (v >= low && v <= high) return v;
  }
  return mean;
}

/// Draws a course: under the areola at the duct depth, then down into the gland. Every fourth lobe
/// lies centrally, straight behind the nipple [B9].
Course draw_course(const TemplateShape& shape, const Morph& morph, Rng& rng, double side, double up,
                   bool central) {
  const double base_z = shape.base_z_m(), radius = shape.dome_radius_m;
  // template lengths per rest length, along the axis and across it near the nipple
  const double deep = base_z / morph.height(base_z);
  const double wide = shape.nipple_radius_m / morph.nipple_radius_m();
  const auto at = [&](double rho, double z) {
    return Vec3{rho * side, rho * up, std::max(z, 0.0)};
  };
  const double pore_rho =
      shape.nipple_radius_m * (central ? rng.uniform(0.1, 0.3) : rng.uniform(0.45, 0.7));
  const double u = pore_rho / shape.nipple_radius_m;
  const double duct_z = base_z - std::min(deep * kDuctDepth_m, 0.3 * base_z);
  const double end_rho = radius * (central ? rng.uniform(0.10, 0.22) : rng.uniform(0.52, 0.66));
  const double end_z = base_z * (central ? rng.uniform(0.30, 0.42) : rng.uniform(0.36, 0.50));

  Course out;
  out.pore_m = at(pore_rho, shape.tip_z_m() - shape.cap_height_m * (1.0 - std::sqrt(1.0 - u * u)));
  const double turn_rho = central ? 0.5 * end_rho : std::min(wide * 15e-3, 0.35 * radius);
  out.control_m = {at(0.8 * pore_rho, base_z), at(0.8 * pore_rho, lerp(base_z, duct_z, 0.85)),
                   at(turn_rho, central ? lerp(duct_z, end_z, 0.5) : duct_z - 0.02 * base_z),
                   at(end_rho, end_z)};

  // carried into the rest shape, with its length
  Vec3 last;
  double length = 0.0;
  for (int k = 0; k < kPathPoints; ++k) {
    const Vec3 here = morph(bezier(out.control_m, static_cast<double>(k) / (kPathPoints - 1)));
    if (k > 0) length += norm(here - last);
    out.path_m.push_back(here);
    out.along_m.push_back(length);
    last = here;
  }
  return out;
}

Vec3 point_at(const Course& course, double along_m) {
  const auto above = std::lower_bound(course.along_m.begin(), course.along_m.end(), along_m);
  if (above == course.along_m.end()) return course.path_m.back();
  const std::size_t k = std::max<std::size_t>(1, above - course.along_m.begin());
  const double a = course.along_m[k - 1], b = course.along_m[k];
  const double t = b > a ? (along_m - a) / (b - a) : 0.0;
  return course.path_m[k - 1] + t * (course.path_m[k] - course.path_m[k - 1]);
}

void place_segments(const Course& course, double main_diameter_m, Lobe& lobe) {
  // distances as in the standard breast, shrunk where the path is shorter
  const double shrink = std::min(1.0, course.along_m.back() / kSegmentEnd_m[0]);
  for (int j = 0; j < kDuctSegments; ++j) {
    lobe.behind_nipple_m[j] = shrink * kSegmentBehind_m[j];
    lobe.segment_m[j] = point_at(course, lobe.behind_nipple_m[j]);
    lobe.length_m[j] = shrink * (kSegmentEnd_m[j] - kSegmentEnd_m[j + 1]);
    lobe.diameter_m[j] = kWidening[j] * main_diameter_m;
  }
}

/// Fine branches: from the path behind the first branch outward into the lobe's gland.
void grow_twigs(const Morph& morph, const Course& course, Rng& rng, double side, double up,
                Lobe& lobe) {
  const double first = std::min(0.8, lobe.first_branch_m / course.along_m.back());
  for (int k = 0; k < kTwigs; ++k) {
    const double t = lerp(first, 1.0, (k + rng.uniform()) / kTwigs);
    const Vec3 from = bezier(course.control_m, t);
    const double across = rng.uniform(-1.0, 1.0), out = rng.uniform(0.2, 1.0),
                 down = rng.uniform(0.2, 1.0);
    const double reach_m = 14e-3 * (0.4 + 0.6 * t);
    const Vec3 step{across * up + 0.6 * out * side, -across * side + 0.6 * out * up, -0.7 * down};
    Vec3 to = from + reach_m * unit(step);
    to.z = std::max(to.z, 2e-3);
    lobe.twig_m.push_back({morph(from), morph(to)});
  }
}

/// The gland's elements and how far each lies from every lobe's path.
struct GlandMap {
  std::vector<int> tet;
  std::vector<Vec3> centre_m;
  std::vector<double> volume_m3;   // of gland alone
  std::vector<double> distance_m;  // [gland element * lobes + lobe]
  double all_m3 = 0.0;
};

GlandMap map_gland(const std::vector<Course>& courses, const Breast& breast) {
  GlandMap out;
  const TetMesh& mesh = breast.mesh;
  for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
    if (breast.gland_frac[t] <= kLeastGland_frac) continue;
    Vec3 centre;
    for (const int i : mesh.tet[t]) centre += 0.25 * mesh.node_m[i];
    out.tet.push_back(static_cast<int>(t));
    out.centre_m.push_back(centre);
    out.volume_m3.push_back(mesh.tet_volume_m3[t] * breast.gland_frac[t]);
    out.all_m3 += out.volume_m3.back();
    for (const Course& course : courses) {
      double nearest_m = norm(course.path_m.front() - centre);
      for (std::size_t k = 8; k < course.path_m.size(); k += 8) {
        nearest_m = std::min(nearest_m, norm(course.path_m[k] - centre));
      }
      out.distance_m.push_back(nearest_m);
    }
  }
  return out;
}

/// Gives every element to the lobe whose path is nearest, offsets added; volumes by lobe.
void assign(const GlandMap& gland, const std::vector<double>& offset_m, std::vector<int>& lobe,
            std::vector<double>& got_m3) {
  const std::size_t lobes = offset_m.size();
  std::fill(got_m3.begin(), got_m3.end(), 0.0);
  for (std::size_t g = 0; g < gland.tet.size(); ++g) {
    const double* d = &gland.distance_m[g * lobes];
    std::size_t best = 0;
    for (std::size_t l = 1; l < lobes; ++l) {
      if (d[l] + offset_m[l] < d[best] + offset_m[best]) best = l;
    }
    lobe[g] = static_cast<int>(best);
    got_m3[best] += gland.volume_m3[g];
  }
}

/// A lobe left without gland gets the element nearest to its path, from a lobe that can spare it.
void feed_empty(const GlandMap& gland, std::vector<int>& lobe, std::vector<double>& got_m3) {
  const std::size_t lobes = got_m3.size();
  for (std::size_t l = 0; l < lobes; ++l) {
    if (got_m3[l] > 0.0) continue;
    std::size_t best = gland.tet.size();
    for (std::size_t g = 0; g < gland.tet.size(); ++g) {
      if (got_m3[lobe[g]] <= 2.0 * gland.volume_m3[g]) continue;
      const auto far_m = [&](std::size_t e) { return gland.distance_m[e * lobes + l]; };
      if (best == gland.tet.size() || far_m(g) < far_m(best)) best = g;
    }
    if (best == gland.tet.size()) continue;
    got_m3[lobe[best]] -= gland.volume_m3[best];
    got_m3[l] += gland.volume_m3[best];
    lobe[best] = static_cast<int>(l);
  }
}

/// Gives the gland to the lobes so that volumes come near the drawn shares: each lobe's offset is
/// raised while it has too much. Shares become those of the gland really given.
void share_gland(const std::vector<Course>& courses, Breast& breast) {
  const std::size_t lobes = courses.size();
  const GlandMap gland = map_gland(courses, breast);
  std::vector<double> offset_m(lobes, 0.0), got_m3(lobes);
  std::vector<int> lobe(gland.tet.size(), -1);
  const double step_m = kBalanceStep * cbrt(gland.all_m3 / lobes);
  assign(gland, offset_m, lobe, got_m3);
  for (int sweep = 0; sweep < kBalanceSweeps; ++sweep) {
    const double fade = 1.0 - static_cast<double>(sweep) / kBalanceSweeps;
    for (std::size_t l = 0; l < lobes; ++l) {
      const double wanted_m3 = breast.ducts.lobe[l].capacity_share * gland.all_m3;
      offset_m[l] += fade * step_m * clamp((got_m3[l] - wanted_m3) / wanted_m3, -1.0, 1.0);
    }
    assign(gland, offset_m, lobe, got_m3);
  }
  feed_empty(gland, lobe, got_m3);

  // what each lobe holds, and where its middle is
  for (std::size_t l = 0; l < lobes; ++l) {
    breast.ducts.lobe[l].capacity_share = got_m3[l] / gland.all_m3;
  }
  for (std::size_t g = 0; g < gland.tet.size(); ++g) {
    breast.lobe[gland.tet[g]] = lobe[g];
    breast.ducts.lobe[lobe[g]].centre_m +=
        (gland.volume_m3[g] / got_m3[lobe[g]]) * gland.centre_m[g];
  }
}

}  // namespace

void grow_ducts(const TemplateMesh& templ, const Morph& morph, Breast& breast) {
  const int count = breast.params.lobes;
  const bool left = breast.params.side == Side::Left;
  const double diameter_m = left ? kMainDuctDiameterLeft_m : kMainDuctDiameterRight_m;
  const double spread_m = left ? kMainDuctDiameterLeft_m.value - kMainDuctDiameterLeft_m.low
                               : kMainDuctDiameterRight_m.value - kMainDuctDiameterRight_m.low;
  const double branch_sd_m = kFirstBranch_m.value - kFirstBranch_m.low;
  const double branch_shape = (kFirstBranch_m / branch_sd_m) * (kFirstBranch_m / branch_sd_m);
  const double areola_m = 0.5 * breast.params.areola_diameter_m;
  Rng rng(mix_seed(breast.params.seed, 0x64756374), 1);
  const double turn_rad = rng.uniform(0.0, 2.0 * kPi);

  std::vector<Course> courses;
  double total = 0.0;
  for (int l = 0; l < count; ++l) {
    Lobe lobe;
    lobe.capacity_share = rng.gamma(kLobeShape, 1.0);
    total += lobe.capacity_share;
    const double azimuth = turn_rad + 2.0 * kPi * (l + rng.uniform(-0.25, 0.25)) / count;
    const double side = sin(azimuth), up = cos(azimuth);
    lobe.clock_rad = clock_of(left ? side : -side, up);

    // all ducts branch inside the areola [B3]: a longer draw is drawn again
    do {
      lobe.first_branch_m = rng.gamma(branch_shape, kFirstBranch_m);
    } while (lobe.first_branch_m > std::max(areola_m, 2.0 * kFirstBranch_m));
    const double main_m = bounded_normal(rng, diameter_m, spread_m, 0.6e-3, 4.4e-3);
    lobe.pore_diameter_m =
        bounded_normal(rng, kPoreDiameter_m, 0.1e-3, kPoreDiameter_m.low, kPoreDiameter_m.high);

    courses.push_back(draw_course(templ.shape, morph, rng, side, up, l % 4 == 3));
    lobe.pore_m = morph(courses.back().pore_m);
    place_segments(courses.back(), main_m, lobe);
    grow_twigs(morph, courses.back(), rng, side, up, lobe);
    breast.ducts.lobe.push_back(lobe);
  }
  for (Lobe& lobe : breast.ducts.lobe) lobe.capacity_share /= total;
  share_gland(courses, breast);
}

}  // namespace lac::anatomy
