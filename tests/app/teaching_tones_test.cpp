#include "app/teaching_tones.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using lac::session::Mode;
using lac::ui::Settings;

lac::render::ViewOptions chosen(int teaching_tone, Mode mode, int own) {
  Settings settings;
  settings.teaching_tone = teaching_tone;
  lac::render::ViewOptions options;
  lac::app::choose_tones(settings, mode, own, options);
  return options;
}

}  // namespace

TEST_SUITE("unit") {
  TEST_CASE("teaching tones: one of the ten, or the patient's own") {
    for (const Mode mode : {Mode::Guided, Mode::Practice}) {
      CHECK(chosen(0, mode, 7).skin_tone == 7);
      CHECK(chosen(3, mode, 7).skin_tone == 3);
      CHECK(chosen(3, mode, 7).tones.empty());
    }
  }

  TEST_CASE("teaching tones: three side by side are light to dark, the patient's own among them") {
    for (int own = 1; own <= 10; ++own) {
      const auto o = chosen(Settings::kThreeTones, Mode::Practice, own);
      CAPTURE(own);
      REQUIRE(o.tones.size() == 3);
      CHECK(std::count(o.tones.begin(), o.tones.end(), own) == 1);
      // at least two steps of the scale apart, so that they can be told from each other
      CHECK(o.tones[0] + 2 <= o.tones[1]);
      CHECK(o.tones[1] + 2 <= o.tones[2]);
    }
  }

  TEST_CASE("teaching tones: an exam shows the patient herself, whatever was chosen") {
    for (int tone = 0; tone <= Settings::kThreeTones; ++tone) {
      CHECK(chosen(tone, Mode::Exam, 8).skin_tone == 8);
      CHECK(chosen(tone, Mode::Exam, 8).tones.empty());
    }
  }
}
