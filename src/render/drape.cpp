#include <algorithm>
#include <cmath>

#include "render/body_shape.h"
#include "render/torso.h"

namespace lac::render {
namespace {

constexpr float kPi = 3.14159265f;
constexpr int kAlong = 140, kAway = 46, kHemRows = 5;
constexpr float kThick_m = 0.0030f;   // folded hem
constexpr float kReach_m = 0.44f;     // how far the cloth goes
constexpr float kMargin_m = 0.0020f;  // over the skin
constexpr float kTentStep_m = 0.009f, kTentSlope = 2.1f;
constexpr float kLowest_m = -0.185f;  // cloth hangs no deeper

// Cheap smooth value noise, for folds.
float hash(int x, int y) {
  unsigned h = static_cast<unsigned>(x) * 374761393u + static_cast<unsigned>(y) * 668265263u;
  h = (h ^ (h >> 13)) * 1274126177u;
  return static_cast<float>(h >> 8) * (1.0f / 16777216.0f);
}
float noise(float x, float y) {
  const float fx = std::floor(x), fy = std::floor(y);
  const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
  const float tx = smooth(0.0f, 1.0f, x - fx), ty = smooth(0.0f, 1.0f, y - fy);
  return mix(mix(hash(ix, iy), hash(ix + 1, iy), tx),
             mix(hash(ix, iy + 1), hash(ix + 1, iy + 1), tx), ty);
}

// One family of folds: narrow crests, wide valleys, running along `turn_rad`, wandering.
float fold(float x, float y, float turn_rad, float per_m, float seed) {
  const float c = std::cos(turn_rad), s = std::sin(turn_rad);
  const float across = c * x + s * y, along = -s * x + c * y;
  const float wander = 1.1f * noise(4.5f * along + seed, 4.0f * across + seed) +
                       0.12f * noise(15.0f * along, 12.0f * across + seed);
  const float wave = 0.5f + 0.5f * std::sin(2.0f * kPi * (per_m * across + wander));
  const float strength = noise(6.0f * across + 3.0f * seed, 2.5f * along + seed);
  return wave * wave * smooth(0.15f, 0.85f, strength);
}

// Folds hang from the covered shoulder, gather at the waist and lie across the belly; the hem
// itself lies nearly flat. One family at a place, so that they never cross into a lattice.
float folds_m(float sx, float y, float from_edge_m) {
  const float grow = smooth(0.004f, 0.090f, from_edge_m);
  const float low = smooth(-0.05f, -0.16f, y + 0.05f * (noise(6.0f * sx, 3.0f) - 0.5f));
  const float hanging = fold(sx, y, 0.42f, 15.0f, 3.0f) * (1.0f - low);
  const float across = fold(sx, y, 1.15f, 17.0f, 11.0f) * low;
  const float fine = fold(sx, y, 0.75f, 34.0f, 23.0f);
  return grow * (0.0105f * hanging + 0.0090f * across + 0.0016f * fine) +
         0.0080f * grow * (noise(6.0f * sx + 40.0f, 5.0f * y + 7.0f) - 0.5f);
}

// The covered breast, under cloth.
float covered_breast_m(float sx, float y) {
  const float ox = (sx + 2.0f * kMidline_m) / 0.070f, oy = (y + 0.008f) / 0.078f;
  const float r2 = ox * ox + oy * oy;
  return 0.056f * std::exp(-0.85f * r2) *
         (y < 0.0f ? 1.0f : mix(1.0f, 0.92f, smooth(0.0f, 0.1f, y)));
}

// Cloth does not follow steep sides: it spans from height to height.
float bridged_m(float x, float y, float side, float from_edge_m) {
  const auto under = [&](float px, float py) {
    // a flank is too steep to be followed: the cloth falls past it like a tent
    float high = torso_height_m(px, py, side) + covered_breast_m(side * px, py);
    const float inward_m = side * px + kMidline_m > 0.0f ? -side * kTentStep_m : side * kTentStep_m;
    for (int k = 1; k <= 7 && high < -0.03f; ++k)
      high = std::max(high, torso_height_m(px + inward_m * static_cast<float>(k), py, side) -
                                kTentSlope * kTentStep_m * static_cast<float>(k));
    return std::max(kLowest_m, high);
  };
  const float own = under(x, y);
  if (from_edge_m < 1e-4f) return own;
  float sum = 0.0f;
  constexpr float kStep_m = 0.018f;
  for (int i = -2; i <= 2; ++i)
    for (int j = -2; j <= 2; ++j)
      sum += under(x + kStep_m * static_cast<float>(i), y + kStep_m * static_cast<float>(j));
  return mix(own, std::max(own, sum / 25.0f), smooth(0.0f, 0.03f, from_edge_m));
}

void finish(Drape& cloth, int columns, int rows) {
  for (const auto& [a, b, c] : cloth.triangle) {
    const V3 n = cross(cloth.vertex[b].position_m - cloth.vertex[a].position_m,
                       cloth.vertex[c].position_m - cloth.vertex[a].position_m);
    for (const int v : {a, b, c}) cloth.vertex[v].normal += n;
  }
  for (ClothVertex& v : cloth.vertex) {
    v.normal = unit(v.normal);
    if (v.normal.z < 0.0f) v.normal = -v.normal;
  }
  // valleys see less sky: height against the mean of a few neighbours off
  const auto at = [&](int row, int column) -> const ClothVertex& {
    return cloth.vertex[std::clamp(row, 0, rows) * (columns + 1) + std::clamp(column, 0, columns)];
  };
  std::vector<float> shade(cloth.vertex.size());
  for (int row = 0; row <= rows; ++row)
    for (int column = 0; column <= columns; ++column) {
      const ClothVertex& v = at(row, column);
      float hidden = 0.0f;
      for (const int reach : {2, 4, 7})
        for (const auto& [dr, dc] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
          const V3 d = at(row + dr * reach, column + dc * reach).position_m - v.position_m;
          const float l = length(d);
          if (l > 1e-5f) hidden += std::max(0.0f, dot(d, v.normal) / l - 0.03f);
        }
      shade[row * (columns + 1) + column] = clamp(1.0f - 0.13f * hidden, 0.55f, 1.0f);
    }
  for (std::size_t k = 0; k < shade.size(); ++k) cloth.vertex[k].shade *= shade[k];
}

void add_grid(Drape& cloth, int columns, int rows) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const int a = row * (columns + 1) + column, b = a + 1, c = a + columns + 1;
      cloth.triangle.push_back({a, b, c});
      cloth.triangle.push_back({b, c + 1, c});
    }
}

}  // namespace

