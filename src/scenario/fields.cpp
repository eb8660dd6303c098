#include "scenario/fields.h"

#include <fmt/format.h>

#include "scenario/experiment_fields.h"

namespace lac::scenario {
namespace {

template <class T>
void append(std::vector<FieldSpec>& out, std::span<const Field<T>> fields) {
  for (const Field<T>& field : fields) out.push_back(field.spec);
}

template <class... T>
std::vector<FieldSpec> specs(std::span<const Field<T>>... fields) {
  std::vector<FieldSpec> out;
  (append(out, fields), ...);
  return out;
}

/// The key that every file begins with.
std::vector<FieldSpec> with_format(std::vector<FieldSpec> fields) {
  fields.insert(fields.begin(), FieldSpec{"format", Type::Whole, Dimension::None, "", 1, 1,
                                          "required", "Always 1, always first"});
  return fields;
}

const char* type_name(Type type) {
  switch (type) {
    case Type::Text:
      return "text";
    case Type::Markdown:
      return "long text (Markdown)";
    case Type::Name:
      return "name";
    case Type::File:
      return "picture's name";
    case Type::Whole:
      return "whole number";
    case Type::Quantity:
      return "quantity";
    case Type::Flag:
      return "true or false";
    case Type::Choice:
      return "choice";
    case Type::Names:
      return "list of names";
    case Type::Texts:
      return "list of texts";
    case Type::Bound:
      return "number or quantity";
  }
  return "";
}

}  // namespace

const std::vector<TableSpec>& table_specs() {
  // clang-format off
  static const std::vector<TableSpec> tables = {
      {"scenario", "",          false, true,  "The case",                          with_format(specs(scenario_fields()))},
      {"scenario", "prebrief",  false, false, "Before the patient is met",         specs(prebrief_fields())},
      {"scenario", "patient",   false, true,  "The person and the body",           specs(person_fields(), patient_fields())},
      {"scenario", "left_breast",  false, false, "What the left breast has for itself",  specs(breast_fields())},
      {"scenario", "right_breast", false, false, "What the right breast has for itself", specs(breast_fields())},
      {"scenario", "phase",     true,  false, "Steps of the session, in order",    specs(phase_fields())},
      {"scenario", "action",    true,  false, "What can be done besides touch",    specs(action_fields())},
      {"scenario", "utterance", true,  false, "What the patient says, and when",   specs(utterance_fields())},
      {"scenario", "picture",   true,  false, "Pictures, each with words for it",  specs(picture_fields())},
      {"scenario", "variation", false, false, "What differs in \"again, another patient\"", specs(variation_fields())},
      {"scenario", "criterion", true,  false, "The case's own rows of the sheet",  specs(criterion_fields())},
      {"scenario", "debrief",   false, false, "After the run",                     specs(debrief_fields())},
      {"scenario", "source",    true,  false, "A publication of its own, beside `lactasim list sources`", specs(source_fields())},
      {"pack",     "",          false, true,  "A versioned set of criteria",       with_format(specs(pack_fields()))},
      {"pack",     "criterion", true,  true,  "Rows of the sheet",                 specs(criterion_fields())},
      {"pack",     "knowledge", true,  false, "Told in the debrief, never marked", specs(knowledge_fields())},
      {"pack",     "source",    true,  false, "A publication of its own, beside `lactasim list sources`", specs(source_fields())},
      {"patient",  "",          false, true,  "A body that cases start from",      with_format(specs(patient_head_fields()))},
      {"patient",  "patient",   false, true,  "Its numbers",                       specs(patient_fields())},
      {"demo",     "",          false, true,  "A choreography",                    with_format(specs(demo_fields()))},
      {"demo",     "error",     true,  false, "Errors made on purpose",            specs(error_fields())},
      {"demo",     "step",      true,  true,  "What is done, in order",            specs(step_fields())},
      {"experiment", "",           false, true,  "A study",                         with_format(specs(experiment_fields()))},
      {"experiment", "population", false, false, "Who is sampled",                  specs(population_fields())},
      {"experiment", "patient",    false, false, "The body that all start from",    specs(subject_fields(), patient_fields())},
      {"experiment", "arm",        true,  false, "The same patients under other numbers", specs(arm_fields(), patient_fields())},
      {"experiment", "scale",      true,  false, "Parameters of the models, scaled", specs(scale_fields())},
      {"experiment", "step",       true,  true,  "What is done, in order",          specs(act_fields())},
      {"experiment", "measure",    true,  true,  "What is read",                    specs(measure_fields())},
      {"sources",  "",          false, true,  "The bibliography",                  with_format(specs(sources_head_fields()))},
      {"sources",  "source",    true,  true,  "One publication",                   specs(source_fields())},
  };
  // clang-format on
  return tables;
}

std::vector<std::string_view> split_choices(std::string_view choices) {
  std::vector<std::string_view> out;
  while (!choices.empty()) {
    const std::size_t bar = std::min(choices.find('|'), choices.size());
    out.push_back(choices.substr(0, bar));
    choices.remove_prefix(std::min(bar + 1, choices.size()));
  }
  return out;
}

std::string range_text(const FieldSpec& spec) {
  if (spec.type == Type::Choice) {
    std::string out = "one of: ";
    for (const std::string_view choice : split_choices(spec.choices))
      out += (out.ends_with(": ") ? "" : ", ") + std::string(choice);
    return out;
  }
  if (spec.type == Type::Whole || spec.type == Type::Quantity) {
    const std::string unit = spec.unit.empty() ? "" : " " + std::string(spec.unit);
    if (spec.high >= 1e15) return fmt::format("{:.0f} or more", spec.low);
    return fmt::format("{:g}{} to {:g}{}", spec.low, unit, spec.high, unit);
  }
  if ((spec.type == Type::Text || spec.type == Type::Markdown) && spec.high > 0)
    return fmt::format("at most {:g} characters", spec.high);
  return {};
}

std::vector<FieldInfo> field_table() {
  std::vector<FieldInfo> out;
  for (const TableSpec& table : table_specs()) {
    std::string where(table.kind);
    if (!table.name.empty())
      where +=
          table.repeated ? fmt::format(" [[{}]]", table.name) : fmt::format(" [{}]", table.name);
    for (const FieldSpec& field : table.fields)
      out.push_back({where, std::string(field.name), type_name(field.type), std::string(field.unit),
                     range_text(field), std::string(field.fallback), std::string(field.help),
                     std::string(field.since), std::string(field.retired)});
  }
  return out;
}

}  // namespace lac::scenario
