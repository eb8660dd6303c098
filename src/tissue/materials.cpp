#include <algorithm>
#include <cstring>

#include "tissue/assemble.h"
#include "tissue/hydrostatic.h"
#include "tissue/rows.h"
#include "tissue/tet_kernel.h"

namespace lac::tissue {
namespace {

/// Cube root of eight numbers near 1 by Newton's method: 6 rounds reach float accuracy in [0.2, 5].
F8 cube_root(F8 a) {
  const F8 third = splat<F8>(1.0 / 3.0), two = splat<F8>(2.0);
  F8 y = third * (two + a);
  for (int i = 0; i < 6; ++i) y = third * fma(two, y, a / (y * y));
  return y;
}

bool same(std::span<const float> a, const std::vector<float>& b) {
  return a.size() == b.size() &&
         (b.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

void scale_rows(const TissueModel& m, const TissueLoad& load, int part, TissueScratch& s) {
  const F8 one = splat<F8>(1.0), least = splat<F8>(0.2), most = splat<F8>(5.0);
  for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
    alignas(32) float growth[kLanes], stiff[kLanes];
    for (int l = 0; l < kLanes; ++l) {
      const int source = m.tet_source[std::min(g * kLanes + l, m.tets - 1)];
      growth[l] = load.growth_frac.empty() ? 0.0f : load.growth_frac[source];
      stiff[l] = load.stiffness_scale.empty() ? 1.0f : load.stiffness_scale[source];
    }
    // Dm^-1 / s, det / s^3, V s^3 with s^3 = 1 + growth; mu and lambda by the scale
    const F8 s3 = min_of(max_of(one + load8(growth), least), most);
    const F8 shrink = one / cube_root(s3), stiffness = load8(stiff);
    const float* from = &m.tet_row[static_cast<std::size_t>(g) * kTetRows * kLanes];
    float* to = &s.tet_row[static_cast<std::size_t>(g) * kTetRows * kLanes];
    for (int i = 0; i < 9; ++i) store8(to + i * kLanes, load8(from + i * kLanes) * shrink);
    store8(to + 9 * kLanes, load8(from + 9 * kLanes) / s3);
    const F8 volume = load8(from + 10 * kLanes) * s3;
    store8(to + 10 * kLanes, volume);
    store8(to + 11 * kLanes, load8(from + 11 * kLanes) * stiffness);
    store8(to + 12 * kLanes, load8(from + 12 * kLanes));
    store8(to + 13 * kLanes, load8(from + 13 * kLanes) * stiffness);
    // a corner's share of mass, volume and volume times lambda
    const F8 quarter = splat<F8>(0.25) * volume, zero = _mm256_setzero_ps();
    const F8 share[8] = {quarter * load8(&m.tet_density[g * kLanes]),
                         quarter,
                         quarter * load8(to + 13 * kLanes),
                         zero,
                         zero,
                         zero,
                         zero,
                         zero};
    scatter_records(share, &s.share[static_cast<std::size_t>(g) * 8 * kLanes], 8);
  }
}

void make_materials(const TissueModel& m, const TissueLoad& load, TissueScratch& s) {
  s.growth.assign(load.growth_frac.begin(), load.growth_frac.end());
  s.stiffness.assign(load.stiffness_scale.begin(), load.stiffness_scale.end());
  s.ready = true;
  s.parts.run([&](int part) { scale_rows(m, load, part, s); });

  // nodal shares of mass, volume and lambda
  const float to_lambda = static_cast<float>(1.0 / std::max(m.params.anp_local_frac, 1e-6));
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i) {
      F4 sum = _mm_setzero_ps();
      for (int k = m.tet_at[i]; k < m.tet_at[i + 1]; ++k)
        sum = sum + load4(&s.share[8 * static_cast<std::size_t>(m.tet_of[k] >> 2)]);
      s.mass[i] = sum[0];
      s.volume[i] = sum[1];
      s.lambda[i] = to_lambda * sum[2] / sum[1];
    }
  });

