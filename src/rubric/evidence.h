#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/wording.h"
#include "sim/observation.h"

namespace lac::rubric {

struct CriticalError {
  std::string id;
  Wording text;
  double time_s = 0.0;
};

/// Compact record of what marking needs beyond technique events; kept while the run goes on.
/// One sample a second plus every event.
struct Evidence {
  struct Sample {
    double time_s = 0.0;  // end of the stretch
    double step_s = 1.0;  // its length
    bool touching = false;
    anatomy::Side side = anatomy::Side::Left;  // the breast in hand
    double max_force_N = 0.0, max_mean_pressure_Pa = 0.0, max_slip_m_per_s = 0.0;
    double slip_under_load_m = 0.0;  // longest glide of one finger under load that went on here
    double blanch_frac = 0.0;
    double face = 0.0, mark_frac = 0.0, cup_m3 = 0.0, fed_m3 = 0.0, flow_m3_per_s = 0.0;
    double areola_compressible = 0.0, felt_stiffness_N_per_m = 0.0, pit_depth_m = 0.0;
    int spoken_nrs = -1;  // last said in this stretch
  };
  struct Happening {
    double time_s = 0.0;
    std::string id;
    double value = 0.0;
    anatomy::Side side = anatomy::Side::Left;
  };
  std::vector<Sample> sample;
  std::vector<Happening> happening;
  double contact_without_consent_s = 0.0;
  double first_contact_s = -1.0;
  int baseline_nrs = -1;  // last said before the first contact, else the first said; -1: never said
};

/// Collects Evidence from Observations and keeps the watch for critical errors:
///
///   touch-without-consent  contact before "consent" on this breast, or "consent:AREA" of this
///   area;
///                          of the parent's own hands: before "coach-agreed"
///   pain-ignored           contact more than 3 s after the patient says stop; or NRS (spoken, or
///                          on the face) 2 above baseline, and within 5 s neither eased nor asked
///   tissue-injury          visible injury above a threshold
///
/// Each is told once. Non-finite numbers in an Observation are passed over.
class Watcher {
 public:
  void push(const sim::Observation& observation);
  void finish();
  const Evidence& evidence() const { return evidence_; }
  const std::vector<CriticalError>& critical_errors() const { return critical_; }

 private:
  struct Glide {  // of one finger, since it came under load
    bool loaded = false;
    double slip_m = 0.0, x0_m = 0.0, y0_m = 0.0, away_m = 0.0;
  };
  struct Consent {  // of one breast
    bool whole = false;
    std::array<bool, 4> area{};  // [sim::Area]
  };

  void hear(const sim::Observation& observation);
  void hear_event(const sim::Event& event, const sim::Observation& observation);
  void watch_consent(const sim::Observation& observation);
  void watch_stop(const sim::Observation& observation);
  void watch_pain(const sim::Observation& observation, double force_N);
  void watch_injury(const sim::Observation& observation);
  void watch_glide(const sim::Observation& observation);
  void gather(const sim::Observation& observation, double force_N);
  void tell(std::string id, Wording text, double time_s);
  void tell_pain_ignored(double time_s);
  double recent_force_N(double from_s) const;

  Evidence evidence_;
  std::vector<CriticalError> critical_;
  // the open second
  Evidence::Sample open_;
  bool open_used_ = false;
  // consent and the stop word
  std::array<Consent, 2> consent_;  // [side]
  bool own_hands_ = false;          // the parent agreed to touch herself, at the learner's words
  double stop_said_s_ = -1.0;
  bool withdrawn_ = false;
  // pain: the alarm that is running, and force over the last seconds in slots of a quarter second
  static constexpr int kSlots = 24;
  std::array<double, kSlots> slot_N_{}, slot_end_s_{};
  int slot_ = 0;
  double baseline_face_ = -1.0, risen_s_ = -1.0, before_N_ = 0.0;
  bool armed_ = true, asked_ = false, asked_before_ = false;
  int last_nrs_ = -1;
  bool told_no_consent_ = false, told_pain_ = false, told_injury_ = false;
  std::array<Glide, 32> glide_{};
};

}  // namespace lac::rubric
