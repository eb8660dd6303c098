#include <doctest/doctest.h>

#include <array>

#include "physiology/physiology.h"

namespace lac::physiology {
namespace {

/// One lobe that is the whole breast of 210 mL.
constexpr double kCapacity_m3 = 210e-6;

double rate_m3_per_s(double fullness, double most_m3_per_s = kSynthesis_m3_per_s) {
  PhysiologyParams params;
  params.synthesis_max_m3_per_s = most_m3_per_s;
  const PhysiologyModel model = make_model(params);
  PhysiologyState state = initial_state(model);
  PhysiologyOut out;
  const std::array<double, 1> full{fullness}, share{1.0};
  step(model, {.fullness = full, .capacity_share = share}, 60.0, state, out);
  return out.synthesis_m3_per_s[0];
}

double refilled_m3(double from_frac, double hours) {
  double milk_m3 = from_frac * kCapacity_m3;
  for (int minute = 0; minute < static_cast<int>(60.0 * hours); ++minute)
    milk_m3 += 60.0 * rate_m3_per_s(milk_m3 / kCapacity_m3);
  return milk_m3 - from_frac * kCapacity_m3;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("physiology: synthesis halves at F 0.95 and stops above 1.4") {
    CHECK(rate_m3_per_s(0.0) == doctest::Approx(kSynthesis_m3_per_s).epsilon(1e-12));
    CHECK(rate_m3_per_s(0.95) == doctest::Approx(0.5 * kSynthesis_m3_per_s).epsilon(1e-9));
    CHECK(rate_m3_per_s(1.41) == 0.0);
    CHECK(rate_m3_per_s(1.39) > 0.0);
  }

  TEST_CASE("physiology: lobes share the breast's synthesis") {
    const PhysiologyModel model = make_model({});
    PhysiologyState state = initial_state(model);
    PhysiologyOut out;
    const std::array<double, 3> full{0.3, 0.3, 0.3}, share{0.2, 0.3, 0.5};
    step(model, {.fullness = full, .capacity_share = share}, 1.0, state, out);
    double sum = 0.0;
    for (const double rate : out.synthesis_m3_per_s) sum += rate;
    CHECK(sum == doctest::Approx(rate_m3_per_s(0.3)).epsilon(1e-12));
    CHECK(out.synthesis_m3_per_s[2] == doctest::Approx(0.5 * sum).epsilon(1e-12));
  }

  TEST_CASE("physiology: fat follows the degree of emptying") {
    // [C5.1] 21.59 + 9.38 d + 70.99 d^2, times s_m 0.72
    CHECK(milk_fat_g_per_L(0.0) == doctest::Approx(0.72 * 21.59).epsilon(1e-12));
    CHECK(milk_fat_g_per_L(0.5) == doctest::Approx(0.72 * (21.59 + 4.69 + 17.7475)).epsilon(1e-12));
    CHECK(milk_fat_g_per_L(1.0) == doctest::Approx(0.72 * 101.96).epsilon(1e-12));
    CHECK(milk_fat_g_per_L(-0.3) == milk_fat_g_per_L(0.0));
  }
}

TEST_SUITE("validation") {
  TEST_CASE("physiology: refill is linear for six hours and slows by eighteen") {
    const double six_m3 = refilled_m3(0.23, 6.0), half_m3 = refilled_m3(0.23, 3.0);
    const double linear_m3 = 6.0 * 3600.0 * kSynthesis_m3_per_s;
    const double late_m3_per_s =
        (refilled_m3(0.23, 18.0) - refilled_m3(0.23, 12.0)) / (6.0 * 3600.0);
    MESSAGE("six hours ", six_m3 / linear_m3, " of linear, 12-18 h at ",
            late_m3_per_s / kSynthesis_m3_per_s, " of the full rate");
    CHECK(six_m3 / linear_m3 > 0.93);  // [C1.4]; notes §8: 114 of 120 mL
    CHECK(half_m3 / six_m3 == doctest::Approx(0.5).epsilon(0.05));
    CHECK(late_m3_per_s < 0.4 * kSynthesis_m3_per_s);
    CHECK(late_m3_per_s > 0.1 * kSynthesis_m3_per_s);
  }

  TEST_CASE("physiology: six feeds a day that take two thirds make the measured day's milk") {
    double milk_m3 = 0.5 * kCapacity_m3, made_m3 = 0.0;
    double fat_g = 0.0, fed_m3 = 0.0;
    for (int minute = 0; minute < 4 * 1440; ++minute) {
      const double made = 60.0 * rate_m3_per_s(milk_m3 / kCapacity_m3);
      milk_m3 += made;
      if (minute >= 1440) made_m3 += made / 3.0;
      if (minute % 240 != 0) continue;

      // six feeds of 76 mL a breast and day, each 67.3 % of what is there [C1.2, C1.6]; fat is that
      // of the milk as it leaves
      const int parts = 50;
      const double take_m3 = 0.673 * milk_m3 / parts;
      for (int i = 0; i < parts; ++i, milk_m3 -= take_m3) {
        if (minute < 1440) continue;
        fat_g += take_m3 * milk_fat_g_per_L(1.0 - milk_m3 / kCapacity_m3);
        fed_m3 += take_m3;
      }
    }
    const double hourly_mL = made_m3 / 24.0 * 1e6, fat_g_per_L = fat_g / fed_m3;
    MESSAGE("day: ", hourly_mL, " mL/h, fat ", fat_g_per_L, " g/L");
    CHECK(std::fabs(hourly_mL - 18.9) < 1.5);    // [C1.3]
    CHECK(std::fabs(fat_g_per_L - 41.1) < 7.8);  // [C5.3]
  }
}

}  // namespace lac::physiology
