#include "render/subdivision.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace lac::render {
namespace {

using Row = std::vector<std::pair<int, float>>;  // column, weight

// An edge of the current level: its end points and the one or two vertices opposite to it.
struct Edge {
  std::array<int, 2> opposite{-1, -1};
  int middle = -1;
};
using Edges = std::map<std::pair<int, int>, Edge>;

Edges edges_of(const Triangles& triangles) {
  Edges edges;
  for (const auto& t : triangles)
    for (int k = 0; k < 3; ++k) {
      const int a = t[k], b = t[(k + 1) % 3];
      Edge& e = edges[std::minmax(a, b)];
      e.opposite[e.opposite[0] < 0 ? 0 : 1] = t[(k + 2) % 3];
    }
  return edges;
}

void add(Row& row, const Row& part, float weight) {
  for (const auto& [column, w] : part) row.push_back({column, w * weight});
}

// Sums repeated columns and drops weights too small to see.
void pack(Row& row) {
  std::sort(row.begin(), row.end());
  Row packed;
  for (const auto& entry : row)
    if (!packed.empty() && packed.back().first == entry.first)
      packed.back().second += entry.second;
    else
      packed.push_back(entry);
  row = std::move(packed);
}

// Loop's weight of one neighbour for an inner vertex of valence n (Warren's simplification).
float loop_beta(int n) { return n == 3 ? 3.0f / 16.0f : 3.0f / (8.0f * static_cast<float>(n)); }

// Neighbours of every vertex, and those along the boundary.
struct Rings {
  std::vector<std::vector<int>> all, boundary;
};
Rings rings_of(const Edges& edges, int vertices) {
  Rings rings{std::vector<std::vector<int>>(vertices), std::vector<std::vector<int>>(vertices)};
  for (const auto& [ends, edge] : edges) {
    rings.all[ends.first].push_back(ends.second);
    rings.all[ends.second].push_back(ends.first);
    if (edge.opposite[1] < 0) {
      rings.boundary[ends.first].push_back(ends.second);
      rings.boundary[ends.second].push_back(ends.first);
    }
  }
  return rings;
}

// One level: old vertices move, every edge gets a middle, every triangle becomes four.
void refine(Triangles& triangles, std::vector<Row>& rows) {
  Edges edges = edges_of(triangles);
  const int old_count = static_cast<int>(rows.size());
  const Rings rings = rings_of(edges, old_count);
  std::vector<Row> next(old_count);

  // old vertices: inner ones by Loop's mask, boundary ones along the boundary only
  for (int v = 0; v < old_count; ++v) {
    if (rings.boundary[v].size() == 2) {
      add(next[v], rows[v], 0.75f);
      for (const int w : rings.boundary[v]) add(next[v], rows[w], 0.125f);
    } else {
      const int n = static_cast<int>(rings.all[v].size());
      const float beta = n > 0 ? loop_beta(n) : 0.0f;
      add(next[v], rows[v], 1.0f - beta * static_cast<float>(n));
      for (const int w : rings.all[v]) add(next[v], rows[w], beta);
    }
  }

  // edge middles
  for (auto& [ends, edge] : edges) {
    edge.middle = static_cast<int>(next.size());
    Row row;
    const bool inner = edge.opposite[1] >= 0;
    add(row, rows[ends.first], inner ? 0.375f : 0.5f);
    add(row, rows[ends.second], inner ? 0.375f : 0.5f);
    if (inner)
      for (const int o : edge.opposite) add(row, rows[o], 0.125f);
    next.push_back(std::move(row));
  }
  for (Row& row : next) pack(row);

  // four triangles for one
  Triangles finer;
  finer.reserve(4 * triangles.size());
  const auto middle = [&](int a, int b) { return edges.at(std::minmax(a, b)).middle; };
  for (const auto& [a, b, c] : triangles) {
    const int ab = middle(a, b), bc = middle(b, c), ca = middle(c, a);
    finer.push_back({a, ab, ca});
    finer.push_back({ab, b, bc});
    finer.push_back({ca, bc, c});
    finer.push_back({ab, bc, ca});
  }
  triangles = std::move(finer);
  rows = std::move(next);
}

}  // namespace

Subdivision::Subdivision(const Triangles& coarse, int nodes, int levels)
    : nodes_(nodes), fine_(coarse) {
  // limit mask of the coarse nodes, for moving control points out
  const Rings rings = rings_of(edges_of(coarse), nodes);
  ring_row_ = {0};
  for (int v = 0; v < nodes; ++v) {
    const int n = static_cast<int>(rings.all[v].size());
    if (rings.boundary[v].empty() && n > 2) {
      ring_.insert(ring_.end(), rings.all[v].begin(), rings.all[v].end());
      limit_.push_back(1.0f / (3.0f / (8.0f * loop_beta(n)) + static_cast<float>(n)));
    } else {
      limit_.push_back(0.0f);
    }
    ring_row_.push_back(static_cast<int>(ring_.size()));
  }

  // identity, refined level by level
  std::vector<Row> rows(nodes);
  for (int v = 0; v < nodes; ++v) rows[v] = {{v, 1.0f}};
  for (int level = 0; level < levels; ++level) refine(fine_, rows);
  row_ = {0};
  for (const Row& row : rows) {
    for (const auto& [column, weight] : row) {
      column_.push_back(column);
      weight_.push_back(weight);
    }
    row_.push_back(static_cast<int>(column_.size()));
  }
}

void Subdivision::evaluate(std::span<const float> coarse, std::vector<float>& scratch,
                           std::vector<float>& fine) const {
  // control points: q = p + (p - limit(p)), so that the smooth surface comes back to p
  scratch.assign(coarse.begin(), coarse.end());
  for (int v = 0; v < nodes_; ++v) {
    for (int e = ring_row_[v]; e < ring_row_[v + 1]; ++e)
      for (int lane = 0; lane < 3; ++lane)
        scratch[kLanes * v + lane] +=
            limit_[v] * (coarse[kLanes * v + lane] - coarse[kLanes * ring_[e] + lane]);
  }

  // one sparse product
  fine.resize(static_cast<std::size_t>(vertices()) * kLanes);
  for (int v = 0; v < vertices(); ++v) {
    std::array<float, kLanes> sum{};
    for (int e = row_[v]; e < row_[v + 1]; ++e) {
      const float* const from = &scratch[static_cast<std::size_t>(kLanes) * column_[e]];
      for (int lane = 0; lane < kLanes; ++lane) sum[lane] += weight_[e] * from[lane];
    }
    std::copy(sum.begin(), sum.end(), fine.begin() + static_cast<std::ptrdiff_t>(kLanes) * v);
  }
}

}  // namespace lac::render
