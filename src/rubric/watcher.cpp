#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "base/math.h"
#include "rubric/constants.h"
#include "rubric/evidence.h"

namespace lac::rubric {
namespace {

constexpr double kSample_s = 1.0;      // one sample a second
constexpr double kForceSlot_s = 0.25;  // resolution of the force memory: 24 slots hold 6 s
constexpr std::size_t kReserve =
    7200;  // samples of two hours, so that a run does not grow the list

double finite_or(double value, double other) { return std::isfinite(value) ? value : other; }

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

std::size_t side_index(anatomy::Side side) { return side == anatomy::Side::Left ? 0 : 1; }

}  // namespace

void Watcher::tell(std::string id, Wording text, double time_s) {
  critical_.push_back({std::move(id), std::move(text), time_s});
}

void Watcher::push(const sim::Observation& o) {
  if (!std::isfinite(o.time_s) || !(o.step_s > 0.0)) return;
  if (evidence_.sample.capacity() == 0) evidence_.sample.reserve(kReserve);

  // strongest finger now, remembered in slots
  double force_N = 0.0;
  for (const sim::FingerSeen& f : o.finger) force_N = std::max(force_N, finite_or(f.normal_N, 0.0));
  const bool fresh = o.time_s - slot_end_s_[static_cast<std::size_t>(slot_)] > kForceSlot_s;
  if (fresh) slot_ = (slot_ + 1) % kSlots;
  const auto at = static_cast<std::size_t>(slot_);
  slot_N_[at] = fresh ? force_N : std::max(slot_N_[at], force_N);
  if (fresh) slot_end_s_[at] = o.time_s;

  // what was said and done counts before the touch of the same tick
  hear(o);
  watch_consent(o);
  watch_stop(o);
  watch_pain(o, force_N);
  watch_injury(o);
  watch_glide(o);
  gather(o, force_N);
}

void Watcher::hear(const sim::Observation& o) {
  asked_ = false;
  for (const sim::Event& e : o.events) {
    evidence_.happening.push_back({o.time_s, e.id, finite_or(e.value, 0.0), o.side});
    hear_event(e, o);
  }

  // baseline: the last number said before any touch, else the first one said
  if (o.spoken_nrs >= 0) {
    const bool before_touch = evidence_.first_contact_s < 0.0 && o.finger.empty();
    if (before_touch || evidence_.baseline_nrs < 0) evidence_.baseline_nrs = o.spoken_nrs;
    last_nrs_ = o.spoken_nrs;
  }
}

void Watcher::hear_event(const sim::Event& e, const sim::Observation& o) {
  const std::string_view id = e.id;
  if (id == "ask-pain" || starts(id, "ask-pain:")) asked_ = true;

  // stop withdraws every consent
  if (id == "stop-word" || id == "says:stop" || starts(id, "says:stop:")) {
    if (stop_said_s_ < 0.0) stop_said_s_ = o.time_s;
    consent_ = {};
    own_hands_ = false;
    withdrawn_ = true;
  }
  // the parent who agrees to work with her own hands agrees to nobody else's
  const bool coached = id == "coach-agreed";
  if (!coached && id != "consent" && !starts(id, "consent:")) return;
  stop_said_s_ = -1.0;
  withdrawn_ = false;
  if (coached) {
    own_hands_ = true;
    return;
  }

  // a bare consent is for the breast in hand; a named one for its area alone
  const std::string_view what =
      id == "consent" ? "" : id.substr(std::string_view("consent:").size());
  Consent& here = consent_[side_index(o.side)];
  static constexpr std::array<std::string_view, 4> kAreas{"nipple", "areola", "body",
                                                          "axillary-tail"};
  if (what.empty()) here.whole = true;
  if (what == "both" || what == "left") consent_[0].whole = true;
  if (what == "both" || what == "right") consent_[1].whole = true;
  for (std::size_t i = 0; i < kAreas.size(); ++i)
    if (what == kAreas[i]) here.area[i] = true;
}

void Watcher::watch_consent(const sim::Observation& o) {
  if (o.finger.empty()) return;
  if (evidence_.first_contact_s < 0.0) evidence_.first_contact_s = o.time_s;
  const Consent& here = consent_[side_index(o.side)];
  bool covered = true;
  for (const sim::FingerSeen& f : o.finger) {
    const bool own = f.hand >= 0 && f.hand < 2 && o.coached[static_cast<std::size_t>(f.hand)];
    const bool agreed = here.whole || here.area[static_cast<std::size_t>(f.area)];
    covered = covered && (agreed || (own && own_hands_));
  }

  // after a stop the hand has its seconds to lift; that is the stop watch's business
  if (covered || stop_said_s_ >= 0.0) return;
  evidence_.contact_without_consent_s += o.step_s;
  if (told_no_consent_ || evidence_.contact_without_consent_s < kBriefContact_s) return;
  told_no_consent_ = true;
  tell("touch-without-consent",
       worded(withdrawn_ ? mark("The hands touched again after the patient had said stop, without "
                                "new consent.")
                         : mark("The hands touched before the patient had agreed to it.")),
       o.time_s);
}

void Watcher::watch_stop(const sim::Observation& o) {
  if (stop_said_s_ < 0.0) return;

  // lifted in time: from now on a new consent is needed
  if (o.finger.empty()) {
    stop_said_s_ = -1.0;
    return;
  }
  if (told_pain_ || o.time_s - stop_said_s_ <= kStopContact_s) return;
  told_pain_ = true;
  tell("pain-ignored",
       worded("The hands stayed on for more than 3 s after the patient had said stop."), o.time_s);
}

double Watcher::recent_force_N(double from_s) const {
  double most_N = 0.0;
  for (std::size_t i = 0; i < kSlots; ++i)
    if (slot_end_s_[i] > 0.0 && slot_end_s_[i] >= from_s) most_N = std::max(most_N, slot_N_[i]);
  return most_N;
}

void Watcher::watch_pain(const sim::Observation& o, double force_N) {
  // what is said and what the face shows, against before any touch
  const double face = finite_or(o.face, 0.0);
  const bool touched = evidence_.first_contact_s >= 0.0;
  if (baseline_face_ < 0.0 || !touched) baseline_face_ = face;
  const bool looks_high = face >= baseline_face_ + kPainRise;
  const bool says_high =
      evidence_.baseline_nrs >= 0 && last_nrs_ >= evidence_.baseline_nrs + kPainRise;
  const bool said_high_now = says_high && o.spoken_nrs >= 0;
  if (told_pain_) return;
  if (!looks_high && !says_high) armed_ = true;

  // an open alarm: one question answers it, or an eased hand, or pain that passes
  if (risen_s_ >= 0.0) {
    if (asked_ && !asked_before_) {
      asked_before_ = true;
      risen_s_ = -1.0;
    } else if (o.time_s - risen_s_ >= kPainAnswer_s) {
      const double after_N = recent_force_N(o.time_s - kForceAfter_s);
      const bool eased = o.finger.empty() || after_N <= kEase_frac * before_N_;
      risen_s_ = -1.0;
      if (!eased && !armed_) return tell_pain_ignored(o.time_s);
    }
  }
  if (risen_s_ >= 0.0 || o.finger.empty()) return;

  // it starts with a rise under the hand; again if the reply is still high, or the hand goes harder
  const bool rise = armed_ && (looks_high || said_high_now);
  const bool reply = !armed_ && asked_before_ && said_high_now;
  const bool harder = !armed_ && looks_high && force_N > before_N_;
  if (!rise && !reply && !harder) return;
  if (!reply) asked_before_ = false;
  armed_ = false;
  risen_s_ = o.time_s;
  before_N_ = recent_force_N(o.time_s - kForceBefore_s);
}

void Watcher::tell_pain_ignored(double time_s) {
  told_pain_ = true;
  tell("pain-ignored",
       worded("Pain rose by 2 or more above where it started, and for 5 s the hand neither eased "
              "nor asked."),
       time_s);
}

void Watcher::watch_injury(const sim::Observation& o) {
  if (told_injury_ || !(o.mark_frac > kInjury_frac)) return;
  told_injury_ = true;
  tell("tissue-injury", worded("The skin and tissue were visibly injured."), o.time_s);
}

void Watcher::watch_glide(const sim::Observation& o) {
  // each finger's glide counts from when it came under load until it is light again
  const double load_Pa = o.oil_frac > kOilSeen_frac ? kOiledGlide_Pa : kGlideLoad_Pa;
  for (std::size_t id = 0; id < glide_.size(); ++id) {
    const auto f = std::find_if(o.finger.begin(), o.finger.end(), [&](const sim::FingerSeen& s) {
      return s.id == static_cast<int>(id);
    });
    Glide& g = glide_[id];
    if (f == o.finger.end() || !(f->mean_pressure_Pa > load_Pa)) {
      g = {};
      continue;
    }
    const double x_m = f->r_m * sin(f->clock_rad), y_m = f->r_m * cos(f->clock_rad);
    if (!g.loaded) g = {.loaded = true, .x0_m = x_m, .y0_m = y_m};
    const double slip = finite_or(f->slip_m_per_s, 0.0);
    if (slip > kGlideCreep_m_per_s) g.slip_m += slip * o.step_s;

    // slip that leads nowhere is shaking in place
    const double dx = finite_or(x_m - g.x0_m, 0.0), dy = finite_or(y_m - g.y0_m, 0.0);
    g.away_m = std::max(g.away_m, std::sqrt(dx * dx + dy * dy));
    open_.slip_under_load_m = std::max(open_.slip_under_load_m, std::min(g.slip_m, g.away_m));
  }
}

void Watcher::gather(const sim::Observation& o, double force_N) {
  Evidence::Sample& s = open_;
  if (!open_used_) {
    const double glide_m = s.slip_under_load_m;
    s = {};
    s.slip_under_load_m = glide_m;
    s.step_s = 0.0;
    open_used_ = true;
  }
  s.time_s = o.time_s;
  s.side = o.side;
  s.step_s += o.step_s;
  s.touching = s.touching || !o.finger.empty();
  s.max_force_N = std::max(s.max_force_N, force_N);
  for (const sim::FingerSeen& f : o.finger) {
    s.max_mean_pressure_Pa = std::max(s.max_mean_pressure_Pa, finite_or(f.mean_pressure_Pa, 0.0));
    s.max_slip_m_per_s = std::max(s.max_slip_m_per_s, finite_or(f.slip_m_per_s, 0.0));
  }
  s.face = std::max(s.face, finite_or(o.face, 0.0));
  s.mark_frac = std::max(s.mark_frac, finite_or(o.mark_frac, 0.0));
  s.blanch_frac = std::max(s.blanch_frac, finite_or(o.blanch_frac, 0.0));
  s.flow_m3_per_s = std::max(s.flow_m3_per_s, finite_or(o.flow_m3_per_s, 0.0));
  s.cup_m3 = finite_or(o.cup_m3, s.cup_m3);
  s.fed_m3 = finite_or(o.fed_m3, s.fed_m3);
  s.areola_compressible = finite_or(o.areola_compressible, s.areola_compressible);
  s.felt_stiffness_N_per_m =
      std::max(s.felt_stiffness_N_per_m, finite_or(o.felt_stiffness_N_per_m, 0.0));
  s.pit_depth_m = std::max(s.pit_depth_m, finite_or(o.pit_depth_m, 0.0));
  if (o.spoken_nrs >= 0) s.spoken_nrs = o.spoken_nrs;
  if (s.step_s < kSample_s - 0.5 * o.step_s && o.step_s < kSample_s) return;
  finish();
}

void Watcher::finish() {
  if (!open_used_) return;
  evidence_.sample.push_back(open_);
  open_ = {};
  open_used_ = false;
}

}  // namespace lac::rubric
