#include "tissue/slow.h"

#include <algorithm>

#include "base/math.h"
#include "tissue/slow_kernel.h"

namespace lac::tissue {
namespace {

std::size_t metric_floats(const TissueModel& m) {
  return static_cast<std::size_t>(m.tet_groups) * kMetricRows * kLanes;
}

// unaligned: the state's arrays are plain vectors
F8 read8(const float* p) { return _mm256_loadu_ps(p); }
void write8(float* p, F8 v) { _mm256_storeu_ps(p, v); }

/// Strain of a group at the state's positions and the elastic stiffening 1 + 2 k <|F|^2 - 3>.
struct Look {
  F8 relaxed[6], stiffened;
};
Look look(const TissueModel& m, int g, const float* x, const TissueScratch& s) {
  const int* offset = &m.tet_offset[static_cast<std::size_t>(g) * 4 * kLanes];
  const float* row = &s.tet_row[static_cast<std::size_t>(g) * kTetRows * kLanes];
  F8 corner[4][4];
  for (int a = 0; a < 4; ++a) gather_points(x, offset + a * kLanes, corner[a]);
  TetRest<F8> rest;
  for (int i = 0; i < 9; ++i) rest.grad[i / 3][i % 3] = load8(row + i * kLanes);
  rest.det_grad = load8(row + 9 * kLanes);
  const TetStrain<F8> strain = tet_strain(corner, rest);
  Look out;
  relaxed_metric(strain, out.relaxed);
  const F8 over = max_of(strain.I - splat<F8>(3.0), splat<F8>(0.0));
  const F8 stiffened = fma(splat<F8>(2.0) * load8(row + 12 * kLanes), over, splat<F8>(1.0));
  out.stiffened = min_of(stiffened, splat<F8>(kMostSlowStiffening));
  return out;
}

}  // namespace

void seat_slow(const TissueModel& m, TissueState& state, TissueScratch& s) {
  if (!m.params.viscoelastic || state.visco.size() == metric_floats(m) + kTurns + 1) return;
  state.visco.assign(metric_floats(m) + kTurns + 1, 0.0f);
  relax_slow(m, 1e9, true, state, s);
}

void load_slow(const TissueModel& m, const TissueState& state, TissueScratch& s) {
  if (!m.params.viscoelastic) return drop_slow(s);
  s.slow_dropped = false;
  F8 share[kBranches];
  for (int b = 0; b < kBranches; ++b)
    share[b] = splat<F8>(m.params.slow_frac[b] / m.params.lasting_frac());
  s.parts.run([&](int part) {
    for (int g = m.group_part[part]; g < m.group_part[part + 1]; ++g) {
      const float* in = &state.visco[static_cast<std::size_t>(g) * kMetricRows * kLanes];
      float* out = &s.slow_row[static_cast<std::size_t>(g) * kSlowRows * kLanes];
      const F8 mu = load8(&s.tet_row[(static_cast<std::size_t>(g) * kTetRows + 11) * kLanes]) *
                    read8(in + 12 * kLanes);
      for (int i = 0; i < 6; ++i) {
        const F8 sum =
            fma(share[0], read8(in + i * kLanes), share[1] * read8(in + (6 + i) * kLanes));
        store8(out + i * kLanes, mu * sum);
      }
      store8(out + 6 * kLanes, mu * (share[0] + share[1]));
    }
  });
}

void drop_slow(TissueScratch& s) {
  if (s.slow_dropped) return;
  std::fill(s.slow_row.begin(), s.slow_row.end(), 0.0f);
  s.slow_dropped = true;
}

void relax_slow(const TissueModel& m, double passed_s, bool all, TissueState& state,
                TissueScratch& s) {
  if (!m.params.viscoelastic) return;
  float* waited_s = &state.visco[metric_floats(m)];
  float& next = waited_s[kTurns];
  const int turn = static_cast<int>(next);
  F8 gone[kTurns][kBranches];
  for (int t = 0; t < kTurns; ++t) {
    waited_s[t] += static_cast<float>(passed_s);
    for (int b = 0; b < kBranches; ++b)
      gone[t][b] = splat<F8>(1.0 - exp(-waited_s[t] / m.params.slow_s[b]));
    if (all || t == turn) waited_s[t] = 0.0f;
  }
  next = static_cast<float>((turn + 1) % kTurns);
  s.parts.run([&](int part) {
    const int first = all ? 0 : (turn - m.group_part[part] % kTurns + kTurns) % kTurns;
    for (int g = m.group_part[part] + first; g < m.group_part[part + 1]; g += all ? 1 : kTurns) {
      const Look now = look(m, g, state.x_m.data(), s);
      float* metric = &state.visco[static_cast<std::size_t>(g) * kMetricRows * kLanes];
      for (int b = 0; b < kBranches; ++b) {
        F8 G[6];
        for (int i = 0; i < 6; ++i) G[i] = read8(metric + (6 * b + i) * kLanes);
        relax(now.relaxed, gone[g % kTurns][b], G);
        for (int i = 0; i < 6; ++i) write8(metric + (6 * b + i) * kLanes, G[i]);
      }
      write8(metric + 12 * kLanes, now.stiffened);
    }
  });
}

}  // namespace lac::tissue
