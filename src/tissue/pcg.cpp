#include "tissue/pcg.h"

#include <algorithm>
#include <cmath>

namespace lac::tissue {
namespace {

constexpr int kChunk = 32;  // nodes summed in float before joining the double

double three_lanes(F4 v) { return (static_cast<double>(v[0]) + v[1]) + v[2]; }

int free_end(const TissueModel& m, int part) {
  return std::min(m.row_part[part + 1], m.free_nodes);
}

double dot_part(const TissueModel& m, const float* a, const float* b, int part) {
  double sum = 0.0;
  const int end = free_end(m, part);
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

// K v in lanes 0..2 and B v in lane 3, two blocks at a time; theta takes D B v
void multiply_rows(const TissueModel& m, const float* v, float* out, int part, TissueScratch& s) {
  const __m256i spread01 = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1);
  const __m256i spread20 = _mm256_setr_epi32(2, 2, 2, 2, 0, 0, 0, 0);
  const __m256i spread12 = _mm256_setr_epi32(1, 1, 1, 1, 2, 2, 2, 2);
  const F4 keep = _mm_castsi128_ps(_mm_setr_epi32(-1, -1, -1, 0));
  for (int at = m.row_part[part]; at < m.row_part[part + 1]; ++at) {
    const int i = m.row_order[at];
    F8 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0, t0 = s0, t1 = s0, t2 = s0;
    const Half* block = &s.block[12 * static_cast<std::size_t>(m.row_begin[i])];
    const int* column = &m.column[m.row_begin[i]];
    const int* end = &m.column[0] + m.row_end[i];
    const auto two = [&](const int* c, const Half* k, F8& u0, F8& u1, F8& u2) {
      const F8 a = _mm256_broadcast_ps(reinterpret_cast<const F4*>(v + 4 * c[0]));
      const F8 b = _mm256_broadcast_ps(reinterpret_cast<const F4*>(v + 4 * c[1]));
      u0 = fma(load8(k), _mm256_permutevar_ps(a, spread01), u0);
      u1 = fma(load8(k + 8), _mm256_permutevar_ps(_mm256_blend_ps(a, b, 0xf0), spread20), u1);
      u2 = fma(load8(k + 16), _mm256_permutevar_ps(b, spread12), u2);
    };
    for (; column + 2 < end; column += 4, block += 48) {
      two(column, block, s0, s1, s2);
      two(column + 2, block + 24, t0, t1, t2);
    }
    if (column < end) two(column, block, s0, s1, s2);
    s0 = s0 + t0;
    s1 = s1 + t1;
    s2 = s2 + t2;
    const F8 sum = (s0 + s1) + s2;
    const float* own = &s.diagonal[12 * static_cast<std::size_t>(i)];
    const F4 x = load4(v + 4 * i);
    F4 row = low(sum) + high(sum);
    row = fma(load4(own), _mm_permute_ps(x, 0x00), row);
    row = fma(load4(own + 4), _mm_permute_ps(x, 0x55), row);
    row = fma(load4(own + 8), _mm_permute_ps(x, 0xaa), row);
    s.theta[i] = row[3] * s.nodal_stiffness[i];
    store4(out + 4 * i, i < m.free_nodes ? _mm_and_ps(row, keep) : _mm_setzero_ps());
  }
}

/// A sum over nodes: float within a chunk, then double, always in the same order.
class ChunkSum {
 public:
  void add(F4 v) {
    (count_ % 2 == 0 ? even_ : odd_) = (count_ % 2 == 0 ? even_ : odd_) + v;
    if (++count_ == kChunk) flush();
  }
  double total() {
    flush();
    return sum_;
  }

