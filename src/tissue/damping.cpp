#include "tissue/damping.h"

#include <algorithm>
#include <cmath>

#include "tissue/node_sum.h"
#include "tissue/product.h"
#include "tissue/quadrature.h"

namespace lac::tissue {
namespace {

// out -= the contact's matrix times v
void subtract_contact(const TissueModel& m, const float* v, float* out, const TissueScratch& s) {
  for (const TouchPoint& p : s.contact.points()) {
    const auto& t = m.tri[p.triangle];
    const double* w = kQuadrature.weight[p.point];
    Vec3 move;
    for (int a = 0; a < 3; ++a)
      for (int k = 0; k < 3; ++k) move[k] += w[a] * v[4 * t[a] + k];
    const double* K = p.stiff_N_per_m;
    const Vec3 force{K[0] * move.x + K[1] * move.y + K[2] * move.z,
                     K[1] * move.x + K[3] * move.y + K[4] * move.z,
                     K[2] * move.x + K[4] * move.y + K[5] * move.z};
    for (int a = 0; a < 3; ++a) {
      if (t[a] >= m.free_nodes) continue;
      for (int k = 0; k < 3; ++k) out[4 * t[a] + k] -= static_cast<float>(w[a] * force[k]);
    }
  }
}

}  // namespace

void Damping::start(const TissueModel& m, TissueScratch& s) const {
  const F4 factor = _mm_set1_ps(static_cast<float>(factor_));
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i)
      store4(&s.cg_p[4 * i], _mm_and_ps(three(), load4(&s.x[4 * i]) - load4(&s.start[4 * i])));
  });
  multiply_direction(m, s);
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
      const F4 inertia = _mm_set1_ps(s.mass[i] * inverse_h2_);
      const F4 whole = load4(&s.product[part][4 * i]);
      store4(&s.damp[4 * i], factor * _mm_and_ps(three(), whole - inertia * load4(&s.cg_p[4 * i])));
    }
  });
}

Damping::Along Damping::look(const TissueModel& m, TissueScratch& s) const {
  float* elastic = s.cg_z.data();
  double first[kParts], second[kParts], most[kParts];
  s.parts.run([&](int part) {
    ChunkSum force, curvature;
    float longest = 0.0f;
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
      const F4 d = load4(&s.direction[4 * i]);
      const F4 inertia = _mm_set1_ps(s.mass[i] * inverse_h2_);
      const F4 Kd = (load4(&s.residual[4 * i]) - load4(&s.cg_r[4 * i])) - inertia * d;
      store4(elastic + 4 * i, Kd);
      force.add(d * load4(&s.damp[4 * i]));
      curvature.add(d * Kd);
      const F4 sq = d * d;
      const float length_sq = (sq[0] + sq[1]) + sq[2];
      if (!(length_sq <= longest)) longest = length_sq;  // also what is not a number
    }
    first[part] = force.total();
    second[part] = curvature.total();
    most[part] = longest;
  });
  const double longest_m = std::sqrt(!(most[0] <= most[1]) ? most[0] : most[1]);
  if (!is_on()) return {0.0, 0.0, longest_m};
  subtract_contact(m, s.direction.data(), elastic, s);
  const double tissue = second[0] + second[1] - s.contact.curvature(m, s.direction.data());
  return {first[0] + first[1], std::max(0.0, factor_ * tissue), longest_m};
}

double Damping::apply(const TissueModel& m, double share, TissueScratch& s) const {
  const F4 taken = _mm_set1_ps(static_cast<float>(share * factor_));
  s.parts.run([&](int part) {
    ChunkSum work;
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
      F4 force = load4(&s.damp[4 * i]);
      if (share > 0.0) {
        force = fma(taken, load4(&s.cg_z[4 * i]), force);
        store4(&s.damp[4 * i], force);
      }
      store4(&s.residual[4 * i], load4(&s.residual[4 * i]) - force);
      work.add(force * (load4(&s.x[4 * i]) - load4(&s.start[4 * i])));
    }
    s.part_dot[part] = 0.5 * work.total();
  });
  return s.part_dot[0] + s.part_dot[1];
}

}  // namespace lac::tissue
