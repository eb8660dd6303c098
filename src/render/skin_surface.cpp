#include "render/skin_surface.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "render/body_shape.h"

namespace lac::render {
namespace {

constexpr int kMostLevels = 3;
// Contact shadow: reach of a rod's soft shadow, and how dark it gets.
constexpr float kShadowReach_m = 0.020f;
constexpr float kShadowDepth = 0.62f;
// Folds: how far their shade spreads, and how dark it gets.
constexpr int kHollowPasses = 12;
constexpr float kHollowScale_m = 0.030f;
constexpr float kHollowMost = 0.55f;
// Coverage: what counts as a touch, and the longest gap between two drawn ticks that still counts.
constexpr float kTouch_Pa = 30.0f;
constexpr std::int64_t kMostGap_ticks = 30;
constexpr float kTicks_per_s = 60.0f;
constexpr std::int64_t kSlowEvery_ticks = 6;  // what changes over seconds follows so often
// How far a lobe's gland reaches under the skin, for showing its fullness there.
constexpr float kLobeReach_m = 0.016f;
constexpr float kWetNipple_m3 = 6e-9f;  // milk in all its pores that wets the whole nipple

float lane(const std::vector<float>& values, std::size_t i) {
  return i < values.size() ? values[i] : 0.0f;
}

Triangles skin_triangles(const anatomy::Breast& breast) {
  Triangles triangles;
  triangles.reserve(breast.mesh.skin.size());
  for (const auto& t : breast.mesh.skin)
    triangles.push_back(
        {breast.mesh.skin_index[t[0]], breast.mesh.skin_index[t[1]], breast.mesh.skin_index[t[2]]});
  return triangles;
}

int levels_for(std::size_t triangles, std::size_t wanted) {
  int levels = 0;
  for (std::size_t n = triangles; n < wanted && levels < kMostLevels; n *= 4) ++levels;
  return levels;
}

// Rolls skin coordinates flat so that textures meet no seam: distance from the nipple's tip, in the
// clock's direction. The nipple's own height shrinks toward its tip.
V3 flat_coordinates(const anatomy::Breast& breast, std::size_t skin_node) {
  const anatomy::SkinCoord& c = breast.skin_coord[skin_node];
  const double radius_m = 0.5 * breast.params.nipple_diameter_m;
  const double height_m = std::max(breast.params.nipple_length_m, 1e-3);
  const double flat_m =
      c.r_m >= 0.0 ? radius_m + c.r_m : radius_m * std::max(0.0, 1.0 + c.r_m / (1.3 * height_m));
  return {static_cast<float>(flat_m * std::sin(c.clock_rad)),
          static_cast<float>(flat_m * std::cos(c.clock_rad)), static_cast<float>(c.r_m)};
}

}  // namespace

float rod_shade(const std::vector<Rod>& rods, V3 p_m, V3 normal) {
  float open = 1.0f;
  for (const Rod& rod : rods) {
    // nearest point of the rod's axis
    const V3 axis = rod.b_m - rod.a_m;
    const float t = clamp(dot(p_m - rod.a_m, axis) / std::max(dot(axis, axis), 1e-12f), 0.0f, 1.0f);
    const V3 to_rod = rod.a_m + axis * t - p_m;
    const float distance_m = length(to_rod);
    const float gap_m = distance_m - rod.radius_m;
    if (gap_m > kShadowReach_m) continue;
    // a rod hides sky only on the side that the skin faces
    const float facing =
        clamp(0.35f + 0.65f * dot(to_rod, normal) / std::max(distance_m, 1e-6f), 0.0f, 1.0f);
    const float near = 1.0f - clamp(gap_m / kShadowReach_m, 0.0f, 1.0f);
    open *= 1.0f - kShadowDepth * facing * near * near;
  }
  return open;
}

SkinSurface::SkinSurface(const anatomy::Breast& breast, std::size_t triangles_wanted)
    : subdivision_(skin_triangles(breast), static_cast<int>(breast.mesh.skin_node.size()),
                   levels_for(breast.mesh.skin.size(), triangles_wanted)) {
  // rest positions and skin coordinates ride through the same weights, once
  const std::size_t nodes = breast.mesh.skin_node.size();
  coarse_.assign(nodes * Subdivision::kLanes, 0.0f);
  for (std::size_t i = 0; i < nodes; ++i) {
    const Vec3 p = breast.mesh.node_m[breast.mesh.skin_node[i]];
    const V3 flat = flat_coordinates(breast, i);
    const std::array<double, 6> lanes{p.x, p.y, p.z, flat.x, flat.y, flat.z};
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
      coarse_[Subdivision::kLanes * i + lane] = static_cast<float>(lanes[lane]);
  }
  subdivision_.evaluate(coarse_, scratch_, fine_);
  vertex_.resize(static_cast<std::size_t>(subdivision_.vertices()));
  rest_m_.resize(vertex_.size());
  float lowest_r_m = std::numeric_limits<float>::max();
  for (std::size_t v = 0; v < vertex_.size(); ++v) {
    const float* const f = &fine_[Subdivision::kLanes * v];
    rest_m_[v] = {f[0], f[1], f[2]};
    vertex_[v].u_m = f[3];
    vertex_[v].v_m = f[4];
    vertex_[v].r_m = f[5];
    const float off_axis_m = std::sqrt(f[3] * f[3] + f[4] * f[4]);
    if (f[5] + off_axis_m < lowest_r_m) {
      lowest_r_m = f[5] + off_axis_m;
      tip_ = static_cast<int>(v);
    }
  }

  // the slope onto the chest
  offset_m_.resize(vertex_.size());
  chest_normal_.resize(vertex_.size());
  open_.assign(vertex_.size(), 1.0f);
  if (breast.params.kind == anatomy::BodyKind::Breast) {
    const float side = breast.params.side == anatomy::Side::Left ? 1.0f : -1.0f;
    flare_ = std::make_unique<Flare>(rest_m_, triangles(), side);
    std::vector<float> along(vertex_.size());
    for (std::size_t v = 0; v < vertex_.size(); ++v) {
      const Flare::Move move = flare_->move(rest_m_[v]);
      offset_m_[v] = move.offset_m;
      along[v] = move.along;
      vertex_[v].join = smooth(0.62f, 1.0f, move.along);
      const V3 at = rest_m_[v] + move.offset_m;
      chest_normal_[v] = torso_normal(at.x, at.y, side);
      open_[v] = mix(1.0f, body_open(at, chest_normal_[v], side), smooth(0.0f, 1.0f, move.along));
    }
    slope_ = Slope(triangles(), along);
  }
  find_edges();
  find_lobes(breast);

  // folds as they are at rest, whatever the first snapshot shows
  sim::Snapshot rest;
  for (const int node : breast.mesh.skin_node)
    for (int k = 0; k < 3; ++k)
      rest.skin_m.push_back(static_cast<float>(breast.mesh.node_m[node][k]));
  update(rest, {});
  find_hollows();
  last_tick_ = extra_tick_ = -1;
}

void SkinSurface::find_edges() {
  edge_.assign(Flare::kSpokes, 0);
  std::vector<float> farthest_m(edge_.size(), -1.0f);
  for (std::size_t v = 0; v < vertex_.size(); ++v) {
    const V3 p = rest_m_[v] + offset_m_[v];
    const int spoke = Flare::spoke_at(std::atan2(p.y, p.x));
    const float far_m = std::hypot(p.x, p.y);
    if (far_m > farthest_m[spoke]) {
      farthest_m[spoke] = far_m;
      edge_[spoke] = static_cast<int>(v);
    }
  }
  constexpr int kBeside = 4;
  edge_radius_m_.assign(edge_.size(), 0.0f);
  for (int s = 0; s < Flare::kSpokes; ++s) {
    float least_m = 1.0f;
    for (int k = -kBeside; k <= kBeside; ++k) {
      const float far_m = farthest_m[(s + k + Flare::kSpokes) % Flare::kSpokes];
      if (far_m > 0.0f) least_m = std::min(least_m, far_m);
    }
    edge_radius_m_[s] = least_m;
  }
  for (int pass = 0; pass < Flare::kSpokes; ++pass)
    for (int s = 0; s < Flare::kSpokes; ++s) {
      const int next = (s + 1) % Flare::kSpokes;
      if (farthest_m[next] >= 0.0f || farthest_m[s] < 0.0f) continue;
      edge_[next] = edge_[s];
      farthest_m[next] = farthest_m[s];
    }
}

void SkinSurface::find_lobes(const anatomy::Breast& breast) {
  const std::size_t lobes = breast.ducts.lobe.size();
  lobe_share_.assign(breast.mesh.skin_node.size() * lobes, 0.0f);
  for (std::size_t i = 0; i < breast.mesh.skin_node.size(); ++i) {
    const Vec3 p = breast.mesh.node_m[breast.mesh.skin_node[i]];
    float sum = 0.0f;
    for (std::size_t l = 0; l < lobes; ++l) {
      const anatomy::Lobe& lobe = breast.ducts.lobe[l];
      double nearest_m = norm(lobe.centre_m - p);
      for (const auto& twig : lobe.twig_m) nearest_m = std::min(nearest_m, norm(twig[1] - p));
      const auto share = static_cast<float>(nearest_m) / kLobeReach_m;
      float& out = lobe_share_[i * lobes + l];
      out = 1.0f / (1e-3f + share * share * share * share);
      sum += out;
    }
    for (std::size_t l = 0; l < lobes; ++l) lobe_share_[i * lobes + l] /= sum;
  }
}

void SkinSurface::count_touch(const sim::Snapshot& snapshot) {
  const std::size_t nodes = static_cast<std::size_t>(subdivision_.nodes());
  const std::int64_t passed = snapshot.tick - last_tick_;
  if (touched_s_.size() != nodes || passed < 0) touched_s_.assign(nodes, 0.0f);
  if (last_tick_ >= 0 && passed > 0 && passed <= kMostGap_ticks)
    for (std::size_t i = 0; i < std::min(nodes, snapshot.contact_pressure_Pa.size()); ++i)
      if (snapshot.contact_pressure_Pa[i] > kTouch_Pa)
        touched_s_[i] += static_cast<float>(passed) / kTicks_per_s;
  last_tick_ = snapshot.tick;
}

void SkinSurface::update(const sim::Snapshot& snapshot, const std::vector<Rod>& rods) {
  // coarse lanes: position, contact, tissue, oedema, blanching, injury
  const std::size_t nodes = static_cast<std::size_t>(subdivision_.nodes());
  for (std::size_t i = 0; i < nodes; ++i) {
    float* const c = &coarse_[Subdivision::kLanes * i];
    for (std::size_t k = 0; k < 3; ++k) c[k] = lane(snapshot.skin_m, 3 * i + k);
    c[3] = lane(snapshot.contact_pressure_Pa, i);
    c[4] = lane(snapshot.tissue_pressure_Pa, i);
    c[5] = lane(snapshot.excess, i);
    c[6] = lane(snapshot.blanch, i);
    c[7] = lane(snapshot.injury, i);
  }
  subdivision_.evaluate(coarse_, scratch_, fine_);
  for (std::size_t v = 0; v < vertex_.size(); ++v) {
    const float* const f = &fine_[Subdivision::kLanes * v];
    SkinVertex& out = vertex_[v];
    out.position_m = V3{f[0], f[1], f[2]} + offset_m_[v];
    out.normal = {};
    out.contact_Pa = f[3];
    out.tissue_Pa = f[4];
    out.excess = f[5];
    out.blanch = f[6];
    out.injury = f[7];
  }

  count_touch(snapshot);
  if (extra_tick_ < 0 || snapshot.tick < extra_tick_ ||
      snapshot.tick - extra_tick_ >= kSlowEvery_ticks) {
    update_slow(snapshot);
    extra_tick_ = snapshot.tick;
  }

  // smooth normals, weighted by area
  for (const auto& [a, b, c] : triangles()) {
    const V3 n = cross(vertex_[b].position_m - vertex_[a].position_m,
                       vertex_[c].position_m - vertex_[a].position_m);
    vertex_[a].normal += n;
    vertex_[b].normal += n;
    vertex_[c].normal += n;
  }
  for (std::size_t v = 0; v < vertex_.size(); ++v)
    vertex_[v].normal = unit(mix(unit(vertex_[v].normal), chest_normal_[v], vertex_[v].join));
  slope_.soften(vertex_);
  for (std::size_t v = 0; v < vertex_.size(); ++v) {
    SkinVertex& out = vertex_[v];
    out.shade = rod_shade(rods, out.position_m, out.normal) * open_[v] *
                (hollow_.empty() ? 1.0f : hollow_[v]);
  }
}

// What changes over seconds: fullness of the lobes below, where hands have been, colour and gloss.
void SkinSurface::update_slow(const sim::Snapshot& snapshot) {
  const std::size_t nodes = static_cast<std::size_t>(subdivision_.nodes());
  const std::size_t lobes = snapshot.lobe_fullness.size();
  extra_.assign(nodes * Subdivision::kLanes, 0.0f);
  for (std::size_t i = 0; i < nodes; ++i) {
    float full = 0.0f;
    if (lobes * nodes == lobe_share_.size())
      for (std::size_t l = 0; l < lobes; ++l)
        full += lobe_share_[i * lobes + l] * snapshot.lobe_fullness[l];
    extra_[Subdivision::kLanes * i + 3] = full;
    extra_[Subdivision::kLanes * i + 4] = touched_s_[i];
    extra_[Subdivision::kLanes * i + 5] = lane(snapshot.look.redness, i);
    extra_[Subdivision::kLanes * i + 6] = lane(snapshot.look.shine, i);
    extra_[Subdivision::kLanes * i + 7] = lane(snapshot.oil_film, i);
  }
  // milk that stands in its pores has wetted the nipple
  float milk_m3 = 0.0f;
  for (const sim::PoreDrawn& pore : snapshot.pore) milk_m3 += pore.drop_m3;
  const float wet = smooth(0.0f, kWetNipple_m3, milk_m3);
  subdivision_.evaluate(extra_, scratch_, extra_fine_);
  for (std::size_t v = 0; v < vertex_.size(); ++v) {
    const float* const f = &extra_fine_[Subdivision::kLanes * v];
    vertex_[v].fullness = f[3];
    vertex_[v].coverage_s = f[4];
    vertex_[v].redness = f[5];
    vertex_[v].shine = f[6];
    vertex_[v].oil = std::max(f[7], wet * smooth(0.0010f, -0.0020f, vertex_[v].r_m));
  }
}

std::optional<Pick> SkinSurface::ray(V3 from_m, V3 direction) const {
  std::optional<Pick> best;
  float best_m = std::numeric_limits<float>::max();
  for (const auto& corner : triangles()) {
    const auto a = corner[0], b = corner[1], c = corner[2];
    // Moeller-Trumbore, front faces only
    const V3 e1 = vertex_[b].position_m - vertex_[a].position_m;
    const V3 e2 = vertex_[c].position_m - vertex_[a].position_m;
    const V3 p = cross(direction, e2);
    const float det = dot(e1, p);
    if (det < 1e-14f) continue;
    const V3 s = from_m - vertex_[a].position_m;
    const float wb = dot(s, p) / det;
    if (wb < 0.0f || wb > 1.0f) continue;
    const V3 q = cross(s, e1);
    const float wc = dot(direction, q) / det;
    if (wc < 0.0f || wb + wc > 1.0f) continue;
    const float t = dot(e2, q) / det;
    if (t <= 0.0f || t >= best_m) continue;
    best_m = t;
    const float wa = 1.0f - wb - wc;
    const auto blend = [&](auto member) {
      return vertex_[a].*member * wa + vertex_[b].*member * wb + vertex_[c].*member * wc;
    };
    const V3 offset = offset_m_[a] * wa + offset_m_[b] * wb + offset_m_[c] * wc;
    best = Pick{.position_m = from_m + direction * t - offset,
                .normal = unit(blend(&SkinVertex::normal)),
                .shown_m = from_m + direction * t,
                .r_m = blend(&SkinVertex::r_m),
                .u_m = blend(&SkinVertex::u_m),
                .v_m = blend(&SkinVertex::v_m),
                .contact_Pa = blend(&SkinVertex::contact_Pa),
                .tissue_Pa = blend(&SkinVertex::tissue_Pa),
                .excess = blend(&SkinVertex::excess),
                .fullness = blend(&SkinVertex::fullness),
                .coverage_s = blend(&SkinVertex::coverage_s)};
  }
  return best;
}

// Folds by how far a vertex lies below its neighbours, spread out a little; found once.
void SkinSurface::find_hollows() {
  std::vector<float> depth(vertex_.size(), 0.0f), count(vertex_.size(), 0.0f), next;
  const auto each_edge = [&](auto visit) {
    for (const auto& t : triangles())
      for (int k = 0; k < 3; ++k) {
        visit(t[k], t[(k + 1) % 3]);
        visit(t[(k + 1) % 3], t[k]);
      }
  };
  each_edge([&](int a, int b) {
    const V3 d = vertex_[b].position_m - vertex_[a].position_m;
    depth[a] += dot(d, vertex_[a].normal) / std::max(dot(d, d), 1e-9f);
    count[a] += 1.0f;
  });
  for (std::size_t v = 0; v < depth.size(); ++v) depth[v] /= std::max(count[v], 1.0f);
  for (int pass = 0; pass < kHollowPasses; ++pass) {
    next = depth;
    each_edge([&](int a, int b) { next[a] += depth[b]; });
    for (std::size_t v = 0; v < depth.size(); ++v) depth[v] = next[v] / (1.0f + count[v]);
  }
  hollow_.resize(vertex_.size());
  for (std::size_t v = 0; v < depth.size(); ++v)
    hollow_[v] =
        1.0f - clamp(depth[v] * kHollowScale_m, 0.0f, kHollowMost) * (1.0f - vertex_[v].join);
}

std::size_t SkinSurface::nearest_index(V3 p_m) const {
  std::size_t best = 0;
  float best_m2 = std::numeric_limits<float>::max();
  for (std::size_t v = 0; v < vertex_.size(); ++v) {
    const V3 d = vertex_[v].position_m - offset_m_[v] - p_m;
    const float m2 = dot(d, d);
    if (m2 < best_m2) {
      best_m2 = m2;
      best = v;
    }
  }
  return best;
}

const SkinVertex& SkinSurface::nearest_shown(V3 p_m) const {
  const auto nearer = [&](const SkinVertex& a, const SkinVertex& b) {
    const V3 da = a.position_m - p_m, db = b.position_m - p_m;
    return dot(da, da) < dot(db, db);
  };
  return *std::min_element(vertex_.begin(), vertex_.end(), nearer);
}

V3 SkinSurface::nipple_tip_m() const { return vertex_[tip_].position_m; }

const SkinVertex& SkinSurface::edge(float angle_rad) const {
  return vertex_[edge_[Flare::spoke_at(angle_rad)]];
}

float SkinSurface::edge_radius_m(float angle_rad) const {
  return edge_radius_m_[Flare::spoke_at(angle_rad)];
}

float SkinSurface::height_m(float x_m, float y_m, float else_m) const {
  constexpr float kNear2_m2 = 0.011f * 0.011f;
  float sum = 0.0f, weight = 0.0f;
  for (const SkinVertex& v : vertex_) {
    const float dx = v.position_m.x - x_m, dy = v.position_m.y - y_m;
    const float share = 1.0f - (dx * dx + dy * dy) / kNear2_m2;
    if (share <= 0.0f) continue;
    sum += share * share * v.position_m.z;
    weight += share * share;
  }
  return weight > 0.0f ? mix(else_m, sum / weight, smooth(0.0f, 1.2f, weight)) : else_m;
}

}  // namespace lac::render
