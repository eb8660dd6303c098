#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/expected.h"
#include "session/session.h"

namespace lac::debrief {

/// report.json: the documented, stable form (debrief/FORMAT.md). Numbers with units in their names.
std::string to_json(const session::SessionLog& log);
/// marks.csv: one row a criterion, each with what the run was, so that the rows of many runs can be
/// laid under one another (debrief/FORMAT.md). For spreadsheets: UTF-8 with its mark, CRLF.
std::string to_csv(const session::SessionLog& log);
/// The rows of several marks.csv under one heading. A text that is none of ours is a problem.
Expected<std::string> join_csv(const std::vector<std::pair<std::string, std::string>>& named);
/// report.html: self-contained; summary, criteria, curves as inline SVG with a table each, sources.
/// `sources_toml` names the bibliography; missing keys are shown as keys.
std::string to_html(const session::SessionLog& log, const std::filesystem::path& data);

/// What all of them call a mode: "guided", "practice", "exam".
const char* mode_word(session::Mode mode);

/// Writes report.json, report.html, marks.csv and session.lacrec into `folder`: all of them, or
/// none.
Outcome write_run(const std::filesystem::path& folder, const session::SessionLog& log,
                  const session::Recording& recording, const std::filesystem::path& data);

}  // namespace lac::debrief
