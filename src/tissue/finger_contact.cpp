#include "tissue/finger_contact.h"

#include <algorithm>
#include <cmath>

namespace lac::tissue {
namespace {

// three-point rule: weights of the corners at each point
constexpr double kWeight[3][3] = {
    {2.0 / 3, 1.0 / 6, 1.0 / 6}, {1.0 / 6, 2.0 / 3, 1.0 / 6}, {1.0 / 6, 1.0 / 6, 2.0 / 3}};
constexpr double kSearchMargin_m = 6e-3;  // candidates stay valid until nodes have moved this far

Vec3 node(const float* x, int i) { return {x[4 * i], x[4 * i + 1], x[4 * i + 2]}; }

Vec3 at_point(const float* x, const std::array<int, 3>& t, int q) {
  return kWeight[q][0] * node(x, t[0]) + kWeight[q][1] * node(x, t[1]) +
         kWeight[q][2] * node(x, t[2]);
}

}  // namespace

FingerContact::FingerContact(const TissueModel& model) {
  tri_block_.resize(static_cast<std::size_t>(model.triangles) * 9);
  for (int e = 0; e < model.triangles; ++e)
    for (int a = 0; a < 3; ++a)
      for (int b = 0; b < 3; ++b)
        tri_block_[9 * e + 3 * a + b] = model.block(model.tri[e][a], model.tri[e][b]);
  is_saved_.assign(model.column.size(), 0);
}

void FingerContact::begin(const TissueLoad& load, const TissueState& state, double frac,
                          double remaining_frac) {
  friction_ = load.friction;
  body_.clear();
  for (const FingerBody& f : load.finger) {
    body_.push_back({f.id, f.a_m - remaining_frac * f.a_move_m, f.b_m - remaining_frac * f.b_move_m,
                     f.radius_m, frac * f.a_move_m, frac * f.b_move_m, frac * f.turn_rad});
  }
  anchor_ = state.anchor;
  fresh_ = false;
  point_.clear();
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
  for (std::size_t f = 0; f < body_.size(); ++f) {
    const Body& body = body_[f];
    const float reach = static_cast<float>(body.radius + kSearchMargin_m);
    float lo[3], hi[3];
    for (int i = 0; i < 3; ++i) {
      lo[i] = static_cast<float>(std::min(body.a[i], body.b[i])) - reach;
      hi[i] = static_cast<float>(std::max(body.a[i], body.b[i])) + reach;
    }
    for (int e = 0; e < model.triangles; ++e) {
      const float* p = x + 4 * model.tri[e][0];
      const float* q = x + 4 * model.tri[e][1];
      const float* r = x + 4 * model.tri[e][2];
      bool near = true;
      for (int i = 0; i < 3; ++i) {
        near &= std::min(p[i], std::min(q[i], r[i])) <= hi[i];
        near &= std::max(p[i], std::max(q[i], r[i])) >= lo[i];
      }
      if (near) candidate_.push_back({e, static_cast<int>(f)});
    }
  }
}

template <class Visit>
void FingerContact::visit(const TissueModel& model, const float* x, Visit&& touch) const {
  for (const Candidate& c : candidate_) {
    const Body& body = body_[c.finger];
    const Vec3 axis = body.b - body.a;
    const double length_sq = dot(axis, axis);
    for (int q = 0; q < 3; ++q) {
      // nearest point of the axis
      const Vec3 p = at_point(x, model.tri[c.triangle], q);
      double t = 0.0;
      if (length_sq > 1e-12) t = std::clamp(dot(p - body.a, axis) / length_sq, 0.0, 1.0);
      const Vec3 arm = p - (body.a + t * axis);
      const double distance_sq = dot(arm, arm);
      if (distance_sq >= body.radius * body.radius || distance_sq < 1e-14) continue;
      touch(c, q, t, arm, std::sqrt(distance_sq));
    }
  }
}

void FingerContact::find(const TissueModel& model, const float* x, const float* start) {
  refresh(model, x);
  point_.clear();
  visit(model, x, [&](const Candidate& c, int q, double t, Vec3 arm, double distance) {
    const Body& body = body_[c.finger];
    TouchPoint p;
    p.triangle = c.triangle;
    p.point = q;
    p.finger = c.finger;
    p.normal = arm / distance;
    p.area_m2 = model.tri_area_m2[c.triangle] / 3.0;
    p.depth_m = body.radius - distance;
    p.pressure_Pa = model.params.pad_stiffness_Pa_per_m * p.depth_m;
    p.normal_N = p.pressure_Pa * p.area_m2;

    // the finger's own surface motion there; what already sticks is carried along
    const Vec3 surface =
        (1.0 - t) * body.a_move + t * body.b_move + cross(body.turn, body.radius * p.normal);
    p.carried_m = anchor(3 * c.triangle + q, body.id) - surface;
    const Vec3 skin =
        at_point(x, model.tri[c.triangle], q) - at_point(start, model.tri[c.triangle], q);
    p.give_m = tangential(skin + p.carried_m, p.normal);
    p.give_length_m = norm(p.give_m);
    p.drag_N_per_m = friction_ * p.normal_N / std::max(p.give_length_m, kStick_m.value);
    point_.push_back(p);
  });
}

void FingerContact::add(const TissueModel& model, float* residual, float* block) {
  saved_.clear();
  saved_value_.clear();
  for (const TouchPoint& p : point_) {
    const auto& t = model.tri[p.triangle];
    const Vec3 force = p.normal_N * p.normal - p.drag_N_per_m * p.give_m;
    for (int a = 0; a < 3; ++a)
      for (int i = 0; i < 3; ++i)
        residual[4 * t[a] + i] += static_cast<float>(kWeight[p.point][a] * force[i]);

    // kp A n n^T + drag (I - n n^T); the curvature of the finger is left out
    const double stiff = model.params.pad_stiffness_Pa_per_m * p.area_m2 - p.drag_N_per_m;
    double H[3][3];
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        H[i][j] = stiff * p.normal[i] * p.normal[j] + (i == j ? p.drag_N_per_m : 0.0);
    for (int ab = 0; ab < 9; ++ab) {
      const int k = tri_block_[9 * p.triangle + ab];
      float* b = block + 12 * static_cast<std::size_t>(k);
      if (!is_saved_[k]) {
        is_saved_[k] = 1;
        saved_.push_back(k);
        saved_value_.insert(saved_value_.end(), b, b + 12);
      }
      const double w = kWeight[p.point][ab / 3] * kWeight[p.point][ab % 3];
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) b[4 * j + i] += static_cast<float>(w * H[i][j]);
    }
  }
}

