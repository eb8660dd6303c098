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
  while (middle + 1 < m.free_nodes && first[middle] < first[m.nodes] / 2) middle += 2;
  m.row_part = {0, middle, m.nodes};
}

constexpr std::size_t kWindowRows = 256;  // their edges' sums stay in the core's own cache

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

/// Corners of an element's edges, lower first.
constexpr int kTriPair[3][2] = {{0, 1}, {0, 2}, {1, 2}};
template <class Visit>
void for_edges(const TissueModel& m, const std::array<int, 4>& t, Visit&& visit) {
  for (int p = 0; p < 6; ++p) visit(p, m.edge_between(t[kPairA[p]], t[kPairB[p]]));
}
template <class Visit>
void for_edges(const TissueModel& m, std::array<int, 3> t, Visit&& visit) {
  std::sort(t.begin(), t.end());
  for (int p = 0; p < 3; ++p) visit(p, m.edge_between(t[kTriPair[p][0]], t[kTriPair[p][1]]));
}

// groups up to the last one with an element that reaches below this node
template <class Elements>
int groups_below(const Elements& element, int node) {
  int groups = 0;
  for (std::size_t e = 0; e < element.size(); ++e)
    if (*std::min_element(element[e].begin(), element[e].end()) < node)
      groups = static_cast<int>(e) / kLanes + 1;
  return groups;
}

// the second part's elements reach its own nodes alone; @return rows that the first part's reach
// too
std::vector<char> split_elements(TissueModel& m) {
  m.group_part = {0, groups_below(m.tet, m.row_part[1]), m.tet_groups};
  m.tri_part = {0, groups_below(m.tri, m.row_part[1]), m.tri_groups};
  std::vector<char> late(m.nodes, 0);
  const auto reach = [&](int, int e) {
    if (e >= 0 && m.edge[e].low >= m.row_part[1]) late[m.edge[e].low] = 1;
  };
  for (int e = 0; e < std::min(m.tets, m.group_part[1] * kLanes); ++e)
    for_edges(m, m.tet[e], reach);
  for (int e = 0; e < std::min(m.triangles, m.tri_part[1] * kLanes); ++e)
    for_edges(m, m.tri[e], reach);
  return late;
}

// pairs rows of about equal length
void pair_rows(const std::vector<int>& first, std::vector<int> rows, TissueModel& m) {
  const auto length = [&](int i) { return first[i + 1] - first[i]; };
  // by length, so that the inner loops' counts can be foreseen
  std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) { return length(a) < length(b); });
  if (rows.size() % 2 != 0) rows.push_back(m.nodes);
  for (std::size_t at = 0; at < rows.size(); at += 2) {
    Row row[2];
    for (int lane = 0; lane < 2; ++lane)
      for (int i = rows[at + lane], e = first[std::min(i, m.nodes - 1)];
           i < m.nodes && e < first[i + 1]; ++e)
        row[lane].push_back(e);
    const std::size_t least = std::max(row[0].size(), row[1].size());
    for (Row& r : row) r.resize(least, -1);
    turn(m, row[0], row[1]);
    row[0].resize(row[1].size(), -1);
    m.row_pair.push_back({{rows[at], rows[at + 1]}, static_cast<int>(m.row_other.size()) / 2});
    for (std::size_t k = 0; k < row[0].size(); ++k) {
      for (const Row& r : row) {
        if (r[k] >= 0) m.place[r[k]] = static_cast<int>(m.row_other.size());
        m.row_other.push_back(4 * (r[k] < 0 ? m.nodes : m.edge[r[k]].high));
      }
    }
  }
}

// Rows by windows, so that a window's edges can be finished once its elements have added to them.
// What the other part's elements reach too comes last.
void order_rows(const std::vector<int>& first, const std::vector<char>& late, TissueModel& m) {
  m.place.assign(m.edge.size(), -1);
  const auto pairs = [&] { return static_cast<int>(m.row_pair.size()); };
  for (int part = 0; part < kParts; ++part) {
    m.pair_part[part] = pairs();
    std::vector<int> window, last;
    const auto close = [&](int below) {
      pair_rows(first, window, m);
      m.window.push_back({pairs(), std::min(groups_below(m.tet, below), m.group_part[part + 1]),
                          std::min(groups_below(m.tri, below), m.tri_part[part + 1])});
      window.clear();
    };
    for (int i = m.row_part[part]; i < m.free_end(part); ++i) {
      (late[i] ? last : window).push_back(i);
      if (window.size() == kWindowRows) close(i + 1);
    }
    close(m.nodes);
    m.window_part[part + 1] = static_cast<int>(m.window.size());
    m.late_pair[part] = pairs();
    pair_rows(first, last, m);
  }
  m.pair_part[kParts] = pairs();
  m.row_pair.push_back({{m.nodes, m.nodes}, static_cast<int>(m.row_other.size()) / 2});

  std::vector<char> reached(m.nodes, 0);
  for (const TissueModel::Edge& e : m.edge)
    if (e.low < m.row_part[1] && e.high >= m.row_part[1]) reached[e.high] = 1;
  for (int i = 0; i < m.nodes; ++i)
    if (reached[i]) m.border.push_back(i);
}

