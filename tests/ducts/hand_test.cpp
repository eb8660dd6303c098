#include <doctest/doctest.h>

#include "tests/ducts/rig.h"

// Hand expression with the prescribed loads of notes §3: 3 of 9 lobes, moved on every 20 s, strokes
// of 1.75 s, stimulus 0.85. The table there is this model's own prototype; order is the claim,
// +-25 % the tolerance on volumes.

namespace {

constexpr double kLength_s = 600.0;
constexpr double kStep_s = 0.1;  // 17 a stroke; 1/60 s gives 1 to 2 % more, below
// their mean is that of 24 within 1 % (roll 41.3 against 41.1 mL)
constexpr std::array<int, 4> kMothers{1, 3, 4, 5};

double milk_mL(const rig::Technique& way, double stimulus, rig::Hand hand = {},
               double recoil_s = 0.0) {
  double sum_mL = 0.0;
  for (const int seed : kMothers) {
    lac::ducts::DuctParams params = rig::holding(rig::kAvailable_mL);
    params.recoil_s = recoil_s;
    rig::Breast breast(seed, params);
    sum_mL += rig::express(breast, way, hand, kLength_s, stimulus, kStep_s);
    CHECK(breast.worst_mass_mL < 1e-11);
    CHECK(breast.not_converged == 0);
  }
  return sum_mL / static_cast<double>(kMothers.size());
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("ducts: rolling beats squeezing, and both beat sliding, the nipple and no touch") {
    const double roll = milk_mL(rig::kRoll, 0.85), squeeze = milk_mL(rig::kSqueeze, 0.85);
    const double reverse = milk_mL(rig::kReverse, 0.85), slide = milk_mL(rig::kSlide, 0.85);
    const double nipple = milk_mL(rig::kNipple, 0.85), none = milk_mL(rig::kNone, 0.85);
    MESSAGE("roll ", roll, ", squeeze ", squeeze, ", reverse ", reverse, ", slide ", slide,
            ", nipple ", nipple, ", none ", none, " mL");
    CHECK(roll > 1.5 * squeeze);
    CHECK(squeeze > 1.15 * slide);
    CHECK(slide > none);
    CHECK(nipple <= none);  // a squeezed nipple shuts its pores
    // the prototype's volumes
    CHECK(roll == doctest::Approx(39.2).epsilon(0.25));
    CHECK(squeeze == doctest::Approx(20.9).epsilon(0.25));
    CHECK(reverse == doctest::Approx(20.4).epsilon(0.25));
    CHECK(slide == doctest::Approx(13.0).epsilon(0.25));
    CHECK(nipple == doctest::Approx(13.0).epsilon(0.25));
    CHECK(none == doctest::Approx(11.5).epsilon(0.25));
  }

  TEST_CASE("ducts: too far back and too near the nipple give less than the right place") {
    const double roll = milk_mL(rig::kRoll, 0.85), far = milk_mL(rig::kTooFar, 0.85);
    const double near = milk_mL(rig::kTooNear, 0.85);
    MESSAGE("too far ", far, ", too near ", near, " mL");
    CHECK(far < 0.85 * roll);
    CHECK(near < 0.6 * roll);
    CHECK(far == doctest::Approx(25.9).epsilon(0.25));
    CHECK(near == doctest::Approx(14.9).epsilon(0.25));
  }

  TEST_CASE("ducts: before let-down a roll gives a little, a slide and the nipple nothing") {
    const double roll = milk_mL(rig::kRoll, 0.0);
    MESSAGE("roll without let-down ", roll, " mL");
    CHECK(roll == doctest::Approx(6.0).epsilon(0.25));
    CHECK(milk_mL(rig::kSlide, 0.0) < 0.05);
    CHECK(milk_mL(rig::kNipple, 0.0) < 0.05);
  }

  TEST_CASE("ducts: with tissue recoil the order stays and force beyond enough gives no more") {
    const double recoil_s = lac::ducts::kRecoil_s;
    const rig::Hand gentle{.pressure_Pa = 4500.0}, forceful{.pressure_Pa = 12000.0};
    const double roll = milk_mL(rig::kRoll, 0.85, gentle, recoil_s);
    const double squeeze = milk_mL(rig::kSqueeze, 0.85, gentle, recoil_s);
    const double slide = milk_mL(rig::kSlide, 0.85, gentle, recoil_s);
    const double hard = milk_mL(rig::kRoll, 0.85, forceful, recoil_s);
    MESSAGE("recoil: roll ", roll, ", squeeze ", squeeze, ", slide ", slide, ", 12 kPa ", hard);
    CHECK(roll > 1.4 * squeeze);
    CHECK(squeeze > slide);
    CHECK(roll == doctest::Approx(32.0).epsilon(0.25));
    CHECK(squeeze == doctest::Approx(18.0).epsilon(0.25));
    CHECK(hard < 1.02 * roll);  // force does not pay, nor is it punished by the milk alone
    CHECK(hard > 0.8 * roll);
  }

  TEST_CASE("ducts: with tissue recoil a real release pays and frantic strokes do not") {
    const double recoil_s = lac::ducts::kRecoil_s;
    const auto at = [&](double period_s, double release) {
      const rig::Hand hand{.pressure_Pa = 4500.0, .period_s = period_s, .release = release};
      return milk_mL(rig::kRoll, 0.85, hand, recoil_s);
    };
    const double steady = at(1.75, 0.4), clenched = at(1.75, 0.05), frantic = at(0.5, 0.4);
    MESSAGE("steady ", steady, ", hardly released ", clenched, ", half-second ", frantic, " mL");
    CHECK(clenched < 0.95 * steady);  // notes §3: -12 %
    CHECK(frantic < 0.9 * steady);    // notes §3: -21 %
  }

  TEST_CASE(
      "ducts: an engorged, painful breast still gives to a gentle roll, and leaks not at rest") {
    // 190 of 170 mL, tissue at 2.5 kPa, resting NRS 5
    const lac::physiology::PhysiologyParams sore{
        .sensitisation = 0.4, .resting_nrs = 5.0, .resting_tissue_Pa = 2500.0};
    double roll_mL = 0.0, none_mL = 0.0;
    for (const int seed : kMothers) {
      for (const bool touched : {true, false}) {
        lac::ducts::DuctParams params = rig::holding(190.0, 170.0);
        params.recoil_s = 0.0;
        rig::Breast breast(seed, params, 9, sore);
        breast.rest_Pa = 2500.0;
        if (!touched) CHECK(rig::wait(breast, 900.0, 0.0, lac::kRestTick_s) < 0.05);
        (touched ? roll_mL : none_mL) +=
            rig::express(breast, touched ? rig::kRoll : rig::kNone,
                         rig::Hand{.pressure_Pa = 3000.0}, kLength_s, 0.85, kStep_s) /
            static_cast<double>(kMothers.size());
      }
    }
    MESSAGE("engorged: roll at 3 kPa ", roll_mL, ", no touch ", none_mL, " mL");
    CHECK(roll_mL == doctest::Approx(32.0).epsilon(0.25));  // notes §3
    CHECK(none_mL == doctest::Approx(19.0).epsilon(0.25));
  }

  TEST_CASE("ducts: steps of 0.1 s give the milk of steps of 1/60 s") {
    const auto roll = [](double dt_s) {
      rig::Breast breast(6, rig::holding(rig::kAvailable_mL));
      return rig::express(breast, rig::kRoll, rig::Hand{}, 240.0, 0.85, dt_s);
    };
    CHECK(roll(kStep_s) == doctest::Approx(roll(lac::kTick_s)).epsilon(0.03));
  }

  TEST_CASE("ducts: a roll pushes less milk back into the lobes than hands off") {
    rig::Breast rolled(6, rig::holding(rig::kAvailable_mL));
    rolled.ducts.params.recoil_s = 0.0;
    rig::Breast untouched(6, rig::holding(rig::kAvailable_mL));
    rig::express(rolled, rig::kRoll, rig::Hand{}, kLength_s, 0.85, kStep_s);
    rig::express(untouched, rig::kNone, rig::Hand{}, kLength_s, 0.85, kStep_s);
    MESSAGE("back-flow ", rolled.back_mL, " against ", untouched.back_mL, " mL");
    CHECK(untouched.back_mL > 0.3);  // [B13] milk not removed flows back
    CHECK(rolled.back_mL < 0.7 * untouched.back_mL);
  }

  TEST_CASE("ducts: ten times less colostrum comes, and nothing without pores") {
    lac::ducts::DuctParams params = rig::holding(5.0, 30.0);
    params.viscosity_scale = 5.0;
    rig::Breast breast(1, params);
    const double out_mL = rig::express(breast, rig::kRoll, rig::Hand{}, 900.0, 0.5, kStep_s);
    MESSAGE("colostrum ", out_mL, " mL");
    CHECK(out_mL > 0.5);
    CHECK(out_mL < 4.0);  // notes §3: 2.9-3.4 mL with nine working pores
  }
}
