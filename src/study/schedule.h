#pragma once
#include <string>
#include <vector>

#include "scenario/experiment.h"

namespace lac::study {

/// One act for as long as it takes; background acts (stress, packs, an infusion ...) take no time
/// and go on beside what follows.
struct Segment {
  scenario::Act act;
  double lasts_s = 0.0;
};

/// The segments of one time a step is done, for the measures that name it.
struct Window {
  std::string id;                   // empty: the whole schedule
  int occurrence = 0;               // how often it was done before
  std::size_t first = 0, past = 0;  // segments
};

struct Schedule {
  std::vector<Segment> segments;
  std::vector<Window> windows;  // the whole schedule first
  double lasts_s = 0.0;
};

/// Writes an arm's steps out: times and repeats in full, days as feeds and waits. A day's feeds are
/// scattered by the patient's number.
Schedule expand(const scenario::Experiment& experiment, const std::string& arm, int patient);

/// Acts that take no time of their own.
bool in_background(scenario::Act::Kind kind);

}  // namespace lac::study
