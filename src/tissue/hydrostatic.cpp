#include "tissue/hydrostatic.h"

#include <algorithm>
#include <cmath>

#include "tissue/scratch.h"

namespace lac::tissue {
namespace {

// of the right side: at a millionth of it the pressure is right to parts of a pascal
constexpr double kTolerance_frac = 1e-6;

// Laplace's matrix of linear tetrahedra, in rows of neighbours
class Laplace {
 public:
  explicit Laplace(const TissueModel& m)
      : m_(m), value_(m.near.size(), 0.0), flux_(m.nodes), inverse_(m.nodes, 0.0) {
    for (const auto& t : m.tet) add(t);
    // the skin is held at zero: its rows and columns stand still
    for (int i = 0; i < m.nodes; ++i)
      inverse_[i] = m.skin_index[i] < 0 ? 1.0 / value_[at(i, i)] : 0.0;
  }

  /// phi_k by conjugate gradients, from zero.
  std::vector<double> solve(int k) const {
    const int n = m_.nodes;
    std::vector<double> x(n, 0.0), r(n), z(n), p(n), q(n);
    for (int i = 0; i < n; ++i) {
      r[i] = inverse_[i] > 0.0 ? flux_[i][k] : 0.0;
      p[i] = z[i] = inverse_[i] * r[i];
    }
    double rz = product(r, z);
    const double enough = kTolerance_frac * kTolerance_frac * rz;
    for (int iteration = 0; iteration < n && rz > enough; ++iteration) {
      multiply(p, q);
      const double a = rz / product(p, q);
      for (int i = 0; i < n; ++i) {
        x[i] += a * p[i];
        r[i] -= a * q[i];
        z[i] = inverse_[i] * r[i];
      }
      const double next = product(r, z);
      for (int i = 0; i < n; ++i) p[i] = z[i] + next / rz * p[i];
      rz = next;
    }
    return x;
  }

 private:
  int at(int row, int column) const {
    const auto first = m_.near.begin() + m_.near_at[row],
               last = m_.near.begin() + m_.near_at[row + 1];
    return static_cast<int>(std::lower_bound(first, last, column) - m_.near.begin());
  }
  void add(const std::array<int, 4>& t) {
    const Vec3 o = m_.shape_m[t[0]];
    const Vec3 a = m_.shape_m[t[1]] - o, b = m_.shape_m[t[2]] - o, c = m_.shape_m[t[3]] - o;
    const double det = dot(a, cross(b, c)), volume = std::fabs(det) / 6.0;
    Vec3 grad[4] = {{}, cross(b, c) / det, cross(c, a) / det, cross(a, b) / det};
    grad[0] = -(grad[1] + grad[2] + grad[3]);
    for (int i = 0; i < 4; ++i) {
      flux_[t[i]] += volume * grad[i];
      for (int j = 0; j < 4; ++j) value_[at(t[i], t[j])] += volume * dot(grad[i], grad[j]);
    }
  }
  void multiply(const std::vector<double>& v, std::vector<double>& out) const {
    for (int i = 0; i < m_.nodes; ++i) {
      double sum = 0.0;
      for (int k = m_.near_at[i]; k < m_.near_at[i + 1]; ++k) sum += value_[k] * v[m_.near[k]];
      out[i] = inverse_[i] > 0.0 ? sum : 0.0;
    }
  }
  static double product(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  }

  const TissueModel& m_;
  std::vector<double> value_;    // [neighbour]
  std::vector<Vec3> flux_;       // [node] integral of the shape function's gradient
  std::vector<double> inverse_;  // [node] of the diagonal; zero on the skin
};

}  // namespace

std::vector<Vec3> hydrostatic_field(const TissueModel& m) {
  std::vector<Vec3> phi_m(m.nodes);
  if (m.skin_nodes == 0) return phi_m;
  const Laplace laplace(m);
  for (int k = 0; k < 3; ++k) {
    const std::vector<double> x = laplace.solve(k);
    for (int i = 0; i < m.nodes; ++i) phi_m[i][k] = x[i];
  }
  return phi_m;
}

void carry_gravity(const TissueModel& m, Vec3 gravity_m_per_s2, TissueScratch& s) {
  double mass_kg = 0.0, volume_m3 = 0.0;
  for (int i = 0; i < m.nodes; ++i) {
    mass_kg += s.mass[i];
    volume_m3 += s.volume[i];
  }
  const Vec3 weight = m.params.carried_gravity_frac * mass_kg / volume_m3 * gravity_m_per_s2;
  for (int i = 0; i < m.nodes; ++i)
    s.carried_Pa[i] = static_cast<float>(dot(weight, m.hydrostatic_m[i]));
}

}  // namespace lac::tissue
