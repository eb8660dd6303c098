#pragma once
#include <optional>

#include "anatomy/params.h"
#include "ducts/params.h"
#include "hand/params.h"
#include "oedema/params.h"
#include "physiology/params.h"
#include "physiology/suction.h"
#include "tissue/params.h"

namespace lac::sim {

/// How the models meet and how the hand holds its force; this folder's MODEL.md. Assumed unless a
/// row is named.
struct CouplingParams {
  // fluid and milk stiffen the tissue: E rises by c_p times the pressure inside [A3]
  double areola_stiffening = 10.0;  // c_p of excess fluid at the areola [A3: 2..10] (notes §4)
  double body_stiffening = 4.0;     // c_p of fluid elsewhere, of milk everywhere
  double most_stiffening = 8.0;     // E / E_0 is never above this
  int field_ticks = 10;             // swelling and stiffness are handed to the tissue this often
                         // the hand's force loop: each finger advances until the contact force is
                         // the commanded one
  double loop_frac = 0.35;        // share of the force error mended a tick
  double softest_N_per_m = 60.0;  // range of the loop's estimate of the tissue's stiffness
  double hardest_N_per_m = 20000.0;
  double approach_m_per_s = 0.06;  // before contact
  double most_advance_m_per_s = 0.12;
  double lift_m_per_s = 0.24;  // let go
  double hover_m = 0.006;      // above the skin when not touching
  double most_depth_m = 0.045;
  double squeeze_needs_N = 0.05;  // squeezing starts once the pad bears this
  // senses
  double blanch_Pa = 4000.0;  // skin pales above this: ~30 mmHg, capillary closing
  double blanch_fade_s = 2.0;
  physiology::Flange flange;  // the pump's funnel that is at hand
  double drop_m3 = 50e-9;     // a hanging drop falls at this volume
  // let-down stimulus (notes §1)
  double stimulus_reach_m = 0.045;  // from the nipple base: touch nearer than this stimulates
  double stimulus_moving = 0.85;    // w_n of rolling by hand
  double stimulus_still = 0.5;  // of a resting touch; RPS also triggers let-down [cotterman-2003]
  double stimulus_tau_s = 3.0;
  double stimulus_full_N = 0.3;                                   // force at which it counts fully
  double stroke_slow_m_per_s = 0.01, stroke_fast_m_per_s = 0.10;  // F10
  double stroke_light_Pa = 2000.0;
  // latch: what a baby needs (assumed); compliance by a standard tip, protrusion from the nipple
  double probe_depth_m = 0.004;
  double soft_areola_N_per_m = 62.0, hard_areola_N_per_m = 150.0;
  double latch_areola_frac = 0.22;  // of the way from hard to soft
  double latch_protrusion_m = 0.004;
  double latch_body_N_per_m = 276.0;  // a breast firmer than this cannot be shaped to the mouth:
                                      // from here E is 15 kPa, severe engorgement [A3]
  double shallow_protrusion_m =
      0.006;  // nipple that a baby takes alone where the areola does not give
  double probe_level_scale[3] = {0.935, 1.0, 1.03};  // [level] coarse meshes are too firm: measured
};

/// A blocked duct and the lump round it (decisions.md "First cases").
struct PlugParams {
  bool present = false;
  double clock_rad = 0.0, r_m = 0.040;  // skin coordinates of the lump
  double lump_m = 0.025;                // its diameter
  double pressure_Pa = 4000.0;          // in the blocked lobe at the start
  double excess_frac = 0.5;             // interstitial excess of the blocked lobe
  double sensitisation = 0.3;           // of the skin over it
};

/// What each breast has for itself.
struct SideParams {
  anatomy::BreastParams breast;
  ducts::DuctParams ducts;
  oedema::OedemaParams oedema;
  physiology::PhysiologyParams physiology;  // of the other breast: pressure, pain, synthesis alone
  PlugParams plug;
};

/// Everything a patient is made of; the scenario fills it. Its SideParams are those of the breast
/// in hand at the start.
struct PatientParams : SideParams {
  tissue::TissueParams tissue;
  hand::HandParams hand;
  CouplingParams coupling;
  bool one_breast = false;          // the balloon is one in any case
  std::optional<SideParams> other;  // none: the mirror image of the breast in hand
};

}  // namespace lac::sim