  // volume's mean of mu: what dents under fingertips are measured by
  double sum_J = 0.0, volume_m3 = 0.0;
  for (int i = 0; i < m.nodes; ++i) {
    sum_J += static_cast<double>(s.volume[i]) * s.lambda[i];
    volume_m3 += s.volume[i];
  }
  const double mu_Pa = sum_J / volume_m3 / stable_lambda_Pa(m.params, 1.0);
  s.contact_modulus_Pa = 2.0 * mu_Pa / (1.0 - m.params.poisson);
}

}  // namespace

void update_materials(const TissueModel& m, const TissueLoad& load, TissueScratch& s) {
  const bool fresh =
      s.ready && same(load.growth_frac, s.growth) && same(load.stiffness_scale, s.stiffness);
  if (!fresh) make_materials(m, load, s);
  if (!fresh || !(load.gravity_m_per_s2 == s.gravity_m_per_s2)) {
    s.gravity_m_per_s2 = load.gravity_m_per_s2;
    carry_gravity(m, load.gravity_m_per_s2, s);
  }
}

void scale_nodal_stiffness(const TissueModel& m, double scale, TissueScratch& s) {
  // B holds a quarter of the corners' volume gradients
  const float share = static_cast<float>(scale * (1.0 - m.params.anp_local_frac) / 16.0);
  for (int i = 0; i < m.nodes; ++i)
    store4(&s.dilation_root[4 * i],
           _mm_setr_ps(1.0f, 1.0f, 1.0f, std::sqrt(share * s.lambda[i] / s.volume[i])));
}

TissueScratch::TissueScratch(const TissueModel& m, int threads) : parts(threads), contact(m) {
  const std::size_t n4 = 4 * static_cast<std::size_t>(m.nodes);
  const std::size_t slots = static_cast<std::size_t>(m.tet_groups) * kLanes;
  tet_row.assign(m.tet_row.size(), 0.0f);
  slow_row.assign(static_cast<std::size_t>(m.tet_groups) * kSlowRows * kLanes, 0.0f);
  share.assign(slots * 8, 0.0f);
  for (Floats* a : {&mass, &volume, &lambda, &carried_Pa, &nodal_pressure})
    a->assign(m.nodes, 0.0f);
  for (Floats* a : {&x, &start, &target, &base, &damp, &pull, &element_sum[0], &element_sum[1]})
    a->assign(n4, 0.0f);
  // one node more, where two are worked on together
  for (Floats* a : {&residual, &direction, &cg_r, &cg_z, &cg_p, &product[0], &product[1],
                    &dilation_root, &own_dilation, &rigid.arm, &rigid.moment})
    a->assign(n4 + 4, 0.0f);
  for (Floats& sum : node_sum) sum.assign(6 * (n4 + 4), 0.0f);
  edge_sum.assign(kEdgeFloats * static_cast<std::size_t>(m.sums), 0.0f);
  const std::size_t steps = m.row_other.size() / 2;
  block.assign(kStepHalves * steps, 0);
  dilation_block.assign(kStepDilation * steps, 0);
  rigid.centre.assign(4 * static_cast<std::size_t>(m.clusters), 0.0f);
  for (Floats* a : {&rigid.load, &rigid.motion})
    a->assign(8 * static_cast<std::size_t>(m.clusters), 0.0f);
  diagonal.assign(3 * (n4 + 4), 0.0f);
  squeezed.assign(3 * n4, 0.0f);
  inverse.assign(3 * (n4 + 4), 0.0f);
}

TissueScratchPtr make_scratch(const TissueModel& model, int threads) {
  return TissueScratchPtr(new TissueScratch(model, threads));
}
void TissueScratchDeleter::operator()(TissueScratch* scratch) const { delete scratch; }

}  // namespace lac::tissue
