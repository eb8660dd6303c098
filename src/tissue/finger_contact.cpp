#include "tissue/finger_contact.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "tissue/quadrature.h"
#include "tissue/rows.h"

namespace lac::tissue {
namespace {

/// A finger pad that stiffens as its pulp is squeezed: p = k d (1 + (d/d_0)^2), so that its axis is
/// never reached. Pressure, tangent and energy per area at depth d.
struct Pad {
  double k, d0;
  explicit Pad(const TissueParams& p) : k(p.pad_stiffness_Pa_per_m), d0(p.pad_stiffening_m) {}
  double pressure(double d) const { return k * d * (1.0 + (d / d0) * (d / d0)); }
  double tangent(double d) const { return k * (1.0 + 3.0 * (d / d0) * (d / d0)); }
  double energy(double d) const { return k * d * d * (0.5 + 0.25 * (d / d0) * (d / d0)); }
};

// adds k u u^T to a symmetric matrix xx xy xz yy yz zz
void add_dyad(double k, Vec3 u, double out[6]) {
  out[0] += k * u.x * u.x;
  out[1] += k * u.x * u.y;
  out[2] += k * u.x * u.z;
  out[3] += k * u.y * u.y;
  out[4] += k * u.y * u.z;
  out[5] += k * u.z * u.z;
}

// The point's part of the matrix, kept positive semi-definite. With n the normal, s the direction
// of the give, b across both and a the axis where the finger is a cylinder:
//   push      p'(d) A n n^T − N/r (s s^T + b b^T − a a^T)   the second term: the normal turns
//   friction  sticking: drag (s s^T + b b^T); slipping: drag b b^T, for the pull along s is
//   constant
void linearise(Vec3 axis, TouchPoint& p) {
  std::fill(p.stiff_N_per_m, p.stiff_N_per_m + 6, 0.0);
  const Vec3 any = std::fabs(p.normal.z) < 0.8 ? Vec3{0, 0, 1} : Vec3{1, 0, 0};
  const Vec3 s = unit(p.give_m, unit(cross(p.normal, any))), b = cross(p.normal, s);
  const double turn = p.normal_N / p.distance_m;
  const bool slips = p.give_length_m > kStick_m;
  const double as = dot(axis, s), ab = dot(axis, b);
  const double along = (slips ? kSlipStiffness_frac.value : 1.0) * p.drag_N_per_m;
  add_dyad(p.push_N_per_m, p.normal, p.stiff_N_per_m);
  add_dyad(std::max(along - turn * (1.0 - as * as), 0.0), s, p.stiff_N_per_m);
  add_dyad(std::max(p.drag_N_per_m - turn * (1.0 - ab * ab), 0.0), b, p.stiff_N_per_m);
}

}  // namespace

FingerContact::FingerContact(const TissueModel& model) {
  for (const auto& t : model.tri)
    for (int a = 0; a < 3; ++a) tri_edge_.push_back(model.edge_between(t[a], t[(a + 1) % 3]));
  is_saved_.assign(model.edge.size(), 0);
  node_saved_.assign(model.nodes, 0);
}

void FingerContact::begin(const TissueLoad& load, const TissueState& state, double modulus_Pa,
                          double frac, double remaining_frac) {
  friction_ = load.friction;
  modulus_Pa_ = modulus_Pa;
  body_.clear();
  for (const FingerBody& f : load.finger) {
    const auto last = std::find_if(state.bearing.begin(), state.bearing.end(),
                                   [&](const Bearing& l) { return l.finger == f.id; });
    const Bearing was = last == state.bearing.end() ? Bearing{} : *last;
    // friction's limit: what the finger will bear if its force goes on as it went
    const double rise_N = std::clamp(kFollow_frac * was.rise_N, -kMostFollow_frac * was.normal_N,
                                     kMostFollow_frac * was.normal_N);
    const double limit_N = was.normal_N > 0.0 ? was.normal_N + rise_N : -1.0;
    // the mesh's skin meets the finger where its own dent ends
    const Vec3 raised = was.dent_m * was.push;
    const Vec3 a = f.a_m - remaining_frac * f.a_move_m + raised;
    const Vec3 b = f.b_m - remaining_frac * f.b_move_m + raised;
    const Vec3 axis = b - a;
    const double length_sq = dot(axis, axis);
    body_.push_back({f.id, a, b, axis, unit(axis, {}), f.radius_m,
                     length_sq > 1e-12 ? 1.0 / length_sq : 0.0, limit_N, was.normal_N, was.dent_m,
                     was.push, frac * f.a_move_m, frac * f.b_move_m, frac * f.turn_rad});
  }
  anchor_ = state.anchor;
  fresh_ = false;
  point_.clear();
  node_.clear();
}

Vec3 FingerContact::anchor(int point, int finger_id) const {
  const auto found =
      std::lower_bound(anchor_.begin(), anchor_.end(), std::pair(point, finger_id),
                       [](const StickAnchor& a, auto key) {
                         return a.point != key.first ? a.point < key.first : a.finger < key.second;
                       });
  if (found == anchor_.end() || found->point != point || found->finger != finger_id) return {};
  return {found->give_m[0], found->give_m[1], found->give_m[2]};
}

void FingerContact::refresh(const TissueModel& model, const float* x) {
  if (fresh_ && drift_m_ < kSearchMargin_m) return;
  fresh_ = true;
  drift_m_ = 0.0;
  candidate_.clear();
  if (body_.empty()) return;

  // bounding sphere of each triangle's points: they lie at most 3/4 as far out as the corners
  sphere_.resize(static_cast<std::size_t>(model.tri_groups) * 4 * kLanes);
  for (int g = 0; g < model.tri_groups; ++g) {
    const int* offset = &model.skin_offset[static_cast<std::size_t>(g) * 3 * kLanes];
    F8 corner[3][4], middle[3], spread_sq = splat<F8>(0.0);
    for (int a = 0; a < 3; ++a) gather_points(x, offset + a * kLanes, corner[a]);
    for (int i = 0; i < 3; ++i)
      middle[i] = (corner[0][i] + corner[1][i] + corner[2][i]) * splat<F8>(1.0 / 3.0);
    for (int a = 0; a < 3; ++a) {
      F8 sq = splat<F8>(0.0);
      for (int i = 0; i < 3; ++i) sq = fma(corner[a][i] - middle[i], corner[a][i] - middle[i], sq);
      spread_sq = max_of(spread_sq, sq);
    }
    float* row = &sphere_[static_cast<std::size_t>(g) * 4 * kLanes];
    for (int i = 0; i < 3; ++i) store8(row + i * kLanes, middle[i]);
    store8(row + 3 * kLanes, splat<F8>(0.75) * root(spread_sq));
  }

  // those within reach of each capsule
  for (std::size_t f = 0; f < body_.size(); ++f) {
    const Body& body = body_[f];
    for (int g = 0; g < model.tri_groups; ++g) {
      const float* row = &sphere_[static_cast<std::size_t>(g) * 4 * kLanes];
      F8 arm[3], along = splat<F8>(0.0), sq = splat<F8>(0.0);
      for (int i = 0; i < 3; ++i) {
        arm[i] = load8(row + i * kLanes) - splat<F8>(body.a[i]);
        along = fma(arm[i], splat<F8>(body.axis[i] * body.inverse_length_sq), along);
      }
      along = min_of(max_of(along, splat<F8>(0.0)), splat<F8>(1.0));
      for (int i = 0; i < 3; ++i) {
        arm[i] = arm[i] - along * splat<F8>(body.axis[i]);
        sq = fma(arm[i], arm[i], sq);
      }
      const F8 reach = load8(row + 3 * kLanes) + splat<F8>(body.radius_m + kSearchMargin_m);
      unsigned near =
          static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(sq, reach * reach, _CMP_LT_OQ)));
      for (; near != 0; near &= near - 1) {
        const int e = g * kLanes + __builtin_ctz(near);
        if (e < model.triangles) candidate_.push_back({e, static_cast<int>(f)});
      }
    }
  }
}

