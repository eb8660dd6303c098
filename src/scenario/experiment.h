#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anatomy/params.h"
#include "base/expected.h"
#include "base/units.h"
#include "scenario/scenario.h"
#include "sim/params.h"

namespace lac::scenario {

/// Tissue as finite elements, or tissue pressures prescribed by closed forms.
enum class Mechanics : std::uint8_t { Lumped, Fem };

/// A place on the breast: skin coordinates, and how deep under it.
struct Site {
  double clock_rad = 0.0, r_m = 0.0, depth_m = 0.0;
};

/// One thing that is done to every patient of the arms it is for.
struct Act {
  enum class Kind : std::uint8_t {
    Pump,
    Suckle,
    Express,
    Stroke,
    Press,
    Hands,
    Position,
    Warm,
    Cold,
    Stress,
    Noise,
    Cue,
    Infuse,
    Tracer,
    Wait,
    Day,
    Repeat
  };
  enum class Shape : std::uint8_t { Disc, Finger, Ring, Pads, Plates, Cuff };
  enum class Breasts : std::uint8_t { First, Second, Both };

  Kind kind = Kind::Wait;
  std::string id;                 // named by measures and repeats
  std::vector<std::string> arms;  // empty: all
  double lasts_s = 0.0;
  int times = 1;
  double every_s = 0.0;  // > 0: each time takes this long in all
  std::string from;      // Repeat: the id it goes back to
  Breasts breasts = Breasts::First;

  double vacuum_Pa = 0.0, rest_vacuum_Pa = 0.0;  // Pump, Suckle: peak, between peaks
  double comfort_frac = 0.0;                     // > 0: of each mother's comfortable vacuum
  double cycle_Hz = 1.0, pulse_frac = 0.7;       // 0 Hz: steady
  bool shield = false;                           // a nipple shield between
  bool average = false;                          // the cycle's mean instead of the cycle

  Shape shape = Shape::Disc;
  Site site;
  double pressure_Pa = 0.0, force_N = 0.0, area_m2 = 0.0;  // force and area, or pressure and area
  double ramp_s = 1.0;                                     // to the whole pressure
  bool pull = false;                                       // outward

  std::string technique = "roll";  // Express
  double release_frac = 0.4;       // of a cycle; Stroke: slack share
  int lobes = 3;                   // under the pads at a time
  double move_on_s = 20.0;
  bool against = false;  // Stroke: away from the nodes

  std::string file, position;      // Hands; Position
  Choreography hands;              // Hands: what the file says
  double level = 0.0;              // Stress, Cue: 0..1
  double rate_ng_per_min = 0.0;    // Infuse
  double temperature_degC = 40.0;  // Warm, Cold
  int feeds = 6;                   // Day
  double feed_s = 900.0;           // Day
  double appetite_frac = 1.0;      // Suckle, Day: of her baby's usual appetite, now
};

/// One thing that is read, how, and when.
struct Measure {
  enum class Take : std::uint8_t {
    End,
    Start,
    Change,
    Most,
    Least,
    Mean,
    Cv,
    Sampled,
    Interval,
    Ejection,
    Share,
    Rises,
    FirstRise,
    Rise,
    Reach,
    HalfLife,
    FirstSample,
    LastSample,
    Creep
  };
  std::string name, quantity, unit;
  Take take = Take::End;
  std::string step;                    // during the steps of this id; empty: the whole schedule
  std::vector<std::string> arms;       // empty: all
  double every_s = 0.0;                // cadence; 0: every step of the models
  double from_s = 0.0, until_s = 0.0;  // part of that step; until 0: to its end
  Site site;
  int lobe = -1;  // -1: all
  Act::Breasts breast = Act::Breasts::First;
  double rise = 0.0;       // Rises, Rise: least height of a rise, in `unit`
  double apart_s = 0.0;    // and least time between two
  double level = 0.0;      // Reach: the value; HalfLife: what it decays to
  double sample_m3 = 0.0;  // FirstSample, LastSample
};

/// A group of the same patients under other numbers.
struct Arm {
  std::string name, title;
  std::vector<std::function<void(sim::PatientParams&)>> apply;
  double fullness = -1.0;
};

struct ParameterScale {
  std::string name;
  double scale = 1.0;
  std::vector<std::string> arms;
};

/// A study: who, what is done, what is read.
struct Experiment {
  std::string name, title, about, source, text;
  std::string depends;  // text of the files it uses: base patient, choreographies
  Mechanics mechanics = Mechanics::Lumped;
  anatomy::Level level = anatomy::Level::Coarse;
  double step_s = 0.1;  // of the models while something acts; lumped
  int breasts = 1;
  int count = 1;                  // patients
  std::uint64_t seed = 1;         // of the sample
  std::vector<std::string> vary;  // spreads that are drawn
  sim::PatientParams patient;
  double fullness = -1.0;   // of the capacity at the start; < 0: the patient's milk
  double fat_scale = -1.0;  // s_m of every mother; < 0: the model's own or as drawn
  std::vector<Arm> arms;    // never empty
  std::vector<ParameterScale> scales;
  std::vector<Act> acts;
  std::vector<Measure> measures;
};

/// A quantity that a measure may name; the models' registry gives them.
struct QuantityName {
  std::string_view name, unit;
  Dimension dimension = Dimension::None;
};

/// Reads an experiment; every problem at once. `quantities` are the names that measures may use.
Expected<Experiment> parse_experiment(const std::string& text, const std::string& file,
                                      const std::filesystem::path& data,
                                      std::span<const QuantityName> quantities);
Expected<Experiment> read_experiment(const std::filesystem::path& file,
                                     const std::filesystem::path& data,
                                     std::span<const QuantityName> quantities);

/// check_file, for experiments too.
Outcome check_file(const std::filesystem::path& file, const std::filesystem::path& data,
                   std::span<const QuantityName> quantities);

/// A number of the models that an experiment may scale.
struct Parameter {
  std::string_view name, unit, help;
  double& (*of)(sim::PatientParams&);
};
std::span<const Parameter> parameters();
const Parameter* parameter_named(std::string_view name);

/// Names of the spreads that a population may be drawn from, with what they are.
struct Spread {
  std::string_view name, help;
};
std::span<const Spread> spreads();

}  // namespace lac::scenario
