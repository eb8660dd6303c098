#include "tissue/product.h"

#include <algorithm>

#include "tissue/node_sum.h"
#include "tissue/rows.h"

namespace lac::tissue {
namespace {

// Row i takes K_ij p_j, row j takes K_ij^T p_i; the fourth lane of y takes B p. @return p . K p
double multiply_rows(const TissueModel& m, int part, TissueScratch& s) {
  const float* p = s.cg_p.data();
  float* y = s.product[part].data();
  std::fill(y + (part == 0 ? 0 : 4 * m.row_part[1]), y + s.product[part].size(), 0.0f);
  PairSum power;
  for (int r = m.pair_part[part]; r < m.pair_part[part + 1]; ++r) {
    const TissueModel::RowPair& rows = m.row_pair[r];
    const Pair own(rows.node[0], rows.node[1]);
    const F8 x = own.load(p), x0 = lanes_of(x, 0), x1 = lanes_of(x, 1), x2 = lanes_of(x, 2);
    F8 a0 = _mm256_setzero_ps(), a1 = a0, a2 = a0, b = a0;
    const Half* block = &s.block[kStepHalves * static_cast<std::size_t>(rows.step)];
    const int* other = &m.row_other[2 * static_cast<std::size_t>(rows.step)];
    const int* end = m.row_other.data() + 2 * static_cast<std::size_t>(m.row_pair[r + 1].step);
    for (; other < end; other += 2, block += kStepHalves) {
      const F8 k0 = load8(block), k1 = load8(block + 8), k2 = load8(block + 16);
      const Pair far(other);
      const F8 v = far.load(p);
      a0 = fma(k0, v, a0);
      a1 = fma(k1, v, a1);
      a2 = fma(k2, v, a2);
      b = fma(load8(block + 24), v, b);
      far.store(y, fma(k0, x0, fma(k1, x1, fma(k2, x2, far.load(y)))));
    }
    const F8 off = _mm256_hadd_ps(_mm256_hadd_ps(a0, a1), _mm256_hadd_ps(a2, b));
    const float* d = s.diagonal.data();
    F8 sum = fma(own.load12(d), x0, fma(own.load12(d + 4), x1, own.load12(d + 8) * x2));
    power.add(x * (sum + (off + off)));
    own.add(y, off + sum);
  }
  return power.total();
}

// y += B^T theta, theta in the fourth lane of y; @return theta . theta of these rows
double multiply_dilation(const TissueModel& m, int part, TissueScratch& s) {
  float* y = s.product[part].data();
  PairSum power;
  for (int r = m.pair_part[part]; r < m.pair_part[part + 1]; ++r) {
    const TissueModel::RowPair& rows = m.row_pair[r];
    const Pair own(rows.node[0], rows.node[1]);
    const F8 theta = lanes_of(own.load(y), 3);
    F8 sum = own.load(s.own_dilation.data()) * theta;
    const Half* b = &s.dilation_block[kStepDilation * static_cast<std::size_t>(rows.step)];
    const int* other = &m.row_other[2 * static_cast<std::size_t>(rows.step)];
    const int* end = m.row_other.data() + 2 * static_cast<std::size_t>(m.row_pair[r + 1].step);
    for (; other < end; other += 2, b += kStepDilation) {
      const Pair far(other);
      const F8 v = far.load(y);
      sum = fma(load8(b), lanes_of(v, 3), sum);
      far.store(y, fma(load8(b + 8), theta, v));
    }
    own.add(y, sum);
    power.add(_mm256_blend_ps(_mm256_setzero_ps(), theta * theta, 0x11));
  }
  return power.total();
}

// what the first part's rows gave nodes of the second; B p stays with both
void join(const TissueModel& m, TissueScratch& s) {
  for (int i : m.border) {
    float *first = &s.product[0][4 * i], *second = &s.product[1][4 * i];
    const F4 sum = load4(first) + load4(second);
    store4(second, sum);
    store4(first, _mm_blend_ps(_mm_setzero_ps(), sum, 8));
  }
}

}  // namespace

double multiply_direction(const TissueModel& m, TissueScratch& s) {
  s.parts.run([&](int part) { s.part_dot[part] = multiply_rows(m, part, s); });
  join(m, s);
  double power = s.part_dot[0] + s.part_dot[1];
  for (int i = m.free_nodes; i < m.nodes; ++i) {
    const double theta = s.product[1][4 * i + 3];
    power += theta * theta;
  }
  s.parts.run([&](int part) { s.part_dot[part] = multiply_dilation(m, part, s); });
  join(m, s);
  return power + (s.part_dot[0] + s.part_dot[1]);
}

void multiply(const TissueModel& m, const float* v, float* out, TissueScratch& s) {
  const F4 keep = three();
  for (int i = 0; i < m.nodes; ++i) store4(&s.cg_p[4 * i], _mm_and_ps(keep, load4(v + 4 * i)));
  multiply_direction(m, s);
  for (int i = 0; i < m.nodes; ++i) {
    const float* q = s.product[i < m.row_part[1] ? 0 : 1].data();
    store4(out + 4 * i, i < m.free_nodes ? _mm_and_ps(keep, load4(q + 4 * i)) : _mm_setzero_ps());
  }
}

}  // namespace lac::tissue