void FingerContact::remove(float* block) {
  for (std::size_t s = 0; s < saved_.size(); ++s) {
    std::copy_n(&saved_value_[12 * s], 12, block + 12 * static_cast<std::size_t>(saved_[s]));
    is_saved_[saved_[s]] = 0;
  }
  saved_.clear();
}

double FingerContact::energy(const TissueModel& model, const float* x, const float* start) {
  if (body_.empty()) return 0.0;
  refresh(model, x);
  double sum = 0.0;
  visit(model, x, [&](const Candidate& c, int, double, Vec3, double distance) {
    const double depth = body_[c.finger].radius - distance;
    sum += depth * depth * model.tri_area_m2[c.triangle];
  });
  sum *= model.params.pad_stiffness_Pa_per_m / 6.0;

  // friction with normal force and normal of the last find: quadratic while stuck, linear beyond
  for (const TouchPoint& p : point_) {
    const auto& t = model.tri[p.triangle];
    const Vec3 skin = at_point(x, t, p.point) - at_point(start, t, p.point);
    const double give = norm(tangential(skin + p.carried_m, p.normal));
    const double limit = friction_ * p.normal_N;
    sum += give > kStick_m ? limit * (give - 0.5 * kStick_m) : 0.5 * limit * give * give / kStick_m;
  }
  return sum;
}

double FingerContact::curvature(const TissueModel& model, const float* v) const {
  double sum = 0.0;
  for (const TouchPoint& p : point_) {
    const Vec3 move = at_point(v, model.tri[p.triangle], p.point);
    const double along = dot(move, p.normal);
    const double stiff = model.params.pad_stiffness_Pa_per_m * p.area_m2 - p.drag_N_per_m;
    sum += stiff * along * along + p.drag_N_per_m * dot(move, move);
  }
  return sum;
}

