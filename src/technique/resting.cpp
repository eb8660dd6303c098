#include <fmt/format.h>

#include <algorithm>

#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {

void RestingTracker::push(const HandLook& hand, const Look& look, Sink& sink) {
  const double now = look.time_s, dt = look.step_s;
  hand_ = hand.hand;

  // support: a broad contact under the breast that stays
  if (hand.form == Form::Palm && hand.below) {
    if (!supporting_) {
      supporting_ = true;
      support_start_s_ = now - dt;
      support_Ns_ = support_s_ = 0.0;
      support_moved_m_ = {};
    }
    support_end_s_ = now;
    support_s_ += dt;
    support_Ns_ += hand.sum_N * dt;
    support_moved_m_ += dt * hand.velocity_m_per_s;
    if (norm(support_moved_m_) > kSupportDrift_m) end_support(sink);
  } else if (supporting_ && now - support_end_s_ > kRingPause_s) {
    end_support(sink);
  }

  // nipple: most of the fingers stand on it
  if (hand.form == Form::Nipple) {
    if (!nipple_) {
      nipple_ = true;
      nipple_start_s_ = now - dt;
      nipple_s_ = pinch_s_ = nipple_N_ = 0.0;
    }
    nipple_end_s_ = now;
    nipple_s_ += dt;
    pinch_s_ += hand.nipple_opposed && hand.mean_N >= kLoad_N ? dt : 0.0;
    nipple_N_ = std::max(nipple_N_, hand.max_N);
  } else if (nipple_ && now - nipple_end_s_ > kNipplePause_s) {
    end_nipple(sink);
  }
}

void RestingTracker::end_support(Sink& sink) {
  supporting_ = false;
  if (support_s_ < kSupportHold_s) return;
  TechniqueEvent e{"support", support_start_s_, support_end_s_, sink.side, {}, {}};
  e.measures = {{"hold_s", support_s_}, {"mean_force_N", support_Ns_ / support_s_}};
  e.because =
      worded("A broad contact lay under the breast for {:.0f} s without travelling.", support_s_);
  e.nearest = nearest_of({{"roll", norm(support_moved_m_), kRollWay_m, "mm of travel", 1e3},
                          {"pitting", support_s_, kPitLongest_s, "s under one fingertip"}});
  sink.add(std::move(e), only(hand_));
}

void RestingTracker::end_nipple(Sink& sink) {
  nipple_ = false;
  if (nipple_s_ < kNippleTouch_s) return;
  TechniqueEvent e{"nipple-touch", nipple_start_s_, nipple_end_s_, sink.side, {}, {}};
  e.measures = {{"touch_s", nipple_s_}, {"pinch_s", pinch_s_}, {"max_force_N", nipple_N_}};
  e.because =
      pinch_s_ >= kNippleTouch_s
          ? worded("Fingers on two sides of the nipple itself squeezed it for {:.1f} s.", pinch_s_)
          : worded("Fingers stood on the nipple itself for {:.1f} s.", nipple_s_);
  e.nearest =
      nearest_of({{"hand-expression", pinch_s_ / nipple_s_, 0.0, "of the time on the nipple"},
                  {"tapping", nipple_s_, kTapLong_s, "s of touch"}});
  sink.add(std::move(e), only(hand_));
}

void RestingTracker::close(Sink& sink) {
  if (supporting_) end_support(sink);
  if (nipple_) end_nipple(sink);
  *this = RestingTracker{};
}

std::string_view RestingTracker::live() const {
  if (nipple_ && nipple_s_ >= kNippleTouch_s) return "nipple-touch";
  if (supporting_ && support_s_ >= kSupportHold_s) return "support";
  return {};
}

}  // namespace lac::technique