// squared distances of eight points of a triangle from the axis, and which of them touch
unsigned FingerContact::touching(const TissueModel& model, const float* x, const Candidate& c,
                                 int row, F8& distance_sq) const {
  const Body& body = body_[c.finger];
  const auto& t = model.tri[c.triangle];
  F8 arm[3], along = _mm256_setzero_ps();
  for (int i = 0; i < 3; ++i) {
    const float o = static_cast<float>(body.a[i]);
    arm[i] = _mm256_setzero_ps();
    for (int k = 0; k < 3; ++k) {
      arm[i] = fma(load8(&kQuadrature.lane[k][row * kLanes]), _mm256_set1_ps(x[4 * t[k] + i] - o),
                   arm[i]);
    }
    along = fma(arm[i], splat<F8>(body.axis[i] * body.inverse_length_sq), along);
  }
  along = min_of(max_of(along, splat<F8>(0.0)), splat<F8>(1.0));
  distance_sq = _mm256_setzero_ps();
  for (int i = 0; i < 3; ++i) {
    arm[i] = arm[i] - along * splat<F8>(body.axis[i]);
    distance_sq = fma(arm[i], arm[i], distance_sq);
  }
  const F8 reach_sq = splat<F8>(body.radius_m * body.radius_m);
  return static_cast<unsigned>(
             _mm256_movemask_ps(_mm256_cmp_ps(distance_sq, reach_sq, _CMP_LT_OQ))) &
         kRowMask[row];
}

