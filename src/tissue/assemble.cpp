#include "tissue/assemble.h"

#include "tissue/skin_kernel.h"
#include "tissue/slow.h"
#include "tissue/tet_kernel.h"

namespace lac::tissue {
namespace {

TetRest<F8> load_rest(const TissueScratch& s, int group) {
  const float* row = &s.tet_row[static_cast<std::size_t>(group) * kTetRows * kLanes];
  TetRest<F8> r;
  for (int i = 0; i < 9; ++i) r.grad[i / 3][i % 3] = load8(row + i * kLanes);
  r.det_grad = load8(row + 9 * kLanes);
  r.volume = load8(row + 10 * kLanes);
  r.mu = load8(row + 11 * kLanes);
  r.stiffening = load8(row + 12 * kLanes);
  r.lambda_local = load8(row + 13 * kLanes);
  const float* slow = &s.slow_row[static_cast<std::size_t>(group) * kSlowRows * kLanes];
  for (int i = 0; i < 6; ++i) r.slow[i] = load8(slow + i * kLanes);
  r.slow_mu = load8(slow + 6 * kLanes);
  return r;
}

// the fourth row holds the nodal pressures
void load_corners(const TissueModel& m, int group, const float* x, F8 out[4][4]) {
  const int* offset = &m.tet_offset[static_cast<std::size_t>(group) * 4 * kLanes];
  for (int a = 0; a < 4; ++a) gather_points(x, offset + a * kLanes, out[a]);
}

F8 mean_nodal_pressure(const F8 corner[4][4]) {
  return splat<F8>(0.25) * ((corner[0][3] + corner[1][3]) + (corner[2][3] + corner[3][3]));
}

void store_force(const F8 force[4][3], float* out) {
  const F8 zero = _mm256_setzero_ps();
  const F8 first[8] = {force[0][0], force[0][1], force[0][2], zero,
                       force[1][0], force[1][1], force[1][2], zero};
  const F8 second[8] = {force[2][0], force[2][1], force[2][2], zero,
                        force[3][0], force[3][1], force[3][2], zero};
  scatter_records(first, out, 16);
  scatter_records(second, out + 8, 16);
}

void store_record(const TetRecord<F8>& r, Half* out) {
  const F8 zero = _mm256_setzero_ps(), c = splat<F8>(kRecordC), h = splat<F8>(kRecordH);
  for (int a = 0; a < 4; ++a) {
    const F8 row[8] = {c * r.c[a][0], c * r.c[a][1], c * r.c[a][2], zero,
                       h * r.h[a][0], h * r.h[a][1], h * r.h[a][2], zero};
    scatter_records(row, out + 8 * a, kRecordHalves);
  }
  // crushed elements would leave a half's range
  const F8 most = splat<F8>(6e4);
  const F8 k_c = min_of(splat<F8>(1.0 / (kRecordC * kRecordC)) * r.k_c, most);
  const F8 k_h = min_of(splat<F8>(1.0 / (kRecordH * kRecordH)) * r.k_h, most);
  const F8 k[8] = {k_c, k_c, k_c, k_c, k_h, k_h, k_h, k_h};
  scatter_records(k, out + kRecordK, kRecordHalves);
  for (int e = 0; e < 6; e += 2) {
    const F8 row[8] = {r.w[e][0],     r.w[e][1],     r.w[e][2],     r.d[e],
                       r.w[e + 1][0], r.w[e + 1][1], r.w[e + 1][2], r.d[e + 1]};
    scatter_records(row, out + kRecordW + 4 * e, kRecordHalves);
  }
}

SkinRest<F8> load_skin(const TissueModel& m, int group) {
  const float* row = &m.skin_row[static_cast<std::size_t>(group) * kSkinRows * kLanes];
  return {{load8(row), load8(row + kLanes), load8(row + 2 * kLanes)},
          load8(row + 3 * kLanes),
          load8(row + 4 * kLanes),
          load8(row + 5 * kLanes)};
}

void load_skin_corners(const TissueModel& m, int group, const float* x, F8 out[3][4]) {
  const int* offset = &m.skin_offset[static_cast<std::size_t>(group) * 3 * kLanes];
  for (int a = 0; a < 3; ++a) gather_points(x, offset + a * kLanes, out[a]);
}

void store_skin_force(const F8 force[3][3], float* out) {
  const F8 zero = _mm256_setzero_ps();
  const F8 first[8] = {force[0][0], force[0][1], force[0][2], zero,
                       force[1][0], force[1][1], force[1][2], zero};
  const F8 second[8] = {force[2][0], force[2][1], force[2][2], zero, zero, zero, zero, zero};
  scatter_records(first, out, 16);
  scatter_records(second, out + 8, 16);
}

// three blocks of three columns, a float of padding after each column
void store_skin_blocks(const F8 block[3][9], float* out) {
  const F8 zero = _mm256_setzero_ps();
  F8 row[40];
  for (int e = 0; e < 3; ++e) {
    for (int c = 0; c < 3; ++c) {
      for (int i = 0; i < 3; ++i) row[12 * e + 4 * c + i] = block[e][3 * i + c];
      row[12 * e + 4 * c + 3] = zero;
    }
  }
  for (int i = 36; i < 40; ++i) row[i] = zero;
  for (int k = 0; k < 40; k += 8) scatter_records(row + k, out + k, 40);
}

double tet_matrix_part(const TissueModel& m, const float* x, double scale, int part,
                       TissueScratch& s) {
  const F8 scale8 = splat<F8>(scale);
  const F8 q_low = splat<F8>(kGeometricLow), q_high = splat<F8>(kGeometricHigh);
  double energy = 0.0;
  for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
    F8 corner[4][4], t[3][3], force[4][3];
    load_corners(m, g, x, corner);
    const TetRest<F8> rest = load_rest(s, g);
    const TetStrain<F8> strain = tet_strain(corner, rest);
    energy += sum_lanes(tet_energy(strain, rest));
    tet_modulus(strain, rest, t);
    const F8 q = tet_q(strain, rest, mean_nodal_pressure(corner));
    tet_force(strain, rest, q, t, force);
    store_force(force, &s.tet_force[static_cast<std::size_t>(g) * 16 * kLanes]);
    TetRecord<F8> record;
    tet_record(strain, rest, q, t, scale8, q_low, q_high, record);
    store_record(record, &s.record[static_cast<std::size_t>(g) * kRecordHalves * kLanes]);
  }
  return energy;
}

double skin_matrix_part(const TissueModel& m, const float* x, double scale, int part,
                        TissueScratch& s) {
  double energy = 0.0;
  for (int g = m.tri_part[part]; g < m.tri_part[part + 1]; ++g) {
    F8 corner[3][4], force[3][3], block[3][9];
    load_skin_corners(m, g, x, corner);
    const SkinRest<F8> rest = load_skin(m, g);
    const SkinStrain<F8> strain = skin_strain(corner, rest, m.skin_law);
    const SkinStress<F8> stress = skin_stress(strain, rest, m.skin_law);
    energy += sum_lanes(skin_energy(strain, rest, m.skin_law));
    skin_force(strain, stress, force);
    skin_blocks(strain, stress, splat<F8>(scale), block);
    store_skin_force(force, &s.tri_force[static_cast<std::size_t>(g) * 16 * kLanes]);
    store_skin_blocks(block, &s.tri_block[static_cast<std::size_t>(g) * 40 * kLanes]);
  }
  return energy;
}

F8 spread(F8 v, int axis) {
  switch (axis) {
    case 0:
      return _mm256_permute_ps(v, 0x00);
    case 1:
      return _mm256_permute_ps(v, 0x55);
    default:
      return _mm256_permute_ps(v, 0xaa);
  }
}

// both blocks of one edge: the sum over its ring of tets, and its skin triangles
void edge_blocks(const TissueModel& m, int index, TissueScratch& s) {
  const TissueModel::Edge& edge = m.edge[index];
  F8 col[3] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
  F8 sum_a = _mm256_setzero_ps(), sum_b = _mm256_setzero_ps();
  F4 w = _mm_setzero_ps();
  for (int k = edge.ring_at; k < m.edge[index + 1].ring_at; ++k) {
    const int pair_index = m.ring[k] & 7;
    const Half* record = &s.record[static_cast<std::size_t>(m.ring[k] >> 3) * kRecordHalves];
    static constexpr int kA[6] = {0, 0, 0, 8, 8, 16}, kB[6] = {8, 16, 24, 16, 24, 24};
    const F8 a = load8(record + kA[pair_index]), b = load8(record + kB[pair_index]);
    const F8 kb = load8(record + kRecordK) * b;
    for (int j = 0; j < 3; ++j) col[j] = fma(a, spread(kb, j), col[j]);
    sum_a = sum_a + a;
    sum_b = sum_b + b;
    w = w + load4(record + kRecordW + 4 * pair_index);
  }

  // d I + [w]x
  const F4 minus0 = _mm_castsi128_ps(_mm_setr_epi32(static_cast<int>(0x80000000u), 0, 0, 0));
  const F4 minus1 = _mm_castsi128_ps(_mm_setr_epi32(0, static_cast<int>(0x80000000u), 0, 0));
  const F4 minus2 = _mm_castsi128_ps(_mm_setr_epi32(0, 0, static_cast<int>(0x80000000u), 0));
  F4 c[3];
  c[0] = _mm_xor_ps(_mm_permute_ps(w, _MM_SHUFFLE(3, 1, 2, 3)), minus2);
  c[1] = _mm_xor_ps(_mm_permute_ps(w, _MM_SHUFFLE(3, 0, 3, 2)), minus0);
  c[2] = _mm_xor_ps(_mm_permute_ps(w, _MM_SHUFFLE(3, 3, 0, 1)), minus1);
  for (int j = 0; j < 3; ++j) c[j] = c[j] + (low(col[j]) + high(col[j]));
  for (int side = 0; side < 2 && edge.tri[side] >= 0; ++side) {
    const float* b =
        &s.tri_block[static_cast<std::size_t>(edge.tri[side] / 3) * 40 + 12 * (edge.tri[side] % 3)];
    for (int j = 0; j < 3; ++j) c[j] = c[j] + load4(b + 4 * j);
  }

  // lane 3 holds B's row: (i,j) takes c of j, (j,i) takes c of i
  const F4 quarter = _mm_set1_ps(static_cast<float>(0.25 * kDilationScale / kRecordC));
  const F4 b_i = low(sum_a) * quarter, b_j = low(sum_b) * quarter;
  F4 t0 = c[0], t1 = c[1], t2 = c[2], t3 = b_i;
  _MM_TRANSPOSE4_PS(t0, t1, t2, t3);  // t0..t2: rows of the block, lane 3 = b_i
  Half* block = &s.block[12 * static_cast<std::size_t>(edge.block)];
  Half* transposed = &s.block[12 * static_cast<std::size_t>(edge.transposed)];
  store4(block, _mm_blend_ps(c[0], _mm_permute_ps(b_j, 0x00), 8));
  store4(block + 4, _mm_blend_ps(c[1], _mm_permute_ps(b_j, 0x55), 8));
  store4(block + 8, _mm_blend_ps(c[2], _mm_permute_ps(b_j, 0xaa), 8));
  store4(transposed, t0);
  store4(transposed + 4, t1);
  store4(transposed + 8, t2);
  store4(&s.block_t[4 * static_cast<std::size_t>(edge.block)], b_i);
  store4(&s.block_t[4 * static_cast<std::size_t>(edge.transposed)], b_j);
}

// rows of tissue sum to zero (no force under translation), which gives the diagonal; @return its
// trace, tissue and skin alone
double diagonal_part(const TissueModel& m, double step_s, int part, TissueScratch& s) {
  const float inverse_h2 = static_cast<float>(1.0 / (step_s * step_s));
  double trace = 0.0;
  for (int at = m.row_part[part]; at < m.row_part[part + 1]; ++at) {
    const int i = m.row_order[at];
    // two blocks at a time; the diagonal's own place and the padding hold zeros
    F8 s0 = _mm256_setzero_ps(), s1 = s0, s2 = s0;
    const Half* block = &s.block[12 * static_cast<std::size_t>(m.row_begin[i])];
    for (int k = m.row_begin[i]; k < m.row_end[i]; k += 2, block += 24) {
      s0 = s0 - load8(block);
      s1 = s1 - load8(block + 8);
      s2 = s2 - load8(block + 16);
    }
    const F4 c0 = low(s0) + high(s1), c1 = high(s0) + low(s2), c2 = low(s1) + high(s2);

    // B's own entry goes through a half too, so that B and B^T hold the same number
    Half* g = &s.block_t[4 * static_cast<std::size_t>(m.diagonal[i])];
    store4(g, _mm_setr_ps(c0[3], c1[3], c2[3], 0.0f));
    const F4 c_i = load4(g);
    const float inertia = s.mass[i] * inverse_h2;
    float* p = &s.diagonal[12 * static_cast<std::size_t>(i)];
    store4(p, _mm_blend_ps(c0, _mm_permute_ps(c_i, 0x00), 8));
    store4(p + 4, _mm_blend_ps(c1, _mm_permute_ps(c_i, 0x55), 8));
    store4(p + 8, _mm_blend_ps(c2, _mm_permute_ps(c_i, 0xaa), 8));
    trace += static_cast<double>(p[0]) + p[5] + p[10];
    p[0] += inertia;
    p[5] += inertia;
    p[10] += inertia;
  }
  return trace;
}

void residual_part(const TissueModel& m, const float* x, double step_s, int part,
                   TissueScratch& s) {
  const float inverse_h2 = static_cast<float>(1.0 / (step_s * step_s));
  for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i) {
    if (i >= m.free_nodes) {
      store4(&s.residual[4 * i], _mm_setzero_ps());
      continue;
    }
    F4 f = _mm_setzero_ps(), odd = f;
    int k = m.tet_at[i];
    for (; k + 1 < m.tet_at[i + 1]; k += 2) {
      f = f + load4(&s.tet_force[4 * static_cast<std::size_t>(m.tet_of[k])]);
      odd = odd + load4(&s.tet_force[4 * static_cast<std::size_t>(m.tet_of[k + 1])]);
    }
    if (k < m.tet_at[i + 1]) f = f + load4(&s.tet_force[4 * static_cast<std::size_t>(m.tet_of[k])]);
    for (k = m.tri_at[i]; k < m.tri_at[i + 1]; ++k) odd = odd + load4(&s.tri_force[m.tri_of[k]]);
    f = f + odd;
    const F4 inertia = _mm_set1_ps(s.mass[i] * inverse_h2);
    store4(&s.residual[4 * i], fma(inertia, load4(&s.target[4 * i]) - load4(x + 4 * i), f));
  }
}

