#pragma once
#include "base/step_report.h"
#include "oedema/oedema.h"

namespace lac::oedema {

/// Moves fluid along the links for dt_s: scratch.excess advances under scratch.drive_Pa.
/// Each sub-step is at most kCourant of the time in which a volume could respond in full,
///   1/dt >= sum_links(K_up g) p_e'(e)/(phi_0 V) + sum_out(K'(e) g |dp|)/(phi_0 V),
/// so the update is monotone: no new highs, no new lows, nothing below kDriest_frac.
/// @return iterations: sub-steps; Clamped: flow was slowed to keep within the most sub-steps
StepReport move_fluid(const OedemaModel& model, double dt_s, OedemaScratch& scratch);

}  // namespace lac::oedema