template <class Visit>
void FingerContact::visit(const TissueModel& model, const float* x, Visit&& touch) const {
  for (const Candidate& c : candidate_) {
    const Body& body = body_[c.finger];
    const TriangleRule rule = rule_for(model.long_edge[c.triangle]);
    for (int row = rule.first_row; row <= rule.last_row; ++row) {
      F8 distance_sq;
      unsigned mask = touching(model, x, c, row, distance_sq);
      for (; mask != 0; mask &= mask - 1) {
        // again in double for the few that touch
        const int q = row * kLanes + __builtin_ctz(mask);
        const Vec3 from_a = at_point(x, model.tri[c.triangle], q) - body.a;
        const double t = std::clamp(dot(from_a, body.axis) * body.inverse_length_sq, 0.0, 1.0);
        const Vec3 arm = from_a - t * body.axis;
        const double distance = norm(arm);
        if (distance < body.radius_m && distance > 1e-7) touch(c, q, t, arm, distance);
      }
    }
  }
}

void FingerContact::find(const TissueModel& model, const float* x, const float* start,
                         Limit limit) {
  refresh(model, x);
  point_.clear();
  visit(model, x, [&](const Candidate& c, int q, double t, Vec3 arm, double distance) {
    const Body& body = body_[c.finger];
    TouchPoint p;
    p.triangle = c.triangle;
    p.point = q;
    p.finger = c.finger;
    p.normal = arm / distance;
    p.area_m2 = model.tri_area_m2[c.triangle] * rule_for(model.long_edge[c.triangle]).share;
    p.depth_m = body.radius_m - distance;
    const Pad pad(model.params);
    p.pressure_Pa = pad.pressure(p.depth_m);
    p.normal_N = p.pressure_Pa * p.area_m2;

    // the finger's own surface motion there; what already sticks is carried along
    const Vec3 surface =
        (1.0 - t) * body.a_move + t * body.b_move + cross(body.turn, body.radius_m * p.normal);
    p.carried_m = anchor(kPointSlots * c.triangle + q, body.id) - surface;
    const Vec3 skin =
        at_point(x, model.tri[c.triangle], q) - at_point(start, model.tri[c.triangle], q);
    p.give_m = tangential(skin + p.carried_m, p.normal);
    p.give_length_m = norm(p.give_m);
    p.distance_m = distance;
    p.on_side = t > 0.0 && t < 1.0;
    point_.push_back(p);
  });
  rub(model, limit);
  node_.clear();
  for (std::size_t n = 0; n < point_.size(); ++n) {
    const auto& t = model.tri[point_[n].triangle];
    if (n == 0 || point_[n].triangle != point_[n - 1].triangle)
      node_.insert(node_.end(), t.begin(), t.end());
  }
  std::sort(node_.begin(), node_.end());
  node_.erase(std::unique(node_.begin(), node_.end()), node_.end());
}