 private:
  void flush() {
    sum_ += three_lanes(even_ + odd_);
    even_ = odd_ = _mm_setzero_ps();
    count_ = 0;
  }
  F4 even_ = _mm_setzero_ps(), odd_ = _mm_setzero_ps();
  double sum_ = 0.0;
  int count_ = 0;
};

// out += B^T theta; @return v . out
double multiply_dilation(const TissueModel& m, const float* v, float* out, int part,
                         const TissueScratch& s) {
  ChunkSum product;
  const float* theta = s.theta.data();
  for (int at = m.row_part[part]; at < m.row_part[part + 1]; ++at) {
    const int i = m.row_order[at];
    if (i >= m.free_nodes) continue;
    F8 sum = _mm256_setzero_ps(), odd = sum;
    const Half* block = &s.block_t[4 * static_cast<std::size_t>(m.row_begin[i])];
    const int* column = &m.column[m.row_begin[i]];
    const int* end = &m.column[0] + m.row_end[i];
    const auto two = [&](const int* c, const Half* b, F8& u) {
      u = fma(load8(b), pair(_mm_broadcast_ss(&theta[c[0]]), _mm_broadcast_ss(&theta[c[1]])), u);
    };
    for (; column + 2 < end; column += 4, block += 16) {
      two(column, block, sum);
      two(column + 2, block + 8, odd);
    }
    if (column < end) two(column, block, sum);
    sum = sum + odd;
    const F4 row = load4(out + 4 * i) + (low(sum) + high(sum));
    store4(out + 4 * i, row);
    product.add(row * load4(v + 4 * i));
  }
  return product.total();
}

F4 apply_inverse(const float* inverse, F4 r) {
  return fma(load4(inverse), _mm_permute_ps(r, 0x00),
             fma(load4(inverse + 4), _mm_permute_ps(r, 0x55),
                 load4(inverse + 8) * _mm_permute_ps(r, 0xaa)));
}

// inverse of a symmetric 3x3 (columns a, b, c); a scaled identity where it is not positive
void invert_block(F4 a, F4 b, F4 c, float* out) {
  const float m00 = a[0], m01 = b[0], m02 = c[0], m11 = b[1], m12 = c[1], m22 = c[2];
  const float c00 = m11 * m22 - m12 * m12, c01 = m02 * m12 - m01 * m22, c02 = m01 * m12 - m02 * m11;
  const float det = m00 * c00 + m01 * c01 + m02 * c02;
  if (!(det > 1e-30f) || !(m00 > 0.0f) || !(c00 > 0.0f)) {
    const float big = std::max(std::fabs(m00), std::max(std::fabs(m11), std::fabs(m22)));
    const float d = 1.0f / std::max(1e-6f, big);
    for (int k = 0; k < 12; ++k) out[k] = k % 5 == 0 && k < 11 ? d : 0.0f;
    return;
  }
  const float d = 1.0f / det;
  const float c11 = (m00 * m22 - m02 * m02) * d, c12 = (m01 * m02 - m00 * m12) * d;
  store4(out, _mm_setr_ps(c00 * d, c01 * d, c02 * d, 0.0f));
  store4(out + 4, _mm_setr_ps(c01 * d, c11, c12, 0.0f));
  store4(out + 8, _mm_setr_ps(c02 * d, c12, (m00 * m11 - m01 * m01) * d, 0.0f));
}

}  // namespace

void multiply(const TissueModel& m, const float* v, float* out, TissueScratch& s) {
  s.parts.run([&](int part) { multiply_rows(m, v, out, part, s); });
  s.parts.run([&](int part) { multiply_dilation(m, v, out, part, s); });
}

double dot_nodes(const TissueModel& m, const float* a, const float* b, TissueScratch& s) {
  for (int part = 0; part < kParts; ++part) s.part_dot[part] = dot_part(m, a, b, part);
  return s.part_dot[0] + s.part_dot[1];
}

namespace {
void precondition_node(const TissueModel& m, int i, TissueScratch& s) {
  const float* d = &s.diagonal[12 * static_cast<std::size_t>(i)];
  F4 a = load4(d), b = load4(d + 4), c = load4(d + 8);
  for (int k = m.row_begin[i]; k < m.row_end[i]; ++k) {
    const F4 g = load4(&s.block_t[4 * static_cast<std::size_t>(k)]);
    const F4 t = g * _mm_set1_ps(s.nodal_stiffness[m.column[k]]);
    a = fma(t, _mm_permute_ps(g, 0x00), a);
    b = fma(t, _mm_permute_ps(g, 0x55), b);
    c = fma(t, _mm_permute_ps(g, 0xaa), c);
  }
  invert_block(a, b, c, &s.inverse[12 * static_cast<std::size_t>(i)]);
}
}  // namespace

void precondition(const TissueModel& m, TissueScratch& s) {
  s.parts.run([&](int part) {
    for (int at = m.row_part[part]; at < m.row_part[part + 1]; ++at)
      if (m.row_order[at] < m.free_nodes) precondition_node(m, m.row_order[at], s);
  });
}

void precondition_nodes(const TissueModel& m, std::span<const int> node, TissueScratch& s) {
  for (int i : node)
    if (i < m.free_nodes) precondition_node(m, i, s);
}

namespace {
// z = M^-1 r: block-Jacobi and what the clusters answer to s.rigid.wrench; @return r . z
double precondition_residual(const TissueModel& m, RigidModes::Kind kind, TissueScratch& s) {
  s.parts.run([&](int part) { gather_load(m, part, s); });
  s.parts.run([&](int part) { solve_motion(m, kind, part, s); });
  s.parts.run([&](int part) {
    ChunkSum product;
    const int end = free_end(m, part);
    for (int i = m.row_part[part]; i < end; ++i) {
      const F4 r = load4(&s.cg_r[4 * i]);
      const F4 z = apply_inverse(&s.inverse[12 * static_cast<std::size_t>(i)], r) +
                   carried(m, i, s.rigid.motion.data(), load4(&s.rigid.arm[4 * i]));
      store4(&s.cg_z[4 * i], z);
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
    const int end = free_end(m, part);
    for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i) {
      const F4 r = i < end ? load4(&s.residual[4 * i]) : _mm_setzero_ps();
      store4(&s.cg_r[4 * i], r);
      store8(&s.rigid.wrench[8 * i], wrench_of(load4(&s.rigid.arm[4 * i]), r));
      store4(&s.direction[4 * i], _mm_setzero_ps());
    }
  });
  double rz = precondition_residual(m, kind, s);
  s.cg_p = s.cg_z;
  const double enough = std::max(tolerance * tolerance * rz, quiet_J);
  if (!(rz > quiet_J)) return report;

  while (report.iterations < most_iterations) {
    s.parts.run([&](int part) { multiply_rows(m, s.cg_p.data(), s.cg_q.data(), part, s); });
    s.parts.run([&](int part) {
      s.part_dot[part] = multiply_dilation(m, s.cg_p.data(), s.cg_q.data(), part, s);
    });
    const double curvature = s.part_dot[0] + s.part_dot[1];
    if (!(curvature > 0.0)) {
      // negative curvature: keep what is there, or the first preconditioned gradient
      report.negative = true;
      if (report.iterations == 0) s.direction = s.cg_z;
      return report;
    }

    const F4 alpha = _mm_set1_ps(static_cast<float>(rz / curvature));
    ++report.iterations;
    const bool last = report.iterations == most_iterations;
    s.parts.run([&](int part) {
      const int end = free_end(m, part);
      for (int i = m.row_part[part]; i < end; ++i) {
        store4(&s.direction[4 * i], fma(alpha, load4(&s.cg_p[4 * i]), load4(&s.direction[4 * i])));
        const F4 r = load4(&s.cg_r[4 * i]) - alpha * load4(&s.cg_q[4 * i]);
        store4(&s.cg_r[4 * i], r);
        store8(&s.rigid.wrench[8 * i], wrench_of(load4(&s.rigid.arm[4 * i]), r));
      }
    });
    if (last) return report;

    const double next = precondition_residual(m, kind, s);
    if (!(next > enough)) return report;

    const F4 beta = _mm_set1_ps(static_cast<float>(next / rz));
    rz = next;
    s.parts.run([&](int part) {
      const int end = free_end(m, part);
      for (int i = m.row_part[part]; i < end; ++i)
        store4(&s.cg_p[4 * i], fma(beta, load4(&s.cg_p[4 * i]), load4(&s.cg_z[4 * i])));
    });
  }
  return report;
}

}  // namespace lac::tissue
