#pragma once
#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace lac::session {

/// What the patient feels in one tick, as far as it can make them speak.
struct Felt {
  double time_s = 0.0;
  double step_s = 0.0;
  double nrs = 0.0;  // 0..10
  bool touching = false;
  int ejections = 0;  // let-downs so far
};

/// Decides when the patient says something, so that captions come like speech and not like an
/// alarm: one sentence at a time, a pause between sentences, a threshold speaks anew only after it
/// was left.
///
///   pain-N    NRS >= N and 1 above rest, while touched; the highest threshold speaks
///   stop      NRS >= 8 for 1 s, while touched; interrupts anything; again every 5 s while it lasts
///   let-down  a milk ejection began
///   relief    NRS 1 below rest for 3 s; anew only after it had gone
///   at-ease   touched for 45 s without more pain than at rest, and nobody has spoken for 45 s; of
///             several lines the next
class Voice {
 public:
  Voice() = default;
  explicit Voice(const std::vector<scenario::Utterance>& utterances);
  /// @return index of the utterance said now; -1: silence
  int listen(const Felt& felt);
  /// Stop was said in the last call, whether or not the case has words for it.
  bool said_stop() const { return said_stop_; }
  double resting_nrs() const { return resting_nrs_; }

 private:
  struct Line {
    enum class Kind { Pain, Stop, LetDown, Relief, AtEase, Unknown } kind = Kind::Unknown;
    double nrs = 0.0;  // Pain: threshold
    bool armed = true;
    double said_s = -1e9;
  };
  int pain_line(const Felt& felt);
  int first_of(Line::Kind kind) const;
  bool stop_now(const Felt& felt);

  std::vector<Line> line_;
  double resting_nrs_ = -1.0;  // as first felt untouched
  double last_word_s_ = -1e9, last_stop_s_ = -1e9;
  double unbearable_s_ = 0.0, relieved_s_ = 0.0, at_ease_s_ = 0.0;
  double last_ease_s_ = -1e9;
  int ejections_ = 0;
  bool let_down_due_ = false, said_stop_ = false;
};

}  // namespace lac::session