// four running sums, joined in one order
float dilation_of(const TissueModel& m, int i, const float* dilated) {
  float sum[4] = {};
  int k = m.tet_at[i];
  for (; k + 3 < m.tet_at[i + 1]; k += 4)
    for (int l = 0; l < 4; ++l) sum[l] += dilated[m.tet_of[k + l] >> 2];
  for (; k < m.tet_at[i + 1]; ++k) sum[0] += dilated[m.tet_of[k] >> 2];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

}  // namespace

void dilate(const TissueModel& m, const float* x, TissueScratch& s) {
  s.parts.run([&](int part) {
    F8 least = splat<F8>(1e9);
    for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
      F8 corner[4][4];
      load_corners(m, g, x, corner);
      const float* row = &s.tet_row[static_cast<std::size_t>(g) * kTetRows * kLanes];
      const F8 J = tet_J(corner, load8(row + 9 * kLanes));
      least = min_of(least, J);
      store8(&s.dilated[g * kLanes],
             splat<F8>(0.25) * load8(row + 10 * kLanes) * (J - splat<F8>(1.0)));
    }
    alignas(32) float lane[kLanes];
    store8(lane, least);
    s.part_least_J[part] = *std::min_element(lane, lane + kLanes);
  });
  s.least_J = std::min(s.part_least_J[0], s.part_least_J[1]);
}

