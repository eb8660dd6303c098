#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenario/document.h"
#include "scenario/scenario.h"
#include "scenario/sources.h"

namespace lac::scenario {

/// What a file's fields fill before the rules that join several fields are checked.
struct PatientDraft {
  std::string title, summary, base, source;
  bool assumed = false;
  sim::PatientParams params;
};

/// [left_breast], [right_breast]: what one breast has for itself.
struct BreastDraft {
  sim::SideParams params;
  std::string source;
  bool assumed = false;
};

struct CriterionDraft {
  rubric::Criterion criterion;
  bool assumed = false;
  bool seen_given = false;
  const Item* low = nullptr;  // as written; their unit is the metric's
  const Item* high = nullptr;
  const Item* falloff = nullptr;
};

struct PackDraft {
  Pack pack;
};

struct ScenarioDraft {
  ScenarioSpec spec;
  std::vector<std::string> pack_criteria;  // ids taken from the pack; empty: all
  std::string base;
};

struct StepDraft {
  Gesture gesture;
};

struct DemoDraft {
  Choreography demo;
};

struct SourcesDraft {
  std::string title;
};

}  // namespace lac::scenario
