#include "anatomy/mesh_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/file.h"
#include "base/hash.h"
#include "base/math.h"

namespace lac::anatomy {
namespace {

constexpr double kMetresPerFileUnit = 1e-3;
constexpr int kFormatVersion = 1;
constexpr int kMostNodes = 200000, kMostTets = 1000000;
constexpr double kMostCoordinate_mm = 500.0;
// flatter tetrahedra than this make the solver's matrix useless; the tool's worst is 0.25
constexpr double kLeastTemplateRatio = 0.05;

/// A word of the file for a message: short, between back quotes.
std::string quoted(std::string_view word) {
  return std::string("`").append(word.substr(0, 20)).append("`");
}

/// Walks the lines of a file and keeps the first problem.
class Lines {
 public:
  Lines(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  /// The next line, or false at the end of the file.
  bool next() {
    ++number_;
    if (at_ >= text_.size()) return fail("file ends early; copy it again"), false;
    const std::size_t end = text_.find('\n', at_);
    line_ = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
    rest_ = line_;
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
    return true;
  }
  std::string_view word() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    const std::string_view found = rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(found.size());
    return found;
  }
  template <class T>
  bool number(T& out) {
    const std::string_view w = word();
    const auto [end, error] = std::from_chars(w.data(), w.data() + w.size(), out);
    const bool good = error == std::errc() && end == w.data() + w.size() && !w.empty();
    if (!good) return fail(quoted(w) + " is not a number"), false;
    if (!std::isfinite(static_cast<double>(out))) return fail("a number is not finite"), false;
    return true;
  }
  /// A line that starts with this word.
  bool keyword(std::string_view key) {
    if (!next()) return false;
    if (word() != key)
      return fail(std::string("expected ").append(quoted(key)).append(" here")), false;
    return true;
  }
  bool line_end() {
    if (!word().empty()) return fail("more words than expected on this line"), false;
    return true;
  }
  void fail(const std::string& what) {
    if (!problems_.empty()) return;
    problems_ = {Problem{.file = std::string(file_),
                         .line = number_,
                         .message = std::string("mesh file: ").append(what)}};
  }
  bool failed() const { return !problems_.empty(); }
  const Problems& problems() const { return problems_; }

