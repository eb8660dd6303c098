#include "contact/proxy.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "contact/constants.h"

namespace lac::contact {
namespace {

// does the ray from `o` along `d` cross the triangle?
bool crosses(Vec3 o, Vec3 d, Vec3 p, Vec3 q, Vec3 r) {
  const Vec3 e1 = q - p, e2 = r - p, h = cross(d, e2);
  const double det = dot(e1, h);
  if (std::fabs(det) < 1e-18) return false;
  const Vec3 s = o - p;
  const double u = dot(s, h) / det;
  if (u < 0.0 || u >= 1.0) return false;
  const Vec3 k = cross(s, e1);
  const double v = dot(d, k) / det;
  return v >= 0.0 && u + v < 1.0 && dot(e2, k) / det > 0.0;
}

double distance_to_axis(Vec3 p, Vec3 a, Vec3 b) {
  const Vec3 axis = b - a;
  const double length_sq = dot(axis, axis);
  const double t = length_sq > 1e-12 ? clamp(dot(p - a, axis) / length_sq, 0.0, 1.0) : 0.0;
  return norm(p - (a + t * axis));
}

Vec3 outward_of(const hand::Finger& f) { return -unit(f.press_direction, {0.0, 0.0, -1.0}); }

// the commanded pose, or the nearest clear one outward from it
Proxy place_clear(const hand::Finger& f, const SkinNow& skin) {
  const Vec3 out = outward_of(f);
  Proxy proxy{f.id, f.a_m, f.b_m, f.radius_m};
  const int steps = static_cast<int>(std::ceil(kSearchReach_m / kSearchStep_m));
  for (int k = 0; k < steps; ++k) {
    const double far_m = k * kSearchStep_m;
    proxy.a_m = f.a_m + far_m * out;
    proxy.b_m = f.b_m + far_m * out;
    if (is_clear(skin, proxy.a_m, proxy.b_m, proxy.radius_m, out)) break;
  }
  return proxy;
}

double farther(Vec3 a, Vec3 b) { return std::sqrt(std::max(dot(a, a), dot(b, b))); }

/// What a proxy felt in the last tick; `out` is where the skin pushed it.
struct Felt {
  double N = 0.0, N_per_m = 0.0;
  Vec3 out;
};

// share of a move inward that keeps the force under the hard limit, whatever lies below the pad
double bearable_share(const ContactParams& params, const Felt& last, Vec3 to_a, Vec3 to_b) {
  const double inward_m = -std::min(dot(to_a, last.out), dot(to_b, last.out));
  if (inward_m <= 0.0 || last.N_per_m <= 0.0) return 1.0;
  return std::min(1.0, (params.hard_limit_N - last.N) / last.N_per_m / inward_m);
}

tissue::FingerBody follow_one(const hand::Finger& f, const ContactParams& params, const Felt& last,
                              Proxy& proxy) {
  tissue::FingerBody body;
  const Vec3 to_a = f.a_m - proxy.a_m, to_b = f.b_m - proxy.b_m;
  const double wanted_m = farther(to_a, to_b);
  const double ease = clamp(
      (params.hard_limit_N - last.N) / std::max(params.hard_limit_N - params.soft_limit_N, 1e-9),
      -1.0, 1.0);
  if (ease < 0.0) {
    // too hard: out again, straight
    body.a_move_m = body.b_move_m = -ease * params.max_step_m * unit(last.out, outward_of(f));
  } else {
    const double reach =
        wanted_m > 1e-12 ? std::min(1.0, ease * params.max_step_m / wanted_m) : 1.0;
    const double share = reach * bearable_share(params, last, reach * to_a, reach * to_b);
    body.a_move_m = share * to_a;
    body.b_move_m = share * to_b;
    body.turn_rad = share * f.axis_turn_rad;
  }
  proxy.a_m += body.a_move_m;
  proxy.b_m += body.b_move_m;
  proxy.radius_m = f.radius_m;
  return body;
}

}  // namespace

bool is_clear(const SkinNow& skin, Vec3 a_m, Vec3 b_m, double radius_m, Vec3 outward) {
  const Vec3 middle = 0.5 * (a_m + b_m);
  int crossings = 0;
  for (const auto& t : skin.mesh.skin) {
    const Vec3 p = skin.node(t[0]), q = skin.node(t[1]), r = skin.node(t[2]);
    if (distance_to_axis((p + q + r) / 3.0, a_m, b_m) < radius_m ||
        distance_to_axis(p, a_m, b_m) < radius_m || distance_to_axis(q, a_m, b_m) < radius_m ||
        distance_to_axis(r, a_m, b_m) < radius_m) {
      return false;
    }
    crossings += crosses(middle, outward, p, q, r);
  }
  return crossings % 2 == 0;
}

void follow(const hand::HandPose& pose, const ContactParams& params, const SkinNow& skin,
            ContactState& contact, std::vector<tissue::FingerBody>& body) {
  body.clear();
  std::vector<Proxy>& old = contact.proxy;
  std::size_t at = 0, kept = 0;
  const std::size_t before = old.size();
  // proxies and fingers both ascend by id: merge; new ones are appended, then all are sorted
  for (const hand::Finger& f : pose.finger) {
    if (f.beside) continue;  // lies on the chest wall beside the breast and touches nothing of it
    while (at < before && old[at].id < f.id) ++at;
    const bool known = at < before && old[at].id == f.id;
    Proxy proxy = known ? old[at] : Proxy{};
    const Felt last =
        known ? Felt{contact.normal_N[at], contact.stiffness_N_per_m[at], contact.out[at]} : Felt{};
    tissue::FingerBody b;
    if (!known || farther(f.a_m - proxy.a_m, f.b_m - proxy.b_m) > kLeap_m) {
      proxy = place_clear(f, skin);
    } else {
      b = follow_one(f, params, last, proxy);
    }
    b.id = f.id;
    b.a_m = proxy.a_m;
    b.b_m = proxy.b_m;
    b.radius_m = proxy.radius_m;
    body.push_back(b);
    ++kept;
  }
  old.resize(kept);
  for (std::size_t i = 0; i < kept; ++i)
    old[i] = {body[i].id, body[i].a_m, body[i].b_m, body[i].radius_m};
  contact.normal_N.assign(kept, 0.0);
  contact.stiffness_N_per_m.assign(kept, 0.0);
  contact.out.assign(kept, Vec3{});
}

namespace {
constexpr NamedConstant kConstants[] = {{"kLeap_m", kLeap_m},
                                        {"kSearchStep_m", kSearchStep_m},
                                        {"kSearchReach_m", kSearchReach_m},
                                        {"kMirrorMargin_m", kMirrorMargin_m}};
}
std::span<const NamedConstant> constants() { return kConstants; }

}  // namespace lac::contact
