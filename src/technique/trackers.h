#pragma once
#include <array>
#include <string_view>

#include "technique/course.h"
#include "technique/way.h"

// Trackers of presses, pairs, paths and resting hands.
namespace lac::technique {

/// Tips pressed round the nipple base and held: reverse-pressure-softening.
class RingTracker {
 public:
  void push(const Look& look, Sink& sink);
  void close(Sink& sink);
  bool live() const { return open_; }

 private:
  void start(const RingLook& ring, double time_s);
  bool turned(const RingLook& ring) const;
  void follow(const Look& look, double share);
  double away(const RingLook& ring) const;
  bool open_ = false;
  double start_s_ = 0.0, last_s_ = 0.0, lost_s_ = 0.0, held_s_ = 0.0;
  double x0_m_ = 0.0, y0_m_ = 0.0, drift_m_ = 0.0;
  double force_Ns_ = 0.0, area_m2s_ = 0.0, r_ms_ = 0.0, most_N_ = 0.0, inward_s_ = 0.0;
  std::array<double, 5> hand_s_{};  // [RingHand] time with that hand
  double axis_rad_ = 0.0;
  // straight fingers and thumbs: each hand's own place, slowly followed
  std::array<double, 2> side_x_m_{}, side_y_m_{}, side_x0_m_{}, side_y0_m_{};
  bool sides_ = false;
  std::array<double, kMostContacts + 1> tips_s_{};  // [number of tips] time with that many
  std::array<int, kMostContacts> id_{};
  std::array<double, kMostContacts> tip_Ns_{};  // [tip] force over time, same order as id_
  int ids_ = 0;
};

/// Pads on two sides of the nipple: hand-expression cycles, areolar-compression holds.
class OpposingTracker {
 public:
  void push(const HandLook& hand, const Look& look, Sink& sink);
  void close(Sink& sink);
  std::string_view live(double time_s) const;
  /// Whether the cycle rolls or slides, or, between cycles, did.
  Manner manner(double time_s) const;

 private:
  void begin(const HandLook& hand, double time_s);
  void load(const HandLook& hand, double time_s, double step_s);
  void end(double time_s, Sink& sink);
  /// What the load did to the skin so far.
  struct Told {
    double roll_m = 0.0, slip_m = 0.0;  // travel without slip, > 0 toward the nipple; slip
    bool rolled = false, slid = false;
    double slid_clock_rad = 0.0;  // of the side that slipped more
  };
  Told told() const;
  void follow_sides(const HandLook& hand, double step_s);
  void count_cycle(double time_s, const Told& told, Sink& sink);
  void compression(double time_s, Sink& sink);
  void end_bout(Sink& sink);

