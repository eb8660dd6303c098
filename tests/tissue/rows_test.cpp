#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/rng.h"
#include "tests/tissue/block.h"
#include "tissue/assemble.h"
#include "tissue/pcg.h"
#include "tissue/product.h"
#include "tissue/rows.h"
#include "tissue/tissue.h"

using namespace lac;
using namespace lac::tissue;

namespace {

anatomy::Breast body() {
  return test::make_block(
      {.cells = {9, 8, 8}, .size_m = {0.06, 0.05, 0.05}, .held_base = true, .skin_m = 1.5e-3});
}

/// Places of one part as its elements and rows use them, in turns.
class Replay {
 public:
  Replay(const TissueModel& m, int part) : m_(m), part_(part) {}
  // the edge that a place belongs to until its row is finished
  void add(int place, int edge) {
    if (edge < 0) return;
    const auto [at, fresh] = owner_.try_emplace(place, edge);
    CHECK(at->second == edge);
    if (fresh) CHECK(used_.insert(edge).second);  // never a second place in one part
  }
  void finish(int first, int end) {
    for (int step = m_.row_pair[first].step; step < m_.row_pair[end].step; ++step)
      for (int lane = 0; lane < 2; ++lane) owner_.erase(m_.row_sum[2 * step + lane]);
  }
  int left() const { return static_cast<int>(owner_.size()); }
  const std::map<int, int>& owner() const { return owner_; }
  void play() {
    int tet = m_.group_part[part_], tri = m_.tri_part[part_], pair = m_.pair_part[part_];
    for (int w = m_.window_part[part_]; w < m_.window_part[part_ + 1]; ++w) {
      const TissueModel::Window& window = m_.window[w];
      for (int e = tet * kLanes; e < std::min(window.tet_groups * kLanes, m_.tets); ++e)
        for (int p = 0; p < 6; ++p)
          add(m_.tet_edge[(e / kLanes * 6 + p) * kLanes + e % kLanes],
              m_.edge_between(m_.tet[e][kPairA[p]], m_.tet[e][kPairB[p]]));
      tet = window.tet_groups, tri = window.tri_groups;
      finish(pair, window.pairs);
      pair = window.pairs;
    }
    CHECK(tet == m_.group_part[part_ + 1]);
    CHECK(tri == m_.tri_part[part_ + 1]);
    CHECK(pair == m_.late_pair[part_]);
  }

 private:
  const TissueModel& m_;
  int part_;
  std::map<int, int> owner_;
  std::set<int> used_;
};

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("tissue: every edge has one place in the matrix, and two rows never meet in a step") {
    const TissueModelPtr model = make_model(body(), {});
    const TissueModel& m = *model;
    REQUIRE(m.window.size() > 3);
    std::set<int> taken;
    for (std::size_t e = 0; e < m.edge.size(); ++e) {
      CHECK(taken.insert(m.place[e]).second);
      CHECK(m.row_other[m.place[e]] == 4 * m.edge[e].high);
    }
    int idle = 0;
    for (std::size_t k = 0; k < m.row_other.size(); k += 2) {
      CHECK(m.row_other[k] != m.row_other[k + 1]);
      idle += m.row_other[k] == 4 * m.nodes || m.row_other[k + 1] == 4 * m.nodes;
    }
    // paired by length, so few steps are one row's alone
    CHECK(idle < static_cast<int>(m.row_other.size()) / 50);
    for (int r = 0; r < m.pair_part[1]; ++r)
      for (int i : m.row_pair[r].node) CHECK((i < m.row_part[1] || i == m.nodes));
  }

  TEST_CASE("tissue: no two edges add to one place at a time, and rows end with all they need") {
    const TissueModelPtr model = make_model(body(), {});
    const TissueModel& m = *model;
    Replay first(m, 0), second(m, 1);
    first.play();
    second.play();
    // the first part leaves only what it gave to rows of the second
    CHECK(first.left() == static_cast<int>(m.joint.size()));
    REQUIRE(first.left() > 0);
    for (const TissueModel::Joint& j : m.joint) {
      const auto from = first.owner().find(j.from);
      REQUIRE(from != first.owner().end());
      CHECK(m.edge[from->second].low >= m.row_part[1]);
      CHECK(m.row_sum[m.place[from->second]] == j.to);
    }
    // far fewer places than edges
    CHECK(m.sums < static_cast<int>(m.edge.size()));
  }

  TEST_CASE("tissue: the matrix is symmetric, and a product tells its own work") {
    const TissueModelPtr model = make_model(body(), {});
    const TissueScratchPtr scratch = make_scratch(*model);
    const TissueModel& m = *model;
    TissueScratch& s = *scratch;
    update_materials(m, {}, s);
    Rng rng(11);
    const TissueState rest = initial_state(m);
    for (int i = 0; i < 4 * m.nodes; ++i)
      s.x[i] =
          rest.x_m[i] +
          (i % 4 < 3 && i < 4 * m.free_nodes ? static_cast<float>(rng.uniform(-4e-4, 4e-4)) : 0.0f);
    std::copy(s.x.begin(), s.x.end(), s.target.begin());
    const double h = 1.0 / 60.0;
    scale_nodal_stiffness(m, 1.3, s);
    dilate(m, s.x.data(), s);
    nodal_pressures(m, s.x.data(), h, s);
    assemble(m, s.x.data(), h, 1.3, s);
    const auto random = [&] {
      Floats v(s.x.size(), 0.0f);
      for (int i = 0; i < 4 * m.free_nodes; ++i)
        if (i % 4 < 3) v[i] = static_cast<float>(rng.uniform(-1.0, 1.0));
      return v;
    };
    const Floats u = random(), v = random();
    Floats Au(u.size()), Av(u.size());
    multiply(m, u.data(), Au.data(), s);
    multiply(m, v.data(), Av.data(), s);
    const double told = multiply_direction(m, s);  // of v once more
    const double size = dot_nodes(m, v.data(), Av.data(), s);
    CHECK(size > 0.0);
    // float sums of some thousand terms
    CHECK(std::abs(dot_nodes(m, u.data(), Av.data(), s) - dot_nodes(m, v.data(), Au.data(), s)) <
          1e-5 * size);
    CHECK(std::abs(told - size) < 1e-5 * size);
    // all is taken in: nothing waits for the next matrix
    const auto is_empty = [&](int place) {
      return std::all_of(&s.edge_sum[place], &s.edge_sum[place] + kEdgeFloats,
                         [](float f) { return f == 0.0f; });
    };
    for (const int place : m.row_sum) CHECK(is_empty(place));
    for (const TissueModel::Joint& j : m.joint) CHECK(is_empty(j.from));
  }
}
