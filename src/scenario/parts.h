#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "scenario/document.h"
#include "scenario/drafts.h"
#include "scenario/shelf.h"
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

/// The [[source]] tables of this file, added to `known`; no key may have two meanings.
std::vector<Source> add_sources(Document& document, Bibliography& known);
/// Says that no source has this key, with the nearest that is there.
void complain_source(Document& document, Position at, const std::string& key,
                     const Bibliography& sources);

/// assets/patients/NAME.toml.
Expected<PatientDraft> read_patient(const std::string& name, const Shelf& shelf);
Expected<PatientDraft> parse_patient(const std::string& text, const std::string& file,
                                     const Bibliography& sources);
/// Rules for a breast's numbers together; said at its table.
void check_breast(Document& document, Position at, const sim::SideParams& patient);
/// A table of numbers must say where they come from.
void check_origin(Document& document, const Item& table, const std::string& source, bool assumed,
                  const Bibliography& sources);

/// @param base_text  the included pack's text; empty: the file beside this one, else in `shelf`
Expected<Pack> parse_pack(const std::string& text, const std::string& file, const std::string& name,
                          const Bibliography& sources, const Shelf& shelf = {},
                          const std::string& base_text = {});

/// The problems a demo has with its case: actions, rows and places it names that are not there.
/// @param lacking  filled with the pack's rows that it names and the case leaves out, and nothing
///                 is said of them; null: said once
Problems check_demo(const Choreography& demo, const ScenarioSpec& spec, const std::string& file,
                    std::vector<LeftOut>* lacking = nullptr);
/// Every demonstration that stands beside the case.
Problems check_demos(const ScenarioSpec& spec);

}  // namespace lac::scenario
