#include "render/torso.h"

#include <algorithm>
#include <cmath>

#include "render/body_shape.h"
#include "render/surface_net.h"

namespace lac::render {
namespace {

constexpr float kCell_m = 0.0080f;
constexpr float kTuck_m = 0.016f;     // under the breast's edge, out of sight
constexpr float kUnder_m = 0.0003f;   // so that the breast's own skin wins there,
constexpr float kUnderSlope = 0.22f;  // more so farther in
constexpr float kCovered_m = 0.010f;  // so deep under cloth nothing is drawn
// What is meshed, in the body's frame seen from the side worked on.
constexpr V3 kLow_m{-0.150f, -0.300f, -0.200f}, kHigh_m{0.380f, 0.330f, 0.040f};

}  // namespace

Torso::Torso(const SkinSurface& skin, float side) {
  const Flare& flare = *skin.flare();
  const Hem hem(flare, side);
  const V3 low{side > 0 ? kLow_m.x : -kHigh_m.x, kLow_m.y, kLow_m.z};
  const V3 high{side > 0 ? kHigh_m.x : -kLow_m.x, kHigh_m.y, kHigh_m.z};
  const Net net =
      surface_net([side](V3 p) { return body_distance_m(p, side); }, low, high, kCell_m);

  // skin coordinates go on from the breast's edge
  vertex_.resize(net.position_m.size());
  open_.resize(vertex_.size());
  std::vector<float> past_m(vertex_.size());
  for (std::size_t k = 0; k < vertex_.size(); ++k) {
    SkinVertex& v = vertex_[k];
    V3 p = net.position_m[k];
    const float angle = std::atan2(p.y, p.x);
    past_m[k] = std::hypot(p.x, p.y) - skin.edge_radius_m(angle);
    v.normal = net.normal[k];
    p = p - v.normal * (kUnder_m + kUnderSlope * clamp(-past_m[k], 0.0f, kTuck_m));
    v.position_m = p;
    v.join = 1.0f;
    const SkinVertex& edge = skin.edge(angle);
    const float flat_m = std::max(std::hypot(edge.u_m, edge.v_m), 1e-4f);
    v.u_m = edge.u_m / flat_m * (flat_m + past_m[k]);
    v.v_m = edge.v_m / flat_m * (flat_m + past_m[k]);
    v.r_m = std::max(edge.r_m + past_m[k], 0.06f);
    v.fullness = past_m[k];  // how far beyond the breast; peeled views begin there
    open_[k] = body_open(p, v.normal, side);
    v.shade = open_[k];
  }
  for (const auto& t : net.triangle) {
    const float least = std::min({past_m[t[0]], past_m[t[1]], past_m[t[2]]});
    float cover = 1.0f;
    for (const int k : t)
      cover = std::min(cover, hem.inside_m(vertex_[k].position_m.x, vertex_[k].position_m.y));
    if (least < 0.0f && vertex_[t[0]].normal.z > 0.0f) behind_.push_back(t);
    if (least < -kTuck_m && vertex_[t[0]].normal.z > 0.0f) continue;
    if (cover < kCovered_m) triangle_.push_back(t);
  }
}

bool Torso::update(const std::vector<Rod>& rods) {
  if (rods.empty() && !shaded_) return false;
  shaded_ = !rods.empty();
  for (std::size_t k = 0; k < vertex_.size(); ++k)
    vertex_[k].shade = open_[k] * rod_shade(rods, vertex_[k].position_m, vertex_[k].normal);
  return true;
}

}  // namespace lac::render
