#include "tissue/assemble.h"

#include "tissue/matrix_rows.h"
#include "tissue/node_sum.h"
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

const int* tet_corners(const TissueModel& m, int group) {
  return &m.tet_offset[static_cast<std::size_t>(group) * 4 * kLanes];
}

// the fourth row holds the nodal pressures
void load_corners(const TissueModel& m, int group, const float* x, F8 out[4][4]) {
  const int* at = tet_corners(m, group);
  for (int a = 0; a < 4; ++a) gather_points(x, at + a * kLanes, out[a]);
}

F8 mean_nodal_pressure(const F8 corner[4][4]) {
  return splat<F8>(0.25) * ((corner[0][3] + corner[1][3]) + (corner[2][3] + corner[3][3]));
}

// eight elements' forces on two of their corners
void add_forces(const F8 a[3], const F8 b[3], const int* at_a, const int* at_b, float* sum) {
  const F8 zero = _mm256_setzero_ps();
  const F8 row[8] = {a[0], a[1], a[2], zero, b[0], b[1], b[2], zero};
  scatter_rows(row, [&](int lane, F8 v) {
    add4(sum + at_a[lane], low(v));
    add4(sum + at_b[lane], high(v));
  });
}

void add_tet_forces(const F8 force[4][3], const int* at, float* sum) {
  add_forces(force[0], force[1], at, at + kLanes, sum);
  add_forces(force[2], force[3], at + 2 * kLanes, at + 3 * kLanes, sum);
}

void add_skin_forces(const F8 force[3][3], const int* at, float* sum) {
  add_forces(force[0], force[1], at, at + kLanes, sum);
  const F8 zero = _mm256_setzero_ps();
  const F8 row[8] = {force[2][0], force[2][1], force[2][2], zero, zero, zero, zero, zero};
  scatter_rows(row, [&](int lane, F8 v) { add4(sum + at[2 * kLanes + lane], low(v)); });
}

// a quarter of each tet's V (J - 1) to its corners, in the fourth lanes
void add_dilation(F8 J, F8 volume, const int* at, float* sum) {
  alignas(32) float quarter[kLanes];
  store8(quarter, splat<F8>(0.25) * volume * (J - splat<F8>(1.0)));
  for (int lane = 0; lane < kLanes; ++lane)
    for (int a = 0; a < 4; ++a) sum[at[a * kLanes + lane] + 3] += quarter[lane];
}

// Elements of a part add to the nodes they reach: those of the second to nodes of the second alone.
float* empty_sums(const TissueModel& m, int part, TissueScratch& s) {
  Floats& sum = s.element_sum[part];
  std::fill(sum.begin() + (part == 0 ? 0 : 4 * m.row_part[1]), sum.end(), 0.0f);
  return sum.data();
}
F4 sum_at(const TissueScratch& s, int part, int i) {
  const F4 own = load4(&s.element_sum[part][4 * i]);
  return part == 0 ? own : load4(&s.element_sum[0][4 * i]) + own;
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

const int* skin_corners(const TissueModel& m, int group) {
  return &m.skin_offset[static_cast<std::size_t>(group) * 3 * kLanes];
}

void load_skin_corners(const TissueModel& m, int group, const float* x, F8 out[3][4]) {
  const int* at = skin_corners(m, group);
  for (int a = 0; a < 3; ++a) gather_points(x, at + a * kLanes, out[a]);
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

double add_tets(const TissueModel& m, const float* x, double scale, int first, int end, float* sum,
                TissueScratch& s) {
  const F8 scale8 = splat<F8>(scale);
  const F8 q_low = splat<F8>(kGeometricLow), q_high = splat<F8>(kGeometricHigh);
  double energy = 0.0;
  for (int g = first; g < end; ++g) {
    F8 corner[4][4], t[3][3], force[4][3];
    load_corners(m, g, x, corner);
    const TetRest<F8> rest = load_rest(s, g);
    const TetStrain<F8> strain = tet_strain(corner, rest);
    energy += sum_lanes(tet_energy(strain, rest));
    tet_modulus(strain, rest, t);
    const F8 q = tet_q(strain, rest, mean_nodal_pressure(corner));
    tet_force(strain, rest, q, t, force);
    add_tet_forces(force, tet_corners(m, g), sum);
    TetRecord<F8> record;
    tet_record(strain, rest, q, t, scale8, q_low, q_high, record);
    add_edges(record, &m.tet_edge[static_cast<std::size_t>(g) * 6 * kLanes], s.edge_sum.data());
  }
  return energy;
}

double add_skin(const TissueModel& m, const float* x, double scale, int first, int end, float* sum,
                TissueScratch& s) {
  double energy = 0.0;
  for (int g = first; g < end; ++g) {
    F8 corner[3][4], force[3][3], block[3][9];
    load_skin_corners(m, g, x, corner);
    const SkinRest<F8> rest = load_skin(m, g);
    const SkinStrain<F8> strain = skin_strain(corner, rest, m.skin_law);
    const SkinStress<F8> stress = skin_stress(strain, rest, m.skin_law);
    energy += sum_lanes(skin_energy(strain, rest, m.skin_law));
    skin_force(strain, stress, force);
    skin_blocks(strain, stress, splat<F8>(scale), block);
    add_skin_forces(force, skin_corners(m, g), sum);
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
    const F4 inertia = _mm_set1_ps(s.mass[i] * inverse_h2);
    const F4 f = fma(inertia, load4(&s.target[4 * i]) - load4(x + 4 * i), sum_at(s, part, i));
    store4(&s.residual[4 * i], _mm_and_ps(three(), f));
  }
}

}  // namespace

void dilate(const TissueModel& m, const float* x, TissueScratch& s) {
  s.parts.run([&](int part) {
    float* sum = empty_sums(m, part, s);
    F8 least = splat<F8>(1e9);
    for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
      F8 corner[4][4];
      load_corners(m, g, x, corner);
      const float* row = &s.tet_row[static_cast<std::size_t>(g) * kTetRows * kLanes];
      const F8 J = tet_J(corner, load8(row + 9 * kLanes));
      least = min_of(least, J);
      add_dilation(J, load8(row + 10 * kLanes), tet_corners(m, g), sum);
    }
    alignas(32) float lane[kLanes];
    store8(lane, least);
    s.part_least_J[part] = *std::min_element(lane, lane + kLanes);
  });
  s.least_J = std::min(s.part_least_J[0], s.part_least_J[1]);
}