// friction's limit, its secant, and the matrix of every point
void FingerContact::rub(const TissueModel& model, Limit limit) {
  borne_N_.assign(body_.size(), 0.0);
  for (const TouchPoint& p : point_) borne_N_[p.finger] += p.normal_N;
  const Pad pad(model.params);
  for (TouchPoint& p : point_) {
    const Body& body = body_[p.finger];
    const bool foretold =
        limit == Limit::Foretold && body.limit_N >= 0.0 && borne_N_[p.finger] > 0.0;
    const double share =
        foretold ? std::min(body.limit_N / borne_N_[p.finger], kMostLag.value) : 1.0;
    p.limit_N = friction_ * share * p.normal_N;
    p.drag_N_per_m = p.limit_N / std::max(p.give_length_m, kStick_m.value);
    p.push_N_per_m = pad.tangent(p.depth_m) * p.area_m2;
    linearise(p.on_side ? body.along : Vec3{}, p);
  }
}

// Adds one triangle's blocks, symmetric all. The six corner pairs come as 00 01 02 11 12 22.
void FingerContact::add_triangle(const TissueModel& model, int triangle, const double sum[6][6],
                                 float* diagonal, Half* block) {
  static constexpr int kCorner[3] = {0, 3, 5}, kSide[3] = {1, 4, 2};
  F4 column[3];
  const auto columns = [&](const double* h) {
    static constexpr int kPair[3][3] = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
    for (int j = 0; j < 3; ++j)
      column[j] =
          _mm_setr_ps(static_cast<float>(h[kPair[0][j]]), static_cast<float>(h[kPair[1][j]]),
                      static_cast<float>(h[kPair[2][j]]), 0.0f);
  };
  for (int a = 0; a < 3; ++a) {
    const int i = model.tri[triangle][a];
    columns(sum[kCorner[a]]);
    float* out = diagonal + 12 * static_cast<std::size_t>(i);
    if (!node_saved_[i]) {
      node_saved_[i] = 1;
      saved_node_.push_back(i);
      saved_diagonal_.insert(saved_diagonal_.end(), out, out + 12);
    }
    for (int j = 0; j < 3; ++j) store4(out + 4 * j, load4(out + 4 * j) + column[j]);
  }
  for (int a = 0; a < 3; ++a) {
    const int e = tri_edge_[3 * triangle + a];
    if (e < 0) continue;
    columns(sum[kSide[a]]);
    if (!is_saved_[e]) {
      is_saved_[e] = 1;
      saved_.push_back(e);
    }
    const bool first = saved_value_.size() < 12 * saved_.size();
    for (int j = 0; j < 3; ++j) {
      Half* out = block + block_row(model.place[e], j);
      if (first) saved_value_.insert(saved_value_.end(), out, out + 4);
      store4(out, load4(out) + column[j]);
    }
  }
}

