#include "anatomy/breast.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "anatomy/constants.h"
#include "anatomy/fields.h"
#include "anatomy/mesh_file.h"
#include "anatomy/morph.h"
#include "anatomy/quality.h"
#include "anatomy/surface_view.h"
#include "base/hash.h"
#include "base/math.h"

namespace lac::anatomy {
namespace {

constexpr double kVolumeTolerance_frac = 1e-6;  // of the solve; the promise is 1e-3
constexpr int kMostVolumeSteps = 40;

struct Range {
  const char* name;
  double value, low, high;
};

/// Every parameter out of its range, one problem each.
Problems check(const BreastParams& p) {
  Problems out;
  const bool solved = p.projection_m == 0.0;
  const Range ranges[] = {{"volume_m3", p.volume_m3, 250e-6, 1400e-6},
                          {"base_width_m", p.base_width_m, 0.10, 0.18},
                          {"projection_m", solved ? 0.03 : p.projection_m, 0.03, 0.10},
                          {"ptosis_frac", p.ptosis_frac, 0.0, 1.0},
                          {"areola_diameter_m", p.areola_diameter_m, 0.03, 0.09},
                          {"nipple_diameter_m", p.nipple_diameter_m, 0.010, 0.025},
                          {"nipple_length_m", p.nipple_length_m, 0.002, 0.015},
                          {"axillary_tail_frac", p.axillary_tail_frac, 0.0, 1.0},
                          {"lobes", static_cast<double>(p.lobes), 4.0, 18.0}};
  for (const Range& r : ranges) {
    if (r.value >= r.low && r.value <= r.high) continue;
    const auto text = [](double v) { return std::to_string(v); };
    // volumes are small numbers in SI: say them in mL
    const bool volume = r.name == ranges[0].name;
    const double unit = volume ? 1e6 : 1.0;
    out.push_back({.message = std::string("breast: ") + (volume ? "volume in mL" : r.name) +
                              " is " + text(r.value * unit) + ", but must lie in " +
                              text(r.low * unit) + ".." + text(r.high * unit)});
  }
  return out;
}

std::string mesh_name(const BreastParams& params, Level level) {
  const std::string body = params.kind == BodyKind::Balloon ? "balloon_" : "breast_";
  const char* const levels[] = {"coarse", "standard", "fine"};
  return body + levels[static_cast<int>(level)] + ".lacmesh";
}

/// Node positions and volume for one projection.
double morph_nodes(const TemplateMesh& templ, const Morph& morph, std::vector<Vec3>& node_m) {
  node_m.resize(templ.mesh.node_m.size());
  for (std::size_t i = 0; i < node_m.size(); ++i) node_m[i] = morph(templ.mesh.node_m[i]);
  double volume_m3 = 0.0;
  for (const auto& t : templ.mesh.tet) {
    volume_m3 += tet_volume(node_m[t[0]], node_m[t[1]], node_m[t[2]], node_m[t[3]]);
  }
  return std::fabs(volume_m3);  // mirrored tets count negative until they are turned
}

/// The projection whose mesh has the wanted volume, by the secant rule: volume is nearly linear.
double solve_projection(const BreastParams& params, const TemplateMesh& templ,
                        std::vector<Vec3>& node_m) {
  const auto excess = [&](double projection_m) {
    return morph_nodes(templ, Morph(params, templ.shape, projection_m), node_m) - params.volume_m3;
  };
  double a = templ.shape.dome_height_m, fa = excess(a);
  double b = clamp(a * params.volume_m3 / (fa + params.volume_m3), 0.5 * kLeastProjection_m,
                   2.0 * kMostProjection_m);
  for (int i = 0; i < kMostVolumeSteps; ++i) {
    const double fb = excess(b);
    if (std::fabs(fb) <= kVolumeTolerance_frac * params.volume_m3 || fb == fa) break;
    const double next = b - fb * (b - a) / (fb - fa);
    a = b, fa = fb;
    b = clamp(next, 0.5 * kLeastProjection_m, 2.0 * kMostProjection_m);
  }
  return b;
}

/// The left breast's mesh as the right one's: x changes sign, elements are turned over.
void mirror(TetMesh& mesh) {
  for (Vec3& x : mesh.node_m) x.x = -x.x;
  for (auto& t : mesh.tet) std::swap(t[2], t[3]);
  for (auto& f : mesh.skin) std::swap(f[1], f[2]);
}

/// Volumes, and a problem if any element came out inverted or flat.
Problems measure(TetMesh& mesh, double& volume_m3) {
  volume_m3 = 0.0;
  double worst = 1.0;
  for (std::size_t t = 0; t < mesh.tet.size(); ++t) {
    const auto& [a, b, c, d] = mesh.tet[t];
    const auto& x = mesh.node_m;
    mesh.tet_volume_m3[t] = tet_volume(x[a], x[b], x[c], x[d]);
    volume_m3 += mesh.tet_volume_m3[t];
    worst = std::min(worst, radius_ratio(x[a], x[b], x[c], x[d]));
  }
  if (worst >= kLeastRestRatio) return {};
  return problem("breast: these measures fold the mesh; choose a less extreme shape");
}

/// Landmarks of the rest shape; the left breast's frame mirrored for the right.
void find_landmarks(const TemplateShape& shape, const Morph& morph, Breast& breast) {
  const BreastParams& p = breast.params;
  const double side = p.side == Side::Right && p.kind == BodyKind::Breast ? -1.0 : 1.0;
  const double half = 0.5 * p.base_width_m;
  Landmarks& marks = breast.landmarks;
  marks.nipple_base_m = morph({0.0, 0.0, shape.base_z_m()});
  marks.nipple_tip_m = morph({0.0, 0.0, shape.tip_z_m()});
  marks.areola_radius_m = 0.5 * (p.areola_diameter_m - p.nipple_diameter_m);

  // node groups lie off the breast: armpit, above the collarbone, beside the breastbone
  marks.axilla_m = {side * (half + kAxillaBeyond_m), half + kAxillaAbove_m,
                    morph.chest_wall(half + kAxillaBeyond_m)};
  marks.clavicle_m = {-side * 0.3 * half, half + kClavicleAbove_m, morph.chest_wall(-0.3 * half)};
  marks.parasternum_m = {-side * (half + kParasternumBeyond_m), 0.15 * half,
                         morph.chest_wall(-half - kParasternumBeyond_m)};
}

std::uint64_t hash_of(const BreastParams& p, Level level, std::uint64_t mesh) {
  Hasher h;
  h.add(mesh).add(level).add(p.kind).add(p.side).add(p.nipple).add(p.lobes).add(p.seed);
  for (const double v :
       {p.volume_m3, p.base_width_m, p.projection_m, p.ptosis_frac, p.areola_diameter_m,
        p.nipple_diameter_m, p.nipple_length_m, p.axillary_tail_frac}) {
    h.add(v);
  }
  return h.digest();
}

}  // namespace

Expected<TemplateMesh> read_template(const BreastParams& params, Level level,
                                     const std::filesystem::path& assets) {
  const std::filesystem::path file = assets / "meshes" / mesh_name(params, level);
  Expected<TemplateMesh> templ = read_mesh(file);
  if (templ && (params.kind == BodyKind::Balloon) == templ->shape.has_nipple()) {
    return problem("mesh file: holds the wrong body", file.string());
  }
  return templ;
}

Expected<Breast> build_breast(const BreastParams& params, Level level,
                              const std::filesystem::path& assets) {
  if (const Problems wrong = check(params); !wrong.empty()) return wrong;
  const Expected<TemplateMesh> templ = read_template(params, level, assets);
  if (!templ) return templ.problems();
  return build_breast(params, level, *templ);
}

Expected<Breast> build_breast(const BreastParams& params, Level level, const TemplateMesh& templ) {
  if (const Problems wrong = check(params); !wrong.empty()) return wrong;
  const bool balloon = params.kind == BodyKind::Balloon;
  Breast out;
  out.params = params;
  out.level = level;
  out.hash = hash_of(params, level, templ.hash);
  out.mesh = templ.mesh;

  // shape: solve the projection for the volume, or take it as given
  if (params.projection_m == 0.0) {
    out.params.projection_m = solve_projection(params, templ, out.mesh.node_m);
    const double p_m = out.params.projection_m;
    if (p_m < kLeastProjection_m || p_m > kMostProjection_m) {
      return problem("breast: " + std::to_string(params.volume_m3 * 1e6) + " mL on a base of " +
                     std::to_string(params.base_width_m * 1e3) + " mm needs a projection of " +
                     std::to_string(p_m * 1e3) + " mm; change base_width_m");
    }
  }
  // both sides are built as a left breast, so that one is exactly the other's mirror image
  BreastParams as_left = out.params;
  as_left.side = Side::Left;
  morph_nodes(templ, Morph(as_left, templ.shape, out.params.projection_m), out.mesh.node_m);
  smooth_interior(out.mesh);
  if (!balloon && params.side == Side::Right) mirror(out.mesh);
  if (const Problems wrong = measure(out.mesh, out.params.volume_m3); !wrong.empty()) return wrong;

  // what lies where
  const Morph morph(out.params, templ.shape, out.params.projection_m);
  find_landmarks(templ.shape, morph, out);
  fill_skin(templ, morph, out);
  fill_tissue(templ, morph, out);
  fill_lymph(out);
  out.nipple_base = embed(out.mesh, out.landmarks.nipple_base_m);
  out.nipple_tip = embed(out.mesh, out.landmarks.nipple_tip_m);

  // the axis as the surface view sees it, so that rest and deformed agree
  std::vector<float> rest(4 * out.mesh.node_m.size(), 0.0f);
  for (std::size_t i = 0; i < out.mesh.node_m.size(); ++i) {
    for (int a = 0; a < 3; ++a) rest[4 * i + a] = static_cast<float>(out.mesh.node_m[i][a]);
  }
  out.landmarks.nipple_axis = SurfaceView{&out, rest}.nipple_axis();
  if (!balloon) grow_ducts(templ, morph, out);
  return out;
}

double chest_wall_height_m(const BreastParams& params, double x_m) {
  const bool right = params.side == Side::Right && params.kind == BodyKind::Breast;
  const TemplateShape unit_shape{.dome_radius_m = 1.0, .dome_height_m = 1.0};
  return Morph(params, unit_shape, 1.0).chest_wall(right ? -x_m : x_m);
}

}  // namespace lac::anatomy
