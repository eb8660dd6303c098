#include "tissue/rows.h"

#include <algorithm>
#include <numeric>

namespace lac::tissue {
namespace {

void find_neighbours(TissueModel& m) {
  m.near_at.assign(1, 0);
  std::vector<int> near;
  for (int i = 0; i < m.nodes; ++i) {
    near.assign(1, i);
    for (int k = m.tet_at[i]; k < m.tet_at[i + 1]; ++k) {
      const auto& t = m.tet[m.tet_of[k] / 4];
      near.insert(near.end(), t.begin(), t.end());
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    m.near.insert(m.near.end(), near.begin(), near.end());
    m.near_at.push_back(static_cast<int>(m.near.size()));
  }
}

// edges by their lower node; two parts of equal work
void find_edges(TissueModel& m, std::vector<int>& first) {
  first.assign(m.nodes + 1, 0);
  for (int i = 0; i < m.nodes; ++i) {
    for (int k = m.near_at[i]; k < m.near_at[i + 1] && i < m.free_nodes; ++k)
      if (m.near[k] > i) m.edge.push_back({i, m.near[k]});
    first[i + 1] = static_cast<int>(m.edge.size());
  }
  int middle = 0;
  while (middle < m.free_nodes && first[middle] < first[m.nodes] / 2) ++middle;
  m.row_part = {0, middle, m.nodes};
}

/// Edges of one row, nobody's among them as -1.
using Row = std::vector<int>;

// Both edges of a step are added to their higher nodes at once, so those must differ: the second
// row is turned until they do. Each shared neighbour forbids one turn, and there is one turn more
// than edges.
void turn(const TissueModel& m, const Row& first, Row& second) {
  const auto meets = [&] {
    for (std::size_t k = 0; k < first.size() && k < second.size(); ++k)
      if (first[k] >= 0 && second[k] >= 0 && m.edge[first[k]].high == m.edge[second[k]].high)
        return true;
    return false;
  };
  for (std::size_t turns = 0; meets(); ++turns) {
    if (turns == second.size()) {
      second.push_back(-1);
      turns = 0;
    }
    std::rotate(second.begin(), second.begin() + 1, second.end());
  }
}

void pair_rows(const std::vector<int>& first, TissueModel& m) {
  m.place.assign(m.edge.size(), -1);
  const int nobody = static_cast<int>(m.edge.size()) + kParts;
  const auto put = [&](int edge, int part) {
    const int place = static_cast<int>(m.row_other.size());
    m.row_other.push_back(4 * (edge < 0 ? m.nodes : m.edge[edge].high));
    m.row_sum.push_back(kEdgeFloats * (edge < 0 ? nobody + part : edge));
    if (edge >= 0) m.place[edge] = place;
  };
  for (int part = 0; part < kParts; ++part) {
    m.pair_part[part] = static_cast<int>(m.row_pair.size());
    // by length, so that the inner loops' counts can be foreseen
    std::vector<int> order(
        std::max(0, std::min(m.row_part[part + 1], m.free_nodes) - m.row_part[part]));
    std::iota(order.begin(), order.end(), m.row_part[part]);
    const auto length = [&](int i) { return first[i + 1] - first[i]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return length(a) < length(b); });
    for (std::size_t at = 0; at < order.size(); at += 2) {
      const int node[2] = {order[at], at + 1 < order.size() ? order[at + 1] : m.nodes};
      Row row[2];
      for (int lane = 0; lane < 2 && node[lane] < m.nodes; ++lane)
        for (int e = first[node[lane]]; e < first[node[lane] + 1]; ++e) row[lane].push_back(e);
      const std::size_t least = std::max(row[0].size(), row[1].size());
      for (Row& r : row) r.resize(least, -1);
      turn(m, row[0], row[1]);
      row[0].resize(row[1].size(), -1);
      m.row_pair.push_back({{node[0], node[1]}, static_cast<int>(m.row_other.size()) / 2});
      for (std::size_t k = 0; k < row[0].size(); ++k)
        for (int lane = 0; lane < 2; ++lane) put(row[lane][k], part);
    }
  }
  m.pair_part[kParts] = static_cast<int>(m.row_pair.size());
  m.row_pair.push_back({{m.nodes, m.nodes}, static_cast<int>(m.row_other.size()) / 2});

  std::vector<char> reached(m.nodes, 0);
  for (const TissueModel::Edge& e : m.edge)
    if (e.low < m.row_part[1] && e.high >= m.row_part[1]) reached[e.high] = 1;
  for (int i = 0; i < m.nodes; ++i)
    if (reached[i]) m.border.push_back(i);
}

/// Gives each edge a place to be added to, and a second one where both parts reach it. Places: the
/// edges, those of fixed nodes (a part each, never read), nobody's (a part each), the joints.
class Places {
 public:
  explicit Places(const TissueModel& m) : m_(m), reached_(m.edge.size(), {0, 0}) {}
  void reach(int a, int b, int part) {
    const int e = m_.edge_between(a, b);
    if (e >= 0) reached_[e][part] = 1;
  }
  void number(TissueModel& m) {
    const int edges = static_cast<int>(m_.edge.size());
    second_.resize(m_.edge.size());
    std::iota(second_.begin(), second_.end(), 0);
    int next = edges + 2 * kParts;
    for (int e = 0; e < edges; ++e) {
      if (!reached_[e][0] || !reached_[e][1]) continue;
      second_[e] = next++;
      m.joint.push_back({kEdgeFloats * e, kEdgeFloats * second_[e]});
    }
    m.sums = next;
  }
  int of(int a, int b, int part) const {
    const int e = m_.edge_between(a, b);
    if (e < 0) return unread(part);
    return kEdgeFloats * (part == 0 ? e : second_[e]);
  }
  int unread(int part) const { return kEdgeFloats * (static_cast<int>(m_.edge.size()) + part); }

