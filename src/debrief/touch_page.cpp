#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "debrief/page.h"
#include "debrief/text.h"

namespace lac::debrief {
namespace {

using anatomy::Side;
using session::TouchMap;

constexpr double kScale = 1150.0;  // SVG units a metre
constexpr double kCentre = 160.0, kSize = 320.0;
constexpr double kMargin = 16.0;  // round the map, for the hours
constexpr int kHours = 12;
constexpr double kLabel_s = 0.5;       // a sector with less is left blank
constexpr double kNippleRadius = 9.0;  // drawn, not measured
constexpr double kSteps = 4.0;

const char* name(Side side) { return side == Side::Left ? "Left breast" : "Right breast"; }

struct Place {
  double x, y;
};
Place at(double clock_rad, double radius) {
  return {kCentre + radius * lac::sin(clock_rad), kCentre - radius * lac::cos(clock_rad)};
}

/// One sector of one ring, darker the longer it was touched, in four steps.
std::string cell(int ring, int sector, double seconds, double most_s) {
  const double from = (sector - 0.5) * 2.0 * kPi / kHours, to = (sector + 0.5) * 2.0 * kPi / kHours;
  const double inner = kScale * TouchMap::kRing_m[static_cast<std::size_t>(ring)],
               outer = kScale * TouchMap::kRing_m[static_cast<std::size_t>(ring) + 1];
  const Place a = at(from, outer), b = at(to, outer), c = at(to, inner), d = at(from, inner);
  const double share = most_s > 0.0 ? seconds / most_s : 0.0;
  const double step = seconds < kLabel_s ? 0.0 : std::ceil(share * kSteps) / kSteps;
  return fmt::format(
      "<path class=\"cell\" style=\"--o:{:.2f}\" d=\"M{:.1f} {:.1f}A{:.1f} {:.1f} 0 0 1 {:.1f} "
      "{:.1f}L{:.1f} {:.1f}A{:.1f} {:.1f} 0 0 0 {:.1f} {:.1f}Z\"/>",
      0.85 * step, a.x, a.y, outer, outer, b.x, b.y, c.x, c.y, inner, inner, d.x, d.y);
}

std::string number_in(int ring, int sector, double seconds, double most_s) {
  const double middle = 0.5 * kScale *
                        (TouchMap::kRing_m[static_cast<std::size_t>(ring)] +
                         TouchMap::kRing_m[static_cast<std::size_t>(ring) + 1]);
  const Place p = at(sector * 2.0 * kPi / kHours, middle);
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{:.0f}</text>",
                     seconds > 0.5 * most_s ? "on" : "off", p.x, p.y + 4.0, std::max(1.0, seconds));
}

std::string clock_face(Side side) {
  std::string svg;
  for (int hour = 0; hour < kHours; hour += 3) {
    const Place p = at(hour * 2.0 * kPi / kHours, kScale * TouchMap::kRing_m.back() + 9.0);
    svg += fmt::format("<text class=\"hour\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", p.x, p.y + 4.0,
                       hour == 0 ? kHours : hour);
  }

  // the axilla is at 3 on the patient's left breast, at 9 on the right, seen facing the patient
  const bool left = side == Side::Left;
  svg +=
      fmt::format("<text class=\"hour\" x=\"{}\" y=\"14\" style=\"text-anchor:{}\">armpit</text>",
                  left ? kSize + kMargin - 4.0 : 4.0 - kMargin, left ? "end" : "start");
  return svg;
}

std::string breast_map(const TouchMap& map, Side side) {
  const TouchMap::OfBreast& touched = map.touched_s[side == Side::Left ? 0 : 1];
  double most_s = 0.0;
  for (const auto& ring : touched)
    for (const double seconds : ring) most_s = std::max(most_s, seconds);
  std::string cells, numbers;
  for (int ring = 0; ring < TouchMap::kRings; ++ring)
    for (int sector = 0; sector < TouchMap::kSectors; ++sector) {
      const double seconds =
          touched[static_cast<std::size_t>(ring)][static_cast<std::size_t>(sector)];
      cells += cell(ring, sector, seconds, most_s);
      if (seconds >= kLabel_s && ring >= 2) numbers += number_in(ring, sector, seconds, most_s);
    }
  return fmt::format(
      "<figure class=\"map\"><figcaption><h3>{0}</h3></figcaption><svg viewBox=\"{7} {7} {1} {1}\" "
      "role=\"img\" aria-label=\"{0}, seen facing the patient: finger-seconds in each of twelve "
      "clock sectors; the table beside it has the same numbers\">{2}<circle class=\"nipple\" "
      "cx=\"{3}\" cy=\"{3}\" r=\"{4}\"/>{5}{6}</svg></figure>\n",
      name(side), kSize + 2.0 * kMargin, cells, kCentre, kNippleRadius, numbers, clock_face(side),
      -kMargin);
}

std::string map_table(const TouchMap& map, Side side) {
  std::string head, body;
  for (int sector = 0; sector < TouchMap::kSectors; ++sector)
    head += fmt::format("<th scope=\"col\">{}</th>", sector == 0 ? kHours : sector);
  for (int ring = 0; ring < TouchMap::kRings; ++ring) {
    const auto r = static_cast<std::size_t>(ring);
    body += fmt::format("<tr><th scope=\"row\">{:.0f}\u2013{:.0f} mm</th>",
                        1e3 * TouchMap::kRing_m[r], 1e3 * TouchMap::kRing_m[r + 1]);
    for (const double seconds : map.touched_s[side == Side::Left ? 0 : 1][r])
      body += seconds < kLabel_s ? "<td>\u2013</td>" : fmt::format("<td>{:.0f}</td>", seconds);
    body += "</tr>";
  }
  return fmt::format(
      "<table class=\"strip\"><caption class=\"sr\">{}: finger-seconds by clock hour and distance "
      "from the nipple base</caption><thead><tr><th scope=\"col\">from nipple</th>{}</tr></thead>"
      "<tbody>{}</tbody></table>\n",
      name(side), head, body);
}

}  // namespace

std::string touch_part(const session::SessionLog& log) {
  std::string maps, tables;
  for (const Side side : {Side::Right, Side::Left}) {  // as seen facing the patient
    if (log.touch.total_s(side) <= 0.0) continue;
    maps += breast_map(log.touch, side);
    tables += map_table(log.touch, side);
  }
  if (maps.empty()) return "";
  return "<section aria-labelledby=\"where\"><h2 id=\"where\">Where hands were</h2><p "
         "class=\"quiet\">Finger-seconds, seen facing the patient, 12 toward the head. Darker is "
         "longer; the number is in each sector, and the table has the areola too.</p><div "
         "class=\"maps\">" +
         maps + "</div>" + tables + "</section>\n";
}

}  // namespace lac::debrief