double element_energy(const TissueModel& m, const float* x, TissueScratch& s) {
  s.parts.run([&](int part) {
    double energy = 0.0;
    F8 least = splat<F8>(1e9);
    for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
      F8 corner[4][4];
      load_corners(m, g, x, corner);
      const TetRest<F8> rest = load_rest(s, g);
      const TetStrain<F8> strain = tet_strain(corner, rest);
      energy += sum_lanes(tet_energy(strain, rest));
      least = min_of(least, strain.J);
      store8(&s.dilated[g * kLanes], splat<F8>(0.25) * rest.volume * (strain.J - splat<F8>(1.0)));
    }
    for (int g = m.tri_part[part]; g < m.tri_part[part + 1]; ++g) {
      F8 corner[3][4];
      load_skin_corners(m, g, x, corner);
      const SkinRest<F8> rest = load_skin(m, g);
      energy += sum_lanes(skin_energy(skin_strain(corner, rest, m.skin_law), rest, m.skin_law));
    }
    alignas(32) float lane[kLanes];
    store8(lane, least);
    s.part_least_J[part] = *std::min_element(lane, lane + kLanes);
    s.part_energy[part] = energy;
  });
  s.least_J = std::min(s.part_least_J[0], s.part_least_J[1]);
  return s.part_energy[0] + s.part_energy[1];
}