Hem::Hem(const Flare& flare, float side) : side_(side) {
  // beside the breastbone, a hand's breadth below the breast
  const float medial_m =
      std::max(0.082f, flare.foot_radius_m(side > 0 ? kPi - 1e-3f : 0.0f) + 0.002f);
  const float below_m = flare.foot_radius_m(-0.5f * kPi) + 0.040f;
  const V3 given[kPoints]{{-0.052f, 0.330f, 0.0f},
                          {-0.056f, 0.210f, 0.0f},
                          {-medial_m + 0.016f, 0.110f, 0.0f},
                          {-medial_m + 0.003f, 0.040f, 0.0f},
                          {-medial_m, -0.020f, 0.0f},
                          {-medial_m + 0.014f, -0.62f * below_m, 0.0f},
                          {-0.38f * medial_m, -0.90f * below_m, 0.0f},
                          {0.18f * medial_m, -below_m, 0.0f},
                          {0.080f, -below_m + 0.006f, 0.0f},
                          {0.145f, -below_m + 0.018f, 0.0f},
                          // evenly apart, or the curve turns back before a long step
                          {0.230f, -below_m + 0.024f, 0.0f},
                          {0.330f, -below_m + 0.027f, 0.0f},
                          {0.440f, -below_m + 0.029f, 0.0f},
                          {0.560f, -below_m + 0.030f, 0.0f}};
  std::copy(std::begin(given), std::end(given), point_);
}

