#include "debrief/measure_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/math.h"
#include "debrief/text.h"

namespace lac::debrief {
namespace {

constexpr double kHardlyAny = 0.05;

struct Said {
  std::string_view name, words;
};

// Names that need other words than their own.
// clang-format off
constexpr std::array kSaid = {
    Said{"max_force_N", "strongest force"},        Said{"hold_s", "held"},
    Said{"max_depth_m", "deepest"},                Said{"lumps", "presses on a firm place with an edge"},
    Said{"pit_depth_m", "dent"},                   Said{"refill_s", "dent filled in after"},
    Said{"watched_s", "skin watched for"},         Said{"ring_tips", "fingers on the skin"},
    Said{"evenness_frac", "evenness of the load"}, Said{"inward_share", "load straight inward"},
    Said{"r_m", "distance from the nipple"},       Said{"span_m", "distance from the nipple"},
    Said{"drift_m", "wandered"},                   Said{"slip_m", "glide over the skin"},
    Said{"period_s", "one every"},                 Said{"period_cv", "unevenness of the rhythm"},
    Said{"roll_m", "rolled without sliding"},      Said{"press_N", "press back"},
    Said{"release_s", "rest between"},             Said{"opposed_rad", "angle between the two sides"},
    Said{"press_lead_s", "pressed back before squeezing by"},
    Said{"u_hold_share", "as a U-hold"},           Said{"nipple_share", "time on the nipple itself"},
    Said{"alternations", "changes of breast"},     Said{"roll_share", "cycles that rolled"},
    Said{"slide_share", "cycles that slid"},       Said{"slide_clock_rad", "slides mostly at"},
    Said{"direction_error_rad", "off the direction"}, Said{"toward_parasternum", "toward the breastbone"},
    Said{"toward_clavicle", "toward the collarbone"}, Said{"toward_axilla", "toward the armpit"},
    Said{"nodes_first", "after circles on the nodes"}, Said{"axilla_circles", "circles in the armpit"},
    Said{"clavicle_circles", "circles above the collarbone"},
    Said{"parasternum_circles", "circles beside the breastbone"},
    Said{"diameter_m", "width of a circle"},       Said{"rate_Hz", "pace"},
    Said{"coverage_frac", "share of the way round"},     Said{"lump_circles", "circles over a lump"},
    Said{"areola_share", "time on areola or nipple"}, Said{"touch_s", "touch"},
    Said{"tap_N", "force of a tap"},               Said{"fist_share", "with the backs of the fists"},
    Said{"push_s", "length of a push"},            Said{"push_N", "force of a push"},
    Said{"rock_m", "way of the hand"},             Said{"way_m", "way in one direction"},
    Said{"top_bottom_share", "ways along the body"}, Said{"slip_share", "part of the way that glided"},
    Said{"contact_share", "time with both palms on"}, Said{"behind_m", "beyond the lump"},
    Said{"line_error_rad", "off the line to the lump"}, Said{"work_share", "time the other hand worked"},
    Said{"pinch_s", "squeezed from two sides"},    Said{"run_s", "ran for"},
    Said{"vibration_Hz", "vibration"},             Said{"vacuum_Pa", "vacuum"},
    Said{"max_vacuum_Pa", "strongest vacuum"},     Said{"collected_m3", "milk collected"},
    Said{"on_s", "lay on for"},                    Said{"held_s", "held for"},
    Said{"places", "places felt"},                 Said{"mean_pressure_Pa", "mean pressure"},
    Said{"mean_force_N", "mean force"},            Said{"squeeze_N", "squeeze"},
    Said{"length_m", "length of a stroke"},        Said{"speed_m_per_s", "speed"},
    Said{"cells_frac", "share of the breast touched"},   Said{"coached_share", "by the parent's own hand"},
    Said{"pain_rise", "pain rose by"},
};
// clang-format on

/// "0 soft, 1 slight, 2 firm": the words of a number that stands for one.
std::string coded(std::string_view meaning, double value) {
  const std::size_t colon = meaning.find(": ");
  if (colon == meaning.npos) return {};
  std::string_view list = meaning.substr(colon + 2);
  if (list.empty() || list[0] < '0' || list[0] > '9' || list.find(", ") == list.npos) return {};
  const std::string wanted = fmt::format("{:.0f} ", value);
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(", "), list.size());
    if (list.starts_with(wanted))
      return std::string(list.substr(wanted.size(), comma - wanted.size()));
    list.remove_prefix(std::min(comma + 2, list.size()));
  }
  return {};
}

bool is_share(const technique::MeasureInfo& info) {
  return info.unit.empty() && (info.name.ends_with("_share") || info.name.ends_with("_frac") ||
                               info.name == "nodes_first");
}

/// What is worth no word where there was none of it.
bool only_if_some(std::string_view name) {
  return name == "coached_share" || name == "lumps" || name == "lump_circles" ||
         name == "pain_rise" || name == "nipple_share";
}

/// How hard, as the screen says it.
std::string class_words(double value) {
  static constexpr std::array<const char*, 4> kWords{"skin-stretch", "gentle",
                                                     "firm but comfortable", "painful"};
  const auto at = static_cast<std::size_t>(clamp(std::round(value) - 1.0, 0.0, 3.0));
  return std::string("pressure: ") + kWords[at];
}

/// Which way over the breast, where there was one.
std::string order_words(double value) {
  if (std::abs(value) < 0.5) return {};
  return value > 0.0 ? "went from the chest wall to the nipple" : "went from the nipple outward";
}

}  // namespace

std::string measure_words(const technique::MeasureInfo& info, double value) {
  if (!std::isfinite(value)) return {};
  const std::string_view meaning(info.meaning);

  if (only_if_some(info.name) && value < kHardlyAny) return {};
  if (info.name == "pressure_class") return class_words(value);
  if (info.name == "inward_order") return order_words(value);

  // what is so or not so, and what is a kind rather than a number
  if (meaning.starts_with("1: ")) return value >= 0.5 ? std::string(meaning.substr(3)) : "";
  if (std::string kind = coded(meaning, value); !kind.empty())
    return info.name == "firmness" ? "firmest place: " + kind : kind;

  const auto said =
      std::find_if(kSaid.begin(), kSaid.end(), [&](const Said& s) { return s.name == info.name; });
  std::string words(said != kSaid.end() ? said->words : std::string_view(info.name));
  std::replace(words.begin(), words.end(), '_', ' ');
  if (info.name == "slide_clock_rad") {
    const double hour = std::round(value * 6.0 / kPi);
    return fmt::format("{} {:.0f} o'clock", words, hour < 1.0 ? 12.0 : hour);
  }
  return words + " " + shown_text(value, is_share(info) ? std::string_view("frac") : info.unit);
}

}  // namespace lac::debrief
