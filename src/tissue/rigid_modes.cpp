#include "tissue/rigid_modes.h"

#include <algorithm>
#include <cmath>

#include "tissue/assemble.h"
#include "tissue/constants.h"
#include "tissue/node_sum.h"
#include "tissue/rows.h"
#include "tissue/scratch.h"
#include "tissue/slow.h"

namespace lac::tissue {
namespace {

constexpr double kLeastShare = 0.06;   // smaller shares are dropped: they cost more than they carry
constexpr double kLeastPivot = 1e-10;  // of the diagonal: a motion that bears nothing is left out

// grows clusters over neighbours from the lowest node that has none yet
std::vector<int> grow(const TissueModel& m, int target) {
  std::vector<int> cluster(m.free_nodes, -1);
  std::vector<int> queue;
  int count = 0;
  for (int first = 0; first < m.free_nodes; ++first) {
    if (cluster[first] >= 0) continue;
    queue.assign(1, first);
    cluster[first] = count;
    const auto full = [&] { return static_cast<int>(queue.size()) >= target; };
    for (std::size_t at = 0; at < queue.size() && !full(); ++at) {
      const int i = queue[at];
      for (int k = m.near_at[i]; k < m.near_at[i + 1] && !full(); ++k) {
        const int j = m.near[k];
        if (j >= m.free_nodes || cluster[j] >= 0) continue;
        cluster[j] = count;
        queue.push_back(j);
      }
    }
    ++count;
  }
  return cluster;
}

// what is left over between clusters joins the neighbour met first; @return how many remain
int join_small(const TissueModel& m, int least, std::vector<int>& cluster) {
  std::vector<int> size(m.free_nodes, 0);
  for (int c : cluster) ++size[c];
  for (bool again = true; again;) {
    again = false;
    for (int i = 0; i < m.free_nodes; ++i) {
      if (size[cluster[i]] >= least) continue;
      for (int k = m.near_at[i]; k < m.near_at[i + 1]; ++k) {
        const int j = m.near[k];
        if (j >= m.free_nodes || size[cluster[j]] < least) continue;
        --size[cluster[i]];
        cluster[i] = cluster[j];
        ++size[cluster[i]];
        again = true;
        break;
      }
    }
  }
  std::vector<int> name(m.free_nodes, -1);
  int count = 0;
  for (int& c : cluster) {
    if (name[c] < 0) name[c] = count++;
    c = name[c];
  }
  return count;
}

using Six = std::array<double, 6>;

// T^T v of T = [I, -[arm]x]: force and moment
Six wrench6(const float* arm, const double v[3]) {
  return {v[0],
          v[1],
          v[2],
          arm[1] * v[2] - arm[2] * v[1],
          arm[2] * v[0] - arm[0] * v[2],
          arm[0] * v[1] - arm[1] * v[0]};
}

/// Dense symmetric matrix of the clusters, six rows each, about the body's middle.
class ClusterMatrix {
 public:
  explicit ClusterMatrix(int clusters) : n_(6 * clusters), a_(std::size_t(n_) * n_, 0.0) {}
  double* at(int row, int col) { return &a_[std::size_t(6 * row) * n_ + 6 * col]; }
  int n() const { return n_; }
  double& entry(int i, int j) { return a_[static_cast<std::size_t>(i) * n_ + j]; }

  void add(int row, int col, double w, const double block[6][6]) {
    double* out = at(row, col);
    for (int i = 0; i < 6; ++i, out += n_)
      for (int j = 0; j < 6; ++j) out[j] += w * block[i][j];
  }
  // motions about the cluster's own centre: columns t, then omega - (c x) t
  void move_to(const Floats& centre) {
    std::vector<double> moved(n_);
    for (int pass = 0; pass < 2; ++pass) {
      for (int c = 0; c < n_ / 6; ++c) {
        const float* x = &centre[4 * static_cast<std::size_t>(c)];
        for (int row = 0; row < n_; ++row) {
          const auto a = [&](int k) -> double& {
            return pass == 0 ? entry(row, 6 * c + k) : entry(6 * c + k, row);
          };
          const double f[3] = {a(0), a(1), a(2)};
          a(3) -= x[1] * f[2] - x[2] * f[1];
          a(4) -= x[2] * f[0] - x[0] * f[2];
          a(5) -= x[0] * f[1] - x[1] * f[0];
        }
      }
    }
  }
  // inverse in place by symmetric elimination; motions that bear nothing become zero
  void invert() {
    std::vector<double> first(n_);
    for (int i = 0; i < n_; ++i) first[i] = entry(i, i);
    std::vector<double> row(n_);
    for (int k = 0; k < n_; ++k) {
      const double pivot = entry(k, k);
      if (!(pivot > kLeastPivot * first[k]) || !(pivot > 0.0)) {
        for (int i = 0; i < n_; ++i) entry(i, k) = entry(k, i) = 0.0;
        continue;
      }
      for (int j = 0; j < n_; ++j) row[j] = entry(k, j) / pivot;
      for (int i = 0; i < n_; ++i) {
        if (i == k) continue;
        const double f = entry(i, k);
        double* out = &entry(i, 0);
        for (int j = 0; j < n_; ++j) out[j] -= f * row[j];
        out[k] = f / pivot;
      }
      for (int j = 0; j < n_; ++j) entry(k, j) = row[j];
      entry(k, k) = -1.0 / pivot;
    }
    for (double& a : a_) a = -a;
  }

