#include <algorithm>
#include <array>
#include <string_view>

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
  static constexpr std::array<const char*, 4> names{mark("skin-stretch"), mark("gentle"),
                                                    mark("firm but comfortable"), mark("painful")};
  return tr(names[pressure_class < 0 ? 0 : pressure_class > 3 ? 3 : pressure_class]);
}

const char* pressure_class_meaning(int pressure_class) {
  static constexpr std::array<const char*, 4> meanings{
      mark("Skin-stretch: the skin is moved along, nothing under it is pressed."),
      mark("Gentle: the weight of the hand; the skin gives a little."),
      mark("Firm but comfortable: it goes deeper, and the patient says it is all right."),
      mark("Painful: more than most would bear. Ease, and ask.")};
  return tr(meanings[pressure_class < 0 ? 0 : pressure_class > 3 ? 3 : pressure_class]);
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
      return tr("Fingertip");
    case Posture::FlatPads:
      return tr("Flat pads");
    case Posture::FlatPalm:
      return tr("Palm");
    case Posture::CHold:
      return tr("C-hold");
    case Posture::RpsRing:
      return tr("RPS ring");
    case Posture::Support:
      return tr("Support");
    case Posture::UHold:
      return tr("U-hold");
    case Posture::TwoFingerC:
      return tr("Two-finger C");
    case Posture::Flower:
      return tr("RPS flower");
    case Posture::StraightFingers:
      return tr("RPS straight fingers");
    case Posture::TwoThumbs:
      return tr("RPS thumbs");
    case Posture::FistBacks:
      return tr("Backs of fists");
    case Posture::RollHand:
      return tr("Rolling hand");
    case Posture::TappingTips:
      return tr("Tapping tips");
    case Posture::NippleTouch:
      return tr("Nipple touch");
    case Posture::Flange:
      return tr("Pump flange");
    case Posture::Massager:
      return tr("Massager");
    case Posture::None:
    case Posture::kCount:
      break;
  }
  return tr("No hand");
}

namespace {

struct Titled {
  const char *id, *title;
};

// clang-format off
constexpr std::array<Titled, 23> kTechniques{{
    {"circular-massage",           mark("Circular massage")},
    {"stroke-nippleward",          mark("Stroking toward the nipple")},
    {"lymph-sweep",                mark("Light sweep to the armpit")},
    {"node-circles",               mark("Circles over the lymph nodes")},
    {"reverse-pressure-softening", mark("Reverse pressure softening")},
    {"areolar-compression",        mark("Areolar compression")},
    {"hand-expression",            mark("Hand expression")},
    {"tapping",                    mark("Tapping")},
    {"kneading",                   mark("Kneading")},
    {"roll",                       mark("Roll")},
    {"hold-behind-plug",           mark("Hold behind the plug")},
    {"nipple-touch",               mark("Fingers on the nipple")},
    {"palpation",                  mark("Palpation")},
    {"pitting",                    mark("Pitting test")},
    {"support",                    mark("Support")},
    {"vibration",                  mark("Vibration")},
    {"pump",                       mark("Pumping")},
    {"warm-pack",                  mark("Warm pack")},
    {"cold-pack",                  mark("Cold pack")},
    {"oil",                        mark("Oil")},
    {"latch",                      mark("Offering the breast")},
    {"cup",                        mark("Cup held ready")},
    {"look",                       mark("Looking")},
}};
// clang-format on

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

// Puts `words` where `id` stands alone as a whole name.
void put(std::string& text, const std::string& id, const std::string& words) {
  for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at)) {
    const std::size_t end = at + id.size();
    const bool whole =
        (at == 0 || !is_letter(text[at - 1])) && (end >= text.size() || !is_letter(text[end]));
    if (whole) text.replace(at, id.size(), words);
    at += whole ? words.size() : id.size();
  }
}

}  // namespace

const char* manner_words(technique::Manner manner) {
  switch (manner) {
    case technique::Manner::Rolling:
      return tr("Hand expression: rolling");
    case technique::Manner::Sliding:
      return tr("Hand expression: sliding over the skin");
    case technique::Manner::Still:
      return tr("Hand expression: pressed together, not rolled");
    case technique::Manner::Gliding:
      return tr("Moving over the skin");
    case technique::Manner::None:
      break;
  }
  return "";
}

