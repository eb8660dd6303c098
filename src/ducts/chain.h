#pragma once
#include <array>

#include "anatomy/duct_tree.h"
#include "ducts/params.h"

namespace lac::ducts {

using SegmentValues = std::array<double, anatomy::kDuctSegments>;

/// The plug sits in the link that leaves this segment (notes §9: in the lump, r 40 mm).
inline constexpr int kPlugLink = 0;

/// A plug's standing pressure before the first step, whose pressure it then becomes.
inline constexpr double kStandingUnset_Pa = 1e12;

/// One lobe during one step: alveoli, four soft ducts, a pore. Everything here is held constant.
struct Chain {
  double capacity_m3 = 0.0;
  SegmentValues rest_volume_m3{};          // [segment] V_0
  SegmentValues resistance_Pa_s_per_m3{};  // [segment] open
  double outlet_Pa_s_per_m3 = 0.0;         // alveoli to the first segment, contraction applied
  double pore_Pa_s_per_m3 = 0.0;
  double plug_extra_Pa_s_per_m3 = 0.0;  // 0: none
  double plug_yield_Pa = 0.0;
  // shear-thinning: mu = mu_inf (1 + thinning/(1 + stirred + shear Q))
  double thinning = 0.0;           // mu_0/mu_inf - 1
  double stirred = 0.0;            // shear rate from outside over the half rate
  SegmentValues shear_s_per_m3{};  // [segment] open
  double pore_shear_s_per_m3 = 0.0;
  // loads
  double alveolar_tissue_Pa = 0.0;
  SegmentValues segment_tissue_Pa{};  // [segment]
  double contraction_Pa = 0.0;        // P_act a
  double pore_threshold_Pa = 0.0;     // p_outside + p_nipple + p_open
  double synthesis_m3_per_s = 0.0;
};

/// What advances.
struct ChainState {
  double alveolar_m3 = 0.0;
  SegmentValues log_area{};  // [segment] x = ln(A/A_0)
};

struct ChainReport {
  bool converged = false;
  int iterations = 0;
  double residual_m3 = 0.0;
  double ejected_m3 = 0.0;     // through the pore, >= 0
  double into_ducts_m3 = 0.0;  // alveoli to ducts, < 0: back-flow
};

/// Flow of shear-thinning milk under a drive, and its slopes.
///   Q (1 + m/(1 + v + b Q)) = D,  D: the flow that mu_inf would give
struct ThinFlow {
  double flow_m3_per_s = 0.0;  // as large as D or smaller, same sign
  double by_drive = 1.0;       // dQ/dD
  double by_shear = 0.0;       // dQ/db
};
ThinFlow thin_flow(double drive, double shear, double thinning, double stirred);

/// Pressure inside the alveoli, and its slope with their volume.
struct AlveolarPressure {
  double pressure_Pa = 0.0;
  double slope_Pa_per_m3 = 0.0;
};
AlveolarPressure alveolar_pressure(const DuctParams& params, double capacity_m3, double milk_m3,
                                   double contraction_Pa, double tissue_Pa);

/// One backward-Euler step by Newton on x. The pore's flow is what Newton says; the alveoli take
/// the difference of volumes, so that milk is conserved to round-off however well Newton did.
ChainReport step_chain(const DuctParams& params, const Chain& chain, double dt_s,
                       ChainState& state);

/// step_chain; where it does not converge, again with 2, 4 ... 256 smaller steps.
ChainReport advance_chain(const DuctParams& params, const Chain& chain, double dt_s,
                          ChainState& state);

}  // namespace lac::ducts
