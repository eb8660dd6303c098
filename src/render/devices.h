#pragma once
#include "render/skin_surface.h"
#include "render/thing.h"
#include "sim/snapshot.h"

namespace lac::render {

/// What is on and at the breast beside hands: cup, spoon or syringe with what they hold, a pump's
/// flange with its bottle, the massager under the hand, a warm or cold pack.
void build_devices(const sim::Snapshot& snapshot, const std::vector<sim::FingerDrawn>& fingers,
                   const SkinSurface& skin, Thing& out);

}  // namespace lac::render