 private:
  const TissueModel& m_;
  std::vector<std::array<char, kParts>> reached_;
  std::vector<int> second_;
};

void place_elements(TissueModel& m) {
  // the second part's elements reach its own nodes alone
  const auto first_beyond = [&](const auto& element) {
    int group = 0;
    for (std::size_t e = 0; e < element.size(); ++e)
      if (*std::min_element(element[e].begin(), element[e].end()) < m.row_part[1])
        group = static_cast<int>(e) / kLanes + 1;
    return group;
  };
  m.group_part = {0, first_beyond(m.tet), m.tet_groups};
  m.tri_part = {0, first_beyond(m.tri), m.tri_groups};
  std::vector<std::array<int, 3>> tri = m.tri;
  for (auto& t : tri) std::sort(t.begin(), t.end());
  static constexpr int kTri[3][2] = {{0, 1}, {0, 2}, {1, 2}};
  const auto part_of = [](int group_of, const std::array<int, kParts + 1>& part) {
    return group_of < part[1] ? 0 : 1;
  };

  Places places(m);
  for (int e = 0; e < m.tets; ++e)
    for (int p = 0; p < 6; ++p)
      places.reach(m.tet[e][kPairA[p]], m.tet[e][kPairB[p]], part_of(e / kLanes, m.group_part));
  for (int e = 0; e < m.triangles; ++e)
    for (const auto& p : kTri)
      places.reach(tri[e][p[0]], tri[e][p[1]], part_of(e / kLanes, m.tri_part));
  places.number(m);

  m.tet_edge.resize(static_cast<std::size_t>(m.tet_groups) * 6 * kLanes);
  for (int slot = 0; slot < m.tet_groups * kLanes; ++slot) {
    const int g = slot / kLanes, part = part_of(g, m.group_part);
    for (int p = 0; p < 6; ++p)
      m.tet_edge[(g * 6 + p) * kLanes + slot % kLanes] =
          slot < m.tets ? places.of(m.tet[slot][kPairA[p]], m.tet[slot][kPairB[p]], part)
                        : places.unread(part);
  }
  m.tri_edge.resize(static_cast<std::size_t>(m.tri_groups) * 3 * kLanes);
  for (int slot = 0; slot < m.tri_groups * kLanes; ++slot) {
    const int g = slot / kLanes, part = part_of(g, m.tri_part);
    for (int p = 0; p < 3; ++p)
      m.tri_edge[(g * 3 + p) * kLanes + slot % kLanes] =
          slot < m.triangles ? places.of(tri[slot][kTri[p][0]], tri[slot][kTri[p][1]], part)
                             : places.unread(part);
  }
}

}  // namespace

int TissueModel::edge_between(int i, int j) const {
  const Edge wanted{std::min(i, j), std::max(i, j)};
  const auto found =
      std::lower_bound(edge.begin(), edge.end(), wanted, [](const Edge& a, const Edge& b) {
        return a.low != b.low ? a.low < b.low : a.high < b.high;
      });
  const bool is = found != edge.end() && found->low == wanted.low && found->high == wanted.high;
  return is ? static_cast<int>(found - edge.begin()) : -1;
}

void build_rows(TissueModel& m) {
  std::vector<int> first;
  find_neighbours(m);
  find_edges(m, first);
  pair_rows(first, m);
  place_elements(m);
}

}  // namespace lac::tissue
