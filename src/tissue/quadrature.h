#pragma once
#include <array>

#include "base/vec.h"
#include "tissue/simd.h"

/// Where a skin triangle is asked whether it touches. A small triangle has three points; one with
/// an edge longer than kLongEdge_m is cut in four with three points each, because a fingertip is
/// smaller than it and must not find its way between the points.
namespace lac::tissue {

inline constexpr int kPointSlots = 24;  // rows of eight: 0 and 1 hold the twelve, row 2 the three

struct QuadratureTable {
  double weight[kPointSlots][3];           // of the triangle's corners at each point
  alignas(32) float lane[3][kPointSlots];  // the same by corner
};
constexpr QuadratureTable make_quadrature() {
  constexpr double inner[3][3] = {
      {2.0 / 3, 1.0 / 6, 1.0 / 6}, {1.0 / 6, 2.0 / 3, 1.0 / 6}, {1.0 / 6, 1.0 / 6, 2.0 / 3}};
  constexpr double quarter[4][3][3] = {{{1, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}},
                                       {{0.5, 0.5, 0}, {0, 1, 0}, {0, 0.5, 0.5}},
                                       {{0.5, 0, 0.5}, {0, 0.5, 0.5}, {0, 0, 1}},
                                       {{0.5, 0.5, 0}, {0, 0.5, 0.5}, {0.5, 0, 0.5}}};
  QuadratureTable table{};
  for (int p = 0; p < kPointSlots; ++p) {
    for (int corner = 0; corner < 3; ++corner) {
      double w = inner[p % 3][corner];
      if (p < 12) {
        w = 0.0;
        for (int k = 0; k < 3; ++k) w += inner[p % 3][k] * quarter[p / 3][k][corner];
      } else if (p >= 16) {
        w = inner[(p - 16) % 3][corner];
      }
      table.weight[p][corner] = w;
      table.lane[corner][p] = static_cast<float>(w);
    }
  }
  return table;
}
inline constexpr QuadratureTable kQuadrature = make_quadrature();
inline constexpr unsigned kRowMask[3] = {0xff, 0x0f, 0x07};  // lanes of each row that are points

/// The rows a triangle uses and each point's share of its area.
struct TriangleRule {
  int first_row, last_row;
  double share;
};
constexpr TriangleRule rule_for(bool long_edge) {
  return long_edge ? TriangleRule{0, 1, 1.0 / 12.0} : TriangleRule{2, 2, 1.0 / 3.0};
}

inline Vec3 node_at(const float* x, int i) { return {x[4 * i], x[4 * i + 1], x[4 * i + 2]}; }
/// A triangle's point in space. x: [node * 4]
inline Vec3 at_point(const float* x, const std::array<int, 3>& t, int q) {
  const double* w = kQuadrature.weight[q];
  return w[0] * node_at(x, t[0]) + w[1] * node_at(x, t[1]) + w[2] * node_at(x, t[2]);
}

/// Square of an equilateral triangle's edge over its area.
inline constexpr double kEdgeSq_per_area = 2.309401076758503;

}  // namespace lac::tissue