/// Gives each edge a place to be added to from the first of its elements until its row is finished;
/// then another edge has it, so that all stay in the core's own cache. A part has places of its
/// own; its first is nobody's and empty, its second that of edges between fixed nodes, never read.
class Places {
 public:
  explicit Places(const TissueModel& m) : m_(m), at_(m.edge.size(), -1) {}
  void begin() {
    free_.clear();
    nobody_ = take();
    fixed_ = take();
    std::fill(at_.begin(), at_.end(), -1);
  }
  int reach(int edge) {
    if (edge < 0) return kEdgeFloats * fixed_;
    if (at_[edge] < 0) at_[edge] = take();
    return kEdgeFloats * at_[edge];
  }
  int fixed() const { return kEdgeFloats * fixed_; }
  bool has(int edge) const { return at_[edge] >= 0; }
  // the sums that pairs of rows read; they are left empty
  void finish(int first, int end, TissueModel& m) {
    std::vector<int> edge_at(2 * (m.row_pair[end].step - m.row_pair[first].step), -1);
    const int origin = 2 * m.row_pair[first].step;
    for (int pair = first; pair < end; ++pair)
      for (int i : m.row_pair[pair].node)
        for (int k = i < m.nodes ? m.near_at[i] : 0; i < m.nodes && k < m.near_at[i + 1]; ++k)
          if (m.near[k] > i) {
            const int e = m.edge_between(i, m.near[k]);
            edge_at[m.place[e] - origin] = e;
          }
    for (std::size_t k = 0; k < edge_at.size(); ++k) {
      const int e = edge_at[k];
      m.row_sum[origin + k] = kEdgeFloats * (e < 0 ? nobody_ : at_[e]);
      if (e >= 0) free_.push_back(at_[e]);
    }
  }
  int most() const { return next_; }

 private:
  int take() {
    if (free_.empty()) return next_++;
    const int place = free_.back();
    free_.pop_back();
    return place;
  }
  const TissueModel& m_;
  std::vector<int> at_;  // [edge]
  std::vector<int> free_;
  int nobody_ = 0, fixed_ = 0, next_ = 0;
};

void place_elements(TissueModel& m) {
  m.tet_edge.resize(static_cast<std::size_t>(m.tet_groups) * 6 * kLanes);
  m.tri_edge.resize(static_cast<std::size_t>(m.tri_groups) * 3 * kLanes);
  m.row_sum.resize(m.row_other.size());
  Places places(m);
  std::vector<int> first_part(m.edge.size(), -1);
  for (int part = 0; part < kParts; ++part) {
    places.begin();
    int tets = m.group_part[part] * kLanes, triangles = m.tri_part[part] * kLanes;
    int pair = m.pair_part[part];
    for (int w = m.window_part[part]; w < m.window_part[part + 1]; ++w) {
      const TissueModel::Window& window = m.window[w];
      for (; tets < window.tet_groups * kLanes; ++tets) {
        int* at = &m.tet_edge[static_cast<std::size_t>(tets / kLanes) * 6 * kLanes + tets % kLanes];
        for (int p = 0; p < 6; ++p) at[p * kLanes] = places.fixed();
        if (tets < m.tets)
          for_edges(m, m.tet[tets], [&](int p, int e) { at[p * kLanes] = places.reach(e); });
      }
      for (; triangles < window.tri_groups * kLanes; ++triangles) {
        int* at = &m.tri_edge[static_cast<std::size_t>(triangles / kLanes) * 3 * kLanes +
                              triangles % kLanes];
        for (int p = 0; p < 3; ++p) at[p * kLanes] = places.fixed();
        if (triangles < m.triangles)
          for_edges(m, m.tri[triangles], [&](int p, int e) { at[p * kLanes] = places.reach(e); });
      }
      places.finish(pair, window.pairs, m);
      pair = window.pairs;
    }
    // what the first part gave to rows of the second joins what their own elements give
    for (int e = 0; e < static_cast<int>(m.edge.size()); ++e) {
      const bool crosses = m.edge[e].low >= m.row_part[1];
      if (part == 0 && crosses && places.has(e)) first_part[e] = places.reach(e);
      if (part == 1 && first_part[e] >= 0) m.joint.push_back({places.reach(e), first_part[e]});
    }
    places.finish(pair, m.pair_part[part + 1], m);
  }
  m.sums = places.most();
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
  const std::vector<char> late = split_elements(m);
  order_rows(first, late, m);
  place_elements(m);
}

}  // namespace lac::tissue