  // the load that is going on
  bool loaded_ = false;
  double lost_s_ = 1.0, smooth_N_ = 0.0, smooth_squeeze_N_ = 0.0, low_N_ = 0.0, last_seen_s_ = 0.0;
  double start_s_ = 0.0, peak_N_ = 0.0, peak_press_N_ = 0.0, peak_squeeze_N_ = 0.0;
  double lateral_frac_ = 0.0, gap_start_m_ = 0.0, gap_least_m_ = 0.0;
  Ways way_;                          // of the pair
  std::array<Ways, 2> side_way_;      // [side] of each side
  std::array<double, 2> side_rad_{};  // [side] where they were when the load began
  double late_slip_m_ = 0.0;
  double x0_m_ = 0.0, y0_m_ = 0.0, centre_m_ = 0.0;  // middle of the pair, and how far it went
  double span_m_ = 0.0, axis_rad_ = 0.0, nipple_s_ = 0.0, areola_s_ = 0.0, seen_s_ = 0.0;
  double force_Ns_ = 0.0, area_m2s_ = 0.0, u_hold_s_ = 0.0, facing_rads_ = 0.0, facing_s_ = 0.0;
  double press_s_ = 0.0, squeeze_s_ = 0.0;  // when each was first at its strongest so far
  int contacts_ = 0, hand_ = 0;
  // the bout
  int cycles_ = 0, rolled_ = 0, slid_ = 0;
  std::array<int, 12> slid_at_{};  // [clock hour] slides by where the pads slid
  Told last_;
  Median roll_m_, slid_m_;
  double bout_start_s_ = 0.0, last_start_s_ = 0.0, last_end_s_ = -1e9;
  Tally period_s_, spans_m_, press_N_, squeeze_N_, release_s_, load_s_;
  Tally opposed_rad_, lead_s_, u_hold_;
  double most_N_ = 0.0, bout_nipple_s_ = 0.0, bout_seen_s_ = 0.0;
};

/// One patch pressed and lifted in place: palpation, and pitting where it is held.
class PressTracker {
 public:
  struct Press {
    double start_s = 0.0, end_s = 0.0, peak_N = 0.0, depth_m = 0.0, x_m = 0.0, y_m = 0.0;
    bool lump = false;
    double firmness = 0.0;
  };
  /// @param claimed  another technique has these fingers: a fist's push, a hold beside work, taps
  void push(const HandLook& hand, const Look& look, bool claimed, Sink& sink);
  void close(Sink& sink);
  std::string_view live(double time_s) const;

 private:
  void finish_press(Sink& sink);
  void watch_contact(const HandLook& hand, const Look& look, Sink& sink);
  void end_touch(Sink& sink);
  Touch told() const;
  Touch told_brief() const;
  void settle(Sink& sink);
  void end_pit(double time_s, bool refilled, Sink& sink);
  void end_palpation(Sink& sink);

  int hand_ = 0;
  bool pressing_ = false, spoilt_ = false, pending_ = false;
  bool travelled_ = false;  // that is what spoilt it
  bool by_nipple_ = false;  // the other form seen last was a touch of the nipple
  double lost_s_ = 1.0, other_form_s_ = -1e9, now_s_ = 0.0;
  Vec3 moved_m_;
  Press press_, last_;
  // the touch as a whole, however light
  bool touching_ = false, touch_went_ = false;
  bool brief_ = false;  // a press too short ended in it
  double touch_gap_s_ = 0.0, touch_far_m_ = 0.0;
  Vec3 touch_moved_m_;
  Press touch_;
  // after a held press: the dent and its refill
  bool watching_ = false;
  Press pit_press_;
  double pit_m_ = 0.0, pit_seen_m_ = 0.0;
  // the palpation so far
  int presses_ = 0;
  double first_s_ = 0.0, end_s_ = -1e9, most_N_ = 0.0, depth_m_ = 0.0;
  int lumps_ = 0;
  double firmness_ = 0.0;
  Tally hold_s_;
};

/// One patch that travels: stroke-nippleward, lymph-sweep, circular-massage.
class MotionTracker {
 public:
  /// @param on_nodes  watches a node area beside the breast: circles there open it
  explicit MotionTracker(bool on_nodes = false) : on_nodes_(on_nodes) {}
  void push(const HandLook& hand, const Look& look, Sink& sink);
  void close(Sink& sink);
  std::string_view live(double time_s) const;
  /// Dragged over the skin just now, and that is no stroke or circle yet.
  bool glides(double time_s) const;

