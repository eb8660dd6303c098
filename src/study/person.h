#pragma once
#include <string>
#include <utility>
#include <vector>

#include "scenario/experiment.h"

namespace lac::study {

/// One patient of a study.
struct Person {
  int number = 0;  // from 1
  sim::PatientParams params;
  std::vector<std::pair<std::string, double>> trait;  // what was drawn, in clinical units
};

/// The patient of this number in this arm. Everything drawn depends on the sample's seed and the
/// number alone, each spread from its own stream: arms have the same people, and another spread
/// changes no other.
/// @param number  1..experiment.count
Person draw_person(const scenario::Experiment& experiment, const scenario::Arm& arm, int number);

}  // namespace lac::study
