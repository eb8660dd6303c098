#include "render/inside.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "render/body_shape.h"
#include "render/surface_net.h"

namespace lac::render {
namespace {

// Only for the picture.
constexpr float kLobeCell_m = 0.0040f, kLobeBall_m = 0.0085f, kBallPerTet = 0.66f;
constexpr std::size_t kMostBalls = 90;
constexpr float kDuctWider = 1.5f;  // ducts are drawn wider than they are, to be seen
constexpr float kTwig_m = 0.0005f;
constexpr float kVessel_m = 0.0007f, kVesselStep_m = 0.0045f, kSeedGap_m = 0.021f;
constexpr int kMostVesselSteps = 46;
constexpr float kMostFlow_m_per_s = 0.06f;  // of the bands that show moving milk
constexpr float kLeastExcess = 0.04f;
constexpr float kPlug_m = 0.0042f;
const V3 kSectionLit =
    unit(V3{-0.2f, 0.5f, 0.85f});  // a section is lit evenly, from wherever it is seen

const Look kDuctWall{{0.70f, 0.50f, 0.40f}, 1.0f, 0.35f, 0.0f, 0.0f};
const Look kMilkLook{{0.93f, 0.88f, 0.76f}, 1.0f, 0.35f, 0.0f, 0.0f};
const Look kPlugLook{{0.50f, 0.16f, 0.02f}, 1.0f, 0.25f, 0.0f, 0.0f};
const Look kVesselLook{{0.10f, 0.42f, 0.30f}, 1.0f, 0.30f, 0.0f, 0.012f};
const Look kNodeLook{{0.16f, 0.46f, 0.32f}, 1.0f, 0.25f, 0.0f, 0.0f};
const Look kFluidLook{{0.20f, 0.45f, 0.75f}, 0.55f, 0.6f, 0.35f, 0.0f};

V3 narrow(Vec3 v) {
  return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
}

// Neighbouring lobes must be told apart: two warm hues in turn, lighter and deeper.
V3 lobe_colour(std::size_t lobe, float fullness) {
  static constexpr std::array<unsigned, 4> hue{0xd99a86, 0xe3b58f, 0xc98574, 0xeac3a6};
  const V3 base = linear_from_hex(hue[lobe % hue.size()]);
  // full lobes turn toward the white of milk
  return mix(base, V3{0.92f, 0.86f, 0.74f}, 0.55f * clamp(fullness - 0.2f, 0.0f, 1.0f));
}

// A fine branch leaves the duct where it is nearest and bends out to its bunch of alveoli.
void add_twig(const std::vector<V3>& duct, V3 from, V3 to, Thing& out) {
  V3 root = duct.front();
  for (const V3& p : duct)
    if (length(p - from) < length(root - from)) root = p;
  const V3 bend = mix(root, to, 0.5f) + (from - mix(root, to, 0.5f)) * 0.6f;
  add_tube({root, mix(root, bend, 0.6f), bend, to},
           {2.2f * kTwig_m, 1.8f * kTwig_m, 1.4f * kTwig_m, kTwig_m}, kDuctWall, 6, out);
}

}  // namespace

Inside::Inside(const anatomy::Breast& breast) : tet_(breast.mesh.tet) {
  rest_m_.reserve(breast.mesh.node_m.size());
  for (const Vec3& p : breast.mesh.node_m) rest_m_.push_back(narrow(p));
  // gland by node, and which nodes are skin
  gland_.assign(rest_m_.size(), 0.0f);
  std::vector<float> count(rest_m_.size(), 0.0f);
  for (std::size_t t = 0; t < tet_.size(); ++t)
    for (const int n : tet_[t]) {
      gland_[n] += static_cast<float>(breast.gland_frac[t]);
      count[n] += 1.0f;
    }
  for (std::size_t n = 0; n < gland_.size(); ++n) gland_[n] /= std::max(count[n], 1.0f);
  skin_depth_.assign(rest_m_.size(), 1);
  for (const int n : breast.mesh.skin_node) skin_depth_[n] = 0;
  shape_lobes(breast);
  lay_lymph(breast);
}

Inside::Carried Inside::carry(V3 rest, V3 normal) const {
  // the four nearest nodes, by inverse square distance
  std::array<std::pair<float, int>, kCarriers> best;
  best.fill({std::numeric_limits<float>::max(), 0});
  for (std::size_t n = 0; n < rest_m_.size(); ++n) {
    const V3 d = rest_m_[n] - rest;
    std::pair<float, int> here{dot(d, d), static_cast<int>(n)};
    if (here.first >= best.back().first) continue;
    for (auto& slot : best)
      if (here.first < slot.first) std::swap(here, slot);
  }
  Carried c{rest, normal, {}, {}};
  float sum = 0.0f;
  for (std::size_t k = 0; k < best.size(); ++k) {
    c.node[k] = best[k].second;
    c.weight[k] = 1.0f / (best[k].first + 1e-7f);
    sum += c.weight[k];
  }
  for (float& w : c.weight) w /= sum;
  return c;
}

V3 Inside::place(const Carried& c, const std::vector<V3>& moved_m) const {
  V3 p = c.rest_m;
  for (std::size_t k = 0; k < c.node.size(); ++k)
    p += (moved_m[c.node[k]] - rest_m_[c.node[k]]) * c.weight[k];
  return p;
}

std::vector<V3> Inside::moved(const sim::Snapshot& snapshot) const {
  if (snapshot.node_m.size() != 3 * rest_m_.size()) return rest_m_;
  std::vector<V3> moved_m(rest_m_.size());
  for (std::size_t n = 0; n < moved_m.size(); ++n)
    moved_m[n] = {snapshot.node_m[3 * n], snapshot.node_m[3 * n + 1], snapshot.node_m[3 * n + 2]};
  return moved_m;
}

void Inside::shape_lobes(const anatomy::Breast& breast) {
  for (std::size_t l = 0; l < breast.ducts.lobe.size(); ++l) {
    const anatomy::Lobe& lobe = breast.ducts.lobe[l];
    // the gland's own elements as a bunch of balls
    std::vector<std::pair<V3, float>> ball;
    for (std::size_t t = 0; t < tet_.size(); ++t)
      if (breast.lobe[t] == static_cast<int>(l)) {
        V3 middle;
        for (const int n : tet_[t]) middle += rest_m_[n] * 0.25f;
        const auto volume = static_cast<float>(breast.mesh.tet_volume_m3[t]);
        ball.push_back({middle, kBallPerTet * std::cbrt(volume)});
      }
    const std::size_t every = ball.size() / kMostBalls + 1;
    std::vector<std::pair<V3, float>> kept;
    for (std::size_t k = 0; k < ball.size(); k += every)
      kept.push_back({ball[k].first, ball[k].second * std::cbrt(static_cast<float>(every))});
    const V3 centre = narrow(lobe.centre_m);
    if (kept.empty()) kept.push_back({centre, kLobeBall_m});
    const auto distance = [&](V3 p) {
      float d = 1.0f;
      for (const auto& [at, r] : kept) d = smooth_min(d, length(p - at) - r, 0.0050f);
      return d;
    };
    V3 low = centre, high = centre;
    const auto widen = [&](V3 p) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    };
    for (const auto& [at, r] : kept) widen(at);
    const V3 margin{0.016f, 0.016f, 0.016f};
    const Net net = surface_net(distance, low - margin, high + margin, kLobeCell_m);
    LobeShape shape;
    shape.triangle = net.triangle;
    shape.point.reserve(net.position_m.size());
    for (std::size_t k = 0; k < net.position_m.size(); ++k)
      shape.point.push_back(carry(net.position_m[k], net.normal[k]));
    lobe_.push_back(std::move(shape));
    std::vector<std::array<Carried, 2>> twigs;
    for (const auto& twig : lobe.twig_m)
      twigs.push_back({carry(narrow(twig[0])), carry(narrow(twig[1]))});
    twig_.push_back(std::move(twigs));
  }
}