 private:
  std::string_view text_, file_, line_, rest_;
  std::size_t at_ = 0;
  int number_ = 0;
  Problems problems_;
};

bool read_head(Lines& in, TemplateShape& shape, int& nodes, int& free, int& tets) {
  int version = 0;
  if (!in.keyword("lacmesh") || !in.number(version)) return false;
  if (version != kFormatVersion) return in.fail("unknown format version"), false;
  if (!in.keyword("dome") || !in.number(shape.dome_radius_m) || !in.number(shape.dome_height_m)) {
    return false;
  }
  for (double* v : {&shape.dome_radius_m, &shape.dome_height_m}) {
    if (*v <= 0.0 || *v > kMostCoordinate_mm) return in.fail("dome size out of range"), false;
    *v *= kMetresPerFileUnit;
  }
  if (!in.keyword("nipple")) return false;
  for (double* v : {&shape.nipple_radius_m, &shape.nipple_length_m, &shape.fillet_height_m,
                    &shape.fillet_width_m, &shape.cap_height_m}) {
    if (!in.number(*v)) return false;
    if (*v < 0.0 || *v > kMostCoordinate_mm) return in.fail("nipple size out of range"), false;
    *v *= kMetresPerFileUnit;
  }
  const bool whole = shape.nipple_length_m > 0.0 && shape.fillet_width_m > 0.0 &&
                     shape.cap_height_m > 0.0 && 2.0 * shape.nipple_radius_m < shape.dome_radius_m;
  if (shape.has_nipple() && !whole) return in.fail("nipple does not fit the dome"), false;
  if (!in.keyword("counts") || !in.number(nodes) || !in.number(free) || !in.number(tets) ||
      !in.line_end()) {
    return false;
  }
  const bool sane = nodes >= 4 && nodes <= kMostNodes && free > 0 && free < nodes && tets > 0 &&
                    tets <= kMostTets;
  if (!sane) return in.fail("counts out of range"), false;
  return true;
}

bool read_node(Lines& in, bool fixed, Vec3& node) {
  if (!in.next()) return false;
  for (int axis = 0; axis < 3; ++axis) {
    double v_mm = 0.0;
    if (!in.number(v_mm)) return false;
    if (std::fabs(v_mm) > kMostCoordinate_mm) return in.fail("node lies outside the body"), false;
    node[axis] = v_mm * kMetresPerFileUnit;
  }
  if (fixed != (node.z == 0.0) || node.z < 0.0) {
    return in.fail("free nodes must have z > 0 and fixed ones z = 0"), false;
  }
  return in.line_end();
}

bool read_tet(Lines& in, TetMesh& mesh, int t) {
  if (!in.next()) return false;
  std::array<int, 4>& tet = mesh.tet[t];
  for (int& i : tet) {
    if (!in.number(i)) return false;
    if (i < 0 || i >= static_cast<int>(mesh.node_m.size())) {
      return in.fail(std::string("tetrahedron names node ")
                         .append(std::to_string(i))
                         .append(", which does not exist")),
             false;
    }
  }
  const auto& x = mesh.node_m;
  const double ratio = radius_ratio(x[tet[0]], x[tet[1]], x[tet[2]], x[tet[3]]);
  if (!(ratio > 0.0)) return in.fail("tetrahedron is inverted"), false;
  if (ratio < kLeastTemplateRatio) return in.fail("tetrahedron is too flat"), false;
  mesh.tet_volume_m3[t] = tet_volume(x[tet[0]], x[tet[1]], x[tet[2]], x[tet[3]]);
  return in.line_end();
}

}  // namespace

double TemplateShape::dome(double rho_m) const {
  const double u = rho_m / dome_radius_m;
  return dome_height_m * std::sqrt(std::max(0.0, 1.0 - u * u));
}

double TemplateShape::surface(double rho_m) const {
  if (!has_nipple()) return dome(rho_m);
  const double t = clamp((rho_m - nipple_radius_m) / fillet_width_m, 0.0, 1.0);
  return dome(rho_m) + fillet_height_m * (1.0 - t) * (1.0 - t);
}

double TemplateShape::base_z_m() const {
  return has_nipple() ? dome(nipple_radius_m) + 0.5 * fillet_height_m : dome_height_m;
}

double TemplateShape::base_rho_m() const {
  if (!has_nipple()) return 0.0;
  // the skin falls monotonically through the base plane inside the fillet
  double low = nipple_radius_m, high = nipple_radius_m + fillet_width_m;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (surface(middle) > base_z_m() ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double TemplateShape::arc_m(double rho_m, double z_m) const {
  constexpr int kPieces = 48;
  const double start = has_nipple() ? nipple_radius_m : 0.0;
  double arc = 0.0;
  if (has_nipple()) {
    // along the cap, then down the wall
    const double cap_foot = tip_z_m() - cap_height_m;
    const double reach = clamp(rho_m / nipple_radius_m, 0.0, 1.0);
    const double drop = clamp((tip_z_m() - z_m) / cap_height_m, 0.0, 1.0);
    const double turn = z_m > cap_foot ? atan2(reach, 1.0 - drop) : 0.5 * kPi;
    for (int i = 0; i < kPieces; ++i) {
      const double t = turn * (i + 0.5) / kPieces;
      const double dr = nipple_radius_m * cos(t), dz = cap_height_m * sin(t);
      arc += std::sqrt(dr * dr + dz * dz) * turn / kPieces;
    }
    const double wall_foot = dome(nipple_radius_m) + fillet_height_m;
    arc += clamp(cap_foot - z_m, 0.0, cap_foot - wall_foot);
    if (z_m >= wall_foot || rho_m <= start) return arc;
  }
  // over fillet and dome by chords, even in the angle so that the steep rim is resolved
  const double from = atan2(start, dome(start) * dome_radius_m / dome_height_m);
  const double to = atan2(rho_m, dome(rho_m) * dome_radius_m / dome_height_m);
  Vec3 last{start, 0.0, surface(start)};
  for (int i = 1; i <= kPieces; ++i) {
    const double rho = dome_radius_m * sin(lerp(from, to, static_cast<double>(i) / kPieces));
    const Vec3 here{rho, 0.0, surface(rho)};
    arc += norm(here - last);
    last = here;
  }
  return arc;
}

double tet_volume(Vec3 a, Vec3 b, Vec3 c, Vec3 d) { return dot(b - a, cross(c - a, d - a)) / 6.0; }

double radius_ratio(Vec3 a, Vec3 b, Vec3 c, Vec3 d) {
  const Vec3 u = b - a, v = c - a, w = d - a;
  const double six_volume = dot(u, cross(v, w));
  const double twice_area =
      norm(cross(u, v)) + norm(cross(v, w)) + norm(cross(w, u)) + norm(cross(c - b, d - b));
  const Vec3 centre = dot(u, u) * cross(v, w) + dot(v, v) * cross(w, u) + dot(w, w) * cross(u, v);
  const double product = twice_area * norm(centre);
  // 3 r / R with r = 3 V / area and R = |centre| / (12 V)
  return product > 0.0 ? 6.0 * six_volume * std::fabs(six_volume) / product : 0.0;
}

bool find_skin(TetMesh& mesh) {
  struct Face {
    std::array<int, 3> key, outward;
    bool operator<(const Face& other) const { return key < other.key; }
  };
  std::vector<Face> faces;
  faces.reserve(4 * mesh.tet.size());
  for (const auto& t : mesh.tet) {
    for (const std::array<int, 3> o :
         {std::array{t[0], t[2], t[1]}, std::array{t[0], t[1], t[3]}, std::array{t[0], t[3], t[2]},
          std::array{t[1], t[2], t[3]}}) {
      std::array<int, 3> key = o;
      std::sort(key.begin(), key.end());
      faces.push_back({key, o});
    }
  }
  std::sort(faces.begin(), faces.end());

  // a face seen once is boundary; the chest wall's have three fixed nodes
  mesh.skin.clear();
  for (std::size_t i = 0; i < faces.size();) {
    std::size_t j = i + 1;
    while (j < faces.size() && faces[j].key == faces[i].key) ++j;
    if (j - i > 2) return false;
    if (j - i == 1 && faces[i].key[0] < mesh.free_nodes) mesh.skin.push_back(faces[i].outward);
    i = j;
  }

  mesh.skin_index.assign(mesh.node_m.size(), -1);
  for (const auto& f : mesh.skin) {
    for (const int i : f) mesh.skin_index[i] = 0;
  }
  mesh.skin_node.clear();
  for (int i = 0; i < static_cast<int>(mesh.node_m.size()); ++i) {
    if (mesh.skin_index[i] < 0) continue;
    mesh.skin_index[i] = static_cast<int>(mesh.skin_node.size());
    mesh.skin_node.push_back(i);
  }
  return true;
}

Expected<TemplateMesh> parse_mesh(std::string_view text, std::string_view file) {
  Lines in(text, file);
  TemplateMesh out;
  int nodes = 0, tets = 0;
  if (!read_head(in, out.shape, nodes, out.mesh.free_nodes, tets)) return in.problems();

  out.mesh.node_m.resize(nodes);
  for (int i = 0; i < nodes; ++i) {
    if (!read_node(in, i >= out.mesh.free_nodes, out.mesh.node_m[i])) return in.problems();
  }
  out.mesh.tet.resize(tets);
  out.mesh.tet_volume_m3.resize(tets);
  for (int t = 0; t < tets; ++t) {
    if (!read_tet(in, out.mesh, t)) return in.problems();
  }
  if (!in.keyword("end")) return in.problems();

  // a node in no tetrahedron would have no mass
  std::vector<char> used(nodes, 0);
  for (const auto& t : out.mesh.tet) {
    for (const int i : t) used[i] = 1;
  }
  if (std::count(used.begin(), used.end(), 0) > 0) in.fail("a node belongs to no tetrahedron");
  if (!find_skin(out.mesh)) in.fail("three tetrahedra share one face");
  if (in.failed()) return in.problems();
  out.hash = Hasher().add(text).digest();
  return out;
}

Expected<TemplateMesh> read_mesh(const std::filesystem::path& path) {
  const Expected<std::string> text = read_file(path);
  if (!text) return text.problems();
  return parse_mesh(*text, path.string());
}

}  // namespace lac::anatomy
