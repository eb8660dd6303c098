#include "rubric/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/math.h"
#include "base/units.h"

namespace lac::rubric {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Sample = Evidence::Sample;

// largest of a field over the run, and when it was so
template <class Field>
Reading most(const Evidence& e, Field field) {
  Reading r{kNaN, 0.0};
  for (const Sample& s : e.sample)
    if (!(field(s) <= r.value)) r = {field(s), s.time_s};
  return r;
}

Reading end_of_run(const Evidence& e, double value) {
  return {value, e.sample.empty() ? 0.0 : e.sample.back().time_s};
}

// the last sample before any touch, or the first
const Sample* untouched(const Evidence& e) {
  const Sample* last = nullptr;
  for (const Sample& s : e.sample) {
    if (s.touching) break;
    last = &s;
  }
  return last != nullptr ? last : e.sample.empty() ? nullptr : &e.sample.front();
}

Reading spoken_rise(const Evidence& e, bool at_end) {
  Reading r{kNaN, 0.0};
  for (const Sample& s : e.sample) {
    // what was said before the hands came off is not how it ended
    if (at_end && s.touching) r = {kNaN, 0.0};
    if (s.spoken_nrs < 0) continue;
    const double rise = s.spoken_nrs - e.baseline_nrs;
    if (at_end || !(rise <= r.value)) r = {rise, s.time_s};
  }
  if (at_end && e.first_contact_s < 0.0) r = {kNaN, 0.0};
  return r;
}

// how soft the areola was when the baby was first offered the breast, above before any touch
Reading gain_at_latch(const Evidence& e) {
  const Sample* before = untouched(e);
  for (const Evidence::Happening& h : e.happening) {
    if (before == nullptr || h.id.rfind("latch:", 0) != 0) continue;
    const Sample* then = nullptr;
    for (const Sample& s : e.sample)
      if (s.time_s <= h.time_s || then == nullptr) then = &s;
    return {then->areola_compressible - before->areola_compressible, h.time_s};
  }
  return {kNaN, 0.0};
}

Reading latch(const Evidence& e) {
  Reading r{kNaN, 0.0};
  for (const Evidence::Happening& h : e.happening)
    if (h.id.rfind("latch:", 0) == 0) r = {h.id == "latch:ok" ? 1.0 : 0.0, h.time_s};
  return r;
}

struct Metric {
  MetricInfo info;
  Reading (*read)(const Evidence&);
};

const std::vector<Metric>& metrics() {
  // clang-format off
  static const std::vector<Metric> all{
      {{"max_spoken_nrs_rise", "", mark("largest pain number said, above the one said before touch"), "", "",
        mark("Pain was not asked about, so nobody can tell.")},
       [](const Evidence& e) { return spoken_rise(e, false); }},
      {{"end_spoken_nrs_rise", "", mark("last pain number said once the hands were off, above the one said before touch; < 0: relief; missing: not asked then"), "", "",
        mark("Pain was not asked about once the hands were off, so nobody can tell.")},
       [](const Evidence& e) { return spoken_rise(e, true); }},
      {{"end_spoken_nrs", "", mark("last pain number said, 0 to 10; missing if none"), "", "", mark("Pain was not asked about.")},
       [](const Evidence& e) {
         Reading r{kNaN, 0.0};
         for (const Sample& s : e.sample)
           if (s.spoken_nrs >= 0) r = {static_cast<double>(s.spoken_nrs), s.time_s};
         return r;
       }},
      {{"nrs_asked_after_touch", "", mark("how often pain was asked about after the first touch")},
       [](const Evidence& e) {
         const auto n = std::count_if(e.happening.begin(), e.happening.end(), [&](const Evidence::Happening& h) {
           return h.id == "ask-pain" && e.first_contact_s >= 0.0 && h.time_s > e.first_contact_s;
         });
         return end_of_run(e, static_cast<double>(n));
       }},
      {{"nrs_unasked", "", mark("1: hands were on and pain was not asked about after that; else 0"),
        mark("Pain was not asked about once hands had been on."),
        mark("Pain was asked about again once hands had been on.")},
       [](const Evidence& e) {
         const bool asked = std::any_of(e.happening.begin(), e.happening.end(), [&](const Evidence::Happening& h) {
           return h.id == "ask-pain" && h.time_s > e.first_contact_s;
         });
         return end_of_run(e, e.first_contact_s >= 0.0 && !asked ? 1.0 : 0.0);
       }},
      {{"warm_pack_min", "", mark("minutes of warm packs in all")},
       [](const Evidence& e) {
         double sum = 0.0;
         for (const Evidence::Happening& h : e.happening) sum += h.id == "warm-pack" ? std::max(0.0, h.value) : 0.0;
         return end_of_run(e, sum);
       }},
      {{"cup_gain_mL", "mL", mark("milk collected after the first touch")},
       [](const Evidence& e) {
         const Sample* before = untouched(e);
         return end_of_run(e, before == nullptr ? kNaN : mL_from_m3(e.sample.back().cup_m3 - before->cup_m3));
       }},
      {{"max_face", "", mark("most pain the face showed, 0 calm to 10")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return s.face; }); }},
      {{"slip_under_load_m", "m", mark("farthest glide of one finger over the skin under load: more than 4 kPa, or 10 kPa where it is oiled")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return s.slip_under_load_m; }); }},
      {{"mark_frac", "", mark("worst visible injury, 0 to 1")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return s.mark_frac; }); }},
      {{"max_blanch_frac", "", mark("largest share of the skin under the hand that went pale")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return s.blanch_frac; }); }},
      {{"areola_compressible_end", "", mark("softness of the areola at the end, 0 hard to 1 soft")},
       [](const Evidence& e) { return end_of_run(e, e.sample.empty() ? kNaN : e.sample.back().areola_compressible); }},
      {{"areola_compressible_gain", "", mark("softness of the areola at the end, above what it was before touch")},
       [](const Evidence& e) {
         const Sample* before = untouched(e);
         return end_of_run(e, before == nullptr ? kNaN : e.sample.back().areola_compressible - before->areola_compressible);
       }},
      {{"areola_latch_gain", "", mark("softness of the areola when the baby was first offered the breast, above what it was before touch; missing: not offered")},
       gain_at_latch},
      {{"latch_ok", "", mark("1: the last latch attempt held, 0: it did not; missing if none"),
        mark("When the baby was last offered the breast, the latch held."),
        mark("When the baby was last offered the breast, the latch did not hold."),
        mark("The baby was not offered the breast.")}, latch},
      {{"cup_mL", "mL", mark("milk collected by the end")},
       [](const Evidence& e) { return end_of_run(e, e.sample.empty() ? kNaN : mL_from_m3(e.sample.back().cup_m3)); }},
      {{"baby_took_mL", "mL", mark("milk the baby took, at the breast and by cup")},
       [](const Evidence& e) { return end_of_run(e, e.sample.empty() ? kNaN : mL_from_m3(e.sample.back().fed_m3)); }},
      {{"max_flow_mL_per_s", "mL/s", mark("strongest flow at the nipple")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return mL_from_m3(s.flow_m3_per_s); }); }},
      {{"first_contact_s", "s", mark("time of the first touch; missing if none")},
       [](const Evidence& e) { return Reading{e.first_contact_s < 0.0 ? kNaN : e.first_contact_s, std::max(0.0, e.first_contact_s)}; }},
      {{"contact_s", "s", mark("time with a hand on the skin")},
       [](const Evidence& e) {
         double sum_s = 0.0;
         for (const Sample& s : e.sample) sum_s += s.touching ? s.step_s : 0.0;
         return end_of_run(e, sum_s);
       }},
      {{"contact_without_consent_s", "s", mark("time with a hand on skin that the patient had not agreed to")},
       [](const Evidence& e) { return end_of_run(e, e.contact_without_consent_s); }},
      {{"max_force_N", "N", mark("strongest force of one finger")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return s.max_force_N; }); }},
      {{"max_mean_pressure_Pa", "Pa", mark("highest mean pressure under one finger")},
       [](const Evidence& e) { return most(e, [](const Sample& s) { return s.max_mean_pressure_Pa; }); }},
      {{"asked_pain", "", mark("how often the learner asked about pain")},
       [](const Evidence& e) {
         const auto n = std::count_if(e.happening.begin(), e.happening.end(), [](const Evidence::Happening& h) { return h.id == "ask-pain"; });
         return end_of_run(e, static_cast<double>(n));
       }},
  };
  // clang-format on
  return all;
}

}  // namespace

