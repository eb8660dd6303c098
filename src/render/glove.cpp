#include "render/glove.h"

#include <algorithm>
#include <cmath>

#include "render/hand_shape.h"
#include "render/surface_net.h"

namespace lac::render {
namespace {

constexpr float kWeightWidth_m = 0.0022f;  // how softly bones share the surface
constexpr float kThumbWeightWidth_m = 0.004f;
constexpr float kMostWristBend_rad = 0.95f;
constexpr float kCreaseReach_m = 0.007f;
constexpr float kRim_m = -0.098f, kRimReach_m = 0.0042f, kRimHigh_m = 0.0020f;  // of the cuff
// Beyond here the drawn arm is this much longer than the mesh: 0.51 m from the wrist, a whole arm
// held straight (assumed; effect: in views from below it leaves the picture before it ends).
constexpr float kDrawnOut_m = -0.200f, kDrawnOut = 3.6f;
constexpr float kPi = 3.14159265f;
constexpr V3 kDorsal{0.0f, 0.0f, 1.0f};
constexpr V3 kThumbBack{-0.78f, -0.26f, 0.57f};  // where the thumb's nail faces
// Of a finger's bends: range of the middle joint; share of it that the last one bends, usual and
// least (a pad pressed flat), and what an unusual one costs.
constexpr float kLeastBend_rad = 0.05f, kMostBend_rad = 1.9f;
constexpr float kUsualShare = 0.6f, kLeastShare = -0.1f, kShareStep = 0.1f, kUnusual = 0.08f;
constexpr int kShareSteps = 11;  // from the least share to the whole
constexpr int kBendSteps = 20;
constexpr std::array<float, 3> kThumbRest_rad{0.30f, 0.12f, 0.16f};
constexpr V3 kWristJoint{0.002f, -0.050f, 0.0f};

// Frame of a bone: y along it, z toward the back of the hand.
Frame bone_frame(V3 origin, V3 along, V3 back) {
  const V3 y = unit(along), z = unit(back - y * dot(back, y), {1, 0, 0});
  return {cross(y, z), y, z, origin};
}

struct Chain {
  std::array<Frame, 3> bone;
  std::array<float, 3> stretch{1.0f, 1.0f, 1.0f};
};

Chain rest_chain(const DigitRig& rig) {
  Chain chain;
  V3 at = rig.base_m;
  for (int k = 0; k < 3; ++k) {
    chain.bone[k] = bone_frame(at, rig.rest_direction, kDorsal);
    at = at + rig.rest_direction * rig.bone_m[k];
  }
  return chain;
}

// Curls a free finger: each joint turns about the axis across the finger.
Chain curled_chain(const DigitRig& rig, float curl_rad) {
  Chain chain;
  V3 at = rig.base_m, direction = rig.rest_direction;
  V3 back = unit(kDorsal - direction * dot(kDorsal, direction));
  const std::array<float, 3> share{0.8f, 1.15f, 0.7f};
  for (int k = 0; k < 3; ++k) {
    const float turn = curl_rad * share[k];
    const V3 d = direction * std::cos(turn) - back * std::sin(turn);
    back = back * std::cos(turn) + direction * std::sin(turn);
    direction = d;
    chain.bone[k] = {cross(direction, back), direction, back, at};
    at = at + direction * rig.bone_m[k];
  }
  return chain;
}

// How a finger bends in its plane: the middle joint by `bend_rad`, the last one by a share of it,
// as tendons couple them. Complex numbers with the first bone along the real axis.
struct Bend {
  float bend_rad, share;
  float reach_m, turned_rad;  // from base to tip: how far, and how much off the first bone
  Bend(const DigitRig& rig, float bend, float of_it) : bend_rad(bend), share(of_it) {
    const float last = bend * (1.0f + of_it);
    const float along =
        rig.bone_m[0] + rig.bone_m[1] * std::cos(bend) + rig.bone_m[2] * std::cos(last);
    const float off = rig.bone_m[1] * std::sin(bend) + rig.bone_m[2] * std::sin(last);
    reach_m = std::hypot(along, off);
    turned_rad = std::atan2(off, along);
  }
};

// The bend whose tip is `far_m` from the base; reach falls as the finger bends.
Bend bend_to(const DigitRig& rig, float far_m, float share) {
  float low = kLeastBend_rad, high = kMostBend_rad;
  for (int k = 0; k < kBendSteps; ++k) {
    const float middle = 0.5f * (low + high);
    (Bend(rig, middle, share).reach_m > far_m ? low : high) = middle;
  }
  return {rig, 0.5f * (low + high), share};
}

// Bends a finger so that its tip is at `reach`. Joints bend one way only, the last with the middle
// one; of those ways the one whose last bone points most as asked. Bones stretch a little rather
// than leave the tip.
Chain reaching_chain(const DigitRig& rig, const Reach& reach, bool thumb) {
  const V3 base = rig.base_m, span = reach.tip_m - base;
  const float far_m = std::max(length(span), 1e-4f);
  const V3 ahead = span * (1.0f / far_m);
  const V3 pole = thumb ? kThumbBack : kDorsal;
  const V3 knee_way = unit(pole - ahead * dot(pole, ahead), {0, 1, 0});
  const auto way = [&](float angle_rad) {
    return ahead * std::cos(angle_rad) + knee_way * std::sin(angle_rad);
  };
  Bend best = bend_to(rig, far_m, kUsualShare);
  if (reach.along) {
    const auto fit = [&](const Bend& b) {
      return dot(way(b.turned_rad - b.bend_rad * (1.0f + b.share)), *reach.along) -
             kUnusual * std::abs(b.share - kUsualShare);
    };
    for (int k = 0; k <= kShareSteps; ++k) {
      const float share = kLeastShare + static_cast<float>(k) * kShareStep;
      if (const Bend b = bend_to(rig, far_m, share); fit(b) > fit(best)) best = b;
    }
  }

  Chain chain;
  const float stretch = far_m / best.reach_m;
  V3 at = base;
  float angle_rad = best.turned_rad;
  for (std::size_t k = 0; k < 3; ++k) {
    if (k > 0) angle_rad -= best.bend_rad * (k == 1 ? 1.0f : best.share);
    const V3 along = way(angle_rad);
    chain.bone[k] = bone_frame(at, along, way(angle_rad + 0.5f * kPi));
    chain.stretch[k] = stretch;
    at += along * (rig.bone_m[k] * stretch);
  }
  return chain;
}

// A thumb with nothing to do lies beside the hand, a little bent toward the forefinger.
Chain resting_thumb(const DigitRig& rig, float curl_rad) {
  Chain chain = rest_chain(rig);
  const V3 back = unit(kThumbBack - rig.rest_direction * dot(kThumbBack, rig.rest_direction));
  const V3 axis = cross(back, rig.rest_direction);
  V3 at = rig.base_m;
  float turn_rad = 0.0f;
  for (std::size_t k = 0; k < 3; ++k) {
    turn_rad += kThumbRest_rad[k] + 0.15f * curl_rad;
    Frame& bone = chain.bone[k];
    for (V3* v : {&bone.x, &bone.y, &bone.z}) *v = rotated(*v, axis * turn_rad);
    bone.origin = at;
    at += bone.y * rig.bone_m[k];
  }
  return chain;
}

// How much of a nail a place on the resting hand is: the back of the last bone's outer half.
float nail_share(const DigitRig& rig, V3 p, V3 normal) {
  const V3 from = rig.base_m + rig.rest_direction * (rig.bone_m[0] + rig.bone_m[1]);
  const float along = dot(p - from, rig.rest_direction) / (rig.bone_m[2] + rig.radius_m[3]);
  const V3 back = unit(kDorsal - rig.rest_direction * dot(kDorsal, rig.rest_direction));
  if (length(p - from) > 2.2f * rig.bone_m[2]) return 0.0f;
  return smooth(0.30f, 0.42f, along) * (1.0f - smooth(0.93f, 1.02f, along)) *
         smooth(0.62f, 0.80f, dot(normal, back));
}

// Carries a rest point along with its bone.
V3 carry(const Frame& rest, const Frame& posed, float stretch, V3 p) {
  V3 local = rest.local(p - rest.origin);
  local.y *= stretch;
  return posed.place(local);
}

}  // namespace

Glove::Glove(float cell_m) {
  Net net =
      surface_net(hand_distance_m, {-0.105f, -0.300f, -0.060f}, {0.075f, 0.170f, 0.050f}, cell_m);
  triangle_ = std::move(net.triangle);
  rest_.resize(net.position_m.size());
  for (std::size_t v = 0; v < rest_.size(); ++v) {
    Rest& r = rest_[v];
    r.position_m = net.position_m[v];
    r.normal = net.normal[v];

    // weights fall off with the distance beyond the nearest bone; the four largest stay
    std::array<std::pair<float, int>, kBones> nearest;
    for (int bone = 0; bone < kBones; ++bone)
      nearest[bone] = {bone_distance_m(bone, r.position_m), bone};
    std::sort(nearest.begin(), nearest.end());
    float sum = 0.0f;
    for (int k = 0; k < 4; ++k) {
      const bool broad = nearest[k].second <= 4;
      const float width = broad ? kThumbWeightWidth_m : kWeightWidth_m;
      r.bone[k] = nearest[k].second;
      r.weight[k] = std::exp(-(nearest[k].first - nearest[0].first) / width);
      sum += r.weight[k];
    }
    for (float& w : r.weight) w /= sum;

    // creases at the finger joints
    for (const DigitRig& rig : hand_rig()) {
      V3 joint = rig.base_m;
      for (int k = 0; k < 2; ++k) {
        joint = joint + rig.rest_direction * rig.bone_m[k];
        const float along = std::abs(dot(r.position_m - joint, rig.rest_direction));
        if (length(r.position_m - joint) < 2.0f * rig.radius_m[k + 1])
          r.crease = std::max(r.crease, 1.0f - smooth(0.0f, kCreaseReach_m, along));
      }
      r.nail = std::max(r.nail, nail_share(rig, r.position_m, r.normal));
    }

    // the arm goes on past the mesh's end, out of the picture: its last part is drawn out
    if (r.position_m.y < kDrawnOut_m)
      r.position_m.y = kDrawnOut_m - kDrawnOut * (kDrawnOut_m - r.position_m.y);
  }
}

void Glove::pose(const Frame& palm, std::span<const Reach> reach, float idle_curl_rad, V3 arm,
                 bool bare, std::vector<GloveVertex>& out) const {
  // bones at rest and posed, in the hand's own frame
  std::array<Frame, kBones> rest, posed;
  std::array<float, kBones> stretch;
  stretch.fill(1.0f);
  for (int d = 0; d < kDigits; ++d) {
    const DigitRig& rig = hand_rig()[d];
    const Chain from = rest_chain(rig);
    Chain to = d == 0 ? resting_thumb(rig, idle_curl_rad) : curled_chain(rig, idle_curl_rad);
    for (const Reach& r : reach)
      if (static_cast<int>(r.digit) == d) to = reaching_chain(rig, r, d == 0);
    for (int k = 0; k < 3; ++k) {
      rest[2 + 3 * d + k] = from.bone[k];
      posed[2 + 3 * d + k] = to.bone[k];
      stretch[2 + 3 * d + k] = to.stretch[k];
    }
  }

  // the wrist bends toward where the arm comes from, within its range
  const V3 straight{0.0f, -1.0f, 0.0f};
  const V3 wanted = palm.local(arm);
  const float angle = std::acos(clamp(dot(wanted, straight), -1.0f, 1.0f));
  const float share = angle > kMostWristBend_rad ? kMostWristBend_rad / angle : 1.0f;
  const V3 aside = unit(wanted - straight * dot(wanted, straight), {1, 0, 0});
  const V3 forearm = straight * std::cos(angle * share) + aside * std::sin(angle * share);
  rest[1] = bone_frame(kWristJoint, -straight, kDorsal);
  posed[1] = bone_frame(kWristJoint, -forearm, kDorsal);

  // bend, then put in place; a bare arm has no rolled rim
  for (Rest r : rest_) {
    if (bare && std::abs(r.position_m.y - kRim_m) < kRimReach_m) {
      const V3 out_of_axis = unit(V3{r.position_m.x - kWristJoint.x, 0.0f, r.position_m.z});
      r.position_m =
          r.position_m -
          out_of_axis *
              (kRimHigh_m * (1.0f - smooth(0.0f, kRimReach_m, std::abs(r.position_m.y - kRim_m))));
      r.normal = out_of_axis;
    }
    V3 p, n;
    for (int k = 0; k < 4; ++k) {
      const int bone = r.bone[k];
      p += carry(rest[bone], posed[bone], stretch[bone], r.position_m) * r.weight[k];
      n += posed[bone].turn(rest[bone].local(r.normal)) * r.weight[k];
    }
    out.push_back(
        {palm.place(p), unit(palm.turn(n)), r.position_m, r.crease, r.nail, bare ? 1.0f : 0.0f});
  }
}

}  // namespace lac::render
