#pragma once
#include <span>

#include "base/sourced.h"

namespace lac::tissue {

// Numerical settings of the step; physical numbers are in params.h (physiology.md A2).
// clang-format off
inline constexpr Sourced kMaxMove_m          {0.020, 0.005, 0.030, Evidence::Assumed, "", "node move per Newton step; smaller slows recovery from abuse"};
inline constexpr Sourced kMaxPredict_m       {0.002, 0.000, 0.004, Evidence::Assumed, "", "start of a step along the velocity, per axis; larger costs line searches"};
inline constexpr Sourced kMaxSpeed_m_per_s   {2.0,   1.0,   5.0,   Evidence::Assumed, "", "node speed kept after a step; only abuse reaches it"};
inline constexpr Sourced kMaxSubstep_s       {1.0 / 30.0, 1.0 / 60.0, 1.0 / 20.0, Evidence::Assumed, "", "longer steps are divided; longer sub-steps damp more"};
inline constexpr Sourced kStick_m            {3e-4,  5e-5,  1e-3,  Evidence::Assumed, "", "shear give of pad and skin at the friction limit; slip is counted beyond it; smaller needs more iterations"};
inline constexpr Sourced kSlipStiffness_frac {0.1,   0.0,   1.0,   Evidence::Assumed, "", "of the secant kept in the matrix along the slip; 1 needs many more Newton steps, 0 may overshoot"};
inline constexpr Sourced kMostSlowStiffening {10.0,  3.0,   30.0,  Evidence::Assumed, "", "strain stiffening of the slow response at most; only crushed elements reach it"};
inline constexpr Sourced kFollow_frac        {0.92,  0.0,   1.0,   Evidence::Assumed, "", "of a finger's last change of force, by which friction's limit is carried on (swept against converged strokes); 0: the skin lets go a tick late, 1: too late at a peak"};
inline constexpr Sourced kMostFollow_frac    {0.25,  0.1,   0.5,   Evidence::Assumed, "", "of its force, by which a finger's limit is carried on at most; bounds what a jump of force does"};
inline constexpr Sourced kMostLag            {8.0,   2.0,   20.0,  Evidence::Assumed, "", "friction's foretold limit over the force found now, at most; bounds the pull of few points"};
inline constexpr Sourced kGeometricLow       {-2.5, -3.0,  -1.5,  Evidence::Assumed, "", "q / mu kept in the matrix, lower end (prototype sweep); only convergence speed"};
inline constexpr Sourced kGeometricHigh      {0.5,   0.2,   1.0,   Evidence::Assumed, "", "q / mu kept in the matrix, upper end; only convergence speed"};
inline constexpr Sourced kLeastSkinArea      {0.05,  0.02,  0.2,   Evidence::Assumed, "", "area ratio below which skin's area energy goes on linearly; bounds forces of pinched skin"};
inline constexpr Sourced kQuietEnergy_J      {1e-11, 0.0,   1e-10, Evidence::Assumed, "", "energy not worth solving for: moves a held force by less than 0.01 %; larger saves time while hands rest"};
inline constexpr Sourced kLongEdge_m         {5e-3,  3e-3,  8e-3,  Evidence::Assumed, "", "skin triangles with a longer edge get 12 contact points, others 3; less: slower, more: chatter"};
inline constexpr Sourced kClusterNodes       {64.0,  32.0,  128.0, Evidence::Assumed, "", "nodes a cluster of the preconditioner; fewer: fewer iterations, each dearer"};
inline constexpr Sourced kMostClusters       {80.0,  40.0,  160.0, Evidence::Assumed, "", "clusters at most, so that their dense inverse stays small; only speed"};
inline constexpr Sourced kClusterShare       {0.7,   0.3,   1.0,   Evidence::Assumed, "", "of what the clusters answer: they are stiffer together with block-Jacobi; only convergence (swept)"};
inline constexpr Sourced kModesStep_s        {1.0 / 60.0, 1.0 / 120.0, 1.0 / 30.0, Evidence::Assumed, "", "step for which the clusters' stiffness is made; only convergence speed"};
inline constexpr Sourced kSettleStep_s       {0.20,  0.05,  0.50,  Evidence::Assumed, "", "pseudo-time step of settling; larger needs more iterations, smaller more steps"};
inline constexpr Sourced kReferenceShrink    {0.5,   0.3,   0.8,   Evidence::Assumed, "", "a tet of the reference shape keeps at least this share of its volume per iteration"};
inline constexpr Sourced kDentPerEdge        {0.25,  0.20,  0.30,  Evidence::Assumed, "", "c of MODEL.md 4c, the same for all levels: measured against converged ten-node solutions; more lets a tip sink deeper"};
inline constexpr Sourced kMostDent_frac      {0.5,   0.3,   0.6,   Evidence::Assumed, "", "of a fingertip's whole dent, that a mesh can miss at most; more lets a light touch come and go"};
inline constexpr Sourced kDentReturn_frac    {0.5,   0.2,   0.8,   Evidence::Assumed, "", "of a dent is left a step after its finger has gone; only how a quick return meets the skin"};
inline constexpr Sourced kDeepestDent        {3.0,   2.0,   4.0,   Evidence::Assumed, "", "radii of a tip: Hertz' depth is taken no deeper, for the law was measured up to 2.4; bounds dents under hard presses"};
inline constexpr Sourced kLeastDent_m        {1e-6,  1e-7,  1e-5,  Evidence::Assumed, "", "a dent left by a finger that has gone is forgotten below; only the length of a list"};
inline constexpr Sourced kSearchMargin_m     {2e-3,  1e-3,  6e-3,  Evidence::Assumed, "", "triangles this far from a finger are kept in its list; nodes moving farther renew it; only speed"};
inline constexpr Sourced kReferenceStep_s    {0.3,   0.1,   1.0,   Evidence::Assumed, "", "inertia m/h^2 that bounds the first rounds of the reference solve"};
inline constexpr Sourced kReferenceForce_frac{1e-4,  1e-5,  1e-3,  Evidence::Assumed, "", "of the weight: residual at which the reference shape is done; 1e-4 leaves microns"};
inline constexpr Sourced kReferenceSpeed_m_per_s {2e-4, 1e-5, 1e-3, Evidence::Assumed, "", "the proof by settling ends below this pseudo-speed"};
// clang-format on
inline constexpr int kMaxSubsteps = 2;  // a hiccup costs two ticks, not eight
inline constexpr int kMaxHalvings = 10;
inline constexpr int kReferenceCg = 80, kReferenceSettleSteps = 80;
inline constexpr double kReferenceCgTolerance = 1e-4;
inline constexpr int kDentHalvings = 30;
inline constexpr int kSettleNewtons = 2, kSettleIterations = 30;

/// The table above by name, for tests and the reference page.
std::span<const NamedConstant> constants();

}  // namespace lac::tissue
