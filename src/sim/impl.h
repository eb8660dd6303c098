#pragma once
// Private to sim/: the members of Simulation.
#include "sim/model.h"

namespace lac::sim {

struct Simulation::Impl {
  const Simulation* owner = nullptr;
  Model model;
  contact::WorldPtr world;
  tissue::TissueScratchPtr probe_scratch;
  tissue::TissueFields probe_fields;
  State start, state, last_good;
  Scratch scratch;
  hand::HandPose pose;
  Observation observation;
  input::InputFrame idle_frame;  // rest ticks: nobody touches
  TickTimes times;
  Clock clock = nullptr;

  double now() const { return clock != nullptr ? clock() : 0.0; }
  /// One tick on `state`; may leave it broken, the caller puts it back.
  TickReport advance(const input::InputFrame& frame);
  /// Probes the areola when it is time to.
  void feel_areola(bool rest);
  /// Physiology, ducts and oedema of one tick.
  TickReport fluids(const input::InputFrame& frame, double dt_s);
};

}  // namespace lac::sim
