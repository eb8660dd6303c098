#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"
#include "scenario/document.h"
#include "scenario/drafts.h"

namespace lac::scenario {

/// What a field holds. Name: lower-case letters, digits, hyphens, underscores, no path. Bound: a
/// number or quantity whose unit the criterion's metric decides.
enum class Type { Text, Markdown, Name, File, Whole, Quantity, Flag, Choice, Names, Texts, Bound };

/// One row of the field table: everything about a key but where its value goes.
struct FieldSpec {
  std::string_view name;
  Type type = Type::Text;
  Dimension dimension = Dimension::None;
  std::string_view unit;  // of a bare number, of low and high
  double low = 0.0, high = 0.0;
  std::string_view fallback;  // as shown; "required" where there is none
  std::string_view help;
  std::string_view choices;  // Choice: "a|b|c"
  std::string_view since = "1";
  std::string_view retired;  // not read any more; what to write instead
  bool required() const { return fallback == "required"; }
};

inline constexpr double kSecondsPerMinute = 60.0;

/// A converted value, SI where it is a quantity.
struct Value {
  std::string text;
  double number = 0.0;
  bool flag = false;
  std::vector<std::string> list;
  std::size_t choice = 0;  // place in `choices`
  const Item* item = nullptr;
};

template <class T>
struct Field {
  FieldSpec spec;
  void (*set)(T&, const Value&);
};

/// One table of one kind of file.
struct TableSpec {
  std::string_view kind;  // "scenario", "pack", "patient", "demo", "sources"
  std::string_view name;  // "" top level
  bool repeated = false;  // [[name]]
  bool required = false;
  std::string_view help;
  std::vector<FieldSpec> fields;
};
const std::vector<TableSpec>& table_specs();

// the table itself, by what the fields fill
std::span<const Field<ScenarioDraft>> scenario_fields();  // scenario, top level
std::span<const Field<ScenarioDraft>> prebrief_fields();
std::span<const Field<ScenarioDraft>> person_fields();  // scenario [patient], beside patient_fields
std::span<const Field<ScenarioDraft>> debrief_fields();
std::span<const Field<PatientDraft>> patient_head_fields();
std::span<const Field<PatientDraft>> patient_fields();
std::span<const Field<BreastDraft>> breast_fields();  // scenario [left_breast], [right_breast]
std::span<const Field<Phase>> phase_fields();
std::span<const Field<Action>> action_fields();
std::span<const Field<Utterance>> utterance_fields();
std::span<const Field<ScenarioDraft>> variation_fields();
std::span<const Field<Picture>> picture_fields();
std::span<const Field<CriterionDraft>> criterion_fields();
std::span<const Field<PackDraft>> pack_fields();
std::span<const Field<Knowledge>> knowledge_fields();
std::span<const Field<DemoDraft>> demo_fields();
std::span<const Field<NamedError>> error_fields();
std::span<const Field<StepDraft>> step_fields();
std::span<const Field<Source>> source_fields();
std::span<const Field<SourcesDraft>> sources_head_fields();

/// "30 mL to 606 mL", "one of: left, right", or nothing.
std::string range_text(const FieldSpec& spec);
std::vector<std::string_view> split_choices(std::string_view choices);

}  // namespace lac::scenario
