#include "app/view_turn.h"

#include <algorithm>
#include <cmath>

namespace lac::app {
namespace {

using render::Camera;
using render::V3;

// All assumed; effect: when the guide offers another view, and which.
constexpr float kHidden_cos =
    0.45f;  // seen flatter than this a circle is drawn twice as long as it looks
constexpr float kWell_cos = 0.65f;   // seen so squarely it is seen well
constexpr float kWorth_cos = 0.15f;  // what another view must show more squarely to be offered
constexpr float kStep_rad = 0.05f;   // between the views that are tried

}  // namespace

float facing(const Camera& camera, std::span<const ui::SkinPlace> places) {
  float least = 1.0f;
  for (const ui::SkinPlace& p : places) {
    const V3 at{p.at_m[0], p.at_m[1], p.at_m[2]}, normal{p.normal[0], p.normal[1], p.normal[2]};
    least = std::min(least, dot(normal, unit(camera.eye_m() - at)));
  }
  return least;
}

bool turned_away(const Camera& camera, std::span<const ui::SkinPlace> places) {
  const float now = facing(camera, places);
  return now < kHidden_cos && facing(turned_to(camera, places), places) > now + kWorth_cos;
}

Camera turned_to(const Camera& camera, std::span<const ui::SkinPlace> places) {
  Camera best = camera;
  float best_cos = std::min(facing(camera, places), kWell_cos), best_way = 0.0f;
  constexpr float kTurns_rad = 2.0f * Camera::kMostTurn_rad,
                  kTilts_rad = Camera::kMostTilt_rad - Camera::kLeastTilt_rad;
  constexpr int kTurns = static_cast<int>(kTurns_rad / kStep_rad),
                kTilts = static_cast<int>(kTilts_rad / kStep_rad);
  for (int i = 0; i <= kTurns; ++i)
    for (int j = 0; j <= kTilts; ++j) {
      const float turn = -Camera::kMostTurn_rad + static_cast<float>(i) * kStep_rad,
                  tilt = Camera::kLeastTilt_rad + static_cast<float>(j) * kStep_rad;
      Camera tried = camera;
      tried.turn_rad = turn;
      tried.tilt_rad = tilt;
      const float cos = std::min(facing(tried, places), kWell_cos);
      const float way = std::hypot(turn - camera.turn_rad, tilt - camera.tilt_rad);
      if (cos < best_cos || (cos == best_cos && way >= best_way)) continue;
      best = tried;
      best_cos = cos;
      best_way = way;
    }
  return best;
}

}  // namespace lac::app
