#include <doctest/doctest.h>

#include <cmath>

#include "ducts/chain.h"
#include "physiology/gland.h"
#include "physiology/suction.h"
#include "tests/ducts/rig.h"

// Milk itself and its ways out: shear-thinning, warmth, jets, pores that do not work, the shield,
// ducts that widen; and a long session in which none is lost.

namespace lac::ducts {
namespace {

/// Mean over mothers of milk taken in 15 minutes of pumping through a shield or not.
struct Pumped {
  double milk_mL = 0.0, share = 0.0;
};
Pumped pumped(double vacuum_Pa, double stimulus) {
  constexpr int kMothers = 12;
  Pumped sum;
  for (int seed = 1; seed <= kMothers; ++seed) {
    rig::Breast breast(seed, rig::holding(111.0));  // 76.5 / 0.69 [C2.7]
    const double available_mL = breast.milk_mL();
    const double milk_mL = rig::pump(breast, rig::Pump{.peak_Pa = vacuum_Pa}, 900.0, stimulus, 0.2);
    sum.milk_mL += milk_mL / kMothers;
    sum.share += milk_mL / available_mL / kMothers;
  }
  return sum;
}

}  // namespace

TEST_SUITE("analytic") {
  TEST_CASE("ducts: shear-thinning flow solves its equation and has the slopes it says") {
    const double m = kLowShearViscosity_Pa_s / kMilkViscosity_Pa_s - 1.0;
    for (const double drive : {-3e-7, -1e-9, 1e-10, 2e-8, 5e-7}) {
      for (const double shear : {1e6, 1e8, 1e10}) {
        for (const double stirred : {0.0, 3.0}) {
          const ThinFlow f = thin_flow(drive, shear, m, stirred);
          const double q = std::fabs(f.flow_m3_per_s);
          const double back = q * (1.0 + m / (1.0 + stirred + shear * q));
          CHECK(back == doctest::Approx(std::fabs(drive)).epsilon(1e-12));
          CHECK(f.flow_m3_per_s * drive > 0.0);

          // central differences, second order: (1e-5)^2
          const double h = 1e-5 * std::fabs(drive), k = 1e-5 * shear;
          const double by_drive = (thin_flow(drive + h, shear, m, stirred).flow_m3_per_s -
                                   thin_flow(drive - h, shear, m, stirred).flow_m3_per_s) /
                                  (2.0 * h);
          const double by_shear = (thin_flow(drive, shear + k, m, stirred).flow_m3_per_s -
                                   thin_flow(drive, shear - k, m, stirred).flow_m3_per_s) /
                                  (2.0 * k);
          CHECK(f.by_drive == doctest::Approx(by_drive).epsilon(1e-6));
          CHECK(f.by_shear == doctest::Approx(by_shear).epsilon(1e-5).scale(1e-9 * q / shear));
        }
      }
    }
    // slow milk meets mu_0, fast milk mu_inf, and no thinning is no change
    CHECK(thin_flow(1e-15, 1e8, m, 0.0).flow_m3_per_s ==
          doctest::Approx(1e-15 * kMilkViscosity_Pa_s / kLowShearViscosity_Pa_s).epsilon(1e-6));
    CHECK(thin_flow(1e-3, 1e10, m, 0.0).flow_m3_per_s == doctest::Approx(1e-3).epsilon(1e-4));
    CHECK(thin_flow(2e-8, 1e8, 0.0, 0.0).flow_m3_per_s == doctest::Approx(2e-8).epsilon(1e-12));
  }

  TEST_CASE("ducts: a pore sprays from the flow at which its jet's Weber number is 4") {
    const rig::Breast breast(1, rig::holding(150.0));
    const double d_m = 0.5e-3;  // of the rig's pores
    const double v_m_per_s = breast.ducts.jet_m3_per_s[0] / (0.25 * kPi * d_m * d_m);
    CHECK(kMilkDensity_kg_per_m3 * v_m_per_s * v_m_per_s * d_m / kSurfaceTension_N_per_m ==
          doctest::Approx(kJetWeber.value).epsilon(1e-12));
    CHECK(sprays(breast.ducts, 0, 1.01 * breast.ducts.jet_m3_per_s[0]));
    CHECK_FALSE(sprays(breast.ducts, 0, 0.99 * breast.ducts.jet_m3_per_s[0]));
  }
}

TEST_SUITE("unit") {
  TEST_CASE("ducts: pores that do not work give nothing, and their lobes keep their milk") {
    DuctParams params = rig::holding(5.0, 30.0);  // colostrum
    params.viscosity_scale = 5.0;
    double all_mL = 0.0, four_mL = 0.0;
    for (const int working : {0, 4}) {
      params.working_pores = working;
      rig::Breast breast(2, params);
      const double out_mL = rig::pump(breast, rig::Pump{}, 900.0, 0.85, 0.2);
      int gave = 0;
      for (const double v : breast.milk.out_m3) gave += v > 0.0 ? 1 : 0;
      CHECK(gave == (working > 0 ? working : breast.ducts.lobes));
      (working > 0 ? four_mL : all_mL) = out_mL;
    }
    MESSAGE("colostrum by pump: all pores ", all_mL, ", four ", four_mL, " mL");
    CHECK(four_mL < 0.6 * all_mL);
  }

  TEST_CASE("ducts: a bleb shuts its lobe to let-down and dribbles under a pump") {
    DuctParams params = rig::holding(rig::kAvailable_mL);
    params.bleb_lobe = 3;
    rig::Breast waiting(2, params), pumping(2, params);
    rig::Breast open(2, rig::holding(rig::kAvailable_mL));
    rig::wait(waiting, 600.0, 1.0, 0.2);
    CHECK(waiting.milk.out_m3[3] == 0.0);
    rig::pump(pumping, rig::Pump{}, 600.0, 1.0, 0.2);
    rig::pump(open, rig::Pump{}, 600.0, 1.0, 0.2);
    MESSAGE("lobe under a bleb ", rig::mL_from_m3(pumping.milk.out_m3[3]), ", open ",
            rig::mL_from_m3(open.milk.out_m3[3]), " mL");
    CHECK(pumping.milk.out_m3[3] > 0.0);
    CHECK(pumping.milk.out_m3[3] < open.milk.out_m3[3]);
  }

  TEST_CASE("ducts: a lump that force has injured closes further") {
    DuctParams params = rig::holding(150.0);
    params.plug_lobe = 0;
    params.plug_yield_Pa = 3000.0;  // gives way to a let-down
    double freed_m3[2];
    for (const double injury : {0.0, 4.0}) {
      rig::Breast breast(2, params);
      std::vector<double> none(breast.ducts.lobes, 0.0), made(breast.ducts.lobes, 0.0);
      std::vector<double> injured(breast.ducts.lobes, injury);
      std::vector<std::array<double, kSegments>> segments(breast.ducts.lobes);
      const DuctLoad load{.alveolar_tissue_Pa = none,
                          .segment_tissue_Pa = segments,
                          .nipple_tissue_Pa = none,
                          .synthesis_m3_per_s = made,
                          .contraction = 0.9,
                          .injury_frac = injured};
      step(breast.ducts, load, 0.1, breast.milk, breast.flow);
      freed_m3[injury > 0.0 ? 1 : 0] = breast.flow.alveolar_Pa[0];
    }
    // 0.7 kPa a D_crit, at most 2 kPa; its own milk has not moved in a tenth of a second
    CHECK(freed_m3[1] - freed_m3[0] == doctest::Approx(kPlugSwellingMost_Pa.value).epsilon(0.05));
  }

  TEST_CASE("ducts: warm milk runs out sooner, 2 % a degree") {
    // without let-down a pump draws through the resting outlets, whose resistance follows viscosity
    const auto drawn_mL = [](double degC) {
      rig::Breast breast(2, rig::holding(rig::kAvailable_mL));
      std::vector<double> rest(breast.ducts.lobes, 500.0), made(breast.ducts.lobes, 0.0);
      std::vector<std::array<double, kSegments>> segments(breast.ducts.lobes);
      for (auto& lobe : segments) lobe.fill(500.0);
      for (int i = 0; i < 300; ++i)
        step(breast.ducts,
             {.alveolar_tissue_Pa = rest,
              .segment_tissue_Pa = segments,
              .nipple_tissue_Pa = rest,
              .synthesis_m3_per_s = made,
              .outside_Pa = -9e3,
              .milk_degC = degC},
             1.0, breast.milk, breast.flow);
      double sum = 0.0;
      for (const double v : breast.milk.out_m3) sum += v;
      return rig::mL_from_m3(sum);
    };
    const double cool_mL = drawn_mL(34.0), warm_mL = drawn_mL(39.0);
    MESSAGE("drawn in 5 min: at 34 degC ", cool_mL, ", at 39 degC ", warm_mL, " mL");
    CHECK(warm_mL > cool_mL);
    CHECK(warm_mL < 1.11 * cool_mL);  // e^(0.02 * 5) = 1.105
  }
}

TEST_SUITE("validation") {
  TEST_CASE(
      "ducts: ducts widen at let-down by the root of the area that their muscle adds, and back") {
    DuctParams params = rig::holding(120.0);
    params.p_open_Pa = 50e3;  // nothing leaves
    rig::Breast breast(1, params);
    const auto lobes = static_cast<std::size_t>(breast.ducts.lobes);
    const std::vector<double> none(lobes, 0.0);
    const std::vector<std::array<double, kSegments>> round(lobes);
    const double before_m3 = milk_m3(breast.ducts, breast.milk);
    for (const double contraction : {1.0, 0.0}) {
      const DuctLoad load{.alveolar_tissue_Pa = none,
                          .segment_tissue_Pa = round,
                          .nipple_tissue_Pa = none,
                          .synthesis_m3_per_s = none,
                          .contraction = contraction};
      DuctFlow flow;
      // shut outlets fill a duct within minutes (slowest seen 280 s): 6000 s are twenty of them
      for (int i = 0; i < 6000; ++i) step(breast.ducts, load, 1.0, breast.milk, flow);
      for (std::size_t i = 0; i < lobes; ++i)
        for (int j = 0; j < kSegments; ++j) {
          // D/D_0 = sqrt(g) (1 + p/K_1)^(1/4), p that of the alveoli
          const double g = 1.0 + params.widening_frac * contraction;
          const double wide = std::sqrt(g * std::sqrt(1.0 + flow.alveolar_Pa[i] / params.K_1_Pa));
          const int lobe = static_cast<int>(i);
          CHECK(duct_diameter_m(breast.ducts, breast.milk, lobe, j) ==
                doctest::Approx(wide * breast.ducts.diameter_m[i][j]).epsilon(1e-6));
        }
    }
    CHECK(rig::mL_from_m3(std::fabs(milk_m3(breast.ducts, breast.milk) - before_m3)) < 1e-9);
  }

  TEST_CASE("ducts: main ducts of the other breast widen by a third or more at ejection") {
    // a feed begins at F 0.4-0.6 (physiology MODEL.md); a duct is watched by ultrasound [B14]
    for (const double fullness : {0.4, 0.6}) {
      double ratio = 0.0;
      int ducts = 0;
      for (int seed = 1; seed <= 4; ++seed) {
        rig::Breast breast(seed, rig::holding(fullness * 210.0));
        rig::wait(breast, 60.0, 0.0, 1.0);
        std::vector<double> rest_m, peak_m;
        const auto width = [&](int i) {
          return duct_diameter_m(breast.ducts, breast.milk, i, kSegments - 1);
        };
        for (int i = 0; i < breast.ducts.lobes; ++i) rest_m.push_back(width(i));
        peak_m = rest_m;
        for (int s = 0; s < 400; ++s) {
          rig::wait(breast, 1.0, 1.0, 0.2);
          for (int i = 0; i < breast.ducts.lobes; ++i) peak_m[i] = std::max(peak_m[i], width(i));
        }
        for (int i = 0; i < breast.ducts.lobes; ++i, ++ducts) {
          ratio += peak_m[i] / rest_m[i];
          CHECK(rest_m[i] > 1.3e-3);  // [B2] 1.9 +- 0.6 and 2.0 +- 0.7 mm
          CHECK(rest_m[i] < 2.7e-3);
        }
      }
      ratio /= ducts;
      MESSAGE("ducts widen ", ratio, " times from fullness ", fullness);
      CHECK(ratio >= 1.3);  // [B14]
      CHECK(ratio <= 2.0);
    }
  }

  TEST_CASE("ducts: a nipple shield takes vacuum and stimulus, and milk with them") {
    const double vacuum_Pa = rig::Pa_from_mmHg(150.0);
    const double stimulus = physiology::pump_stimulus(vacuum_Pa);
    const Pumped bare = pumped(vacuum_Pa, stimulus);
    const Pumped covered =
        pumped(physiology::through_shield_Pa(vacuum_Pa), physiology::through_shield(stimulus));
    MESSAGE("bare ", bare.milk_mL, " mL, ", bare.share, "; shield ", covered.milk_mL, " mL, ",
            covered.share);
    // [C2.7] 32.1 of 76.5 mL and 41 of 69 % (medians): a ratio of shares of 0.59
    CHECK(covered.share < 0.75 * bare.share);
    CHECK(covered.share > 0.3 * bare.share);
  }

  TEST_CASE("ducts: four lobes and eighteen give a pump what nine do") {
    double milk_mL[3];
    const int lobes[3] = {4, 9, 18};
    for (int k = 0; k < 3; ++k) {
      milk_mL[k] = 0.0;
      for (int seed = 1; seed <= 6; ++seed) {
        rig::Breast breast(seed, rig::holding(rig::kAvailable_mL), lobes[k]);
        milk_mL[k] += rig::pump(breast, rig::Pump{}, 900.0, 1.0, 0.2) / 6.0;
      }
    }
    MESSAGE("lobes 4, 9, 18: ", milk_mL[0], ", ", milk_mL[1], ", ", milk_mL[2], " mL");
    // [B8] number of ducts and milk: no relation
    CHECK(milk_mL[0] == doctest::Approx(milk_mL[1]).epsilon(0.12));
    CHECK(milk_mL[2] == doctest::Approx(milk_mL[1]).epsilon(0.12));
  }

  TEST_CASE("ducts: a mixed session of three hours loses no milk") {
    DuctParams params = rig::holding(170.0);
    params.plug_lobe = 2;
    rig::Breast breast(4, params);
    breast.synthesis = true;
    const double before_mL = breast.milk_mL();
    double made_mL = 0.0;
    const auto book = [&](double dt_s) {
      for (const double s : breast.made.synthesis_m3_per_s) made_mL += rig::mL_from_m3(s * dt_s);
    };
    rig::Press press(breast.ducts.lobes);
    const rig::Hand hand;
    const rig::Pump pump;
    const auto idle = [&](int seconds) {
      rig::Press nothing(breast.ducts.lobes);
      for (int i = 0; i < seconds; ++i) breast.step(1.0, 0.0, nothing), book(1.0);
    };
    idle(1800);
    for (int i = 0; i < 3600; ++i) {  // a minute of rolling
      hand.apply(rig::kRoll, i * kTick_s, press);
      breast.step(kTick_s, 0.85, press), book(kTick_s);
    }
    idle(1200);
    press = rig::Press(breast.ducts.lobes);
    for (int i = 0; i < 9000; ++i) {  // a quarter of an hour of pumping
      pump.apply(i * 0.1, press);
      breast.step(0.1, 1.0, press), book(0.1);
    }
    idle(6900);
    const double residual_mL = before_mL + made_mL - breast.milk_mL() - breast.out_mL;
    MESSAGE("three hours: made ", made_mL, ", out ", breast.out_mL, ", residual ", residual_mL,
            " mL over ", breast.ticks, " steps");
    CHECK(breast.out_mL > 50.0);
    // round-off of 23 000 steps of 200 mL: 200 * 2e-16 each, at worst all of one sign
    CHECK(std::fabs(residual_mL) < 1e-9);
  }

  TEST_CASE("ducts: strokes that drain no further do not make milk fatter") {
    // fat by emptying alone: the same milk taken by hand or by pump from the same lobes is as fat
    const double fat = physiology::milk_fat_g_per_L(0.4);
    const physiology::PhysiologyModel model = physiology::make_model({});
    const std::vector<double> full{0.6, 0.6}, share{0.5, 0.5}, drops{1e-9, 1e-9}, gush{2e-6, 2e-6};
    for (const auto& left : {drops, gush}) {
      physiology::GlandState state = physiology::initial_gland(model, 2);
      physiology::GlandOut out;
      physiology::step_gland(model, {.fullness = full, .capacity_share = share, .ejected_m3 = left},
                             1.0, state, out);
      CHECK(out.fat_g_per_L == doctest::Approx(fat).epsilon(1e-12));
    }
  }
}

}  // namespace lac::ducts
