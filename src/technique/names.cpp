#include <array>

#include "technique/technique.h"

namespace lac::technique {

const char* plain_name(std::string_view id) {
  struct Name {
    std::string_view id;
    const char* text;
  };
  static constexpr std::array kNames{
      Name{"palpation", mark("palpation")},
      Name{"pitting", mark("looking for a dent")},
      Name{"reverse-pressure-softening", mark("reverse pressure softening")},
      Name{"areolar-compression", mark("compression of the areola")},
      Name{"hand-expression", mark("hand expression")},
      Name{"stroke-nippleward", mark("strokes toward the nipple")},
      Name{"lymph-sweep", mark("light strokes toward the nodes")},
      Name{"node-circles", mark("circles on the node areas")},
      Name{"circular-massage", mark("circular massage")},
      Name{"tapping", mark("tapping")},
      Name{"kneading", mark("kneading")},
      Name{"roll", mark("rolling the breast")},
      Name{"hold-behind-plug", mark("a hold behind the lump")},
      Name{"support", mark("support from below")},
      Name{"nipple-touch", mark("touch of the nipple")},
      Name{"vibration", mark("vibration")},
      Name{"pump", mark("pumping")},
      Name{"warm-pack", mark("a warm pack")},
      Name{"cold-pack", mark("a cold pack")},
      Name{"oil", mark("oil")},
      Name{"cup", mark("a cup held ready")},
      Name{"latch", mark("offering the breast")},
  };
  for (const Name& name : kNames)
    if (name.id == id) return name.text;
  return "";
}

}  // namespace lac::technique