V3 Hem::at(float share) const {
  // Catmull-Rom through the points
  const float at = clamp(share, 0.0f, 1.0f) * (kPoints - 1);
  const int k = std::min(static_cast<int>(at), kPoints - 2);
  const float t = at - static_cast<float>(k);
  const V3 p0 = point_[std::max(k - 1, 0)], p1 = point_[k], p2 = point_[k + 1],
           p3 = point_[std::min(k + 2, kPoints - 1)];
  const V3 p = (p1 * 2.0f + (p2 - p0) * t + (p0 * 2.0f - p1 * 5.0f + p2 * 4.0f - p3) * (t * t) +
                (p1 * 3.0f - p0 - p2 * 3.0f + p3) * (t * t * t)) *
               0.5f;
  return {side_ * p.x, p.y, 0.0f};
}

V3 Hem::into(float share) const {
  const V3 along = unit(at(share + 0.015f) - at(share - 0.015f));
  // the cloth lies to the right of the way down, in the side's own sense
  return {side_ * along.y, -side_ * along.x, 0.0f};
}

float Hem::inside_m(float x_m, float y_m) const {
  float best_m2 = 1.0f;
  float sign = -1.0f;
  constexpr int kSteps = 80;
  V3 before = at(0.0f);
  for (int k = 1; k <= kSteps; ++k) {
    const V3 here = at(static_cast<float>(k) / kSteps), way = here - before;
    const V3 off{x_m - before.x, y_m - before.y, 0.0f};
    const float t = clamp(dot(off, way) / std::max(dot(way, way), 1e-12f), 0.0f, 1.0f);
    const V3 d = off - way * t;
    if (dot(d, d) < best_m2) {
      best_m2 = dot(d, d);
      sign = side_ * (way.y * d.x - way.x * d.y) > 0.0f ? 1.0f : -1.0f;
    }
    before = here;
  }
  return sign * std::sqrt(best_m2);
}

Drape make_drape(const SkinSurface& skin, const Hem& hem, float side) {
  Drape drape;
  for (int row = 0; row <= kAway; ++row)
    for (int column = 0; column <= kAlong; ++column) {
      const float share = static_cast<float>(column) / kAlong;
      // the first rows turn the hem over, the rest lies out
      const float turn = std::min(1.0f, static_cast<float>(row) / kHemRows);
      const float t = std::max(0.0f, static_cast<float>(row - kHemRows)) / (kAway - kHemRows);
      const float away_m =
          0.006f * std::sin(0.5f * kPi * turn) + kReach_m * (0.35f * t + 0.65f * t * t);
      const float wobble_m = 0.005f * (noise(14.0f * share, 1.0f) - 0.5f);
      V3 p = hem.at(share) + hem.into(share) * (away_m + wobble_m);
      float body = bridged_m(p.x, p.y, side, away_m);
      // the slope of the breast may rise over the chest under the hem
      if (away_m < 0.05f) body = std::max(body, skin.height_m(p.x, p.y, body));
      const float lift =
          kThick_m * std::sin(0.5f * kPi * turn) * (1.0f - 0.45f * smooth(0.010f, 0.030f, away_m));
      p.z =
          body + kMargin_m * (0.1f + 0.9f * turn) + lift + folds_m(side * p.x, p.y, away_m) * turn;
      drape.vertex.push_back({p, {}, p.x, p.y, mix(0.70f, 1.0f, smooth(0.0f, 0.6f, turn))});
    }
  add_grid(drape, kAlong, kAway);
  finish(drape, kAlong, kAway);
  return drape;
}

