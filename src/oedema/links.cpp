#include "oedema/links.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lac::oedema {
namespace {

/// One tet's share of one link.
struct Share {
  int a, b, tet;
  double element_m;   // -V grad N_a . grad N_b, any sign
  double positive_m;  // V / (2 d^2)
};

constexpr double kBlendStep = 0.05;     // resolution of the blend
constexpr double kNegligible = 1e-9;    // of the tet's own size: a link of round-off
constexpr double kPositiveShare = 0.5;  // 6 edges * 0.5 V = trace of V I

/// Appends the six edges of a tet.
void add_tet(const anatomy::TetMesh& mesh, int tet, std::vector<Share>& shares) {
  const std::array<int, 4>& node = mesh.tet[tet];
  const double volume_m3 = mesh.tet_volume_m3[tet];

  // gradient of each corner's linear shape function: inward normal of the opposite face / 6V * 2
  // area
  std::array<Vec3, 4> gradient_per_m;
  for (int i = 0; i < 4; ++i) {
    const Vec3 p = mesh.node_m[node[(i + 1) % 4]], q = mesh.node_m[node[(i + 2) % 4]],
               r = mesh.node_m[node[(i + 3) % 4]];
    const Vec3 normal = cross(q - p, r - p);
    gradient_per_m[i] = normal / dot(normal, mesh.node_m[node[i]] - p);
  }

  // both kinds of weight for every pair of corners
  for (int i = 0; i < 4; ++i) {
    for (int j = i + 1; j < 4; ++j) {
      const Vec3 d = mesh.node_m[node[i]] - mesh.node_m[node[j]];
      shares.push_back({std::min(node[i], node[j]), std::max(node[i], node[j]), tet,
                        -volume_m3 * dot(gradient_per_m[i], gradient_per_m[j]),
                        kPositiveShare * volume_m3 / dot(d, d)});
    }
  }
}

double blended_m(const Share& s, double blend) {
  return s.element_m + blend * (s.positive_m - s.element_m);
}

}  // namespace

Links make_links(const anatomy::TetMesh& mesh) {
  // every tet's shares, those of one link side by side
  std::vector<Share> shares;
  shares.reserve(6 * mesh.tet.size());
  for (int t = 0; t < static_cast<int>(mesh.tet.size()); ++t) add_tet(mesh, t, shares);
  std::sort(shares.begin(), shares.end(), [](const Share& x, const Share& y) {
    return x.a != y.a ? x.a < y.a : x.b != y.b ? x.b < y.b : x.tet < y.tet;
  });

  // blend the tets that push a link below zero, a little more each round, until none is
  std::vector<double> blend(mesh.tet.size(), 0.0);
  Links links;
  for (bool negative = true; negative;) {
    negative = false;
    links.a.clear(), links.b.clear(), links.weight_m.clear();
    std::vector<double> next = blend;
    for (std::size_t from = 0, to = 0; from < shares.size(); from = to) {
      double weight_m = 0.0, size_m = 0.0;
      for (to = from;
           to < shares.size() && shares[to].a == shares[from].a && shares[to].b == shares[from].b;
           ++to) {
        weight_m += blended_m(shares[to], blend[shares[to].tet]);
        size_m += shares[to].positive_m;
      }
      if (weight_m > kNegligible * size_m) {
        links.a.push_back(shares[from].a);
        links.b.push_back(shares[from].b);
        links.weight_m.push_back(weight_m);
      }
      if (weight_m >= -kNegligible * size_m) continue;
      for (std::size_t s = from; s < to; ++s) {
        const int tet = shares[s].tet;
        if (blended_m(shares[s], blend[tet]) >= 0.0) continue;
        next[tet] = std::min(1.0, blend[tet] + kBlendStep);
        negative = true;
      }
    }
    blend = next;
  }
  links.blended_tets =
      static_cast<int>(std::count_if(blend.begin(), blend.end(), [](double x) { return x > 0.0; }));
  return links;
}

}  // namespace lac::oedema
