#include "physiology/gland.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/math.h"
#include "base/units.h"

namespace lac::physiology {
namespace {

constexpr double kDay_s = 86400.0;

GlandState run(const PhysiologyModel& model, const GlandLoad& load, double length_s, double dt_s,
               GlandOut& out) {
  GlandState state = initial_gland(model, load.fullness.size());
  for (long i = 0; i < std::lround(length_s / dt_s); ++i) step_gland(model, load, dt_s, state, out);
  return state;
}

/// A day of `feeds` feeds that leave the lobe `after` full, milk made as it is made; returns S_max
/// after `days`.
double supply_after(double feeds, double taken_frac, double days) {
  const PhysiologyModel model = make_model({});
  GlandState state = initial_gland(model, 1);
  GlandOut out;
  const double capacity_m3 = 210e-6;
  double milk_m3 = 0.5 * capacity_m3, next_s = 0.0;
  const std::array<double, 1> share{1.0};
  for (double t = 0.0; t < days * kDay_s; t += 60.0) {
    const std::array<double, 1> full{milk_m3 / capacity_m3};
    step_gland(model, {.fullness = full, .capacity_share = share}, 60.0, state, out);
    milk_m3 += 60.0 * out.synthesis_m3_per_s[0];
    if (t < next_s) continue;
    milk_m3 *= 1.0 - taken_frac;
    next_s += kDay_s / feeds;
  }
  return state.supply[0];
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("physiology: supply follows drainage as exp((d - 0.67) t/tau)") {
    const PhysiologyModel model = make_model({});
    GlandOut out;
    const std::array<double, 2> full{0.10, 0.60}, share{0.5, 0.5};
    const GlandLoad load{.fullness = full, .capacity_share = share};
    const GlandState hour = run(model, load, 20.0 * kDay_s, 3600.0, out);
    // mean emptying follows with a day: d(t) = d + (0.67 - d) e^(-t/day), its integral closed
    for (int i = 0; i < 2; ++i) {
      const double d = 1.0 - full[i] - kSupplySetpoint_frac;
      const double whole_s = d * (20.0 * kDay_s - kDay_s * (1.0 - std::exp(-20.0)));
      const double expected = std::min(std::exp(whole_s / kSupplyTrend_s), kSupplyMost.value);
      // an hour's steps of a day's memory: first order, 1/48 of the growth of a day
      CHECK(hour.supply[i] == doctest::Approx(expected).epsilon(0.005));
    }
    CHECK(out.synthesis_m3_per_s[0] > out.synthesis_m3_per_s[1]);
  }

  TEST_CASE("physiology: skin and gland warm by their exact solution, whatever the step") {
    const PhysiologyModel model = make_model({});
    GlandOut out;
    const GlandLoad load{.pack = true, .pack_degC = 40.0};
    const GlandState once = run(model, load, 600.0, 600.0, out);
    const GlandState often = run(model, load, 600.0, kTick_s, out);
    CHECK(often.skin_degC == doctest::Approx(once.skin_degC).epsilon(1e-11));
    CHECK(often.gland_degC == doctest::Approx(once.gland_degC).epsilon(1e-11));
    // T = T_0 + 0.8 (40 - T_0)(1 - e^(-600/120))
    const double rise = kPackGrip_frac * (40.0 - kSkinTemperature_degC);
    CHECK(once.skin_degC ==
          doctest::Approx(kSkinTemperature_degC + rise * (1.0 - std::exp(-5.0))).epsilon(1e-12));
    CHECK(out.milk_degC < kGlandTemperature_degC + kGlandReach_frac * rise);
    CHECK(out.milk_degC > kGlandTemperature_degC + 0.5);
  }

  TEST_CASE("physiology: fat of what leaves is that of each lobe's emptying, by its share") {
    const PhysiologyModel model = make_model({});
    GlandState state = initial_gland(model, 2);
    GlandOut out;
    const std::array<double, 2> full{0.8, 0.2}, share{0.5, 0.5}, left{3e-6, 1e-6};
    step_gland(model, {.fullness = full, .capacity_share = share, .ejected_m3 = left}, 1.0, state,
               out);
    const double expected = (3.0 * milk_fat_g_per_L(0.2) + milk_fat_g_per_L(0.8)) / 4.0;
    CHECK(out.fat_g_per_L == doctest::Approx(expected).epsilon(1e-12));
    // 4 mL, in kg
    CHECK(state.fat_kg == doctest::Approx(4e-6 * expected).epsilon(1e-12));
    step_gland(model, {.fullness = full, .capacity_share = share}, 1.0, state, out);
    CHECK(out.fat_g_per_L == 0.0);  // nothing left in this step
    CHECK(state.fat_kg == doctest::Approx(4e-6 * expected).epsilon(1e-12));
  }
}

TEST_SUITE("unit") {
  TEST_CASE("physiology: milk comes in by the third day") {
    CHECK(activation(-1.0) == 1.0);
    CHECK(activation(1.0) < 0.03);  // physiology.md 9: 1 mL/h of 30 at 24 h
    CHECK(activation(3.5) > 0.8);
    double last = 0.0;
    for (int h = 0; h < 168; ++h) {
      CHECK(activation(h / 24.0) > last);
      last = activation(h / 24.0);
    }
    PhysiologyParams params;
    params.postpartum_day = 1.0;
    GlandOut out;
    const std::array<double, 1> full{0.1}, share{1.0};
    const GlandLoad load{.fullness = full, .capacity_share = share};
    run(make_model(params), load, 1.0, 1.0, out);
    CHECK(out.synthesis_m3_per_s[0] ==
          doctest::Approx(activation(1.0) * kSynthesis_m3_per_s).epsilon(1e-4));
  }

  TEST_CASE("physiology: warmth fills vessels and quickens collectors, cold does the reverse") {
    const PhysiologyModel model = make_model({});
    GlandOut warm, cold, hot;
    run(model, {.pack = true, .pack_degC = 40.0}, 600.0, 1.0, warm);
    run(model, {.pack = true, .pack_degC = 12.0}, 600.0, 1.0, cold);
    run(model, {.pack = true, .pack_degC = 50.0}, 600.0, 1.0, hot);
    CHECK(warm.capillary_Pa > 200.0);
    CHECK(warm.capillary_Pa <= kVasomotionMost_Pa);
    CHECK(cold.capillary_Pa == kVasomotionLeast_Pa);
    CHECK(warm.collector_scale > 1.0);
    CHECK(cold.collector_scale < 1.0);
    CHECK(warm.venous_scale > 1.0);
    CHECK(cold.venous_scale < 1.0);
    CHECK(cold.comfort_scale > warm.comfort_scale);
    CHECK(warm.comfort_scale > 1.0);
    CHECK(warm.heat_drive == 0.0);
    CHECK(hot.heat_drive > 1.0);  // hurts: drive 1 is NRS 4
  }

  TEST_CASE("physiology: eight feeds a day hold supply, three that take half of it lose it") {
    const double held = supply_after(8.0, 0.673, 10.0), lost = supply_after(3.0, 0.5, 10.0);
    MESSAGE("supply after ten days: eight feeds ", held, ", three half feeds ", lost);
    CHECK(held == doctest::Approx(1.0).epsilon(0.2));
    CHECK(lost < 0.8);
    CHECK(lost > kSupplyLeast);
  }

  TEST_CASE("physiology: a load that is not a number leaves the gland as it was") {
    const PhysiologyModel model = make_model({});
    GlandState state = initial_gland(model, 1);
    GlandOut out;
    Hasher before, after;
    hash_into(before, state);
    const std::array<double, 1> full{std::numeric_limits<double>::quiet_NaN()}, share{1.0};
    CHECK(step_gland(model, {.fullness = full, .capacity_share = share}, 1.0, state, out).flag ==
          StepFlag::NonFinite);
    hash_into(after, state);
    CHECK(before.digest() == after.digest());
  }
}

TEST_SUITE("unit") {
  TEST_CASE("physiology: an inflamed wedge is warm, red, firm and tender, and only there") {
    const Condition wedge{.clock_rad = 1.0, .r_m = 0.05, .radius_m = 0.02, .severity = 0.8};
    const Finding f = finding_of(wedge, 0.8, 0.5);
    CHECK(f.warmth_degC == doctest::Approx(0.8 * kInflamedWarmth_degC));
    CHECK(f.redness == 0.8);
    CHECK(f.firmness > 2.0);
    CHECK(f.fluctuance == 0.0);
    const std::array<Finding, 1> all{f};
    CHECK(threshold_at(all, 1.0, 0.05) == f.threshold_frac);
    CHECK(threshold_at(all, 1.0, 0.075) == 1.0);
    CHECK(threshold_at(all, 4.0, 0.05) == 1.0);
    CHECK(warmth_at(all, 1.0, 0.05) == f.warmth_degC);
    CHECK(warmth_at(all, 4.0, 0.05) == 0.0);
  }

  TEST_CASE("physiology: only an abscess gives like a bag, and it is softer than its rim") {
    Condition c{.kind = ConditionKind::Abscess, .severity = 1.0};
    const Finding abscess = finding_of(c, 1.0, 0.5);
    c.kind = ConditionKind::Inflammation;
    const Finding rim = finding_of(c, 1.0, 0.5);
    CHECK(abscess.fluctuance == 1.0);
    CHECK(abscess.firmness < rim.firmness);
    CHECK(abscess.threshold_frac < rim.threshold_frac);
    for (const ConditionKind kind : {ConditionKind::Inflammation, ConditionKind::DeviceInjury,
                                     ConditionKind::Bleb, ConditionKind::AccessoryTissue}) {
      c.kind = kind;
      CHECK(finding_of(c, 1.0, 0.5).fluctuance == 0.0);
    }
  }

  TEST_CASE("physiology: accessory tissue firms with the breast and a bleb is a white spot") {
    Condition c{.kind = ConditionKind::AccessoryTissue, .severity = 1.0};
    CHECK(finding_of(c, 1.0, 1.0).firmness > finding_of(c, 1.0, 0.2).firmness);
    CHECK(finding_of(c, 1.0, 1.0).redness == 0.0);
    c.kind = ConditionKind::Bleb;
    CHECK(finding_of(c, 1.0, 1.0).white_spot_m > 1e-3);

    // a bleb blocks the pore of the lobe that lies its way; what a fingertip meets has a place
    anatomy::DuctTree tree;
    for (int i = 0; i < 6; ++i) tree.lobe.push_back({.clock_rad = i * kPi / 3.0});
    const Condition bleb{.kind = ConditionKind::Bleb, .clock_rad = 2.0 * kPi / 3.0 + 0.2};
    CHECK(blocked_pore(std::array{bleb}, tree) == 2);
    CHECK(blocked_pore({}, tree) == -1);
    const Condition pus{.kind = ConditionKind::Abscess, .clock_rad = 1.0, .r_m = 0.05};
    const std::array<Finding, 1> all{finding_of(pus, 1.0, 0.5)};
    CHECK(fluctuance_at(all, 1.0, 0.05) == doctest::Approx(1.0));
    CHECK(fluctuance_at(all, 1.0, 0.09) == 0.0);
    CHECK(firmness_at(all, 1.0, 0.09) == 1.0);
    CHECK(firmness_at(all, 1.0, 0.05) == doctest::Approx(all[0].firmness));
  }

  TEST_CASE("physiology: rough hands show as inflammation within the day, suction as soreness") {
    const PhysiologyModel model = make_model({});
    GlandOut out;
    run(model, {.injury_frac = 0.9}, 6.0 * 3600.0, 60.0, out);
    CHECK(out.finding.empty());  // below the dose that injures
    GlandState hurt = run(model, {.injury_frac = 2.5}, 6.0 * 3600.0, 60.0, out);
    REQUIRE(out.finding.size() == 1);
    CHECK(out.finding[0].severity == doctest::Approx(1.0 - std::exp(-1.0)).epsilon(1e-6));
    // and heals over days once the tissue has
    for (int i = 0; i < 72; ++i) step_gland(model, {}, 3600.0, hurt, out);
    CHECK(hurt.injury_severity ==
          doctest::Approx((1.0 - std::exp(-1.0)) * std::exp(-1.0)).epsilon(1e-6));

    run(model, {.vacuum_Pa = kComfortableVacuum_Pa}, 900.0, 1.0, out);
    CHECK(out.finding.empty());
    run(model, {.vacuum_Pa = kComfortableVacuum_Pa + Pa_from_mmHg(50.0)}, 900.0, 1.0, out);
    REQUIRE(out.finding.size() == 1);
    CHECK(out.finding[0].kind == ConditionKind::DeviceInjury);
    CHECK(out.finding[0].broken_skin > 0.9);
  }
}

}  // namespace lac::physiology