namespace {

// What the touch was; nothing of what would have counted.
std::string plain_touch_words(const technique::Touch& touch) {
  using technique::Verdict;
  switch (touch.verdict) {
    case Verdict::None:
    case Verdict::Press:
      return {};
    case Verdict::TooLight:
      return tr("Too light to feel anything through the skin.");
    case Verdict::TooShort:
      return tr("A tap.");
    case Verdict::TooLong:
      return say("Held {:.0f} s.", touch.seen);
    case Verdict::Travelled:
      return say("The hand went {:.0f} mm.", 1e3 * touch.seen);
    case Verdict::NotAlone:
      return touch.seen > 0.0 ? std::string(tr("The finger touched the nipple on its way."))
                              : std::string();
    case Verdict::Stroke:
      return say("Stroke {:.0f}.", touch.seen);
    case Verdict::ShortStroke:
      return say("The hand went {:.0f} mm.", 1e3 * touch.seen);
    case Verdict::CrookedStroke:
      return tr("The hand went in a bend.");
    case Verdict::AstrayStroke:
      return tr(
          "The stroke led neither to the nipple nor to the lymph nodes at armpit, collarbone or "
          "breastbone.");
  }
  return {};
}

}  // namespace

std::string touch_words(const technique::Touch& touch, bool advise) {
  using technique::Verdict;
  if (!advise) return plain_touch_words(touch);
  switch (touch.verdict) {
    case Verdict::TooLight:
      return tr(
          "Too light to feel anything through the skin: turn the wheel up a notch, or press W.");
    case Verdict::TooShort:
      return tr("That was a tap. To feel a place, stay a second or two, then lift.");
    case Verdict::TooLong:
      return say("Held {:.0f} s, longer than a test for a dent: lift within {:.0f} s.", touch.seen,
                 touch.needed);
    case Verdict::Travelled:
      return say(
          "The hand went {:.0f} mm: a press stays within {:.0f} mm; a stroke is longer and "
          "straight.",
          1e3 * touch.seen, 1e3 * touch.needed);
    case Verdict::NotAlone:
      return touch.seen > 0.0
                 ? tr("The finger touched the nipple on its way. Lift, wait a second, press again.")
                 : tr("That press belongs to what was done just before it. Lift, wait a second, "
                      "press again.");
    case Verdict::Stroke:
      return touch.seen < touch.needed ? say("Stroke {:.0f}: {:.0f} or more the same way count.",
                                             touch.seen, touch.needed)
                                       : std::string();
    case Verdict::ShortStroke:
      return say("The stroke was {:.0f} mm long: {:.0f} mm or more, without a stop, count.",
                 1e3 * touch.seen, 1e3 * touch.needed);
    case Verdict::CrookedStroke:
      return tr(
          "The hand went in a bend: a stroke goes straight, a circle comes back to where it "
          "began.");
    case Verdict::None:
    case Verdict::Press:
    case Verdict::AstrayStroke:
      return plain_touch_words(touch);
  }
  return {};
}

const char* technique_title(const std::string& id) {
  for (const Titled& t : kTechniques)
    if (id == t.id) return tr(t.title);
  return id.c_str();
}

std::string in_words(std::string text, const scenario::ScenarioSpec& spec) {
  // ids with a hyphen alone: "oil" and "roll" are words as they stand
  for (const scenario::Action& action : spec.actions)
    if (action.id.find('-') != std::string::npos && !action.label.empty())
      put(text, action.id, say("\u201c{}\u201d", action.label));
  for (const Titled& t : kTechniques)
    if (std::string_view(t.id).find('-') != std::string_view::npos) {
      std::string title = tr(t.title);
      if (title[0] >= 'A' && title[0] <= 'Z') title[0] = static_cast<char>(title[0] - 'A' + 'a');
      put(text, t.id, title);
    }
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

const char* grade_name(rubric::Grade grade) {
  static constexpr std::array<const char*, 6> names{
      mark("randomised trial"), mark("observation"),     mark("guideline"),
      mark("expert opinion"),   mark("taught practice"), mark("assumed")};
  return tr(names[static_cast<std::size_t>(grade)]);
}

// Keys are author-year: "cotterman-2004" reads as Cotterman 2004.
std::string source_name(const std::string& key) {
  if (key.empty()) return tr("assumed");
  // organisations write themselves in capitals
  static constexpr std::array<std::string_view, 15> kCapitals{"who",  "hse", "rps",  "abm", "nice",
                                                              "uk",   "us",  "cdc",  "nhs", "acog",
                                                              "llli", "teb", "ilca", "bfi", "uihc"};
  std::string name;
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t end = std::min(key.find('-', at), key.size());
    std::string word = key.substr(at, end - at);
    const std::size_t letters = std::min(word.find_first_of("0123456789"), word.size());
    const bool capitals = std::find(kCapitals.begin(), kCapitals.end(),
                                    std::string_view(word).substr(0, letters)) != kCapitals.end();
    for (std::size_t k = 0; k < (capitals ? letters : std::min<std::size_t>(1, word.size())); ++k)
      if (word[k] >= 'a' && word[k] <= 'z') word[k] = static_cast<char>(word[k] - 'a' + 'A');
    // "abm36" is ABM 36
    if (capitals && letters < word.size()) word.insert(letters, 1, ' ');
    name += (name.empty() ? "" : " ") + word;
    at = end + 1;
  }
  return name;
}

}  // namespace lac::ui
