// What each finger feels and each skin node bears, from the points last found (MODEL.md 4d).
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "tissue/finger_contact.h"
#include "tissue/quadrature.h"

namespace lac::tissue {

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
  edge_.assign(body_.size(), 0.0);
  for (const TouchPoint& p : point_) {
    edge_[p.finger] += p.normal_N * std::sqrt(kEdgeSq_per_area * model.tri_area_m2[p.triangle]);
    ContactPatch& patch = out.patch[p.finger];
    const auto& t = model.tri[p.triangle];
    const Vec3 place = at_point(x, t, p.point);
    const Vec3 friction = p.drag_N_per_m * p.give_m;
    const double slip_m = std::max(0.0, p.give_length_m - kStick_m);
    patch.touching = true;
    patch.force_N += friction - p.normal_N * p.normal;
    patch.normal_N += p.normal_N;
    patch.area_m2 += p.area_m2;
    patch.stiffness_N_per_m += p.push_N_per_m;
    patch.peak_pressure_Pa = std::max(patch.peak_pressure_Pa, p.pressure_Pa);
    patch.centre_m += p.normal_N * place;
    const Vec3 outward =
        unit(cross(node_at(x, t[1]) - node_at(x, t[0]), node_at(x, t[2]) - node_at(x, t[0])));
    patch.normal += p.normal_N * outward;
    patch.slip_m_per_s += p.normal_N * slip_m / dt_s;
    if (slip_m > 0.0) patch.slip_direction -= p.normal_N * slip_m / p.give_length_m * p.give_m;
    Vec3 shape;
    for (int a = 0; a < 3; ++a) shape += kQuadrature.weight[p.point][a] * model.shape_m[t[a]];
    patch.skin_shift_m += p.normal_N * norm(tangential(place - shape, p.normal));

    // per node: pressure by area, slip as the largest near it
    for (int a = 0; a < 3; ++a) {
      const int s = model.skin_index[t[a]];
      out.contact_pressure_Pa[s] += static_cast<float>(
          kQuadrature.weight[p.point][a] * p.pressure_Pa * p.area_m2 / model.skin_area_m2[s]);
      out.skin_slip_m[s] = std::max(out.skin_slip_m[s], static_cast<float>(slip_m));
    }
  }
  average(model, x, out.patch);
}

/// The touched area with the rim of c h that a mesh of edge h does not bring into touch (MODEL.md
/// §4d), at most half the finger's own surface; what the mesh itself touches stays.
double FingerContact::whole_area_m2(double touched_m2, double edge_m, const Body& body) {
  const double radius_m = std::sqrt(touched_m2 / kPi) + kDentPerEdge * edge_m;
  const double half_m2 = kPi * body.radius_m * (2.0 * body.radius_m + norm(body.axis));
  return std::max(touched_m2, std::min(kPi * radius_m * radius_m, half_m2));
}

// turns the sums over points into means; friction and the triangle nearest to each centre
void FingerContact::average(const TissueModel& model, const float* x,
                            std::vector<ContactPatch>& patches) const {
  for (std::size_t f = 0; f < patches.size(); ++f) {
    ContactPatch& patch = patches[f];
    if (!patch.touching || patch.normal_N <= 0.0) continue;
    patch.area_m2 = whole_area_m2(patch.area_m2, edge_[f] / patch.normal_N, body_[f]);
    patch.mean_pressure_Pa = patch.normal_N / patch.area_m2;
    patch.centre_m *= 1.0 / patch.normal_N;
    patch.normal = unit(patch.normal);
    patch.slip_m_per_s /= patch.normal_N;
    patch.skin_shift_m /= patch.normal_N;
    patch.slip_direction = patch.slip_m_per_s > 0.0 ? unit(patch.slip_direction, {}) : Vec3{};
  }

  nearest_.assign(body_.size(), 1.0);
  shear_.assign(body_.size(), Vec3{});
  for (const TouchPoint& p : point_) {
    ContactPatch& patch = patches[p.finger];
    shear_[p.finger] += p.drag_N_per_m * p.give_m;
    const Vec3 d = at_point(x, model.tri[p.triangle], p.point) - patch.centre_m;
    if (dot(d, d) < nearest_[p.finger]) {
      nearest_[p.finger] = dot(d, d);
      patch.triangle = p.triangle;
    }
  }
  for (std::size_t f = 0; f < body_.size(); ++f) patches[f].shear_N = norm(shear_[f]);
}

}  // namespace lac::tissue