void Inside::lay_lymph(const anatomy::Breast& breast) {
  if (breast.lymph_direction.size() != rest_m_.size()) return;
  const anatomy::Landmarks& marks = breast.landmarks;
  const std::array<V3, 3> group{narrow(marks.axilla_m), narrow(marks.parasternum_m),
                                narrow(marks.clavicle_m)};
  // nodes lie in small clusters where each territory drains to
  for (std::size_t g = 0; g < group.size(); ++g)
    for (int k = 0; k < (g == 0 ? 6 : 3); ++k) {
      const float a = 2.4f * static_cast<float>(k), r = 0.0065f * std::sqrt(static_cast<float>(k));
      lymph_node_m_.push_back(group[g] + V3{r * std::cos(a), r * std::sin(a), 0.002f * (k % 2)});
    }
  // seeds spread over the skin, each followed along the local path
  std::vector<V3> seed;
  for (const int n : breast.mesh.skin_node) {
    const bool far = std::all_of(seed.begin(), seed.end(),
                                 [&](V3 s) { return length(s - rest_m_[n]) > kSeedGap_m; });
    if (far && rest_m_[n].z > 0.004f) seed.push_back(rest_m_[n]);
  }
  for (V3 at : seed) {
    std::vector<Carried> path;
    V3 way;
    const Carried start = carry(at);
    const V3 goal = group[static_cast<std::size_t>(breast.territory[start.node[0]])];
    for (int step = 0; step < kMostVesselSteps; ++step) {
      const Carried here = carry(at - V3{0, 0, 0.0015f});
      path.push_back(here);
      const V3 off = at - rest_m_[here.node[0]];
      const bool inside = length(off) < 0.014f;
      const V3 local = narrow(breast.lymph_direction[here.node[0]]);
      const V3 to_goal = goal - at;
      if (length(to_goal) < 0.010f) break;
      const float near = smooth(0.09f, 0.03f, length(to_goal));
      const V3 wanted = inside ? unit(mix(local, unit(to_goal), near)) : unit(to_goal);
      way = step == 0 ? wanted : unit(way * 0.55f + wanted * 0.45f);
      at = at + way * kVesselStep_m;
    }
    if (path.size() > 4) vessel_.push_back(std::move(path));
  }
}

