#pragma once
// Private to sim/: the members of Simulation.
#include "sim/model.h"

namespace lac::sim {

/// One breast: what is constant about it, Bullet's world round it, work arrays.
struct BreastBody {
  Model model;
  contact::WorldPtr world;
  Scratch scratch;
  tissue::TissueScratchPtr probe_scratch;
  tissue::TissueFields probe_fields;
  contact::ContactState nobody;  // of the breast that no hand is on
};

struct Simulation::Impl {
  const Simulation* owner = nullptr;
  std::array<std::unique_ptr<BreastBody>, 2> body;  // [anatomy::Side]; null: she has one breast
  physiology::PhysiologyModel physiology;
  physiology::PhysiologyOut physiology_out;
  double resting_nrs = 0.0;  // at the start
  State start, state, last_good;
  hand::HandPose pose;
  hand::HandPose met;  // of it, what can meet the skin
  Observation observation;
  input::InputFrame idle_frame;  // rest ticks, turning: nobody touches
  TickTimes times;
  Clock clock = nullptr;

  double now() const { return clock != nullptr ? clock() : 0.0; }
  BreastBody& at(anatomy::Side side) { return *body[static_cast<std::size_t>(side)]; }
  BreastBody& here() { return at(state.side); }
  const BreastBody& here() const { return *body[static_cast<std::size_t>(state.side)]; }
  const BreastBody* other() const { return body[1 - static_cast<std::size_t>(state.side)].get(); }
  BreastBody* other() { return body[1 - static_cast<std::size_t>(state.side)].get(); }

  /// One tick on `state`; may leave it broken, the caller puts it back.
  TickReport advance(const input::InputFrame& frame);
  const hand::HandPose& within_reach(const CouplingParams& c, const std::array<bool, 2>& touching);
  /// The hands have changed to the other breast.
  void take_up();
  /// What is seen of both breasts.
  void look(bool rest);
  /// The breast in hand under the hands.
  StepReport touch(const input::InputFrame& seen, bool rest);
  /// The tissue of the breast that is not in hand: follows while it is awake, else once a second.
  StepReport follow_other(bool rest);
  /// The parent's own hand eases where it hurts.
  void ease_coached(const input::InputFrame& seen, double dt_s);
  /// Supply, warmth and red flags of one breast.
  StepReport live(anatomy::Side side, double dt_s);
  /// Her pain and let-down.
  StepReport feel_and_let_down(const input::InputFrame& seen, double dt_s);
  /// Ducts and oedema of one breast.
  TickReport fluids(anatomy::Side side, double dt_s, const input::InputFrame& seen);
  /// Probes the areola when it is time to.
  void feel_areola(bool rest);
  void probe_firmness(anatomy::Side side);
  /// A copy of the tissue that nobody touches and whose slow response has run its course.
  bool relax_copy(anatomy::Side side, tissue::TissueState& copy);
  /// Force over depth of a standard tip that presses another copy of it slowly, N/m.
  double press_copy(anatomy::Side side, const tissue::TissueState& relaxed,
                    anatomy::SkinCoord where, double depth_m);
  struct Firm {
    double areola_N_per_m = 0.0, body_N_per_m = 0.0;
  };
  Firm probe(anatomy::Side side);
  /// How long the last pit takes to rise.
  void watch_pit(double dt_s);
};

/// The body with nobody touching it.
tissue::TissueLoad still_load(const Model& model, const State& state, const BreastState& breast);

}  // namespace lac::sim
