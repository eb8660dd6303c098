#pragma once
#include "oedema/oedema.h"

namespace lac::oedema {

/// Fluid in and out during one step, m3.
struct Exchange {
  double filtered_m3 = 0.0;
  double lymph_m3 = 0.0;
};

/// Share of a stroke's full uptake at this peak pressure: rises to kStrokeFull_Pa, flat to
/// kLymphFallFrom_Pa, nil from kLymphClosed_Pa.
double stroke_share(double peak_Pa);
/// Share of resting lymph that runs while the tissue is pressed.
double static_share(double p_ext_Pa);
/// How much a load counts as injury: glide over 20 mm/s in full, a still one only when deep.
double injury_weight(double pressure_Pa, double glide_m_per_s);

/// Starling source and resting lymph; scratch.excess advances.
Exchange exchange(const OedemaModel& model, const OedemaLoad& load, double dt_s,
                  OedemaScratch& scratch);
/// Fill, stretch and release of the initial lymphatics; scratch advances. @return what they took
/// up, m3
double stroke(const OedemaModel& model, const OedemaLoad& load, double dt_s,
              OedemaScratch& scratch);
/// Adds the dose of moving or deep pressure; scratch advances.
void injure(const OedemaModel& model, const OedemaLoad& load, double dt_s, OedemaScratch& scratch);

}  // namespace lac::oedema