 private:
  int n_;
  std::vector<double> a_;
};

// T_i^T K T_j seen by the clusters of both nodes
void add_between(const TissueModel& m, const TissueScratch& s, int i, int j, const double K[3][3],
                 ClusterMatrix& coarse) {
  // T_j from the right, then T_i from the left
  double right[3][6], block[6][6];
  for (int r = 0; r < 3; ++r) {
    const Six row = wrench6(&s.rigid.arm[4 * static_cast<std::size_t>(j)], K[r]);
    std::copy(row.begin(), row.end(), right[r]);
  }
  for (int c = 0; c < 6; ++c) {
    const double v[3] = {right[0][c], right[1][c], right[2][c]};
    const Six column = wrench6(&s.rigid.arm[4 * static_cast<std::size_t>(i)], v);
    for (int r = 0; r < 6; ++r) block[r][c] = column[r];
  }
  for (int a = m.share_at[i]; a < m.share_at[i + 1]; ++a)
    for (int b = m.share_at[j]; b < m.share_at[j + 1]; ++b)
      coarse.add(m.share[a].cluster, m.share[b].cluster,
                 static_cast<double>(m.share[a].weight) * m.share[b].weight, block);
}

void add_elastic(const TissueModel& m, const TissueScratch& s, ClusterMatrix& coarse) {
  double K[3][3], turned[3][3];
  for (int i = 0; i < m.free_nodes; ++i) {
    for (int c = 0; c < 3; ++c) {
      const F4 column = load4(&s.diagonal[12 * static_cast<std::size_t>(i) + 4 * c]);
      for (int r = 0; r < 3; ++r) K[r][c] = column[r];
    }
    add_between(m, s, i, i, K, coarse);
  }
  for (std::size_t e = 0; e < m.edge.size(); ++e) {
    const auto [low, high] = m.edge[e];
    if (high >= m.free_nodes) continue;
    for (int r = 0; r < 3; ++r) {
      const F4 row = load4(&s.block[block_row(m.place[e], r)]);
      for (int c = 0; c < 3; ++c) K[r][c] = turned[c][r] = row[c];
    }
    add_between(m, s, low, high, K, coarse);
    add_between(m, s, high, low, turned, coarse);
  }
}

// what a move of node j does to the volume of node i
std::array<double, 3> dilation_by(const TissueModel& m, const TissueScratch& s, int i, int j) {
  if (i == j) {
    const float* own = &s.own_dilation[4 * static_cast<std::size_t>(i)];
    return {own[0], own[1], own[2]};
  }
  const int place = m.place[m.edge_between(i, j)];
  if (i < j) {
    const F4 row = load4(&s.block[block_row(place, 3)]);
    return {row[0], row[1], row[2]};
  }
  std::array<double, 3> column{};
  for (int r = 0; r < 3; ++r) column[r] = load4(&s.block[block_row(place, r)])[3];
  return column;
}

// B^T B: each node's row of B seen by the clusters around it
void add_volumetric(const TissueModel& m, const TissueScratch& s, ClusterMatrix& coarse) {
  std::vector<Six> sum(m.clusters);
  std::vector<int> near;
  for (int i = 0; i < m.nodes; ++i) {
    near.clear();
    for (int k = m.near_at[i]; k < m.near_at[i + 1]; ++k) {
      const int j = m.near[k];
      if (j >= m.free_nodes) continue;
      const Six g =
          wrench6(&s.rigid.arm[4 * static_cast<std::size_t>(j)], dilation_by(m, s, i, j).data());
      for (int a = m.share_at[j]; a < m.share_at[j + 1]; ++a) {
        const int c = m.share[a].cluster;
        if (std::find(near.begin(), near.end(), c) == near.end()) near.push_back(c), sum[c] = {};
        for (int l = 0; l < 6; ++l) sum[c][l] += m.share[a].weight * g[l];
      }
    }
    for (int a : near) {
      for (int b : near) {
        double block[6][6];
        for (int r = 0; r < 6; ++r)
          for (int c = 0; c < 6; ++c) block[r][c] = sum[a][r] * sum[b][c];
        coarse.add(a, b, 1.0, block);
      }
    }
  }
}

}  // namespace

void build_clusters(TissueModel& m) {
  const int target =
      std::max(static_cast<int>(kClusterNodes), m.free_nodes / static_cast<int>(kMostClusters));
  std::vector<int> cluster = grow(m, target);
  m.clusters = join_small(m, target / 4, cluster);

  // one round of averaging over neighbours, fixed ones counting as nothing
  std::vector<double> weight(m.clusters, 0.0);
  std::vector<int> near;
  m.share_at.assign(m.nodes + 1, 0);
  m.share.clear();
  for (int i = 0; i < m.free_nodes; ++i) {
    near.clear();
    for (int k = m.near_at[i]; k < m.near_at[i + 1]; ++k) {
      const int j = m.near[k];
      if (j >= m.free_nodes) continue;
      if (weight[cluster[j]] == 0.0) near.push_back(cluster[j]);
      weight[cluster[j]] += 1.0 / (m.near_at[i + 1] - m.near_at[i]);
    }
    // the largest, whole again
    std::sort(near.begin(), near.end(),
              [&](int a, int b) { return weight[a] != weight[b] ? weight[a] > weight[b] : a < b; });
    double sum = 0.0, kept = 0.0;
    std::size_t count = 0;
    for (int c : near) {
      sum += weight[c];
      if (weight[c] <= kLeastShare || count == kShares) continue;
      kept += weight[c];
      ++count;
    }
    for (std::size_t k = 0; k < count; ++k)
      m.share.push_back({near[k], static_cast<float>(weight[near[k]] * sum / kept)});
    for (int c : near) weight[c] = 0.0;
    m.share_at[i + 1] = static_cast<int>(m.share.size());
  }
  for (int i = m.free_nodes; i < m.nodes; ++i) m.share_at[i + 1] = m.share_at[i];

  m.node_shares.assign(m.nodes + 1, {});
  for (int i = 0; i < m.free_nodes; ++i)
    for (int at = m.share_at[i], k = 0; at < m.share_at[i + 1]; ++at, ++k) {
      m.node_shares[i].cluster8[k] = 8 * m.share[at].cluster;
      m.node_shares[i].weight[k] = m.share[at].weight;
    }

  // the same by cluster, ascending nodes
  m.member_at.assign(m.clusters + 1, 0);
  for (const auto& p : m.share) ++m.member_at[p.cluster + 1];
  for (int c = 0; c < m.clusters; ++c) m.member_at[c + 1] += m.member_at[c];
  m.member.resize(m.share.size());
  std::vector<int> next = m.member_at;
  for (int i = 0; i < m.free_nodes; ++i)
    for (int k = m.share_at[i]; k < m.share_at[i + 1]; ++k)
      m.member[next[m.share[k].cluster]++] = {i, m.share[k].weight};
  m.cluster_part = {0, m.clusters / 2, m.clusters};
}

void place_rigid_modes(const TissueModel& m, const float* x, TissueScratch& s) {
  // about the middle of the body, so that moments keep their digits
  double middle[3] = {};
  for (int i = 0; i < m.free_nodes; ++i)
    for (int k = 0; k < 3; ++k) middle[k] += x[4 * i + k];
  const double each = 1.0 / std::max(m.free_nodes, 1);
  const F4 origin =
      _mm_setr_ps(static_cast<float>(each * middle[0]), static_cast<float>(each * middle[1]),
                  static_cast<float>(each * middle[2]), 0.0f);
  s.parts.run([&](int part) {
    for (int i = m.row_part[part]; i < m.row_part[part + 1]; ++i)
      store4(&s.rigid.arm[4 * i], _mm_and_ps(load4(x + 4 * i) - origin, three()));
  });
  s.parts.run([&](int part) {
    for (int c = m.cluster_part[part]; c < m.cluster_part[part + 1]; ++c) {
      F4 sum = _mm_setzero_ps();
      float weight = 0.0f;
      for (int k = m.member_at[c]; k < m.member_at[c + 1]; ++k) {
        sum = fma(_mm_set1_ps(m.member[k].weight), load4(&s.rigid.arm[4 * m.member[k].node]), sum);
        weight += m.member[k].weight;
      }
      store4(&s.rigid.centre[4 * c], sum * _mm_set1_ps(1.0f / weight));
    }
  });
}

void gather_load(const TissueModel& m, int part, TissueScratch& s) {
  const float *r = s.cg_r.data(), *moment = s.rigid.moment.data();
  for (int c = m.cluster_part[part]; c < m.cluster_part[part + 1]; ++c) {
    F4 force = _mm_setzero_ps(), turn = force, odd_force = force, odd_turn = force;
    const auto add = [&](const TissueModel::ClusterMember& member, F4& f, F4& t) {
      const F4 w = _mm_set1_ps(member.weight);
      const std::ptrdiff_t at = 4 * std::ptrdiff_t{member.node};
      f = fma(w, load4(r + at), f);
      t = fma(w, load4(moment + at), t);
    };
    int k = m.member_at[c];
    for (; k + 1 < m.member_at[c + 1]; k += 2) {
      add(m.member[k], force, turn);
      add(m.member[k + 1], odd_force, odd_turn);
    }
    if (k < m.member_at[c + 1]) add(m.member[k], force, turn);
    // the moment about the cluster's own centre
    const F4 sum = force + odd_force;
    const F4 at_centre = cross(load4(&s.rigid.centre[4 * c]), sum);
    store8(&s.rigid.load[8 * c], pair(sum, (turn + odd_turn) - at_centre));
  }
}

void solve_motion(const TissueModel& m, RigidModes::Kind kind, int part, TissueScratch& s) {
  const int stride = s.rigid.stride;
  const F8 share = splat<F8>(kClusterShare * s.rigid.trace[kind] / std::max(s.trace(), 1e-9));
  for (int c = m.cluster_part[part]; c < m.cluster_part[part + 1]; ++c) {
    // six rows at once share the load's lanes
    const float* row = &s.rigid.inverse[kind][static_cast<std::size_t>(6 * c) * stride];
    F8 sum[6];
    for (F8& a : sum) a = _mm256_setzero_ps();
    for (int j = 0; j < stride; j += 8) {
      const F8 f = load8(&s.rigid.load[j]);
      for (int r = 0; r < 6; ++r) sum[r] = fma(load8(row + r * stride + j), f, sum[r]);
    }
    // lanes of six sums to six lanes: t, 0, omega, 0
    const F8 zero = _mm256_setzero_ps();
    const F8 t = _mm256_hadd_ps(_mm256_hadd_ps(sum[0], sum[1]), _mm256_hadd_ps(sum[2], zero));
    const F8 o = _mm256_hadd_ps(_mm256_hadd_ps(sum[3], sum[4]), _mm256_hadd_ps(sum[5], zero));
    const F4 omega = low(o) + high(o);
    // t + omega x (x - x_c), so that nodes only need their own arm
    const F4 back = cross(load4(&s.rigid.centre[4 * c]), omega);
    store8(&s.rigid.motion[8 * c], share * pair((low(t) + high(t)) + back, omega));
  }
}

void prepare_rigid_modes(const TissueModel& m, RigidModes::Kind kind, TissueScratch& s) {
  if (s.rigid.ready[kind]) return;
  s.rigid.ready[kind] = true;

  // untouched, at the anatomy's shape, without growth; the slow response relaxed or left out
  const bool moving = kind == RigidModes::Moving;
  const double h = moving ? kModesStep_s : kSettleStep_s;
  const double scale = moving ? 1.0 + m.params.damping_s / h : 1.0;
  TissueState rest = initial_state(m);
  update_materials(m, {}, s);
  if (moving) {
    seat_slow(m, rest, s);
    load_slow(m, rest, s);
  } else {
    drop_slow(s);
  }
  std::copy(rest.x_m.begin(), rest.x_m.end(), s.x.begin());
  std::copy(rest.x_m.begin(), rest.x_m.end(), s.target.begin());
  scale_nodal_stiffness(m, scale, s);
  dilate(m, s.x.data(), s);
  nodal_pressures(m, s.x.data(), h, s);
  assemble(m, s.x.data(), h, scale, s);
  place_rigid_modes(m, s.x.data(), s);
  s.rigid.trace[kind] = s.trace();

  ClusterMatrix coarse(m.clusters);
  add_elastic(m, s, coarse);
  add_volumetric(m, s, coarse);
  coarse.move_to(s.rigid.centre);
  coarse.invert();
  const int stride = s.rigid.stride = 8 * m.clusters;
  s.rigid.inverse[kind].assign(static_cast<std::size_t>(coarse.n()) * stride, 0.0f);
  for (int i = 0; i < coarse.n(); ++i)
    for (int j = 0; j < coarse.n(); ++j)
      s.rigid.inverse[kind][static_cast<std::size_t>(i) * stride + 8 * (j / 6) + (j % 6) +
                            (j % 6) / 3] = static_cast<float>(coarse.entry(i, j));
  s.ready = false;  // the load's own materials come back with the next step
}

}  // namespace lac::tissue
