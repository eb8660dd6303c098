// The dent that the mesh misses under each finger, and what a finger leaves for the next step
// (MODEL.md 4, 4c).
#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "tissue/finger_contact.h"
#include "tissue/quadrature.h"

namespace lac::tissue {

/// What a mesh of edge h misses of the dent under a tip of radius R that bears N (MODEL.md §4c):
///   by Hertz      d = (3 N / (4 E* sqrt R))^(2/3),  a = sqrt(R d),  dent = min(c h / a, most) d
///   lying flat    dent = (3 pi / 4) c h p / E*,  p = N / area: the same for Hertz' own area
double FingerContact::missed_dent_m(double c, const Ground& g, double R, double N) {
  const double root_d = cbrt(0.75 * N / (g.modulus_Pa * std::sqrt(R)));
  const double d = std::min(root_d * root_d, kDeepestDent * R);
  const double tip_m = std::min(c * g.edge_m * std::sqrt(d / R), kMostDent_frac * d);
  const double flat_m = 0.75 * kPi * c * g.edge_m * N / (g.area_m2 * g.modulus_Pa);
  return std::min(tip_m, flat_m);
}

namespace {
/// The dent that stays where it is once the finger has been raised by it: F + (r - r_0) K = N for
/// r = dent(F), found by halving the range of F. F is above zero for any K; a step by the slope at
/// N alone lifts a light finger off.
template <class Dent>
double steady_dent_m(double was_m, double N, double K, Dent&& dent) {
  double low_N = 0.0, high_N = N + K * was_m;
  for (int k = 0; k < kDentHalvings; ++k) {
    const double middle_N = 0.5 * (low_N + high_N);
    (middle_N + K * (dent(middle_N) - was_m) > N ? high_N : low_N) = middle_N;
  }
  return dent(high_N);
}
}  // namespace

void FingerContact::sink(const TissueModel& model, TissueState& state) const {
  const TissueParams& params = model.params;
  // under each finger: how fine the skin is, where the finger is pushed, and how stiffly
  ground_.assign(body_.size(), Ground{});
  shear_.assign(body_.size(), Vec3{});
  pad_N_per_m_.assign(body_.size(), 0.0);
  for (const TouchPoint& p : point_) {
    Ground& g = ground_[p.finger];
    g.edge_m += p.normal_N * std::sqrt(kEdgeSq_per_area * model.tri_area_m2[p.triangle]);
    g.area_m2 += p.area_m2;
    shear_[p.finger] -= p.normal_N * p.normal;
    pad_N_per_m_[p.finger] += p.push_N_per_m;
  }
  for (std::size_t f = 0; f < body_.size(); ++f) {
    const Body& body = body_[f];
    const double N = borne_N_[f], R = body.radius_m;
    Bearing now{body.id, N, body.was_N > 0.0 ? N - body.was_N : 0.0, kDentReturn_frac * body.dent_m,
                body.push};
    if (N > 0.0 && params.dent_per_edge > 0.0) {
      Ground g = ground_[f];
      g.edge_m /= N;
      g.modulus_Pa = modulus_Pa_;
      const auto dent = [&](double F) { return missed_dent_m(params.dent_per_edge, g, R, F); };

      // raised, the finger bears less by at most the pad's stiffness: all of it if the skin stays
      now.dent_m = steady_dent_m(body.dent_m, N, pad_N_per_m_[f], dent);
      now.push = unit(shear_[f], body.push);
    }
    if (N > 0.0 || now.dent_m > kLeastDent_m) state.bearing.push_back(now);
  }
}

void FingerContact::store(const TissueModel& model, TissueState& state) const {
  state.bearing.clear();
  sink(model, state);
  state.anchor.clear();
  for (const TouchPoint& p : point_) {
    // give beyond the stick length is slip: it is not remembered
    const double keep = std::min(1.0, kStick_m / std::max(p.give_length_m, 1e-12));
    const Vec3 g = keep * p.give_m;
    state.anchor.push_back(
        {kPointSlots * p.triangle + p.point,
         body_[p.finger].id,
         {static_cast<float>(g.x), static_cast<float>(g.y), static_cast<float>(g.z)}});
  }
  std::sort(state.anchor.begin(), state.anchor.end(),
            [](const StickAnchor& a, const StickAnchor& b) {
              return a.point != b.point ? a.point < b.point : a.finger < b.finger;
            });
}

}  // namespace lac::tissue