void FingerContact::add(const TissueModel& model, float* residual, float* diagonal, Half* block) {
  saved_.clear();
  saved_value_.clear();
  saved_node_.clear();
  saved_diagonal_.clear();
  double sum[6][6] = {};
  for (std::size_t n = 0; n < point_.size(); ++n) {
    const TouchPoint& p = point_[n];
    const auto& t = model.tri[p.triangle];
    const double* w = kQuadrature.weight[p.point];
    const Vec3 force = p.normal_N * p.normal - p.drag_N_per_m * p.give_m;
    for (int a = 0; a < 3; ++a)
      for (int i = 0; i < 3; ++i) residual[4 * t[a] + i] += static_cast<float>(w[a] * force[i]);

    const double ww[6] = {w[0] * w[0], w[0] * w[1], w[0] * w[2],
                          w[1] * w[1], w[1] * w[2], w[2] * w[2]};
    for (int a = 0; a < 6; ++a)
      for (int i = 0; i < 6; ++i) sum[a][i] += ww[a] * p.stiff_N_per_m[i];

    // the points of one triangle and finger follow each other
    if (n + 1 == point_.size() || point_[n + 1].triangle != p.triangle) {
      add_triangle(model, p.triangle, sum, diagonal, block);
      for (auto& row : sum) std::fill(row, row + 6, 0.0);
    }
  }
}

void FingerContact::remove(const TissueModel& model, float* diagonal, Half* block) {
  for (std::size_t n = 0; n < saved_.size(); ++n) {
    for (int j = 0; j < 3; ++j)
      std::copy_n(&saved_value_[12 * n + 4 * j], 4, block + block_row(model.place[saved_[n]], j));
    is_saved_[saved_[n]] = 0;
  }
  for (std::size_t n = 0; n < saved_node_.size(); ++n) {
    std::copy_n(&saved_diagonal_[12 * n], 12,
                diagonal + 12 * static_cast<std::size_t>(saved_node_[n]));
    node_saved_[saved_node_[n]] = 0;
  }
  saved_.clear();
  saved_node_.clear();
}

double FingerContact::energy(const TissueModel& model, const float* x, const float* start) {
  if (body_.empty()) return 0.0;
  refresh(model, x);
  double sum = 0.0;
  const F8 k = splat<F8>(model.params.pad_stiffness_Pa_per_m), half = splat<F8>(0.5);
  const F8 stiffening =
      splat<F8>(0.25 / (model.params.pad_stiffening_m * model.params.pad_stiffening_m));
  for (const Candidate& c : candidate_) {
    const TriangleRule rule = rule_for(model.long_edge[c.triangle]);
    for (int row = rule.first_row; row <= rule.last_row; ++row) {
      F8 distance_sq;
      const unsigned mask = touching(model, x, c, row, distance_sq);
      if (mask == 0) continue;
      const F8 d = max_of(splat<F8>(body_[c.finger].radius_m) - root(distance_sq), splat<F8>(0.0));
      const F8 d2 = d * d;
      alignas(32) float energy[kLanes];
      store8(energy, k * d2 * fma(stiffening, d2, half));
      double points = 0.0;
      for (unsigned left = mask; left != 0; left &= left - 1) points += energy[__builtin_ctz(left)];
      sum += model.tri_area_m2[c.triangle] * rule.share * points;
    }
  }

  // friction with normal force and normal of the last find: quadratic while stuck, linear beyond
  for (const TouchPoint& p : point_) {
    const auto& t = model.tri[p.triangle];
    const Vec3 skin = at_point(x, t, p.point) - at_point(start, t, p.point);
    const double give = norm(tangential(skin + p.carried_m, p.normal));
    sum += give > kStick_m ? p.limit_N * (give - 0.5 * kStick_m)
                           : 0.5 * p.limit_N * give * give / kStick_m;
  }
  return sum;
}

double FingerContact::pushed_N() const {
  double sum_N = 0.0;
  for (const double N : borne_N_) sum_N += N;
  return sum_N;
}

double FingerContact::curvature(const TissueModel& model, const float* v) const {
  double sum = 0.0;
  for (const TouchPoint& p : point_) {
    const Vec3 move = at_point(v, model.tri[p.triangle], p.point);
    const double* k = p.stiff_N_per_m;
    sum += k[0] * move.x * move.x + k[3] * move.y * move.y + k[5] * move.z * move.z +
           2.0 * (k[1] * move.x * move.y + k[2] * move.x * move.z + k[4] * move.y * move.z);
  }
  return sum;
}

}  // namespace lac::tissue
