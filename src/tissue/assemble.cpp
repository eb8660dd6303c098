#include "tissue/assemble.h"

#include "tissue/matrix_rows.h"
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

// an edge's rows of K with the volume gradient of its lower corner in the fourth lanes, then that
// of the higher corner
void add_edges(const TetRecord<F8>& r, const int* at, float* sum) {
  for (int e = 0; e < 6; ++e, at += kLanes) {
    F8 K[3][3];
    tet_block(r, e, K);
    const F8 *low_c = r.c[kPairA[e]], *high_c = r.c[kPairB[e]];
    const F8 first[8] = {K[0][0], K[0][1], K[0][2], low_c[0], K[1][0], K[1][1], K[1][2], low_c[1]};
    const F8 second[8] = {K[2][0],   K[2][1],   K[2][2],   low_c[2],
                          high_c[0], high_c[1], high_c[2], _mm256_setzero_ps()};
    scatter_rows(first, [&](int lane, F8 v) { add8(sum + at[lane], v); });
    scatter_rows(second, [&](int lane, F8 v) { add8(sum + at[lane] + 8, v); });
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

void add_skin_edges(const F8 block[3][9], const int* at, float* sum) {
  const F8 zero = _mm256_setzero_ps();
  for (int e = 0; e < 3; ++e, at += kLanes) {
    const F8* K = block[e];
    const F8 first[8] = {K[0], K[1], K[2], zero, K[3], K[4], K[5], zero};
    const F8 second[8] = {K[6], K[7], K[8], zero, zero, zero, zero, zero};
    scatter_rows(first, [&](int lane, F8 v) { add8(sum + at[lane], v); });
    scatter_rows(second, [&](int lane, F8 v) { add8(sum + at[lane] + 8, v); });
  }
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
    add_edges(record, &m.tet_edge[static_cast<std::size_t>(g) * 6 * kLanes], s.edge_sum.data());
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
    add_skin_edges(block, &m.tri_edge[static_cast<std::size_t>(g) * 3 * kLanes], s.edge_sum.data());
  }
  return energy;
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
  finish_matrix(m, step_s, s);
  s.parts.run([&](int part) { residual_part(m, x, step_s, part, s); });
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
