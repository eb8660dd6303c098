#pragma once
#include "anatomy/mesh_file.h"
#include "anatomy/params.h"

namespace lac::anatomy {

/// The smooth map from the template to one patient's rest shape (MODEL.md "Morph"). Each stage is
/// one-to-one: radial and axial stretch, pole fullness, axillary tail, ptosis and turn-out shear,
/// chest wall, nipple tilt. Works in the left breast's frame and mirrors x last.
class Morph {
 public:
  /// @param projection_m  chest wall to nipple base along z before the chest wall's curvature
  Morph(const BreastParams& params, const TemplateShape& shape, double projection_m);

  Vec3 operator()(Vec3 template_m) const;
  /// Radius from the template's axis after the radial stretch alone; monotone.
  double radius(double rho_m) const;
  /// Height above the wall after the axial stretch alone; monotone.
  double height(double z_m) const;
  /// Height on the nipple above its base, of a template point at or above the base plane.
  double nipple_height(double z_m) const { return height(z_m) - projection_m_; }
  /// Height of the chest wall at `x`, in the left breast's frame.
  double chest_wall(double x_m) const;  // 0 for the balloon
  double nipple_radius_m() const { return nipple_slope_ * shape_.nipple_radius_m; }

 private:
  Vec3 turned(Vec3 p) const;

  TemplateShape shape_;
  bool balloon_, right_, inverted_;
  double projection_m_, half_width_m_;
  double nipple_slope_, body_slope_, inner_rho_m_;  // radial stretch
  double dome_stretch_, nipple_stretch_;            // axial stretch
  double tail_m_;
  Vec3 shift_m_;  // of the nipple base, along the wall
  Vec3 base_m_;   // nipple base before the tilt
  Vec3 tilt_axis_;
  double tilt_rad_ = 0.0, tilt_inner_m_ = 0.0, tilt_outer_m_ = 0.0;
  double rigid_inner_m_ = 0.0, rigid_outer_m_ = 0.0;
};

}  // namespace lac::anatomy
