#pragma once
#include <filesystem>
#include <string>

#include "base/expected.h"
#include "session/session.h"

namespace lac::debrief {

/// report.json: the documented, stable form (debrief/FORMAT.md). Numbers with units in their names.
std::string to_json(const session::SessionLog& log);
/// report.html: self-contained; summary, criteria, curves as inline SVG with a table each, sources.
/// `sources_toml` names the bibliography; missing keys are shown as keys.
std::string to_html(const session::SessionLog& log, const std::filesystem::path& data);

/// Writes report.json, report.html and session.lacrec into `folder`: all of them, or none.
Outcome write_run(const std::filesystem::path& folder, const session::SessionLog& log,
                  const session::Recording& recording, const std::filesystem::path& data);

}  // namespace lac::debrief
