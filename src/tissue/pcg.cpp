#include "tissue/pcg.h"

#include <algorithm>
#include <cmath>

#include "tissue/node_sum.h"
#include "tissue/product.h"

namespace lac::tissue {
namespace {

double dot_part(const TissueModel& m, const float* a, const float* b, int part) {
  double sum = 0.0;
  const int end = m.free_end(part);
  for (int i = m.row_part[part]; i < end; i += kChunk) {
    F4 even = _mm_setzero_ps(), odd = even;
    const int stop = std::min(end, i + kChunk);
    int k = i;
    for (; k + 1 < stop; k += 2) {
      even = fma(load4(a + 4 * k), load4(b + 4 * k), even);
      odd = fma(load4(a + 4 * k + 4), load4(b + 4 * k + 4), odd);
    }
    if (k < stop) even = fma(load4(a + 4 * k), load4(b + 4 * k), even);
    sum += three_lanes(even + odd);
  }
  return sum;
}

F8 apply_inverse(const float* inverse, F8 r) {
  return fma(load8(inverse), lanes_of(r, 0),
             fma(load8(inverse + 8), lanes_of(r, 1), load8(inverse + 16) * lanes_of(r, 2)));
}

// inverse of a symmetric 3x3 (columns a, b, c), a column every eight floats; a scaled identity
// where it is not positive
void invert_block(F4 a, F4 b, F4 c, float* out) {
  const float m00 = a[0], m01 = b[0], m02 = c[0], m11 = b[1], m12 = c[1], m22 = c[2];
  const float c00 = m11 * m22 - m12 * m12, c01 = m02 * m12 - m01 * m22, c02 = m01 * m12 - m02 * m11;
  const float det = m00 * c00 + m01 * c01 + m02 * c02;
  if (!(det > 1e-30f) || !(m00 > 0.0f) || !(c00 > 0.0f)) {
    const float big = std::max(std::fabs(m00), std::max(std::fabs(m11), std::fabs(m22)));
    const float d = 1.0f / std::max(1e-6f, big);
    for (int k = 0; k < 3; ++k) {
      store4(out + 8 * k, _mm_setzero_ps());
      out[9 * k] = d;
    }
    return;
  }
  const float d = 1.0f / det;
  const float c11 = (m00 * m22 - m02 * m02) * d, c12 = (m01 * m02 - m00 * m12) * d;
  store4(out, _mm_setr_ps(c00 * d, c01 * d, c02 * d, 0.0f));
  store4(out + 8, _mm_setr_ps(c01 * d, c11, c12, 0.0f));
  store4(out + 16, _mm_setr_ps(c02 * d, c12, (m00 * m11 - m01 * m01) * d, 0.0f));
}

}  // namespace

double dot_nodes(const TissueModel& m, const float* a, const float* b, TissueScratch& s) {
  for (int part = 0; part < kParts; ++part) s.part_dot[part] = dot_part(m, a, b, part);
  return s.part_dot[0] + s.part_dot[1];
}

namespace {
void precondition_node(int i, TissueScratch& s) {
  const std::size_t at = 12 * static_cast<std::size_t>(i);
  const float *k = &s.diagonal[at], *b = &s.squeezed[at];
  invert_block(load4(k) + load4(b), load4(k + 4) + load4(b + 4), load4(k + 8) + load4(b + 8),
               &s.inverse[24 * static_cast<std::size_t>(i / 2) + 4 * (i % 2)]);
}
}  // namespace

void precondition(const TissueModel& m, TissueScratch& s) {
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) precondition_node(i, s);
  });
}

void precondition_nodes(const TissueModel& m, std::span<const int> node, TissueScratch& s) {
  for (int i : node)
    if (i < m.free_nodes) precondition_node(i, s);
}

namespace {
// z = M^-1 r: block-Jacobi and what the clusters answer to s.rigid.wrench; @return r . z
double precondition_residual(const TissueModel& m, RigidModes::Kind kind, TissueScratch& s) {
  s.parts.run([&](int part) { gather_load(m, part, s); });
  s.parts.run([&](int part) { solve_motion(m, kind, part, s); });
  s.parts.run([&](int part) {
    PairSum product;
    for (int i = m.row_part[part]; i < m.free_end(part); i += 2) {
      const F8 r = load8(&s.cg_r[4 * i]);
      const F8 z = apply_inverse(&s.inverse[12 * static_cast<std::size_t>(i)], r) +
                   carried(m, i, s.rigid.motion.data(), load8(&s.rigid.arm[4 * i]));
      store8(&s.cg_z[4 * i], z);
      product.add(r * z);
    }
    s.part_dot[part] = product.total();
  });
  return s.part_dot[0] + s.part_dot[1];
}
}  // namespace

CgReport conjugate_gradients(const TissueModel& m, RigidModes::Kind kind, int most_iterations,
                             double tolerance, double quiet_J, TissueScratch& s) {
  CgReport report;
  // start at zero: r = b, z = M^-1 r, p = z
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.free_end(part); i += 2) {
      const F8 r = load8(&s.residual[4 * i]);
      store8(&s.cg_r[4 * i], r);
      store8(&s.rigid.moment[4 * i], cross(load8(&s.rigid.arm[4 * i]), r));
      store8(&s.direction[4 * i], _mm256_setzero_ps());
    }
  });
  double rz = precondition_residual(m, kind, s);
  std::copy(s.cg_z.begin(), s.cg_z.end(), s.cg_p.begin());
  const double enough = std::max(tolerance * tolerance * rz, quiet_J);
  if (!(rz > quiet_J)) return report;

  while (report.iterations < most_iterations) {
    const double curvature = multiply_direction(m, s);
    if (!(curvature > 0.0)) {
      // negative curvature: keep what is there, or the first preconditioned gradient
      report.negative = true;
      if (report.iterations == 0) s.direction = s.cg_z;
      return report;
    }

    // r -= alpha q; the direction follows when p is read next
    const F8 alpha = splat<F8>(rz / curvature);
    ++report.iterations;
    s.parts.run([&](int part) {
      const float* q = s.product[part].data();
      const F8 points = pair(three(), three());
      for (int i = m.row_part[part]; i < m.free_end(part); i += 2) {
        const F8 r = load8(&s.cg_r[4 * i]) - alpha * _mm256_and_ps(points, load8(q + 4 * i));
        store8(&s.cg_r[4 * i], r);
        store8(&s.rigid.moment[4 * i], cross(load8(&s.rigid.arm[4 * i]), r));
      }
    });
    const bool last = report.iterations == most_iterations;
    const double next = last ? 0.0 : precondition_residual(m, kind, s);
    const bool done = last || !(next > enough);
    const F8 beta = splat<F8>(next / rz);
    rz = next;
    s.parts.run([&](int part) {
      for (int i = m.row_part[part]; i < m.free_end(part); i += 2) {
        const F8 p = load8(&s.cg_p[4 * i]);
        store8(&s.direction[4 * i], fma(alpha, p, load8(&s.direction[4 * i])));
        if (!done) store8(&s.cg_p[4 * i], fma(beta, p, load8(&s.cg_z[4 * i])));
      }
    });
    if (done) return report;
  }
  return report;
}

}  // namespace lac::tissue
