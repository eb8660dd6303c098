#include "study/person.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/rng.h"
#include "base/units.h"
#include "study/constants.h"

namespace lac::study {
namespace {

constexpr double kMost = 1e15;  // seeds stay whole numbers in any table

bool in(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

double within(double value, const Sourced& range) { return clamp(value, range.low, range.high); }

/// Draws from streams named by the spread.
class Draw {
 public:
  Draw(const scenario::Experiment& experiment, Person& person)
      : experiment_(experiment), person_(person) {}
  bool wanted(std::string_view spread) const {
    return in(experiment_.vary, spread) || in(experiment_.vary, "all");
  }
  Rng rng(std::uint64_t stream) const {
    return Rng(mix_seed(experiment_.seed, static_cast<std::uint64_t>(person_.number)), stream);
  }
  void note(const char* trait, double value) const { person_.trait.emplace_back(trait, value); }

 private:
  const scenario::Experiment& experiment_;
  Person& person_;
};

void draw_body(const Draw& draw, sim::PatientParams& p) {
  if (draw.wanted("volume")) {
    p.breast.volume_m3 =
        within(draw.rng(2).lognormal(kVolumeMedian_m3, kVolumeCv), kVolumeMedian_m3);
    draw.note("volume_mL", mL_from_m3(p.breast.volume_m3));
  }
  if (draw.wanted("lobes")) {
    p.breast.lobes =
        static_cast<int>(std::lround(within(kLobes + kLobesSd * draw.rng(3).normal(), kLobes)));
    draw.note("lobes", p.breast.lobes);
  }
  if (draw.wanted("capacity")) {
    // bigger stores go with more milk, less than in proportion: babies do not grow with them
    const double before_m3 = p.ducts.capacity_m3;
    p.ducts.capacity_m3 =
        within(draw.rng(4).lognormal(kCapacityMedian_m3, kCapacityCv), kCapacityMedian_m3);
    p.ducts.milk_m3 *= p.ducts.capacity_m3 / before_m3;
    p.physiology.synthesis_max_m3_per_s *= std::sqrt(p.ducts.capacity_m3 / before_m3);
    p.physiology.appetite_m3 *= std::sqrt(p.ducts.capacity_m3 / before_m3);
    draw.note("capacity_mL", mL_from_m3(p.ducts.capacity_m3));
  }
}

void draw_function(const Draw& draw, Person& person) {
  sim::PatientParams& p = person.params;
  if (draw.wanted("ejection")) {
    p.ducts.P_act_Pa *= 1.0 + draw.rng(5).uniform(-kEjectionSpread_frac, kEjectionSpread_frac);
    draw.note("ejection_kPa", kPa_from_Pa(p.ducts.P_act_Pa));
  }
  if (draw.wanted("latency")) {
    const double fold =
        clamp(draw.rng(6).lognormal(1.0, kLatencyCv), 1.0 / kLatencyFold, kLatencyFold.value);
    p.physiology.pulse_rate_per_s *= fold;
    draw.note("pulse_rate_per_s", p.physiology.pulse_rate_per_s);
  }
  if (draw.wanted("pattern")) {
    Rng rng = draw.rng(12);
    const Sourced& pause_s = physiology::kRefractory_s;
    p.physiology.refractory_s = rng.uniform(pause_s.low, pause_s.high);
    p.physiology.dose_scale *= within(rng.lognormal(kPatternDose, kPatternDoseCv), kPatternDose);
    draw.note("pulse_pause_s", p.physiology.refractory_s);
    draw.note("oxytocin_response", p.physiology.dose_scale);
  }
  if (draw.wanted("fat")) {
    p.physiology.fat_scale = within(draw.rng(7).lognormal(kFatRange, kFatCv), kFatRange);
    draw.note("fat_scale", p.physiology.fat_scale);
  }
  if (draw.wanted("vacuum")) {
    p.physiology.comfortable_vacuum_Pa =
        within(kVacuum_Pa + kVacuumSd_Pa * draw.rng(8).normal(), kVacuum_Pa);
    draw.note("comfortable_vacuum_mmHg", p.physiology.comfortable_vacuum_Pa / kPascalPerMmHg);
  }
}

void draw_milk(const scenario::Experiment& e, const scenario::Arm& arm, const Draw& draw,
               sim::PatientParams& p) {
  double fullness = arm.fullness >= 0.0 ? arm.fullness : e.fullness;
  if (fullness < 0.0) fullness = p.ducts.milk_m3 / p.ducts.capacity_m3;
  if (draw.wanted("fullness")) {
    const double mean = fullness;
    fullness *= 1.0 + kFullnessCv * draw.rng(9).normal();
    fullness = clamp(fullness, 0.0, std::max<double>(kMostFullness, mean));
    draw.note("fullness", fullness);
  }
  p.ducts.milk_m3 = fullness * p.ducts.capacity_m3;
}

}  // namespace

Person draw_person(const scenario::Experiment& e, const scenario::Arm& arm, int number) {
  Person person{.number = number, .params = e.patient, .trait = {}};
  const Draw draw(e, person);
  sim::PatientParams& p = person.params;

  // a single patient with nothing drawn is the patient as written
  if (e.count > 1 || !e.vary.empty()) {
    const std::uint64_t own = mix_seed(e.seed, static_cast<std::uint64_t>(number));
    p.physiology.mother_seed = own % static_cast<std::uint64_t>(kMost);
    p.ducts.seed = p.breast.seed = (own >> 8) % static_cast<std::uint64_t>(kMost);
  }
  draw_body(draw, p);
  draw_function(draw, person);
  if (e.fat_scale > 0.0) p.physiology.fat_scale = e.fat_scale;

  // the arm's own numbers last, then the scaled parameters
  for (const auto& apply : arm.apply) apply(p);
  draw_milk(e, arm, draw, p);
  for (const scenario::ParameterScale& s : e.scales)
    if (s.arms.empty() || in(s.arms, arm.name))
      if (const scenario::Parameter* parameter = scenario::parameter_named(s.name))
        parameter->of(p) *= s.scale;
  return person;
}

}  // namespace lac::study
