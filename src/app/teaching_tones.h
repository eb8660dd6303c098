#pragma once
#include "render/view_options.h"
#include "session/session.h"
#include "ui/panels.h"

namespace lac::app {

/// Which skin a picture has: the patient's own; in guided mode, practice and replay the one chosen
/// in the settings, or a light, a middle and a dark one side by side, the patient's own among them.
/// An exam is always of the patient herself.
/// @param own  the patient's Monk tone, 1..10
void choose_tones(const ui::Settings& settings, session::Mode mode, int own,
                  render::ViewOptions& options);

}  // namespace lac::app
