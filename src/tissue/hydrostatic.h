#pragma once
#include <vector>

#include "base/vec.h"

namespace lac::tissue {

class TissueModel;
class TissueScratch;

/// What of gravity pressure alone can carry (MODEL.md 1a): the field phi, metres, one component a
/// direction, that minimises the integral of |grad phi_k - e_k|^2 over the anatomy's shape and is
/// zero on the skin. Under still water it would be the (negative) depth below the surface. Zero
/// everywhere for a body without skin. Needs the model's neighbours.
std::vector<Vec3> hydrostatic_field(const TissueModel& model);

/// Sets the pressure that is carried from the start, [node] Pa, compression > 0:
///   p^_a = f rho g . phi_a,  rho the body's mean density under growth, f carried_gravity_frac.
void carry_gravity(const TissueModel& model, Vec3 gravity_m_per_s2, TissueScratch& s);

}  // namespace lac::tissue
