#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "scenario/document.h"
#include "scenario/drafts.h"
#include "scenario/sources.h"

namespace lac::scenario {

/// Rows that rest on an assumed number carry at most this share of the weight (decisions.md
/// "Marks").
inline constexpr double kMostAssumedWeight = 0.10;

/// What a criterion may name as first or then besides actions and techniques.
inline constexpr std::string_view kTouch = "touch";

/// The [[criterion]] tables of a pack or case: bands in the metric's unit, sources known, kinds
/// complete.
std::vector<rubric::Criterion> read_criteria(Document& document, const Bibliography& sources);

/// Rules that join the pack's and the case's rows: unique ids, known actions, weight of assumed
/// rows. `at` is where a row stands in the case's file; rows of the pack are told at the file as a
/// whole.
void check_rows(Document& document, const std::vector<rubric::Criterion>& rows,
                const std::vector<Action>& actions);

/// assets/patients/NAME.toml.
Expected<PatientDraft> read_patient(const std::string& name, const std::filesystem::path& data);
Expected<PatientDraft> parse_patient(const std::string& text, const std::string& file,
                                     const Bibliography& sources);
/// Rules for a breast's numbers together; said at its table.
void check_breast(Document& document, Position at, const sim::SideParams& patient);
/// A table of numbers must say where they come from.
void check_origin(Document& document, const Item& table, const std::string& source, bool assumed,
                  const Bibliography& sources);

/// @param base_text  the included pack's text; empty: the file beside this one
Expected<Pack> parse_pack(const std::string& text, const std::string& file, const std::string& name,
                          const Bibliography& sources, const std::string& base_text = {});

/// The problems a demo has with its case: actions and rows it names that are not there.
Problems check_demo(const Choreography& demo, const ScenarioSpec& spec, const std::string& file);
/// Every demonstration that stands beside the case.
Problems check_demos(const ScenarioSpec& spec);

}  // namespace lac::scenario
