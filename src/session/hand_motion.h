#pragma once
#include <vector>

#include "anatomy/surface_view.h"
#include "input/input_frame.h"
#include "scenario/scenario.h"

namespace lac::session {

/// One hand's part of a gesture: where it is and how it presses, at every moment from the approach
/// to the lift. Planned on the skin as it is when the gesture begins, so that skin which is drawn
/// along does not draw the plan along.
///
///   repeat    hover to the start | touch, force rises | hold or travel | force falls | hover
///   express   hover | press back | { compress, roll or slide, hold | release, press back }*
///   knead     hover | { push, rocking | ease }* | lift
///   tap       hover | { touch | lift }*
///   roll      hover | touch | to and fro | lift
class HandMotion {
 public:
  HandMotion() = default;
  /// @param from_m  where the hand hovers now
  /// @param second  this is the other hand of a gesture of two: opposite place, half a beat later
  HandMotion(const scenario::Gesture& gesture, const anatomy::SurfaceView& skin, Vec3 from_m,
             bool second);
  double duration_s() const;
  /// @param t_s  0..duration_s()
  input::HandInput at(double t_s) const;
  /// Takes the other hand's times, so that both work together.
  void keep_pace(const HandMotion& other);
  /// Force is held at t_s: neither approaching nor lifting. A device runs then.
  bool working(double t_s) const;
  input::Posture posture() const { return posture_; }

 private:
  void plan_express(const anatomy::SurfaceView& skin);
  void plan_beats(const anatomy::SurfaceView& skin, bool second);
  double touch_s() const { return ramp_s_ + travel_s_ + lift_s_; }
  double repeat_s() const { return approach_s_ + touch_s() + hover_s_; }
  Vec3 along_path(double frac) const;
  input::HandInput hovering(Vec3 aim_m, int pass) const;
  input::HandInput touch_at(double t_s, int pass) const;
  input::HandInput express_at(double t_s) const;
  input::HandInput knead_at(double t_s) const;
  input::HandInput tap_at(double t_s) const;

  scenario::Gesture gesture_;
  input::Posture posture_ = input::Posture::SingleTip;
  std::vector<Vec3> path_m_;      // one point: stays there
  std::vector<double> length_m_;  // [point] along the path
  Vec3 from_m_, slide_m_, sway_m_;
  int passes_ = 1;  // separate touches
  double approach_s_ = 0.0, back_s_ = 0.0, ramp_s_ = 0.0, travel_s_ = 0.0, lift_s_ = 0.0,
         hover_s_ = 0.0, beat_s_ = 0.0, late_s_ = 0.0;
};

}  // namespace lac::session
