#pragma once
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "render/linear.h"
#include "render/subdivision.h"

namespace lac::render {

enum class Digit : int { Thumb, Index, Middle, Ring, Little };
inline constexpr int kDigits = 5;

/// Measures of the drawn hand, a right one: palm toward -z, fingers along +y, thumb on -x. Metres.
struct DigitRig {
  V3 base_m;                        // knuckle (thumb: its joint at the wrist)
  V3 rest_direction;                // unit, straight finger
  std::array<float, 3> bone_m{};    // last one to the centre of the fingertip's sphere
  std::array<float, 4> radius_m{};  // at base, joints and tip
};
const std::array<DigitRig, kDigits>& hand_rig();

/// Where one finger has to be: the centre of its tip, and if known the way the last bone points.
struct Reach {
  Digit digit = Digit::Index;
  V3 tip_m;                 // in the hand's own frame
  std::optional<V3> along;  // unit, in the hand's own frame
};

struct GloveVertex {
  V3 position_m, normal;
  V3 rest_m;            // in the hand's frame: textures and the cuff go by it
  float crease = 0.0f;  // 1 at joints: wrinkles there
  float nail = 0.0f;    // 1 on a nail; drawn on bare hands only
  float bare = 0.0f;    // 1: the parent's own hand
};

/// One hand as a smooth surface over joints: meshed once, then bent.
class Glove {
 public:
  /// @param cell_m   size of the mesh it is made of
  explicit Glove(float cell_m);

  /// Bends the fingers to `reach` (others curl by `idle_curl_rad`), puts the hand at `palm` (axes
  /// may be mirrored: a left hand) and appends its vertices.
  /// @param arm   unit, patient frame: where the forearm wants to go
  void pose(const Frame& palm, std::span<const Reach> reach, float idle_curl_rad, V3 arm, bool bare,
            std::vector<GloveVertex>& out) const;
  const Triangles& triangles() const { return triangle_; }
  int vertices() const { return static_cast<int>(rest_.size()); }

 private:
  static constexpr int kBones = 2 + 3 * kDigits;  // palm, forearm, three a digit
  struct Rest {
    V3 position_m, normal;
    std::array<int, 4> bone{};
    std::array<float, 4> weight{};
    float crease = 0.0f, nail = 0.0f;
  };
  std::vector<Rest> rest_;
  Triangles triangle_;
};

}  // namespace lac::render
