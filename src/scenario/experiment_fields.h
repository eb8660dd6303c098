#pragma once
#include "scenario/experiment.h"
#include "scenario/fields.h"

namespace lac::scenario {

/// What an experiment's fields fill before the rules that join several fields are checked.
struct ExperimentDraft {
  Experiment experiment;
  std::string base;
};

std::span<const Field<ExperimentDraft>> experiment_fields();  // experiment, top level
std::span<const Field<ExperimentDraft>> population_fields();
std::span<const Field<ExperimentDraft>> subject_fields();  // [patient], beside patient_fields
std::span<const Field<Arm>> arm_fields();                  // [[arm]], beside patient_fields
std::span<const Field<ParameterScale>> scale_fields();
std::span<const Field<Act>> act_fields();
std::span<const Field<Measure>> measure_fields();

}  // namespace lac::scenario
