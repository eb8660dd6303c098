#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "technique/constants.h"
#include "technique/trackers.h"

namespace lac::technique {
namespace {

constexpr int kNippleward = 0, kLymph = 1;

// Share of a circle's true circumference that its waypoints show at `rate_Hz`: a running mean over
// two bins shrinks the radius, and chords are shorter than arcs.
double seen_share(double rate_Hz) {
  const double bin = kPi * rate_Hz * kWaypoint_s;
  if (bin < 1e-6) return 1.0;
  const double shrink = sin(2.0 * bin) / (2.0 * bin), chords = sin(bin) / bin;
  return std::max(0.2, shrink * chords);
}

}  // namespace

void MotionTracker::Totals::add(const Totals& other) {
  nippleward_m += other.nippleward_m;
  for (std::size_t k = 0; k < node_m.size(); ++k) node_m[k] += other.node_m[k];
  slip_m += other.slip_m;
  force_Ns += other.force_Ns;
  area_m2s += other.area_m2s;
}

void MotionTracker::push(const HandLook& hand, const Look& look, Sink& sink) {
  now_s_ = look.time_s;
  hand_ = hand.hand;
  const double dt = look.step_s;
  if (on_nodes_) group_here_ = look.node[static_cast<std::size_t>(hand_)].group;

  // pauses close what was going on
  for (int way = 0; way < 2; ++way) {
    const Group& g = group_[static_cast<std::size_t>(way)];
    if (g.strokes > 0 && !stroking_ && now_s_ - g.end_s > kStrokesGap_s) end_group(way, sink);
  }
  if (circles_ > 0 && now_s_ - circles_end_s_ > kCirclesGap_s) end_circles(sink);

  // only a single patch can stroke or circle
  if (hand.form != Form::Cluster && hand.form != Form::Palm) {
    lost_s_ += dt;
    if (touching_ && lost_s_ > kContactGap_s) lift(sink);
    return;
  }
  lost_s_ = 0.0;
  if (!touching_) {
    touching_ = true;
    touched_s_ = now_s_ - dt;
    at_m_ = bin_sum_m_ = turn_from_m_ = {};
    glide_m_ = 0.0;
    bins_ = 0;
    bin_s_ = bin_x_ms_ = bin_y_ms_ = bin_lump_s_ = peak_N_ = 0.0;
    bin_ = {};
    begun_m_ = {};
    begun_s_.fill(now_s_ - dt);
  }

  // gather the bin; when it is full it makes a waypoint
  at_m_ += dt * hand.velocity_m_per_s;
  glide_m_ += dt * hand.slip_m_per_s;
  if (hand.slip_m_per_s > 0.0) glid_s_ = now_s_;
  peak_N_ = std::max(peak_N_, hand.max_N);
  bin_s_ += dt;
  bin_sum_m_ += dt * at_m_;
  bin_x_ms_ += dt * hand.x_m;
  bin_y_ms_ += dt * hand.y_m;
  bin_lump_s_ += hand.lump ? dt : 0.0;
  Totals tick{.nippleward_m = dt * hand.nippleward_m_per_s,
              .slip_m = dt * hand.slip_m_per_s,
              .force_Ns = dt * hand.sum_N,
              .area_m2s = dt * hand.area_m2};
  for (std::size_t k = 0; k < tick.node_m.size(); ++k) tick.node_m[k] = dt * hand.node_m_per_s[k];
  bin_.add(tick);
  areola_s_ += hand.on_areola ? dt : 0.0;
  patch_s_ += dt;
  if (bin_s_ >= kWaypoint_s - 0.5 * dt) waypoint(sink);
}

void MotionTracker::waypoint(Sink& sink) {
  // step between running means over two bins: (mean - mean two bins ago) / 2
  const Vec3 mean_m = bin_sum_m_ / bin_s_;
  if (bins_ >= 2) {
    const Vec3 step_m = 0.5 * (mean_m - mean_m_[1]);
    const double path_m = norm(step_m);
    if (!on_nodes_) extend_stroke(step_m, path_m, bin_s_, sink);
    turn(step_m, path_m, bin_s_, sink);
  }
  mean_m_ = {mean_m, mean_m_[0]};
  ++bins_;
  begun_m_ = {at_m_, begun_m_[0], begun_m_[1]};
  begun_s_ = {now_s_, begun_s_[0], begun_s_[1]};
  bin_s_ = bin_x_ms_ = bin_y_ms_ = bin_lump_s_ = 0.0;
  bin_sum_m_ = {};
  bin_ = {};
}

void MotionTracker::extend_stroke(Vec3 step_m, double path_m, double step_s, Sink& sink) {
  // a standstill or a turn back ends a stroke
  const bool moving = path_m > kMoving_m_per_s * step_s;
  if (stroking_ && !moving) {
    still_s_ += step_s;
    stroke_.add(bin_);
    if (still_s_ >= kStrokePause_s) end_stroke(begun_m_[2], now_s_ - still_s_, sink);
    return;
  }
  if (!moving) return;
  if (stroking_ && path_m_ > kStrokeLength_m * 0.4 &&
      dot(unit(step_m), unit(chord_m_)) < kReverse_cos) {
    end_stroke(begun_m_[1], begun_s_[1], sink);
  }

  // begins where the hand was when this step's first bin began
  if (!stroking_) {
    stroking_ = true;
    stroke_from_m_ = begun_m_[1];
    stroke_start_s_ = begun_s_[1];
    chord_m_ = {};
    path_m_ = 0.0;
    stroke_ = {};
  }
  still_s_ = 0.0;
  chord_m_ += step_m;
  path_m_ += path_m;
  stroke_.add(bin_);
}

void MotionTracker::end_stroke(Vec3 end_m, double end_s, Sink& sink) {
  stroking_ = false;
  still_s_ = 0.0;
  const double chord_m = norm(chord_m_);
  const double length_m = norm(end_m - stroke_from_m_) + (path_m_ - chord_m);
  const double time_s = end_s - stroke_start_s_;
  if (time_s <= 0.0) return;
  if (length_m < kStrokeLength_m)
    return tell(Verdict::ShortStroke, length_m, kStrokeLength_m, end_s, sink);
  if (chord_m < kStraight_frac * path_m_)
    return tell(Verdict::CrookedStroke, chord_m / path_m_, kStraight_frac, end_s, sink);

  // which way: share of the path toward the nipple, and toward the nearest way to nodes
  const auto nodes = static_cast<std::size_t>(
      std::max_element(stroke_.node_m.begin(), stroke_.node_m.end()) - stroke_.node_m.begin());
  const std::array<double, 2> toward{std::min(1.0, stroke_.nippleward_m / path_m_),
                                     std::min(1.0, stroke_.node_m[nodes] / path_m_)};
  // a way that leads to both (from the inner half) goes to the nipple: sweeps lead away from it
  const bool nippleward = toward[kNippleward] >= kDirection_cos;
  const int way = nippleward ? kNippleward : kLymph;
  const bool goes = toward[static_cast<std::size_t>(way)] >= kDirection_cos;
  if (goes) {
    ++(nippleward ? sink.memory.counts.nippleward : sink.memory.counts.sweeps);
    tell(Verdict::Stroke, group_[static_cast<std::size_t>(way)].strokes + 1, kStrokesLeast, end_s,
         sink);
  } else {
    tell(Verdict::AstrayStroke, toward[static_cast<std::size_t>(way)], kDirection_cos, end_s, sink);
  }
  for (int i = 0; i < 2; ++i) {
    Group& g = group_[static_cast<std::size_t>(i)];
    if (goes && i == way) {
      if (g.strokes == 0) g.start_s = stroke_start_s_;
      ++g.strokes;
      ++g.toward[nodes];
      g.others_in_row = 0;
      g.end_s = end_s;
      g.most_N = std::max(g.most_N, peak_N_);
      g.length_m.add(length_m);
      g.speed_m_per_s.add(length_m / time_s);
      g.error_rad.add(acos(toward[static_cast<std::size_t>(i)]));
      g.slip_m.add(stroke_.slip_m);
      g.force_Ns += stroke_.force_Ns;
      g.area_m2s += stroke_.area_m2s;
    } else if (g.strokes > 0) {
      ++g.others;
      if (++g.others_in_row > kStrokesLeast) end_group(i, sink);
    }
  }
}

// What is no stroke may be something else: circles are crooked ways all the time, and a finger that
// is pressed in moves a little too.
void MotionTracker::tell(Verdict verdict, double seen, double needed, double end_s,
                         Sink& sink) const {
  const Touch& told = sink.memory.touch;
  const bool pressed = told.end_s > stroke_start_s_ && told.verdict < Verdict::Stroke &&
                       told.verdict != Verdict::Travelled;
  if (verdict != Verdict::Stroke && (circles_ > 0 || pressed)) return;
  sink.memory.touch = {
      .verdict = verdict, .from_s = touched_s_, .end_s = end_s, .seen = seen, .needed = needed};
}

void MotionTracker::end_group(int way, Sink& sink) {
  Group& g = group_[static_cast<std::size_t>(way)];
  const Group done = g;
  g = {};
  const int all = done.strokes + done.others - done.others_in_row;
  if (done.strokes < kStrokesLeast || done.strokes < kStrokeShare_frac * all) return;

  const char* id = way == kLymph ? "lymph-sweep" : "stroke-nippleward";
  TechniqueEvent e{id, done.start_s, done.end_s, sink.side, {}, {}};
  e.measures = {{"strokes", static_cast<double>(done.strokes)},
                {"length_m", done.length_m.mean()},
                {"speed_m_per_s", done.speed_m_per_s.mean()},
                {"mean_pressure_Pa", done.area_m2s > 0.0 ? done.force_Ns / done.area_m2s : 0.0},
                {"direction_error_rad", done.error_rad.mean()},
                {"slip_m", done.slip_m.mean()},
                {"max_force_N", done.most_N}};
  if (way == kLymph) tell_nodes(done, sink, e);
  e.because = worded(
      way == kLymph
          ? mark("{} of {} straight strokes, {:.0f} mm long at {:.0f} mm/s, went toward the lymph "
                 "nodes.")
          : mark("{} of {} straight strokes, {:.0f} mm long at {:.0f} mm/s, went toward the "
                 "nipple."),
      done.strokes, all, 1e3 * done.length_m.mean(), 1e3 * done.speed_m_per_s.mean());
  e.nearest = nearest_of(
      {{way == kLymph ? "stroke-nippleward" : "lymph-sweep", 1.0 - cos(done.error_rad.mean()),
        1.0 - kDirection_cos, "of the way the other way"},
       {"circular-massage", static_cast<double>(circles_), kCirclesLeast, "whole circles"}});
  sink.add(std::move(e), only(hand_));
}

void MotionTracker::tell_nodes(const Group& done, const Sink& sink, TechniqueEvent& event) const {
  static constexpr std::array kCount{"toward_axilla", "toward_parasternum", "toward_clavicle"};
  int opened = 0, swept = 0;
  for (std::size_t k = 0; k < done.toward.size(); ++k) {
    event.measures[kCount[k]] = done.toward[k];
    if (done.toward[k] == 0) continue;
    swept += done.toward[k];
    const double before_s = done.start_s - sink.memory.opened_s[k];
    if (before_s >= 0.0 && before_s <= kNodesBefore_s) opened += done.toward[k];
  }
  event.measures["nodes_first"] = swept > 0 ? static_cast<double>(opened) / swept : 0.0;
}

void MotionTracker::turn(Vec3 step_m, double path_m, double step_s, Sink& sink) {
  // a hand that stands turns nowhere
  if (path_m <= kMoving_m_per_s * step_s) return end_turn(sink);

  // angle to the step before, positive while it turns the same way as of late
  const Vec3 bend = cross(last_step_m_, step_m);
  if (norm(last_step_m_) > 0.0) {
    const double angle_rad = atan2(norm(bend), dot(last_step_m_, step_m));
    const bool same = dot(bend, turn_normal_) >= 0.0;
    turn_normal_ = 0.9 * turn_normal_ + angle_rad * unit(bend, {});
    turned_rad_ += same ? angle_rad : -angle_rad;
    turn_sharpest_rad_ = std::max(turn_sharpest_rad_, angle_rad);
  }
  last_step_m_ = step_m;
  turn_path_m_ += path_m;
  turn_chord_m_ += step_m;
  turn_s_ += step_s;
  turn_x_ms_ += bin_x_ms_;
  turn_y_ms_ += bin_y_ms_;
  turn_lump_s_ += bin_lump_s_;
  turn_totals_.add(bin_);

  // a whole turn that comes back to where it began is a circle; a slow or undone one starts over
  const bool whole = turned_rad_ >= 2.0 * kPi;
  if (!whole && turned_rad_ > -0.5 && turn_s_ <= kCircleLong_s) return;
  const double diameter_m = turn_path_m_ / seen_share(1.0 / turn_s_) / kPi;
  if (whole && turn_s_ <= kCircleLong_s && diameter_m >= kCircleSmall_m &&
      diameter_m <= kCircleLarge_m && norm(turn_chord_m_) <= kCircleDrift_frac * diameter_m) {
    count_circle(diameter_m, sink);
  }
  turned_rad_ = whole ? turned_rad_ - 2.0 * kPi : 0.0;
  turn_sharpest_rad_ = 0.0;
  turn_from_m_ = at_m_;
  turn_path_m_ = turn_s_ = turn_x_ms_ = turn_y_ms_ = turn_lump_s_ = 0.0;
  turn_chord_m_ = {};
  turn_totals_ = {};
}

void MotionTracker::count_circle(double diameter_m, Sink& sink) {
  if (circles_ == 0) circles_start_s_ = now_s_ - turn_s_;
  ++circles_;
  ++(on_nodes_ ? sink.memory.counts.node_circles : sink.memory.counts.circles);
  sink.memory.counts.circle_m = diameter_m;
  circles_end_s_ = now_s_;
  diameter_m_.add(diameter_m);
  circle_s_.add(turn_s_);
  circle_slip_m_.add(turn_totals_.slip_m);
  circles_force_Ns_ += turn_totals_.force_Ns;
  circles_area_m2s_ += turn_totals_.area_m2s;
  if (on_nodes_) {
    ++circled_[static_cast<std::size_t>(group_here_)];
  } else {
    sink.covered.add_sector(atan2(turn_x_ms_, turn_y_ms_));
    lump_circles_ += over_lump(sink.memory);
  }
}

// The hand stands or leaves. Of one turn alone the waypoints do not show beginning and end: most of
// a turn, without a corner, whose hand is back where it began is a circle too.
void MotionTracker::end_turn(Sink& sink) {
  const double turns = turned_rad_ / (2.0 * kPi);
  if (turns >= kLoneTurn_frac && turn_s_ <= kCircleLong_s &&
      turn_sharpest_rad_ <= kLoneCorner_rad) {
    const double diameter_m = turn_path_m_ / seen_share(turns / turn_s_) / (kPi * turns);
    if (diameter_m >= kCircleSmall_m && diameter_m <= kCircleLarge_m &&
        norm(at_m_ - turn_from_m_) <= kLoneGap_frac * diameter_m)
      count_circle(diameter_m, sink);
  }
  last_step_m_ = {};
  turned_rad_ = turn_path_m_ = turn_s_ = turn_x_ms_ = turn_y_ms_ = turn_lump_s_ = 0.0;
  turn_sharpest_rad_ = 0.0;
  turn_chord_m_ = turn_normal_ = {};
  turn_from_m_ = at_m_;
  turn_totals_ = {};
}

// Round a lump that fingertips had felt, or one that is felt under the circling pads themselves.
bool MotionTracker::over_lump(const Memory& memory) const {
  const double dx = turn_x_ms_ / turn_s_ - memory.lump_x_m;
  const double dy = turn_y_ms_ / turn_s_ - memory.lump_y_m;
  const bool near = dx * dx + dy * dy <= kOverLump_m * kOverLump_m;
  return (memory.lump_felt && near) || turn_lump_s_ >= 0.5 * turn_s_;
}

void MotionTracker::end_circles(Sink& sink) {
  if (circles_ >= kCirclesLeast) {
    const char* id = on_nodes_ ? "node-circles" : "circular-massage";
    TechniqueEvent e{id, circles_start_s_, circles_end_s_, sink.side, {}, {}};
    e.measures = {{"circles", static_cast<double>(circles_)},
                  {"diameter_m", diameter_m_.mean()},
                  {"rate_Hz", 1.0 / circle_s_.mean()}};
    const double touched_s = circles_end_s_ - circles_start_s_;
    if (on_nodes_) {
      open_nodes(sink, e);
      e.measures["mean_force_N"] = circles_force_Ns_ / std::max(1e-9, touched_s);
    } else {
      e.measures["coverage_frac"] = sink.covered.sector_frac();
      e.measures["lump_circles"] = lump_circles_;
      e.measures["mean_pressure_Pa"] =
          circles_area_m2s_ > 0.0 ? circles_force_Ns_ / circles_area_m2s_ : 0.0;
      e.measures["slip_m"] = circle_slip_m_.mean();
      e.measures["areola_share"] = patch_s_ > 0.0 ? areola_s_ / patch_s_ : 0.0;
    }
    e.because = worded(
        on_nodes_ ? mark("{} whole circles on the node areas beside the breast, {:.0f} mm across, "
                         "each in {:.1f} s.")
                  : mark("{} whole circles, {:.0f} mm across, each in {:.1f} s."),
        circles_, 1e3 * diameter_m_.mean(), circle_s_.mean());
    e.nearest = nearest_of(
        {{"stroke-nippleward", diameter_m_.mean(), kStrokeLength_m, "mm of straight way", 1e3},
         {"palpation", kPi * diameter_m_.mean(), kPressDrift_m, "mm of travel in a touch", 1e3}});
    sink.add(std::move(e), on_nodes_ ? 0u : only(hand_));
  }
  circles_ = lump_circles_ = 0;
  circled_ = {};
  diameter_m_ = circle_s_ = circle_slip_m_ = Tally{};
  circles_force_Ns_ = circles_area_m2s_ = areola_s_ = patch_s_ = 0.0;
}

void MotionTracker::open_nodes(Sink& sink, TechniqueEvent& event) const {
  static constexpr std::array kCount{"axilla_circles", "parasternum_circles", "clavicle_circles"};
  for (std::size_t k = 0; k < circled_.size(); ++k) {
    event.measures[kCount[k]] = circled_[k];
    if (circled_[k] > 0) sink.memory.opened_s[k] = circles_end_s_;
  }
}

void MotionTracker::lift(Sink& sink) {
  touching_ = false;
  if (stroking_) {
    stroke_.add(bin_);  // the part of a bin since the last waypoint
    end_stroke(at_m_, now_s_ - lost_s_ - still_s_, sink);
  }
  end_turn(sink);
}

void MotionTracker::close(Sink& sink) {
  if (touching_) lift(sink);
  end_group(kNippleward, sink);
  end_group(kLymph, sink);
  end_circles(sink);
  *this = MotionTracker(on_nodes_);
}

std::string_view MotionTracker::live(double time_s) const {
  if (circles_ >= 1 && time_s - circles_end_s_ < kCircleLong_s && touching_)
    return on_nodes_ ? "node-circles" : "circular-massage";
  if (!touching_) return {};
  const Group& n = group_[kNippleward];
  const Group& l = group_[kLymph];
  if (l.strokes > 0 && l.strokes >= n.strokes) return "lymph-sweep";
  if (n.strokes > 0) return "stroke-nippleward";
  return {};
}

bool MotionTracker::glides(double time_s) const {
  return touching_ && glide_m_ > kPressDrift_m && time_s - glid_s_ < kStrokePause_s &&
         live(time_s).empty();
}

}  // namespace lac::technique
