#pragma once
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sourced.h"
#include "base/wording.h"
#include "sim/observation.h"

namespace lac::technique {

/// One manoeuvre that was recognised from Observations alone.
struct TechniqueEvent {
  std::string id;  // family, kebab-case: hand-expression, palpation, ... (decisions.md)
  double start_s = 0.0, end_s = 0.0;
  anatomy::Side side = anatomy::Side::Left;
  std::map<std::string, double> measures;  // name -> SI value; names and units in measure_table()
  Wording because;                         // one sentence: what was seen that made it this
  std::string nearest = {};                // the nearest other technique, and what it missed
  std::vector<double> map_s = {};  // [ring * 12 + clock sector] time spent there; empty: no place
};

/// Rings of a coverage map: areola, middle, outer (MODEL.md "Coverage").
inline constexpr int kMapRings = 3, kMapSectors = 12;

/// How the same measure of several events becomes one number for a mark.
enum class Over { Mean, Sum, Most };  // Mean: weighted by the events' lengths

/// What a measure means: for `lactasim metrics`, packs' checking and reports.
struct MeasureInfo {
  std::string technique, name, unit, meaning;
  Over over = Over::Mean;
  std::string example = {};  // a value as it is met, and what it tells
};
/// Every measure of every technique, in the order of technique_ids().
const std::vector<MeasureInfo>& measure_table();
/// The families this build recognises.
const std::vector<std::string>& technique_ids();
/// What a technique is called in a sentence: "reverse pressure softening"; empty: no such family.
const char* plain_name(std::string_view id);
/// Row of measure_table(), or null.
const MeasureInfo* find_measure(std::string_view technique, std::string_view name);
/// The thresholds that tell the families apart, for the reference page and the sources check.
std::span<const NamedConstant> named_constants();

/// How a hand goes over the skin just now.
/// Still: a cycle ended in which the pads neither rolled nor slid; Gliding: dragged, and no
/// technique yet.
enum class Manner { None, Rolling, Sliding, Still, Gliding };

/// What became of a press or a stroke once it ended; for words on screen, never for a mark.
enum class Verdict {
  None,
  Press,          // counts as one press of a palpation
  TooLight,       // seen: N at its firmest moment; needed: N, for as long as a press takes
  TooShort,       // s; s
  TooLong,        // s; s
  Travelled,      // m; most m
  NotAlone,       // a ring, a pair of pads, the nipple or other work had these fingers
  Stroke,         // strokes one way so far; needed for the technique
  ShortStroke,    // m; m
  CrookedStroke,  // share of its path that led on; share
  AstrayStroke    // share of its path toward the nipple or nodes; share
};
struct Touch {
  Verdict verdict = Verdict::None;
  double from_s = -1.0, end_s = -1.0;  // when the skin was touched, and when this was over
  double x_m = 0.0, y_m = 0.0;         // of a press, in the flat skin map: x = r sin(clock)
  double held_s = 0.0;
  double seen = 0.0, needed = 0.0;
};

/// How much of each technique was done since the start, as it happens; bouts need not have ended.
struct Counts {
  int presses = 0, nippleward = 0, sweeps = 0, circles = 0, node_circles = 0, cycles = 0;
  double circle_m = 0.0;    // width of the last whole circle
  int rolled = 0;           // of the cycles, those that rolled and did not slide
  bool cycle_slid = false;  // the last cycle did
  double cycle_r_m = 0.0;   // its pads' distance from the nipple base as its load began
  int taps = 0;             // of the bout that is going on; 0: none is
  double ring_s = 0.0;      // of the ring that is held, or the last one
  double ring_to_s = -1.0;  // when it was held last; < 0: never
};

/// Watches Observations and tells what was done (MODEL.md). Online: events come when they end;
/// `finish` closes what is still open. Memory is bounded but for the events. Same Observations,
/// same events. Non-finite numbers in an Observation are passed over.
class Recogniser {
 public:
  Recogniser();
  ~Recogniser();
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;
  void push(const sim::Observation& observation);
  void finish();
  const std::vector<TechniqueEvent>& events() const;  // by end time
  /// The technique that is going on now, or empty; for the live guide.
  std::string current() const;
  /// Rolling or sliding in the cycle of hand expression that is going on, or, for a second, what
  /// the one that just ended was; gliding: a hand is dragged over the skin and that is no technique
  /// (yet).
  Manner manner() const;
  /// The last press or stroke that ended, and what it lacked.
  const Touch& last_touch() const;
  const Counts& counts() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lac::technique
