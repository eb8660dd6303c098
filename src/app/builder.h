#pragma once
#include <string>

#include "scenario/scenario.h"
#include "ui/live_view.h"

namespace lac::app {

/// Changes one field of a draft; clock places go round, kinds bring their own sensible values.
void edit(ui::GestureDraft& draft, const std::string& field, double value);
/// The draft as a choreography of one gesture, for the same player that plays demonstrations.
scenario::Choreography built(const ui::GestureDraft& draft);

}  // namespace lac::app