const std::vector<MetricInfo>& metric_table() {
  static const std::vector<MetricInfo> table = [] {
    std::vector<MetricInfo> t;
    for (const Metric& m : metrics()) t.push_back(m.info);
    return t;
  }();
  return table;
}

const MetricInfo* find_metric(std::string_view name) {
  for (const MetricInfo& m : metric_table())
    if (m.name == name) return &m;
  return nullptr;
}

Reading read_metric(std::string_view name, const Evidence& evidence) {
  for (const Metric& m : metrics())
    if (m.info.name == name) return m.read(evidence);
  return {kNaN, 0.0};
}

Evidence of_side(const Evidence& evidence, anatomy::Side side) {
  Evidence out = evidence;
  std::erase_if(out.sample, [&](const Sample& s) { return s.side != side; });
  std::erase_if(out.happening, [&](const Evidence::Happening& h) { return h.side != side; });
  return out;
}

Range possible_range(std::string_view name, std::string_view unit) {
  constexpr double kMostNrs = 10.0;
  const auto ends = [&](std::string_view with) {
    return name.size() >= with.size() && name.substr(name.size() - with.size()) == with;
  };
  // what can be below zero
  if (ends("_rise")) return {-kMostNrs, kMostNrs};
  if (ends("_gain")) return {-1.0, 1.0};
  if (name == "roll_m" || name == "press_lead_s" || name == "behind_m" || ends("_gain_mL"))
    return {-kInfinity, kInfinity};
  if (name == "inward_order") return {-1.0, 1.0};

  // shares and scales
  if (unit == "frac" || ends("_frac") || ends("_share") || name == "latch_ok" ||
      name.starts_with("areola_compressible"))
    return {0.0, 1.0};
  if (name == "max_face" || name == "end_spoken_nrs") return {0.0, kMostNrs};
  if (unit == "rad") return {0.0, kPi};
  return {0.0, kInfinity};
}

std::string example_bound(std::string_view unit) {
  struct Row {
    std::string_view unit, text;
  };
  static constexpr Row kRows[] = {
      {"s", "\"60 s\""},    {"m", "\"25 mm\""},    {"N", "\"2 N\""},       {"Pa", "\"4 kPa\""},
      {"Hz", "\"0.8 Hz\""}, {"rad", "\"30 deg\""}, {"m/s", "\"30 mm/s\""}, {"m2", "\"2e-4 m2\""},
      {"mL", "\"10 mL\""},  {"mL/s", "0.2"},       {"frac", "0.8"},        {"N/m", "90"}};
  for (const Row& row : kRows)
    if (row.unit == unit) return std::string(row.text);
  return "1";
}

}  // namespace lac::rubric
