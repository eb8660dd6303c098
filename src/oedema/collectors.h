#pragma once
#include "oedema/oedema.h"

namespace lac::oedema {

/// Where each node's lymph goes: a pull of each node group that falls with distance, parted by the
/// quadrants [E2.1-E2.4]; and the collectors' store that carries the resting flow.
void add_territories(const anatomy::Breast& breast, OedemaModel& model);

/// What the collectors' filling leaves of uptake, by group: more than 1 (at most 1.1) when they
/// were cleared, less when they cannot empty.
GroupValues uptake_fracs(const OedemaModel& model, const OedemaState& state);

/// Contractions a second of a group's collectors: quicker when full and warm.
double collector_Hz(const OedemaModel& model, double store_m3, double warmth_scale, int group);

/// Takes scratch.taken_m3 up, contracts, clears, and lets it arrive at the nodes; exact for rates
/// that stand still. What goes in comes out or stays.
void advance_collectors(const OedemaModel& model, const OedemaLoad& load, double dt_s,
                        const OedemaScratch& scratch, OedemaState& state, OedemaFlow& out);

/// Veins give blood under pressure and fill again, with 7 s.
void advance_veins(const OedemaModel& model, const OedemaLoad& load, double dt_s,
                   OedemaState& state, OedemaFlow& out);

}  // namespace lac::oedema
