#pragma once
#include "contact/contact.h"

namespace lac::contact {

/// The skin as it stands now, for telling whether a finger is clear of the body.
struct SkinNow {
  const anatomy::TetMesh& mesh;
  std::span<const float> x_m;  // [node * 4]
  Vec3 node(int i) const { return {x_m[4 * i], x_m[4 * i + 1], x_m[4 * i + 2]}; }
};

/// True where no skin lies within the radius of the axis and the axis' middle is outside the body,
/// seen along `outward`.
bool is_clear(const SkinNow& skin, Vec3 a_m, Vec3 b_m, double radius_m, Vec3 outward);

/// Moves the proxies one tick toward the commanded fingers and writes the bodies they make:
///   |move| <= max_step * clamp((hard - N) / (hard - soft), -1, 1),  N last tick's contact force;
/// and its part against the skin's last push by no more than (hard - N) / K, K the pad's stiffness
/// of the last tick: a pad squeezed hard would else rise by hundreds of newtons in one step. Below
/// zero the proxy goes where the skin pushed it. A new finger, or one commanded farther away than a
/// hand can leap, starts clear of the skin along -press_direction.
void follow(const hand::HandPose& pose, const ContactParams& params, const SkinNow& skin,
            ContactState& contact, std::vector<tissue::FingerBody>& body);

}  // namespace lac::contact
