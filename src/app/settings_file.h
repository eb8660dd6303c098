#pragma once
#include "base/expected.h"
#include "ui/panels.h"

namespace lac::app {

/// The choices of the person at this machine, from the user's config folder
/// ($XDG_CONFIG_HOME/lactasim or ~/.config/lactasim). Missing or damaged: the defaults.
ui::Settings read_settings();
/// Written whole or not at all.
Outcome write_settings(const ui::Settings& settings);

}  // namespace lac::app