void Inside::add_lobes(const sim::Snapshot& snapshot, const std::vector<V3>& moved_m, float alpha,
                       Thing& out) const {
  for (std::size_t l = 0; l < lobe_.size(); ++l) {
    const float full = l < snapshot.lobe_fullness.size() ? snapshot.lobe_fullness[l] : 0.6f;
    const V3 colour = lobe_colour(l, full);
    const int first = static_cast<int>(out.vertex.size());
    const float swell_m = 0.0022f * clamp(full - 0.7f, -0.5f, 0.7f);
    for (const Carried& c : lobe_[l].point)
      out.vertex.push_back({place(c, moved_m) + c.normal * swell_m, c.normal, colour, alpha, 0.18f,
                            alpha < 1.0f ? 0.8f : 0.0f, 0.0f, 0.0f});
    for (const auto& [a, b, c] : lobe_[l].triangle)
      out.triangle.push_back({first + a, first + b, first + c});
  }
}

void Inside::add_ducts(const sim::Snapshot& snapshot, const std::vector<V3>& moved_m,
                       Thing& out) const {
  const std::size_t lobes = twig_.size();
  if (snapshot.duct.size() != lobes * anatomy::kDuctSegments) return;
  for (std::size_t l = 0; l < lobes; ++l) {
    const sim::DuctDrawn* const duct = &snapshot.duct[l * anatomy::kDuctSegments];
    std::vector<V3> path;
    std::vector<float> radius_m;
    for (int j = 0; j < anatomy::kDuctSegments; ++j) {
      path.push_back(v3(duct[j].a_m));
      path.push_back((v3(duct[j].a_m) + v3(duct[j].b_m)) * 0.5f);
      const float r = 0.5f * kDuctWider * duct[j].diameter_m;
      radius_m.insert(radius_m.end(), {r, r});
    }
    path.push_back(v3(duct[anatomy::kDuctSegments - 1].b_m));
    radius_m.push_back(0.5f * radius_m.back());
    // milk runs as fast as the pore gives it; a still duct shows no bands
    const float area = 3.14159f * radius_m[4] * radius_m[4] / (kDuctWider * kDuctWider);
    Look look = kMilkLook;
    look.speed_m_per_s = std::min(duct[0].flow_m3_per_s / area, kMostFlow_m_per_s);
    if (duct[0].plugged) look.colour = mix(look.colour, kPlugLook.colour, 0.25f);
    add_tube(path, radius_m, look, 10, out);
    for (const auto& twig : twig_[l])
      add_twig(path, place(twig[0], moved_m), place(twig[1], moved_m), out);
    if (duct[0].plugged && !snapshot.plug.present) {
      const V3 at = v3(duct[1].b_m);
      add_ball(frame_along(at, v3(duct[1].b_m) - v3(duct[1].a_m)),
               {0.8f * kPlug_m, 1.35f * kPlug_m, 0.8f * kPlug_m}, kPlugLook, 16, out);
    }
  }
}

void Inside::add_plug(const sim::PlugDrawn& plug, Thing& out) {
  if (!plug.present) return;
  // the lump that a hand feels, clear; what blocks, dark in its middle, smaller as it frees
  const V3 at = v3(plug.position_m);
  const float core_m = kPlug_m * (1.0f - 0.7f * plug.freed_frac);
  add_ball(frame_along(at, {0, 1, 0}), V3{1, 1, 1} * core_m, kPlugLook, 16, out);
  Look lump = kPlugLook;
  lump.alpha = 0.30f * (1.0f - 0.6f * plug.freed_frac);
  lump.clear = 0.5f;
  add_ball(frame_along(at, {0, 1, 0}), V3{1, 1, 1} * plug.radius_m, lump, 28, out);
}

