#pragma once
#include "render/linear.h"
#include "render/skin_surface.h"
#include "render/thing.h"
#include "sim/snapshot.h"

namespace lac::render {

/// Beads at the pores that grow and hang, drops that fall, sprays as thin arcs.
///
/// @param eye_m   sprays turn their width toward it
void build_milk(const sim::Snapshot& snapshot, const SkinSurface& skin, V3 eye_m, Thing& out);

}  // namespace lac::render