double element_energy(const TissueModel& m, const float* x, TissueScratch& s) {
  s.parts.run([&](int part) {
    float* sum = empty_sums(m, part, s);
    double energy = 0.0;
    F8 least = splat<F8>(1e9);
    for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
      F8 corner[4][4];
      load_corners(m, g, x, corner);
      const TetRest<F8> rest = load_rest(s, g);
      const TetStrain<F8> strain = tet_strain(corner, rest);
      energy += sum_lanes(tet_energy(strain, rest));
      least = min_of(least, strain.J);
      add_dilation(strain.J, rest.volume, tet_corners(m, g), sum);
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
      const float sum = sum_at(s, part, i)[3];
      const float theta = sum / s.volume[i];
      const float answer = -share * s.lambda[i] * theta, carried = s.carried_Pa[i];
      const float pressure = carried + answer;
      const F4 at = load4(x + 4 * i);
      s.nodal_pressure[i] = pressure;
      store4(x + 4 * i, _mm_blend_ps(at, _mm_set1_ps(pressure), 8));
      double node = -(0.5 * static_cast<double>(answer) + carried) * sum;
      if (i < m.free_nodes) {
        const F4 d = at - load4(&s.target[4 * i]);
        const F4 d2 = d * d;
        node += 0.5 * s.mass[i] * inverse_h2 * (static_cast<double>(d2[0]) + d2[1] + d2[2]);
      }
      energy += node;
    }
    s.part_nodal[part] = energy;
  });
  return s.part_nodal[0] + s.part_nodal[1];
}

double assemble(const TissueModel& m, const float* x, double step_s, double scale,
                TissueScratch& s) {
  s.parts.run([&](int part) {
    float* sum = empty_sums(m, part, s);
    begin_rows(m, part, s);
    double energy = 0.0;
    int tet = m.group_part[part], tri = m.tri_part[part], pair = m.pair_part[part];
    for (int w = m.window_part[part]; w < m.window_part[part + 1]; ++w) {
      const TissueModel::Window& window = m.window[w];
      energy += add_tets(m, x, scale, tet, window.tet_groups, sum, s);
      energy += add_skin(m, x, scale, tri, window.tri_groups, sum, s);
      finish_rows(m, pair, window.pairs, part, s);
      tet = window.tet_groups, tri = window.tri_groups, pair = window.pairs;
    }
    s.part_energy[part] = energy;
  });
  finish_matrix(m, step_s, s);
  s.parts.run([&](int part) { residual_part(m, x, step_s, part, s); });
  return s.part_energy[0] + s.part_energy[1];
}

double assemble_residual(const TissueModel& m, const float* x, double step_s, TissueScratch& s) {
  s.parts.run([&](int part) {
    float* sum = empty_sums(m, part, s);
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
      add_tet_forces(force, tet_corners(m, g), sum);
    }
    for (int g = m.tri_part[part]; g < m.tri_part[part + 1]; ++g) {
      F8 corner[3][4], force[3][3];
      load_skin_corners(m, g, x, corner);
      const SkinRest<F8> rest = load_skin(m, g);
      const SkinStrain<F8> strain = skin_strain(corner, rest, m.skin_law);
      energy += sum_lanes(skin_energy(strain, rest, m.skin_law));
      skin_force(strain, skin_stress(strain, rest, m.skin_law), force);
      add_skin_forces(force, skin_corners(m, g), sum);
    }
    s.part_energy[part] = energy;
  });
  s.parts.run([&](int part) { residual_part(m, x, step_s, part, s); });
  return s.part_energy[0] + s.part_energy[1];
}

}  // namespace lac::tissue