void FingerContact::store_anchors(TissueState& state) const {
  state.anchor.clear();
  for (const TouchPoint& p : point_) {
    // give beyond the stick length is slip: it is not remembered
    const double keep = std::min(1.0, kStick_m / std::max(p.give_length_m, 1e-12));
    const Vec3 g = keep * p.give_m;
    state.anchor.push_back(
        {3 * p.triangle + p.point,
         body_[p.finger].id,
         {static_cast<float>(g.x), static_cast<float>(g.y), static_cast<float>(g.z)}});
  }
  std::sort(state.anchor.begin(), state.anchor.end(),
            [](const StickAnchor& a, const StickAnchor& b) {
              return a.point != b.point ? a.point < b.point : a.finger < b.finger;
            });
}

void FingerContact::report(const TissueModel& model, const float* x, double dt_s,
                           TissueFields& out) const {
  out.patch.resize(body_.size());
  for (std::size_t f = 0; f < body_.size(); ++f) {
    out.patch[f] = ContactPatch{};
    out.patch[f].id = body_[f].id;
  }
  out.contact_pressure_Pa.assign(model.skin_nodes, 0.0f);
  out.skin_slip_m.assign(model.skin_nodes, 0.0f);

  // sums over the points of each finger, weighted by normal force
  for (const TouchPoint& p : point_) {
    ContactPatch& patch = out.patch[p.finger];
    const auto& t = model.tri[p.triangle];
    const Vec3 place = at_point(x, t, p.point);
    const Vec3 friction = p.drag_N_per_m * p.give_m;
    const double slip_m = std::max(0.0, p.give_length_m - kStick_m);
    patch.touching = true;
    patch.force_N += friction - p.normal_N * p.normal;
    patch.normal_N += p.normal_N;
    patch.area_m2 += p.area_m2;
    patch.peak_pressure_Pa = std::max(patch.peak_pressure_Pa, p.pressure_Pa);
    patch.centre_m += p.normal_N * place;
    const Vec3 outward = unit(cross(node(x, t[1]) - node(x, t[0]), node(x, t[2]) - node(x, t[0])));
    patch.normal += p.normal_N * outward;
    patch.slip_m_per_s += p.normal_N * slip_m / dt_s;
    if (slip_m > 0.0) patch.slip_direction -= p.normal_N * slip_m / p.give_length_m * p.give_m;
    Vec3 shape;
    for (int a = 0; a < 3; ++a) shape += kWeight[p.point][a] * model.shape_m[t[a]];
    patch.skin_shift_m += p.normal_N * norm(tangential(place - shape, p.normal));

    // per node: pressure by area, slip as the largest near it
    for (int a = 0; a < 3; ++a) {
      const int s = model.skin_index[t[a]];
      out.contact_pressure_Pa[s] += static_cast<float>(kWeight[p.point][a] * p.pressure_Pa *
                                                       p.area_m2 / model.skin_area_m2[s]);
      out.skin_slip_m[s] = std::max(out.skin_slip_m[s], static_cast<float>(slip_m));
    }
  }
  for (ContactPatch& patch : out.patch) {
    if (!patch.touching || patch.normal_N <= 0.0) continue;
    patch.mean_pressure_Pa = patch.normal_N / patch.area_m2;
    patch.centre_m *= 1.0 / patch.normal_N;
    patch.normal = unit(patch.normal);
    patch.slip_m_per_s /= patch.normal_N;
    patch.skin_shift_m /= patch.normal_N;
    patch.slip_direction = patch.slip_m_per_s > 0.0 ? unit(patch.slip_direction, {}) : Vec3{};
  }

  // friction magnitude and the triangle nearest to each centre
  nearest_.assign(body_.size(), 1.0);
  shear_.assign(body_.size(), Vec3{});
  for (const TouchPoint& p : point_) {
    ContactPatch& patch = out.patch[p.finger];
    shear_[p.finger] += p.drag_N_per_m * p.give_m;
    const Vec3 d = at_point(x, model.tri[p.triangle], p.point) - patch.centre_m;
    if (dot(d, d) < nearest_[p.finger]) {
      nearest_[p.finger] = dot(d, d);
      patch.triangle = p.triangle;
    }
  }
  for (std::size_t f = 0; f < body_.size(); ++f) out.patch[f].shear_N = norm(shear_[f]);
}

}  // namespace lac::tissue
