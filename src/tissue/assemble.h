#pragma once
#include "tissue/scratch.h"

/// Passes over elements, edges and rows (MODEL.md §5). Each runs in two fixed parts; within a part
/// every sum has one order, so results do not depend on the number of threads.
namespace lac::tissue {

/// Rewrites the material rows where growth or stiffness changed; cheap when nothing did.
void update_materials(const TissueModel& model, const TissueLoad& load, TissueScratch& s);
/// (1 + beta/h) D of the nodal pressure, for this step length.
void scale_nodal_stiffness(const TissueModel& model, double scale, TissueScratch& s);

/// V/4 (J - 1) of every tet at `x`; also the smallest J.
void dilate(const TissueModel& model, const float* x, TissueScratch& s);
/// Nodal pressures from the last dilation, also written into the fourth lane of `x`, where assembly
/// reads them. @return their energy plus the inertial potential at `x`.
double nodal_pressures(const TissueModel& model, float* x, double step_s, TissueScratch& s);
/// Elastic energy of tets and skin at `x`; leaves the dilation too.
double element_energy(const TissueModel& model, const float* x, TissueScratch& s);
/// Matrix (tissue, skin, inertia), residual and element energy at `x`; needs nodal_pressures.
double assemble(const TissueModel& model, const float* x, double step_s, double scale,
                TissueScratch& s);
/// Residual alone at `x`; needs nodal_pressures. @return element energy
double assemble_residual(const TissueModel& model, const float* x, double step_s, TissueScratch& s);

}  // namespace lac::tissue