double nodal_pressures(const TissueModel& m, float* x, double step_s, TissueScratch& s) {
  const double inverse_h2 = 1.0 / (step_s * step_s);
  const float share = static_cast<float>(1.0 - m.params.anp_local_frac);
  s.parts.run([&](int part) {
    double energy = 0.0;
    for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i) {
      const float sum = dilation_of(m, i, s.dilated.data());
      const float theta = sum / s.volume[i];
      const float answer = -share * s.lambda[i] * theta, carried = s.carried_Pa[i];
      s.nodal_pressure[i] = x[4 * i + 3] = carried + answer;
      energy -= (0.5 * static_cast<double>(answer) + carried) * sum;
      if (i < m.free_nodes) {
        const F4 d = load4(x + 4 * i) - load4(&s.target[4 * i]);
        const F4 d2 = d * d;
        energy += 0.5 * s.mass[i] * inverse_h2 * (static_cast<double>(d2[0]) + d2[1] + d2[2]);
      }
    }
    s.part_nodal[part] = energy;
  });
  return s.part_nodal[0] + s.part_nodal[1];
}

double assemble(const TissueModel& m, const float* x, double step_s, double scale,
                TissueScratch& s) {
  s.parts.run([&](int part) {
    s.part_energy[part] =
        tet_matrix_part(m, x, scale, part, s) + skin_matrix_part(m, x, scale, part, s);
  });
  s.parts.run([&](int part) {
    for (int e = m.edge_part[part]; e < m.edge_part[part + 1]; ++e) edge_blocks(m, e, s);
  });
  s.parts.run([&](int part) {
    s.part_trace[part] = diagonal_part(m, step_s, part, s);
    residual_part(m, x, step_s, part, s);
  });
  return s.part_energy[0] + s.part_energy[1];
}

