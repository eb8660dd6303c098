#pragma once
#include <filesystem>
#include <string>

#include "debrief/chart.h"
#include "session/session.h"

namespace lac::debrief {

// The parts of report.html, in the order of the page. Every text from a file goes through escape().
std::string head_part(const session::SessionLog& log);
/// To talk about before any result is looked at.
std::string questions_part(const session::SessionLog& log);
std::string summary_part(const session::SessionLog& log);
std::string review_part(const session::SessionLog& log);
std::string before_after_part(const session::SessionLog& log);
/// The learner's own rating beside the marks; nothing where none was given.
std::string rating_part(const session::SessionLog& log);
/// Where hands were, drawn on the breast.
std::string touch_part(const session::SessionLog& log);
std::string result_part(const session::SessionLog& log);
std::string gaps_part(const session::SessionLog& log);
std::string criteria_part(const session::SessionLog& log);
std::string curves_part(const session::SessionLog& log, const Timeline& timeline);
std::string techniques_part(const session::SessionLog& log);
std::string tissue_part(const session::SessionLog& log);
std::string words_part(const session::SessionLog& log);
std::string sources_part(const session::SessionLog& log, const std::filesystem::path& data);
/// What the pack tells beside its marks.
std::string knowledge_part(const session::SessionLog& log);
std::string claims_part(const session::SessionLog& log);

/// The run's time axis: technique spans, waits, let-down, critical errors.
Timeline timeline_of(const session::SessionLog& log);

/// An inline picture with its word: "ok", "part", "stop".
std::string icon(std::string_view kind);

/// Whether a row counts in the total.
bool carries_weight(const rubric::ScoreRow& row);
/// Credit from which a row reads as met.
inline constexpr double kFull = 0.995;

}  // namespace lac::debrief
