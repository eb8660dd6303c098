#include <algorithm>
#include <cmath>

#include "render/body_shape.h"
#include "render/cloth.h"
#include "render/torso.h"

namespace lac::render {
namespace {

constexpr float kPi = 3.14159265f;
constexpr int kAlong = 140, kAway = 72, kHemRows = 5;
constexpr float kThick_m = 0.0044f;   // folded hem
constexpr float kTurned_m = 0.032f;   // how wide it is folded back
constexpr float kReach_m = 0.44f;     // how far the cloth goes
constexpr float kMargin_m = 0.0020f;  // over the skin
constexpr float kTentStep_m = 0.009f, kTentSlope = 2.1f;
constexpr float kLowest_m = -0.185f;  // cloth hangs no deeper

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

// The cover's own places: rows from below upward.
constexpr int kCoverColumns = 140, kCoverRows = 88, kStride = kCoverColumns + 1;
constexpr float kFromX_m = -0.285f, kToX_m = 0.420f, kFromY_m = -0.300f, kToY_m = 0.128f;
using Heights = std::vector<float>;  // [row * kStride + column]

V3 cover_place(int row, int column, float side) {
  const float up = static_cast<float>(row) / kCoverRows,
              along = static_cast<float>(column) / kCoverColumns;
  const float bow_m = 0.010f * std::sin(7.0f * along) * up;
  return {side * mix(kFromX_m, kToX_m, along), mix(kFromY_m, kToY_m, up) + bow_m, 0.0f};
}
float height_at(const Heights& z, int row, int column) {
  return z[std::clamp(row, 0, kCoverRows) * kStride + std::clamp(column, 0, kCoverColumns)];
}
template <class Height>
Heights each_height(Height height) {
  Heights z((kCoverRows + 1) * kStride);
  for (int row = 0; row <= kCoverRows; ++row)
    for (int column = 0; column <= kCoverColumns; ++column)
      z[row * kStride + column] = height(row, column);
  return z;
}
// Something at this place holds the cloth up.
void hold_up(V3 p, float side, Heights& high) {
  const auto cell = [](float at, float from, float to, int cells) {
    return static_cast<int>(std::lround((at - from) / (to - from) * static_cast<float>(cells)));
  };
  const int row = cell(p.y, kFromY_m, kToY_m, kCoverRows),
            column = cell(p.x * side, kFromX_m, kToX_m, kCoverColumns);
  if (row < 0 || row > kCoverRows || column < 0 || column > kCoverColumns) return;
  high[row * kStride + column] = std::max(high[row * kStride + column], p.z);
}
// A cloth spans hollows: where nothing holds it, it lies between its neighbours, a little lower.
Heights pulled_level(const Heights& high) {
  constexpr int kRound = 4;      // cells: nothing narrower than this shows through
  constexpr int kPull = 90;      // how often it is pulled level between what holds it up
  constexpr float kSag = 0.06f;  // of its weight against that pull
  // the highest round about, so that no small shape is traced
  const auto highest = [&](int cells) {
    return each_height([&](int row, int column) {
      float z = height_at(high, row, column);
      for (int i = -cells; i <= cells; ++i)
        for (int j = -cells; j <= cells; ++j)
          if (i * i + j * j <= cells * cells) z = std::max(z, height_at(high, row + i, column + j));
      return z;
    });
  };
  const Heights held = highest(kRound);
  Heights z = highest(2 * kRound);
  for (int pass = 0; pass < kPull; ++pass)
    z = each_height([&](int row, int column) {
      float sum = 0.0f;
      for (int i = -1; i <= 1; ++i)
        for (int j = -1; j <= 1; ++j) sum += height_at(z, row + i, column + j);
      const float floor_m = height_at(held, row, column);
      const float hangs_m = std::max(0.0f, sum / 9.0f - floor_m);
      return floor_m + hangs_m * (1.0f - kSag * hangs_m);
    });
  return z;
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
      const float wobble_m = 0.005f * (cloth_noise(14.0f * share, 1.0f) - 0.5f);
      V3 p = hem.at(share) + hem.into(share) * (away_m + wobble_m);
      float body = bridged_m(p.x, p.y, side, away_m);
      // the slope of the breast may rise over the chest under the hem
      if (away_m < 0.05f) body = std::max(body, skin.height_m(p.x, p.y, body));
      // its edge is folded back: twice as thick for a hand's breadth
      const float lift =
          kThick_m * std::sin(0.5f * kPi * turn) *
          (1.0f - 0.75f * smooth(kTurned_m - 0.002f, kTurned_m + 0.003f, away_m + wobble_m));
      p.z =
          body + kMargin_m * (0.1f + 0.9f * turn) + lift + folds_m(side * p.x, p.y, away_m) * turn;
      drape.vertex.push_back({p, {}, p.x, p.y, mix(0.70f, 1.0f, smooth(0.0f, 0.6f, turn))});
    }
  add_cloth(drape, kAlong, kAway);
  finish_cloth(drape, kAlong, kAway);
  return drape;
}

Drape make_cover(const SkinSurface& skin, const Drape& below, float side) {
  // what lies below: body, drape, breast
  Heights high = each_height([&](int row, int column) {
    const V3 p = cover_place(row, column, side);
    return bridged_m(p.x, p.y, side, 0.0f);
  });
  for (const ClothVertex& v : below.vertex) hold_up(v.position_m, side, high);
  for (const SkinVertex& v : skin.vertices())
    if (v.r_m > 0.0f) hold_up(v.position_m, side, high);
  const Heights z = pulled_level(high);
  Drape cover;
  for (int row = 0; row <= kCoverRows; ++row)
    for (int column = 0; column <= kCoverColumns; ++column) {
      V3 p = cover_place(row, column, side);
      const float from_top_m = (kToY_m - kFromY_m) * (1.0f - static_cast<float>(row) / kCoverRows);
      const float side_m = std::min(p.x * side - kFromX_m, kToX_m - p.x * side);
      const float in = smooth(0.0f, 0.008f, std::min(from_top_m, side_m));
      // its upper edge is folded back
      const float turned = 1.0f - smooth(kTurned_m - 0.003f, kTurned_m + 0.003f, from_top_m);
      // slack folds hang between the heights, and gather beside them
      const float slack = smooth(0.0f, 0.050f, from_top_m - kTurned_m);
      p.z = height_at(z, row, column) + 2.0f * kMargin_m + kThick_m * in * (1.0f + 1.3f * turned) +
            (0.20f + 0.60f * slack) * in *
                folds_m(side * p.x + 0.31f, p.y - 0.12f, 0.045f + 0.05f * slack);
      cover.vertex.push_back({p, {}, p.x, p.y, mix(0.75f, 1.0f, in)});
    }
  add_cloth(cover, kCoverColumns, kCoverRows);
  finish_cloth(cover, kCoverColumns, kCoverRows);
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
                      0.012f * cloth_noise(3.0f * x + 5.0f, 3.0f * y + 2.0f);
      const float near = mix(0.60f, 1.0f, smooth(-0.02f, 0.16f, gap));
      sheet.vertex.push_back({{x, y, z}, {}, x, y, near});
    }
  add_cloth(sheet, kSide, kSide);
  finish_cloth(sheet, kSide, kSide);
  return sheet;
}

}  // namespace lac::render