void assemble_residual(const TissueModel& m, const float* x, double step_s, TissueScratch& s) {
  s.parts.run([&](int part) {
    for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
      F8 corner[4][4], t[3][3], force[4][3];
      load_corners(m, g, x, corner);
      const TetRest<F8> rest = load_rest(s, g);
      const TetStrain<F8> strain = tet_strain(corner, rest);
      tet_modulus(strain, rest, t);
      const F8 q = tet_q(strain, rest, mean_nodal_pressure(corner));
      tet_force(strain, rest, q, t, force);
      store_force(force, &s.tet_force[static_cast<std::size_t>(g) * 16 * kLanes]);
    }
    for (int g = m.tri_part[part]; g < m.tri_part[part + 1]; ++g) {
      F8 corner[3][4], force[3][3];
      load_skin_corners(m, g, x, corner);
      const SkinRest<F8> rest = load_skin(m, g);
      const SkinStrain<F8> strain = skin_strain(corner, rest, m.skin_law);
      skin_force(strain, skin_stress(strain, rest, m.skin_law), force);
      store_skin_force(force, &s.tri_force[static_cast<std::size_t>(g) * 16 * kLanes]);
    }
  });
  s.parts.run([&](int part) { residual_part(m, x, step_s, part, s); });
}

}  // namespace lac::tissue