Drape make_cover(const SkinSurface& skin, const Hem& hem, float side) {
  constexpr int kColumns = 64, kRows = 60;
  constexpr float kFromX_m = -0.115f, kToX_m = 0.150f, kFromY_m = -0.150f, kToY_m = 0.120f;
  constexpr float kNear_m = 0.009f;  // skin that holds the cloth up at a place
  constexpr int kSlack = 5;          // how often it is pulled level between heights
  const auto place = [&](int row, int column) {
    const float sx = mix(kFromX_m, kToX_m, static_cast<float>(column) / kColumns);
    return V3{side * sx, mix(kFromY_m, kToY_m, static_cast<float>(row) / kRows), 0.0f};
  };
  // what lies highest round a place; then a cloth that spans hollows
  constexpr int kStride = kColumns + 1;
  std::vector<float> high((kRows + 1) * kStride), next;
  for (int row = 0; row <= kRows; ++row)
    for (int column = 0; column <= kColumns; ++column) {
      const V3 p = place(row, column);
      float& z = high[row * kStride + column];
      z = bridged_m(p.x, p.y, side, 0.0f);
      for (const SkinVertex& v : skin.vertices())
        if (std::hypot(v.position_m.x - p.x, v.position_m.y - p.y) < kNear_m)
          z = std::max(z, v.position_m.z);
    }
  const auto at = [&](int row, int column) {
    return high[std::clamp(row, 0, kRows) * kStride + std::clamp(column, 0, kColumns)];
  };
  for (int pass = 0; pass < kSlack; ++pass) {
    next = high;
    for (int row = 0; row <= kRows; ++row)
      for (int column = 0; column <= kColumns; ++column) {
        float sum = 0.0f;
        for (int i = -1; i <= 1; ++i)
          for (int j = -1; j <= 1; ++j) sum += at(row + i, column + j);
        next[row * kStride + column] = sum / 9.0f;
      }
    high.swap(next);
  }
  Drape cover;
  for (int row = 0; row <= kRows; ++row)
    for (int column = 0; column <= kColumns; ++column) {
      V3 p = place(row, column);
      const float edge_m = std::min({std::abs(p.x * side - kFromX_m), std::abs(kToX_m - p.x * side),
                                     p.y - kFromY_m, kToY_m - p.y});
      const float in = smooth(0.0f, 0.010f, edge_m);
      // over the drape it lies on the drape's folds
      const float over_m = 0.013f * smooth(-0.004f, 0.030f, hem.inside_m(p.x, p.y));
      p.z = high[row * kStride + column] + over_m + 2.0f * kMargin_m + kThick_m * in +
            0.7f * folds_m(side * p.x + 0.31f, p.y - 0.12f, 0.045f) * in;
      cover.vertex.push_back({p, {}, p.x, p.y, mix(0.75f, 1.0f, in)});
    }
  add_grid(cover, kColumns, kRows);
  finish(cover, kColumns, kRows);
  return cover;
}

Drape make_sheet(float side) {
  constexpr int kSide = 48;
  constexpr float kHalf_m = 1.0f, kBack_m = -0.224f;  // its folds stay below the drape
  Drape sheet;
  for (int row = 0; row <= kSide; ++row)
    for (int column = 0; column <= kSide; ++column) {
      // finer in the middle
      const float a = 2.0f * static_cast<float>(column) / kSide - 1.0f;
      const float b = 2.0f * static_cast<float>(row) / kSide - 1.0f;
      const float x = kHalf_m * (0.45f * a + 0.55f * a * a * a),
                  y = kHalf_m * (0.45f * b + 0.55f * b * b * b);
      const float gap = body_distance_m({x, y, kBack_m + 0.05f}, side);
      const float z = kBack_m + 0.6f * folds_m(side * x + 0.7f, y - 0.3f, 0.1f) +
                      0.012f * noise(3.0f * x + 5.0f, 3.0f * y + 2.0f);
      const float near = mix(0.60f, 1.0f, smooth(-0.02f, 0.16f, gap));
      sheet.vertex.push_back({{x, y, z}, {}, x, y, near});
    }
  add_grid(sheet, kSide, kSide);
  finish(sheet, kSide, kSide);
  return sheet;
}

}  // namespace lac::render