 private:
  struct Totals {  // over a stretch of the path
    double nippleward_m = 0.0, slip_m = 0.0, force_Ns = 0.0, area_m2s = 0.0;
    std::array<double, kNodeGroups> node_m{};  // [NodeGroup]
    void add(const Totals& other);
  };
  struct Group {  // strokes one way
    int strokes = 0, others = 0, others_in_row = 0;
    std::array<int, kNodeGroups> toward{};  // lymph: [NodeGroup] strokes that went to it
    double start_s = 0.0, end_s = 0.0, most_N = 0.0;
    Tally length_m, speed_m_per_s, error_rad, slip_m;
    double force_Ns = 0.0, area_m2s = 0.0;
  };
  void waypoint(Sink& sink);
  void extend_stroke(Vec3 step_m, double path_m, double step_s, Sink& sink);
  void turn(Vec3 step_m, double path_m, double step_s, Sink& sink);
  void count_circle(double diameter_m, Sink& sink);
  void end_turn(Sink& sink);
  void end_stroke(Vec3 end_m, double end_s, Sink& sink);
  void tell(Verdict verdict, double seen, double needed, double end_s, Sink& sink) const;
  void end_group(int way, Sink& sink);
  bool over_lump(const Memory& memory) const;
  void end_circles(Sink& sink);
  void tell_nodes(const Group& done, const Sink& sink, TechniqueEvent& event) const;
  void open_nodes(Sink& sink, TechniqueEvent& event) const;
  void lift(Sink& sink);

  bool on_nodes_ = false;
  int hand_ = 0;
  anatomy::NodeGroup group_here_ = anatomy::NodeGroup::Axillary;
  bool touching_ = false;
  double lost_s_ = 1.0, now_s_ = 0.0, peak_N_ = 0.0;
  double touched_s_ = 0.0;                // when it landed
  Vec3 at_m_;                             // travelled since landing
  double glide_m_ = 0.0, glid_s_ = -1e9;  // slipped since landing, and when last
  // the open bin, and the means of the two before it
  double bin_s_ = 0.0;
  Vec3 bin_sum_m_;
  Totals bin_;
  double bin_x_ms_ = 0.0, bin_y_ms_ = 0.0, bin_lump_s_ = 0.0;
  std::array<Vec3, 2> mean_m_{};
  std::array<Vec3, 3> begun_m_{};  // place at the beginning of this bin and of the two before it
  std::array<double, 3> begun_s_{};
  int bins_ = 0;
  // the stroke
  bool stroking_ = false;
  Vec3 stroke_from_m_, chord_m_;
  double stroke_start_s_ = 0.0, path_m_ = 0.0, still_s_ = 0.0;
  Totals stroke_;
  std::array<Group, 2> group_;  // nippleward, lymph
  // the turn
  Vec3 last_step_m_, turn_normal_, turn_chord_m_;
  double turn_sharpest_rad_ = 0.0;  // of the corners since the turn began
  Vec3 turn_from_m_;                // where the hand was then
  double turned_rad_ = 0.0, turn_path_m_ = 0.0, turn_s_ = 0.0, turn_x_ms_ = 0.0, turn_y_ms_ = 0.0,
         turn_lump_s_ = 0.0;
  Totals turn_totals_;
  int circles_ = 0, lump_circles_ = 0;
  double areola_s_ = 0.0, patch_s_ = 0.0;
  std::array<int, kNodeGroups> circled_{};  // [NodeGroup] on the nodes
  double circles_start_s_ = 0.0, circles_end_s_ = 0.0, circles_force_Ns_ = 0.0,
         circles_area_m2s_ = 0.0;
  Tally diameter_m_, circle_s_, circle_slip_m_;
};

/// A hand that lies under the breast (support), or fingers on the nipple (nipple-touch).
class RestingTracker {
 public:
  void push(const HandLook& hand, const Look& look, Sink& sink);
  void close(Sink& sink);
  std::string_view live() const;

 private:
  void end_support(Sink& sink);
  void end_nipple(Sink& sink);
  int hand_ = 0;
  bool supporting_ = false, nipple_ = false;
  double support_start_s_ = 0.0, support_end_s_ = 0.0, support_Ns_ = 0.0, support_s_ = 0.0;
  Vec3 support_moved_m_;
  double nipple_start_s_ = 0.0, nipple_end_s_ = 0.0, nipple_s_ = 0.0, pinch_s_ = 0.0,
         nipple_N_ = 0.0;
};

}  // namespace lac::technique
