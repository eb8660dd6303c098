#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <string_view>

#include "anatomy/surface_view.h"
#include "contact/contact.h"
#include "ducts/ducts.h"
#include "hand/hand.h"
#include "input/input_frame.h"
#include "oedema/oedema.h"
#include "physiology/gland.h"
#include "physiology/physiology.h"
#include "sim/observation.h"
#include "sim/params.h"
#include "sim/snapshot.h"
#include "sim/state.h"
#include "tissue/tissue.h"

namespace lac::sim {

/// Wall time of the parts of the last tick, seconds. Only filled when the caller gives a clock;
/// core has none.
struct TickTimes {
  double tissue = 0.0, ducts = 0.0, oedema = 0.0, rest = 0.0, total = 0.0;
};
using Clock = double (*)();  // seconds; null: no timing

struct TickReport {
  StepReport tissue, ducts, oedema, physiology;
  bool ok() const {
    return tissue.flag != StepFlag::NonFinite && ducts.flag != StepFlag::NonFinite &&
           oedema.flag != StepFlag::NonFinite && physiology.flag != StepFlag::NonFinite;
  }
};

/// A patient: her breasts with everything constant about them, and the scratch to step them. Not
/// copyable; the State is.
class Simulation {
 public:
  /// Builds anatomy, reference shape and models. `progress` (may be null) is told 0..1 and may
  /// return false to give up. `shapes` (may be null): reference shapes already found, and where
  /// new ones are kept; the start is the same bit for bit.
  static Expected<std::unique_ptr<Simulation>> make(
      const PatientParams& patient, anatomy::Level level, const std::filesystem::path& assets,
      int threads, bool (*progress)(double, void*) = nullptr, void* progress_user = nullptr,
      tissue::ReferenceShapes* shapes = nullptr);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // without a side: of the breast in hand
  anatomy::Side side() const;
  bool has(anatomy::Side side) const;  // a body of one breast has but one
  const anatomy::Breast& breast() const;
  const PatientParams& patient() const;
  const State& start() const;  // the case at rest
  const State& state() const;
  void restore(const State& state);  // a copy; next tick continues from it

  /// Advances one tick of `frame.kind`. The order of the models is part of the model (tick.cpp).
  /// On trouble the state stays the last good one and ok() is false.
  TickReport tick(const input::InputFrame& frame);

  const Observation& observation() const;            // of the last tick
  std::shared_ptr<const Snapshot> snapshot() const;  // made on demand
  anatomy::SurfaceView skin() const;                 // as it is now
  anatomy::SurfaceView skin(anatomy::Side side) const;
  const tissue::TissueFields& tissue_fields() const;
  const ducts::DuctFlow& duct_flow() const;
  const ducts::DuctFlow& duct_flow(anatomy::Side side) const;
  const oedema::OedemaFlow& oedema_flow() const;
  const oedema::OedemaFlow& oedema_flow(anatomy::Side side) const;
  double milk_m3(anatomy::Side side) const;  // in alveoli and ducts
  // what a study reads its quantities from
  const tissue::TissueFields& tissue_fields(anatomy::Side side) const;
  const ducts::DuctModel& duct_model(anatomy::Side side) const;
  const oedema::OedemaModel& oedema_model(anatomy::Side side) const;
  const physiology::GlandOut& gland_out(anatomy::Side side) const;
  const anatomy::Breast& breast(anatomy::Side side) const;
  TickTimes times() const;
  void set_clock(Clock clock);

  /// Infant latch attempt now: the result follows from areolar compliance, nipple protrusion and
  /// how full the breast behind them is.
  struct Latch {
    bool ok = false;
    std::string_view result = "fails";  // "ok", "shallow", "fails"
    std::string_view because;     // what hindered: "areola", "nipple", "breast"; empty: nothing
    double areola_N_per_m = 0.0;  // stiffness under a standard tip
    double body_N_per_m = 0.0;    // of the breast beside it
    double protrusion_m = 0.0;    // nipple tip above its base
  };
  Latch try_latch() const;
  /// Force over depth when a standard tip (8 mm) presses the areola, mean of four places, so slowly
  /// that the tissue gives all it has to give, where earlier dents have risen (MODEL.md "Senses").
  /// Measured on a copy: the question "how firm is it here?" asked without disturbing the answer.
  double probe_areola_N_per_m(anatomy::Side side) const;
  double probe_areola_N_per_m() const { return probe_areola_N_per_m(side()); }

 private:
  Simulation();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lac::sim
