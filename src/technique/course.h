#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "technique/look.h"
#include "technique/technique.h"

// What trackers share: the events, what is remembered, and what every touch is told with.
namespace lac::technique {

/// The events so far, kept by end time.
class Events {
 public:
  Events();
  void add(TechniqueEvent event);
  const std::vector<TechniqueEvent>& list() const { return list_; }

 private:
  std::vector<TechniqueEvent> list_;
};

/// What has been covered of one breast since the start: fixed size.
struct Covered {
  struct Place {
    double x_m = 0.0, y_m = 0.0;
  };
  std::array<Place, 64> place{};
  int places = 0;
  std::array<double, 2> ring_axis_rad{};  // steps of two-step softening
  int ring_axes = 0, ring_holds = 0;
  std::array<double, 16> axis_rad{};
  int axes = 0;
  std::uint32_t sectors = 0;  // one bit for each of 12 clock sectors

  void add_place(double x_m, double y_m);
  void add_axis(double axis_rad);
  void add_ring_axis(double axis_rad);
  void add_sector(double clock_rad);
  double sector_frac() const;
};

/// What each hand did in every half second, and how the patient was: fixed size, the last hour.
/// Events read their pressure, comfort, order and coverage map from it.
class Course {
 public:
  Course();
  void push(const sim::Observation& observation, const Look& look);
  /// Adds what every touch has: pressure_class, pain_rise, coached_share, cells_frac, inward_order
  /// and the map.
  /// @param hands  bit 0: the first, bit 1: the other
  void tell(unsigned hands, TechniqueEvent& event) const;

 private:
  struct Hand {
    double touch_s = 0.0, force_Ns = 0.0, area_m2s = 0.0, x_ms = 0.0, y_ms = 0.0;
    double coached_s = 0.0;
  };
  struct Bin {
    double start_s = 0.0, seen_s = 0.0, pain_s = 0.0, most_rise = 0.0;
    std::array<Hand, 2> hand;
    bool stopped = false;
  };
  std::vector<Bin> bin_;  // a ring: the oldest is overwritten
  std::size_t next_ = 0, used_ = 0;
  double rest_pain_ = -1.0;  // least shown while nothing touched
};

/// What is remembered over both breasts.
struct Memory {
  std::array<double, kNodeGroups> opened_s{-1e9, -1e9, -1e9};  // [NodeGroup] last circled
  int expressed_side = -1, alternations = 0;
  bool lump_felt = false;  // on the breast in hand
  double lump_x_m = 0.0, lump_y_m = 0.0, lump_firmness = 0.0;
  // for words on screen alone
  Touch touch;
  Counts counts;
};

/// Where trackers put what they found.
struct Sink {
  Events& events;
  Covered& covered;
  Memory& memory;
  const Course& course;
  anatomy::Side side = anatomy::Side::Left;

  /// @param hands  whose touch it was: bit 0 the first hand, bit 1 the other; 0: no touch
  void add(TechniqueEvent event, unsigned hands) {
    course.tell(hands, event);
    events.add(std::move(event));
  }
};
inline constexpr unsigned kBothHands = 3u;
inline unsigned only(int hand) { return 1u << hand; }

/// Another technique that this might have been, and the measure that kept it from it.
struct Other {
  const char* id;
  double seen, needed;
  const char* what;    // "s of hold"
  double scale = 1.0;  // of what is written: 1e3 for mm
};
/// The one whose measure came nearest to what it needs, in a sentence.
std::string nearest_of(std::initializer_list<Other> others);

/// Running mean and spread of a measure.
struct Tally {
  double sum = 0.0, square = 0.0, most = 0.0;
  int count = 0;
  void add(double value);
  double mean() const { return count > 0 ? sum / count : 0.0; }
  double variation() const;  // SD / mean; 0 below two values
};

}  // namespace lac::technique
