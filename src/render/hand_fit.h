#pragma once
#include <vector>

#include "render/glove.h"
#include "render/skin_grid.h"

namespace lac::render {

/// What a hand has to do in the picture: which digits must be where, how it would like to lie.
struct HandWish {
  Frame palm;  // as wished; axes may be mirrored: a left hand
  struct Tip {
    Digit digit;
    V3 at_m;                  // centre of the fingertip
    std::optional<V3> along;  // unit: the way the last bone points
  };
  std::vector<Tip> tip;
  float least_frac = 0.60f, most_frac = 0.97f;  // of a finger's length, from knuckle to tip
  float idle_curl_rad = 0.45f;
  V3 arm;              // unit: toward the elbow
  float turns = 1.0f;  // 0: the palm keeps its direction while it is fitted
  bool lays = false;   // its fingers are laid on the skin once the palm is placed
};

/// One drawn hand: where its palm is, what its fingers must reach.
struct PlacedHand {
  Frame palm;
  std::vector<Reach> reach;
  float idle_curl_rad = 0.45f;
  V3 arm;             // unit: toward the elbow
  bool bare = false;  // the parent's own
};

/// Moves and turns the palm as a rigid body until every digit can reach its place without being
/// stretched, and palm, knuckles and wrist lie clear of breast and chest.
/// @param side   +1: left breast, -1: right; 0: a body without chest
PlacedHand fit_hand(const HandWish& wish, const SkinGrid& skin, float side);

}  // namespace lac::render
