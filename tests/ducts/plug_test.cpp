#include <doctest/doctest.h>

#include "tests/ducts/rig.h"

// A plug between the first two segments of lobe 0, in a lump under 4 kPa (notes §9).

namespace {

constexpr double kLump_Pa = 4000.0, kTick_s = 1.0 / 30.0;

rig::Breast plugged() {
  lac::ducts::DuctParams params = rig::holding(150.0);
  params.plug_lobe = 0;
  return rig::Breast(3, params);
}

double lobe_mL(const rig::Breast& breast) { return rig::mL_from_m3(breast.milk.alveolar_m3[0]); }

/// The lump's own pressure on the blocked lobe and the two segments in it.
void add_lump(rig::Press& press, double extra_Pa) {
  const double own_Pa = kLump_Pa - rig::kRestTissue_Pa;
  press.alveolar_Pa[0] = own_Pa + 0.6 * extra_Pa;
  press.segment_Pa[0][0] += own_Pa + extra_Pa;
  press.segment_Pa[0][1] += own_Pa + 0.6 * extra_Pa;
}

/// Strokes of 1.75 s over the lump, as `peak_Pa` there.
void stroke(rig::Breast& breast, double peak_Pa, double length_s, bool release = true) {
  rig::Press press(breast.ducts.lobes);
  for (long i = 0; i < std::lround(length_s / kTick_s); ++i) {
    const double cycle = static_cast<double>(i) * kTick_s / 1.75;
    const double phase = cycle - std::floor(cycle);
    const double rise = lac::smoothstep(release || cycle < 1.0 ? phase / 0.25 : 1.0);
    const double fall = release ? lac::smoothstep((phase - 0.55) / 0.1) : 0.0;
    press.segment_Pa[0].fill(0.0);
    add_lump(press, peak_Pa * rise * (1.0 - fall));
    breast.step(kTick_s, 0.0, press);
  }
}

void feed(rig::Breast& breast, double length_s) {
  rig::Press press(breast.ducts.lobes);
  const rig::Pump baby{.peak_Pa = rig::Pa_from_mmHg(120.0)};
  for (long i = 0; i < std::lround(length_s / kTick_s); ++i) {
    baby.apply(static_cast<double>(i) * kTick_s, press);
    add_lump(press, 0.0);
    breast.step(kTick_s, 1.0, press);
  }
}

}  // namespace

TEST_SUITE("validation") {
  TEST_CASE("ducts: a plug left alone holds through a feed") {
    rig::Breast breast = plugged();
    const double before_mL = lobe_mL(breast);
    feed(breast, 900.0);
    MESSAGE("lobe left ", lobe_mL(breast) / before_mL, ", yield ", breast.milk.plug_yield_Pa[0]);
    CHECK(lobe_mL(breast) > 0.97 * before_mL);
    CHECK(breast.milk.plug_yield_Pa[0] == doctest::Approx(5500.0).epsilon(1e-9));
  }

  TEST_CASE("ducts: light strokes free a plug, force does not") {
    rig::Breast light = plugged(), firm = plugged(), force = plugged();
    const double before_mL = lobe_mL(light);
    stroke(light, 2000.0, 600.0);
    stroke(firm, 5000.0, 600.0);
    stroke(force, 12000.0, 600.0);
    MESSAGE("yield: light ", light.milk.plug_yield_Pa[0], ", firm ", firm.milk.plug_yield_Pa[0],
            ", force ", force.milk.plug_yield_Pa[0], " Pa");
    // notes §9: 1.4, 2.1, 5.5 kPa; 343 strokes at 0.006 x 2 kPa would take 4.1 of 5.5
    CHECK(light.milk.plug_yield_Pa[0] == doctest::Approx(1400.0).epsilon(0.25));
    CHECK(firm.milk.plug_yield_Pa[0] > light.milk.plug_yield_Pa[0]);
    CHECK(firm.milk.plug_yield_Pa[0] < 3500.0);
    CHECK(force.milk.plug_yield_Pa[0] == doctest::Approx(5500.0).epsilon(1e-9));

    // then a feed drains the freed lobe and not the other
    feed(light, 900.0);
    feed(force, 900.0);
    MESSAGE("lobe left: light ", lobe_mL(light) / before_mL, ", force ",
            lobe_mL(force) / before_mL);
    CHECK(lobe_mL(light) < 0.9 * before_mL);
    CHECK(lobe_mL(force) > 0.95 * before_mL);
  }

  TEST_CASE("ducts: a hold that is never released wears a plug by one press at most") {
    rig::Breast breast = plugged();
    stroke(breast, 2000.0, 300.0, false);
    CHECK(breast.milk.plug_yield_Pa[0] > 5500.0 - 1.5 * 0.006 * 2000.0);
  }
}
