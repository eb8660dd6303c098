#include "anatomy/morph.h"

#include <algorithm>

#include "anatomy/constants.h"
#include "base/math.h"

namespace lac::anatomy {
namespace {

// widths of the blends; shape only, no tissue property depends on them
constexpr double kRadialBlend_m = 10e-3;    // nipple's radial stretch into the body's
constexpr double kTiltMargin_m = 1e-3;      // beyond the nipple, still rigid
constexpr double kTiltReach_frac = 0.97;    // of the projection: the tilt ends before the wall
constexpr double kTiltEase_m = 45e-3;       // shorter blends tilt in proportion less
constexpr double kRigidEase_m = 42e-3;      // from the nipple, which keeps its form, to free shear
constexpr double kDimpleFloor_radii = 1.0;  // the nipple itself sinks as one
constexpr double kDimpleWall_radii = 1.8;
constexpr double kDimpleReach_frac = 0.5;  // of the projection, how deep the dimple is felt

/// Integral of smoothstep from 0 to t, t in [0, 1].
double smoothstep_integral(double t) { return t * t * t * (1.0 - 0.5 * t); }

}  // namespace

Morph::Morph(const BreastParams& params, const TemplateShape& shape, double projection_m)
    : shape_(shape),
      balloon_(params.kind == BodyKind::Balloon),
      right_(params.side == Side::Right && !balloon_),
      inverted_(params.nipple == NippleForm::Inverted && !balloon_),
      projection_m_(projection_m),
      half_width_m_(0.5 * params.base_width_m) {
  const double radius_m = shape.dome_radius_m;
  dome_stretch_ = projection_m / shape.base_z_m();
  nipple_stretch_ = dome_stretch_;
  inner_rho_m_ = 0.0;
  nipple_slope_ = body_slope_ = half_width_m_ / radius_m;
  tail_m_ = 0.0;
  if (balloon_) return;

  // the nipple's own radius near the axis, then one slope that ends at the base's half width
  inner_rho_m_ = shape.nipple_radius_m + shape.fillet_width_m;
  nipple_slope_ = 0.5 * params.nipple_diameter_m / shape.nipple_radius_m;
  body_slope_ = (half_width_m_ - nipple_slope_ * (inner_rho_m_ + 0.5 * kRadialBlend_m)) /
                (radius_m - inner_rho_m_ - 0.5 * kRadialBlend_m);
  const bool everted = params.nipple == NippleForm::Everted;
  const double length_m = everted ? params.nipple_length_m
                                  : std::min<double>(params.nipple_length_m, kFlatNippleLength_m);
  nipple_stretch_ = length_m / shape.nipple_length_m;
  tail_m_ = params.axillary_tail_frac * kAxillaryBump_m;

  // sag down, and to the side as far as a turn about the wall would bring it
  shift_m_ = {0.5 * projection_m * kTurnOut_rad,
              -params.ptosis_frac * kPtosisSag_frac * projection_m, 0.0};
  base_m_ = Vec3{0.0, 0.0, projection_m} + shift_m_;
  rigid_inner_m_ = 0.5 * nipple_radius_m();
  rigid_outer_m_ = rigid_inner_m_ + std::min(kRigidEase_m, 0.7 * projection_m);
  base_m_.z += chest_wall(base_m_.x);

  // tilt: shells round the nipple base turn rigidly, less and less outward
  const double pitch_rad = params.ptosis_frac * kPtosisTilt_rad;
  const Vec3 tilt{pitch_rad, kTurnOut_rad, 0.0};
  tilt_axis_ = unit(tilt);
  const Vec3 corner{nipple_radius_m(), 0.0, length_m};
  tilt_inner_m_ = norm(corner) + kTiltMargin_m;
  tilt_outer_m_ = std::max(kTiltReach_frac * projection_m, tilt_inner_m_ + kTiltMargin_m);
  tilt_rad_ = norm(tilt) * std::min(1.0, (tilt_outer_m_ - tilt_inner_m_) / kTiltEase_m);
}

double Morph::radius(double rho_m) const {
  if (rho_m <= inner_rho_m_) return nipple_slope_ * rho_m;
  const double over = rho_m - inner_rho_m_;
  const double blend = inner_rho_m_ > 0.0 ? kRadialBlend_m : 0.0;
  const double t = blend > 0.0 ? std::min(1.0, over / blend) : 1.0;
  // slope = lerp(nipple, body, smoothstep(over / blend)), integrated
  return nipple_slope_ * rho_m + (body_slope_ - nipple_slope_) *
                                     (blend * smoothstep_integral(t) + std::max(0.0, over - blend));
}

double Morph::height(double z_m) const {
  const double base = shape_.base_z_m();
  return dome_stretch_ * std::min(z_m, base) + nipple_stretch_ * std::max(0.0, z_m - base);
}

double Morph::chest_wall(double x_m) const {
  if (balloon_) return 0.0;
  // an elliptic cylinder along y, highest medial of the breast; steep flanks go on straight
  const double radius = kChestRadius_m, centre = -kChestCentreMedial_m;
  const auto drop = [radius](double d) {
    const double most = 0.85 * radius;
    const double inside = clamp(d, -most, most);
    const double root = std::sqrt(radius * radius - inside * inside);
    return root - inside / root * (d - inside);
  };
  return drop(x_m - centre) - drop(-centre);
}

Vec3 Morph::turned(Vec3 p) const {
  const Vec3 arm = p - base_m_;
  const double ease = (norm(arm) - tilt_inner_m_) / (tilt_outer_m_ - tilt_inner_m_);
  const double angle = tilt_rad_ * (1.0 - smoothstep(ease));
  if (angle == 0.0) return p;
  // Rodrigues' rotation about the tilt axis
  const double c = cos(angle), s = sin(angle);
  return base_m_ + c * arm + s * cross(tilt_axis_, arm) +
         (1.0 - c) * dot(tilt_axis_, arm) * tilt_axis_;
}

Vec3 Morph::operator()(Vec3 q) const {
  const double rho = std::sqrt(q.x * q.x + q.y * q.y);
  const double scale = rho > 0.0 ? radius(rho) / rho : nipple_slope_;
  const double reach = std::min(1.0, rho / shape_.dome_radius_m);
  Vec3 p{q.x * scale, q.y * scale, height(q.z)};
  if (balloon_) return p;

  // taller than wide, away from the nipple
  const double outside = smoothstep((rho - inner_rho_m_) / (shape_.dome_radius_m - inner_rho_m_));
  p.y *= lerp(1.0, kHeightPerWidth_frac, outside);

  // lower pole forward, upper pole back; nothing at the nipple
  p.z *= 1.0 - kLowerFullness_frac * q.y / shape_.dome_radius_m * reach * reach;

  // an inverted nipple is drawn in, fading with depth
  if (inverted_) {
    const double beyond =
        (radius(rho) / nipple_radius_m() - kDimpleFloor_radii) / kDimpleWall_radii;
    const double across = 1.0 - smoothstep(beyond);
    const double down = (projection_m_ - p.z) / (kDimpleReach_frac * projection_m_);
    const double depth = std::min<double>(kInversionDepth_m, 0.2 * projection_m_);
    p.z -= depth * across * (1.0 - smoothstep(down));
  }

  // axillary tail: outward along one direction, near the rim
  if (tail_m_ > 0.0 && rho > 0.0) {
    const Vec3 way{cos(kAxillaryDirection_rad), sin(kAxillaryDirection_rad), 0.0};
    const double along = std::max(0.0, dot(q, way) / rho);
    const double low = 1.0 - 0.6 * smoothstep(q.z / shape_.dome_height_m);
    p += tail_m_ * along * along * along * along * reach * reach * reach * low * way;
  }

  // what lies near the nipple moves as one in the next two stages
  const double free = smoothstep((norm(p - Vec3{0.0, 0.0, projection_m_}) - rigid_inner_m_) /
                                 (rigid_outer_m_ - rigid_inner_m_));

  // ptosis and turn-out: A5's shear k z^2, eased toward the apex: q(u) = 2 u^2 - u^3, q(1) = q'(1)
  // = 1
  const double u = lerp(1.0, p.z / projection_m_, free);
  p += u * u * (2.0 - u) * shift_m_;

  // columns rest on the chest wall
  p.z += chest_wall(lerp(shift_m_.x, p.x, free));

  p = turned(p);
  return right_ ? Vec3{-p.x, p.y, p.z} : p;
}

}  // namespace lac::anatomy
