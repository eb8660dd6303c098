#include <array>

#include "base/units.h"
#include "ui/constants.h"
#include "ui/live_view.h"

namespace lac::ui {

int pressure_class(double mean_pressure_kPa) {
  return mean_pressure_kPa <= kSkinStretchMost_kPa ? 0
         : mean_pressure_kPa <= kGentleMost_kPa    ? 1
         : mean_pressure_kPa <= kFirmMost_kPa      ? 2
                                                   : 3;
}

const char* pressure_class_name(int pressure_class) {
  static constexpr std::array<const char*, 4> names{"skin-stretch", "gentle",
                                                    "firm but comfortable", "painful"};
  return names[pressure_class < 0 ? 0 : pressure_class > 3 ? 3 : pressure_class];
}

double expected_pressure_kPa(input::Posture posture, double press_N) {
  using input::Posture;
  const double area_m2 = posture == Posture::FlatPads ? kPadsArea_m2
                         : posture == Posture::FlatPalm || posture == Posture::Support ||
                                 posture == Posture::FistBacks || posture == Posture::RollHand ||
                                 posture == Posture::Flange || posture == Posture::Massager
                             ? kPalmArea_m2
                             : kTipArea_m2;
  return kPa_from_Pa(press_N / area_m2);
}

const char* posture_name(input::Posture posture) {
  using input::Posture;
  switch (posture) {
    case Posture::SingleTip:
      return "Fingertip";
    case Posture::FlatPads:
      return "Flat pads";
    case Posture::FlatPalm:
      return "Palm";
    case Posture::CHold:
      return "C-hold";
    case Posture::RpsRing:
      return "RPS ring";
    case Posture::Support:
      return "Support";
    case Posture::UHold:
      return "U-hold";
    case Posture::TwoFingerC:
      return "Two-finger C";
    case Posture::Flower:
      return "RPS flower";
    case Posture::StraightFingers:
      return "RPS straight fingers";
    case Posture::TwoThumbs:
      return "RPS thumbs";
    case Posture::FistBacks:
      return "Backs of fists";
    case Posture::RollHand:
      return "Rolling hand";
    case Posture::TappingTips:
      return "Tapping tips";
    case Posture::NippleTouch:
      return "Nipple touch";
    case Posture::Flange:
      return "Pump flange";
    case Posture::Massager:
      return "Massager";
    case Posture::None:
    case Posture::kCount:
      break;
  }
  return "No hand";
}

const char* technique_title(const std::string& id) {
  static constexpr std::array<std::array<const char*, 2>, 16> titles{{
      {"circular-massage", "Circular massage"},
      {"stroke-nippleward", "Stroking toward the nipple"},
      {"lymph-sweep", "Light sweep to the armpit"},
      {"reverse-pressure-softening", "Reverse pressure softening"},
      {"areolar-compression", "Areolar compression"},
      {"hand-expression", "Hand expression"},
      {"tapping", "Tapping"},
      {"kneading", "Kneading"},
      {"roll", "Roll"},
      {"hold-behind-plug", "Hold behind the plug"},
      {"nipple-touch", "Fingers on the nipple"},
      {"palpation", "Palpation"},
      {"pitting", "Pitting test"},
      {"support", "Support"},
      {"vibration", "Vibration"},
      {"pump", "Pumping"},
  }};
  for (const auto& [key, title] : titles)
    if (id == key) return title;
  return id.c_str();
}

}  // namespace lac::ui