void Inside::add_lymph(const std::vector<V3>& moved_m, Thing& out) const {
  for (const auto& path : vessel_) {
    std::vector<V3> points;
    std::vector<float> radius_m;
    for (std::size_t k = 0; k < path.size(); ++k) {
      points.push_back(place(path[k], moved_m));
      // beads between the valves
      radius_m.push_back(kVessel_m * (0.75f + 0.45f * static_cast<float>(k % 2)) *
                         (0.7f + 0.6f * static_cast<float>(k) / static_cast<float>(path.size())));
    }
    add_tube(points, radius_m, kVesselLook, 8, out);
  }
  for (const V3& at : lymph_node_m_)
    add_ball(frame_along(at, {0.4f, 0.9f, 0.1f}), {0.0036f, 0.0056f, 0.0032f}, kNodeLook, 14, out);
}

void Inside::add_fluid(const sim::Snapshot& snapshot, const std::vector<V3>& moved_m,
                       Thing& out) const {
  if (snapshot.node_excess.size() != rest_m_.size()) return;
  for (std::size_t n = 0; n < rest_m_.size(); ++n) {
    const float e = snapshot.node_excess[n];
    if (e < kLeastExcess) continue;
    const float radius_m = 0.0016f + 0.0036f * std::cbrt(std::min(e, 1.2f));
    add_ball(frame_along(moved_m[n], {0, 1, 0}), V3{1, 1, 1} * (0.62f * radius_m), kFluidLook, 8,
             out);
  }
}

void Inside::build(const sim::Snapshot& snapshot, Layer layer, Thing& out) const {
  const std::vector<V3> moved_m = moved(snapshot);
  switch (layer) {
    case Layer::Lobes:
      add_lobes(snapshot, moved_m, 1.0f, out);
      break;
    case Layer::Ducts:
      add_ducts(snapshot, moved_m, out);
      add_plug(snapshot.plug, out);
      add_lobes(snapshot, moved_m, 0.16f, out);
      break;
    case Layer::Lymph:
      add_lymph(moved_m, out);
      break;
    case Layer::Oedema:
      add_fluid(snapshot, moved_m, out);
      break;
    case Layer::Skin:
      // under a cut: the ducts alone
      add_ducts(snapshot, moved_m, out);
      add_plug(snapshot.plug, out);
      break;
    case Layer::kCount:
      break;
  }
}

void Inside::build_section(const sim::Snapshot& snapshot, V3 normal, float distance_m,
                           Overlay overlay, Thing& out) const {
  const std::vector<V3> moved_m = moved(snapshot);
  const std::vector<float>* field = nullptr;
  if (overlay == Overlay::Oedema) field = &snapshot.node_excess;
  if (overlay == Overlay::TissuePressure) field = &snapshot.node_pressure_Pa;
  if (field != nullptr && field->size() != rest_m_.size()) field = nullptr;
  const float full = legend(overlay).high * (overlay == Overlay::TissuePressure ? 1e3f : 1.0f);

  // colour of a node: fat, gland or skin; or the overlay's value
  const auto colour = [&](int n) {
    if (field != nullptr) return narrow(cividis_light((*field)[n] / full));
    const V3 fat = linear_from_hex(0xf3dc9c), gland = linear_from_hex(0xd79a8a);
    return mix(fat, gland, smooth(0.15f, 0.75f, gland_[n]));
  };
  std::vector<float> side(moved_m.size());
  for (std::size_t n = 0; n < side.size(); ++n) side[n] = dot(moved_m[n], normal) - distance_m;
  for (const auto& tet : tet_) {
    // up to four edges cross the plane
    std::array<ThingVertex, 4> corner;
    int corners = 0;
    for (int a = 0; a < 4 && corners < 4; ++a)
      for (int b = a + 1; b < 4 && corners < 4; ++b) {
        const int na = tet[a], nb = tet[b];
        if ((side[na] < 0.0f) == (side[nb] < 0.0f)) continue;
        const float t = side[na] / (side[na] - side[nb]);
        corner[corners++] = {mix(moved_m[na], moved_m[nb], t),
                             kSectionLit,
                             mix(colour(na), colour(nb), t),
                             1.0f,
                             0.06f,
                             0.0f,
                             0.0f,
                             0.0f};
      }
    if (corners < 3) continue;
    const int first = static_cast<int>(out.vertex.size());
    for (int k = 0; k < corners; ++k) out.vertex.push_back(corner[k]);
    out.triangle.push_back({first, first + 1, first + 2});
    // edges come as 01 02 03 12 13 23: of four crossings the middle two lie beside each other
    if (corners == 4) out.triangle.push_back({first + 1, first + 2, first + 3});
  }
}

}  // namespace lac::render
