#pragma once
#include <array>
#include <filesystem>
#include <memory>

#include "anatomy/surface_view.h"
#include "contact/contact.h"
#include "ducts/ducts.h"
#include "hand/hand.h"
#include "input/input_frame.h"
#include "oedema/oedema.h"
#include "physiology/physiology.h"
#include "sim/observation.h"
#include "sim/params.h"
#include "sim/snapshot.h"
#include "tissue/tissue.h"

namespace lac::sim {

/// Everything that advances in time, of every model: a value. Seek, step back and undo are copies.
struct State {
  std::int64_t ticks = 0, rest_ticks = 0;
  tissue::TissueState tissue;
  contact::ContactState contact;
  hand::HandState hand;
  ducts::DuctState ducts;
  oedema::OedemaState oedema;
  physiology::PhysiologyState physiology;
  struct FingerLoop {  // the hand's force loop, one per finger body
    int id = 0;
    double advance_m = 0.0;  // along press_direction, from just touching
    double squeeze_m = 0.0;  // along squeeze_direction
    double stiffness_N_per_m = 0.0, squeeze_stiffness_N_per_m = 0.0;  // running estimates
    double moved_m = 0.0, squeezed_m = 0.0;                           // in the last tick
    double force_N = 0.0, squeeze_force_N = 0.0;  // last tick's, along the two directions
    double normal_N = 0.0;                        // last tick's
    bool touching = false;                        // last tick
    double touch_advance_m = 0.0;  // advance at first touch: depth is measured from here
    double coord_r_m = 0.0;        // last tick's place of the contact on the skin
    Vec3 centre_m;                 // last tick's place of the body
  };
  std::vector<FingerLoop> loop;                     // ascending id
  std::vector<float> growth_frac, stiffness_scale;  // [tet] what the tissue was last given
  std::vector<double> rest_pressure_Pa;             // [node] FE pressure of the untouched body
  std::vector<double> drop_m3;                      // [lobe] hanging drop
  std::vector<float> pale;                          // [skin node] blanching, fades
  double cup_m3 = 0.0;
  double oil_frac = 0.0;  // film on the skin, 0..1
  double stress = -1.0;   // < 0: the case's
  double nipple_stimulus = 0.0, stroking_stimulus = 0.0;
  double areola_probe_N_per_m = 0.0;  // last standard-tip probe of the areola
  int probe_due_ticks = 0;            // > 0: the areola was touched; probe when this runs out
  int last_spoken_nrs = -1;
};

void hash_into(Hasher& hasher, const State& state);
/// Per-module hashes, for naming the first difference: name, value.
std::vector<std::pair<std::string, std::uint64_t>> module_hashes(const State& state);
std::uint64_t state_hash(const State& state);

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

/// One breast with everything constant about it, and the scratch to step it. Not copyable; the
/// State is.
class Simulation {
 public:
  /// Builds anatomy, reference shape and models. `progress` (may be null) is told 0..1 and may
  /// return false to give up.
  static Expected<std::unique_ptr<Simulation>> make(
      const PatientParams& patient, anatomy::Level level, const std::filesystem::path& assets,
      int threads, bool (*progress)(double, void*) = nullptr, void* progress_user = nullptr);
  ~Simulation();
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  const anatomy::Breast& breast() const;
  std::shared_ptr<const anatomy::Breast> shared_breast() const;
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
  const tissue::TissueFields& tissue_fields() const;
  const ducts::DuctFlow& duct_flow() const;
  const oedema::OedemaFlow& oedema_flow() const;
  TickTimes times() const;
  void set_clock(Clock clock);

  /// Infant latch attempt now: the result follows from areolar compliance and nipple protrusion.
  struct Latch {
    bool ok = false;
    double areola_N_per_m = 0.0;  // stiffness under a standard tip
    double protrusion_m = 0.0;    // nipple tip above its base
  };
  Latch try_latch() const;
  /// Force over depth when a standard tip (8 mm) presses `depth_m` at this place, measured on a
  /// copy of the tissue: the question "how firm is it here?" asked without disturbing the answer.
  double probe_N_per_m(anatomy::SkinCoord where, double depth_m) const;
  /// Mean of four probes round the middle of the areola.
  double probe_areola_N_per_m() const;

 private:
  Simulation();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lac::sim
