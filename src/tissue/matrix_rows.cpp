#include "tissue/matrix_rows.h"

#include <algorithm>

#include "tissue/node_sum.h"
#include "tissue/rows.h"

namespace lac::tissue {
namespace {

// what of a node's block column a lane of eight floats holds: K's, then B^T B's
constexpr int kNodeFloats = 24;

F8 within_half(F8 v) {
  const F8 most = splat<F8>(6e4);
  return min_of(max_of(v, -most), most);
}

// rounds and stores; @return what was stored, so that ends and diagonal hold the same numbers
F8 store_rounded(Half* out, F8 v) {
  store8(out, within_half(v));
  return load8(out);
}

// the fourth lanes of three, and a zero
F8 fourth_of(F8 a, F8 b, F8 c) {
  const F8 ab = _mm256_unpackhi_ps(a, b), c0 = _mm256_unpackhi_ps(c, _mm256_setzero_ps());
  return _mm256_shuffle_ps(ab, c0, 0xee);
}

/// The sums of an edge of each of two rows, read and left empty.
struct EdgeSum {
  F8 row[3], b;  // rows of K with B's column in the fourth lanes; B's row
  explicit EdgeSum(float* a, float* c) {
    for (int r = 0; r < 3; ++r) row[r] = pair(load4(a + 4 * r), load4(c + 4 * r));
    b = pair(load4(a + 12), load4(c + 12));
    for (float* p : {a, c})
      for (int k = 0; k < kEdgeFloats; k += kLanes) store8(p + k, _mm256_setzero_ps());
  }
};

/// Block columns of nodes: sum[6] are K's three, B's row in the fourth lanes, and B^T B's three.
void add_columns(float* sum, const int* node4, const F8 column[6]) {
  float *first = sum + 6 * std::ptrdiff_t{node4[0]}, *second = sum + 6 * std::ptrdiff_t{node4[1]};
  for (int k = 0; k < 6; ++k) {
    store4(first + 4 * k, load4(first + 4 * k) + low(column[k]));
    store4(second + 4 * k, load4(second + 4 * k) + high(column[k]));
  }
}

// @return the trace of the elastic diagonal
double finish_nodes(const TissueModel& m, double step_s, int part, TissueScratch& s) {
  const float inverse_h2 = static_cast<float>(1.0 / (step_s * step_s));
  double trace = 0.0;
  for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
    const float* sum = &s.node_sum[part][kNodeFloats * static_cast<std::size_t>(i)];
    const F4 c[3] = {load4(sum), load4(sum + 4), load4(sum + 8)};
    const F4 own = _mm_setr_ps(c[0][3], c[1][3], c[2][3], 0.0f);
    store4(&s.own_dilation[4 * i], own);
    float* diagonal = &s.diagonal[12 * static_cast<std::size_t>(i)];
    float* squeezed = &s.squeezed[12 * static_cast<std::size_t>(i)];
    for (int k = 0; k < 3; ++k) {
      store4(diagonal + 4 * k, c[k]);
      store4(squeezed + 4 * k, fma(own, _mm_set1_ps(own[k]), load4(sum + 12 + 4 * k)));
    }
    const float inertia = s.mass[i] * inverse_h2;
    for (int k = 0; k < 3; ++k) {
      trace += diagonal[5 * k];
      diagonal[5 * k] += inertia;
    }
  }
  return trace;
}

}  // namespace

void begin_rows(const TissueModel& m, int part, TissueScratch& s) {
  Floats& sum = s.node_sum[part];
  std::fill(sum.begin() + (part == 0 ? 0 : kNodeFloats * m.row_part[1]), sum.end(), 0.0f);
}

// Rows of tissue sum to zero (no force under translation): the diagonal is minus the sum of its
// row, as rounded.
void finish_rows(const TissueModel& m, int first_pair, int end_pair, int part, TissueScratch& s) {
  float* node_sum = s.node_sum[part].data();
  const float* root = s.dilation_root.data();
  for (int r = first_pair; r < end_pair; ++r) {
    const TissueModel::RowPair& rows = m.row_pair[r];
    const Pair own(rows.node[0], rows.node[1]);
    const F8 own_root = lanes_of(own.load(root), 3);
    F8 row[3], b = _mm256_setzero_ps(), squeezed[3];
    for (int k = 0; k < 3; ++k) row[k] = squeezed[k] = b;
    for (int step = rows.step; step < m.row_pair[r + 1].step; ++step) {
      const int* other = &m.row_other[2 * static_cast<std::size_t>(step)];
      const int* at = &m.row_sum[2 * static_cast<std::size_t>(step)];
      const EdgeSum edge(&s.edge_sum[at[0]], &s.edge_sum[at[1]]);
      const F8 far_root = Pair(other).load(root);
      Half* block = &s.block[kStepHalves * static_cast<std::size_t>(step)];
      F8 column[6];
      for (int k = 0; k < 3; ++k) {
        const F8 kept = store_rounded(block + 8 * k, edge.row[k] * far_root);
        column[k] = -kept;
        row[k] = row[k] - kept;
      }
      const F8 near_b = store_rounded(block + 24, edge.b * own_root);
      const F8 far_b = fourth_of(-column[0], -column[1], -column[2]);
      b = b - near_b;
      Half* dilation = &s.dilation_block[kStepDilation * static_cast<std::size_t>(step)];
      store8(dilation, far_b);
      store8(dilation + 8, near_b);
      for (int k = 0; k < 3; ++k) {
        column[3 + k] = near_b * lanes_of(near_b, k);
        squeezed[k] = fma(far_b, lanes_of(far_b, k), squeezed[k]);
      }
      add_columns(node_sum, other, column);
    }
    // rows to columns, B's row into the fourth lanes
    const F8 lo01 = _mm256_unpacklo_ps(row[0], row[1]), hi01 = _mm256_unpackhi_ps(row[0], row[1]);
    const F8 lo2b = _mm256_unpacklo_ps(row[2], b), hi2b = _mm256_unpackhi_ps(row[2], b);
    const F8 column[6] = {_mm256_shuffle_ps(lo01, lo2b, 0x44),
                          _mm256_shuffle_ps(lo01, lo2b, 0xee),
                          _mm256_shuffle_ps(hi01, hi2b, 0x44),
                          squeezed[0],
                          squeezed[1],
                          squeezed[2]};
    const int node4[2] = {4 * rows.node[0], 4 * rows.node[1]};
    add_columns(node_sum, node4, column);
  }
}

void finish_matrix(const TissueModel& m, double step_s, TissueScratch& s) {
  // edges of both parts
  for (const TissueModel::Joint& j : m.joint) {
    float *to = &s.edge_sum[j.to], *from = &s.edge_sum[j.from];
    for (int k = 0; k < kEdgeFloats; k += kLanes) {
      store8(to + k, load8(to + k) + load8(from + k));
      store8(from + k, _mm256_setzero_ps());
    }
  }
  s.parts.run([&](int part) { finish_rows(m, m.late_pair[part], m.pair_part[part + 1], part, s); });
  for (int i : m.border) {
    float* to = &s.node_sum[1][kNodeFloats * static_cast<std::size_t>(i)];
    const float* from = &s.node_sum[0][kNodeFloats * static_cast<std::size_t>(i)];
    for (int k = 0; k < kNodeFloats; k += kLanes) store8(to + k, load8(to + k) + load8(from + k));
  }
  s.parts.run([&](int part) { s.part_trace[part] = finish_nodes(m, step_s, part, s); });
}

}  // namespace lac::tissue
