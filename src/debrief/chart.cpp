#include "debrief/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "debrief/text.h"

namespace lac::debrief {
namespace {

// sizes in SVG user units; the drawing scales with the page
constexpr double kWidth = 960.0, kHeight = 200.0;
constexpr double kLeft = 52.0, kRight = 16.0, kTop = 24.0, kBottom = 30.0;
constexpr double kPlotWidth = kWidth - kLeft - kRight, kPlotHeight = kHeight - kTop - kBottom;
constexpr double kLetterWidth = 6.6;  // of the 12-unit text, for fitting labels
constexpr double kBoldWidth = 7.4;    // of the same in bold
constexpr std::size_t kMostPoints = 900;
constexpr int kTableColumns = 8;
constexpr int kMostLanes = 8;
constexpr double kLane = 22.0, kNameLine = 16.0, kNameGap = 8.0;
constexpr double kWaitWidth = 1.0 / 12.0;  // of a waited second against one at the bedside
constexpr double kTickRoom = 44.0;         // between two times on the axis

double time_step(const Timeline& timeline) {
  // as many as fit when waits are narrow
  double end_s = timeline.end_s;
  for (const Span& wait : timeline.waits) end_s -= (1.0 - kWaitWidth) * (wait.end_s - wait.start_s);
  constexpr std::array<double, 12> kSteps = {5,   10,  15,  30,   60,   120,
                                             300, 600, 900, 1800, 3600, 7200};
  for (const double step : kSteps) {
    if (end_s / step <= 10.0) return step;
  }
  return std::max(kSteps.back(), end_s / 10.0);
}

double x_of(double time_s, const Timeline& timeline) {
  return kLeft + kPlotWidth * timeline.share(time_s);
}

/// The curve's points, thinned to the largest of each group so that no peak is lost.
struct Points {
  std::vector<double> time_s, value;
};
Points thinned(const Curve& curve) {
  const std::size_t group = curve.value.size() / kMostPoints + 1;
  Points out;
  for (std::size_t i = 0; i < curve.value.size(); i += group) {
    std::size_t best = i;
    for (std::size_t j = i; j < std::min(i + group, curve.value.size()); ++j) {
      const bool larger = curve.value[j] > curve.value[best] || std::isnan(curve.value[best]);
      if (std::isfinite(curve.value[j]) && larger) best = j;
    }
    out.time_s.push_back(curve.time_s[best]);
    out.value.push_back(curve.value[best]);
  }
  return out;
}

double largest(const Curve& curve) {
  double most = 0.0;
  for (const double value : curve.value) {
    if (std::isfinite(value)) most = std::max(most, value);
  }
  return most;
}

bool anything(const Curve& curve) {
  return std::any_of(curve.value.begin(), curve.value.end(),
                     [](double v) { return std::isfinite(v); });
}

std::string shading(const Timeline& timeline, double top, double height) {
  std::string svg;
  for (const Span& span : timeline.spans) {
    const double x = x_of(span.start_s, timeline);
    const double width = std::max(1.0, x_of(span.end_s, timeline) - x);
    svg += fmt::format(
        "<rect class=\"span\" x=\"{:.1f}\" y=\"{:.0f}\" width=\"{:.1f}\" height=\"{:.0f}\"/>\n", x,
        top, width, height);
  }
  return svg;
}

std::string waits(const Timeline& timeline, bool with_words) {
  std::string svg;
  for (const Span& wait : timeline.waits) {
    const double x = x_of(wait.start_s, timeline), width = x_of(wait.end_s, timeline) - x;
    svg +=
        fmt::format("<rect class=\"wait\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"/>\n",
                    x, kTop, std::max(1.0, width), kPlotHeight);
    if (with_words && width > kTickRoom) {
      svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                         x + 0.5 * width, kTop + kPlotHeight - 6.0, escape(wait.label));
    }
  }
  return svg;
}

std::string marks(const Timeline& timeline, bool with_words) {
  std::string svg;
  double free_from = 0.0;
  for (const Mark& mark : timeline.marks) {
    const double x = x_of(mark.time_s, timeline);
    const char* kind = mark.alarm ? "mark alarm" : "mark";
    svg += fmt::format("<line class=\"{}\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\"/>\n",
                       kind, x, x, kTop, kHeight - kBottom);
    const double width = kLetterWidth * static_cast<double>(mark.label.size());
    if (!with_words || x < free_from) continue;

    // words at the right edge are written to the left of their line
    const bool left = x + width + 6.0 > kWidth;
    svg += fmt::format("<text class=\"word\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"{}\">{}</text>\n",
                       left ? x - 4.0 : x + 4.0, kTop + 10.0, left ? "end" : "start",
                       escape(mark.label));
    free_from = x + width + 12.0;
  }
  return svg;
}

std::string time_axis(const Timeline& timeline) {
  std::string svg;
  const double step = time_step(timeline);
  double free_from = 0.0;
  for (int i = 0; i * step <= timeline.end_s + 0.01 * step; ++i) {
    const double t = i * step;
    const double x = x_of(t, timeline);
    if (x < free_from) continue;
    free_from = x + kTickRoom;
    svg += fmt::format(
        "<line class=\"tick\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/>"
        "<text class=\"axis\" x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>\n",
        x, kHeight - kBottom, kHeight - kBottom + 4.0, kHeight - kBottom + 18.0, clock_text(t));
  }
  return svg;
}

std::string value_axis(double full, const std::string& unit) {
  std::string svg;
  const double step = nice_step(full, 4);
  for (int i = 0; i * step <= full * 1.0001; ++i) {
    const double v = i * step;
    const double y = kTop + kPlotHeight * (1.0 - v / full);
    svg += fmt::format(
        "<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
        "<text class=\"axis\" x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
        kLeft, kWidth - kRight, y, kLeft - 8.0, y + 4.0, number(v));
  }
  return svg + fmt::format("<text class=\"axis\" x=\"0\" y=\"{}\">{}</text>\n", kTop - 10.0,
                           escape(unit));
}

// The curve as pieces: where nothing was measured there is a gap, and lone samples are dots.
std::string line(const Curve& curve, const Timeline& timeline, double full) {
  const Points points = thinned(curve);
  std::string area, path, dots;
  std::vector<std::pair<double, double>> piece;
  const double base = kTop + kPlotHeight;
  const auto close = [&] {
    if (piece.size() == 1) {
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.2\"/>", piece[0].first,
                          piece[0].second);
    } else if (piece.size() > 1) {
      area += fmt::format("M{:.1f} {:.1f}", piece.front().first, base);
      for (std::size_t i = 0; i < piece.size(); ++i) {
        const auto& [x, y] = piece[i];
        path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x, y);
        area += fmt::format("L{:.1f} {:.1f}", x, y);
      }
      area += fmt::format("L{:.1f} {:.1f}Z", piece.back().first, base);
    }
    piece.clear();
  };
  for (std::size_t i = 0; i < points.value.size(); ++i) {
    if (!std::isfinite(points.value[i])) {
      close();
      continue;
    }
    const double share = std::clamp(points.value[i] / full, 0.0, 1.0);
    piece.emplace_back(x_of(points.time_s[i], timeline), kTop + kPlotHeight * (1.0 - share));
  }
  close();
  return fmt::format(
      "<g style=\"--c:var({})\"><path class=\"area\" d=\"{}\"/><path class=\"line\" d=\"{}\"/>"
      "<g class=\"dots\">{}</g></g>\n",
      curve.colour, area, path, dots);
}

// The same numbers as a table: mean and highest of each stretch of the run.
std::string table(const Curve& curve, const Timeline& timeline) {
  std::array<double, kTableColumns> sum{}, most{};
  std::array<int, kTableColumns> count{};
  for (std::size_t i = 0; i < curve.value.size(); ++i) {
    if (!std::isfinite(curve.value[i]) || timeline.end_s <= 0.0) continue;
    const double share = (curve.time_s[i] - 1e-9) / timeline.end_s;
    const int bin = std::clamp(static_cast<int>(share * kTableColumns), 0, kTableColumns - 1);
    most[bin] = count[bin] == 0 ? curve.value[i] : std::max(most[bin], curve.value[i]);
    sum[bin] += curve.value[i];
    ++count[bin];
  }
  std::string head, means, peaks;
  for (int bin = 0; bin < kTableColumns; ++bin) {
    head += fmt::format("<th scope=\"col\">{}\u2013{}</th>",
                        clock_text(timeline.end_s * bin / kTableColumns),
                        clock_text(timeline.end_s * (bin + 1) / kTableColumns));
    means += fmt::format("<td>{}</td>", count[bin] ? number(sum[bin] / count[bin]) : "\u2013");
    peaks += fmt::format("<td>{}</td>", count[bin] ? number(most[bin]) : "\u2013");
  }
  return fmt::format(
      "<table class=\"strip\"><caption class=\"sr\">{0}, mean and highest value in eight parts of "
      "the run</caption><thead><tr><th scope=\"col\">{1}</th>{2}</tr></thead><tbody><tr><th "
      "scope=\"row\">mean</th>{3}</tr><tr><th scope=\"row\">highest</th>{4}</tr></tbody></table>\n",
      escape(curve.title), escape(curve.unit), head, means, peaks);
}

}  // namespace

double nice_step(double range, int most) {
  const double raw = std::max(range / std::max(1, most), 1e-9);
  double power = 1e-9;
  while (10.0 * power <= raw) power *= 10.0;
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= raw) return factor * power;
  }
  return 10.0 * power;
}

double Timeline::share(double time_s) const {
  // waits count for less than time at the bedside
  double here = time_s, all = end_s;
  for (const Span& wait : waits) {
    const double length = wait.end_s - wait.start_s;
    all -= (1.0 - kWaitWidth) * length;
    here -= (1.0 - kWaitWidth) * std::clamp(time_s - wait.start_s, 0.0, length);
  }
  return all > 0.0 ? std::clamp(here / all, 0.0, 1.0) : 0.0;
}

std::string technique_strip(const Timeline& timeline) {
  // a lane a technique, in order of first appearance
  std::vector<std::string> lanes;
  std::vector<Span> reach;  // [lane] first start, last end
  for (const Span& span : timeline.spans) {
    const auto at = std::find(lanes.begin(), lanes.end(), span.label) - lanes.begin();
    if (at == static_cast<std::ptrdiff_t>(lanes.size())) {
      lanes.push_back(span.label);
      reach.push_back(span);
    }
    reach[at].start_s = std::min(reach[at].start_s, span.start_s);
    reach[at].end_s = std::max(reach[at].end_s, span.end_s);
  }
  if (lanes.empty()) return "";

  // a name stands right of the last bar, or left of the first, or has a line of its own above them
  const std::size_t count = std::min<std::size_t>(lanes.size(), kMostLanes);
  std::vector<double> bar_y;  // [lane]
  std::string svg;
  double height = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = title_case(lanes[i]);
    const double width = kBoldWidth * static_cast<double>(name.size());
    const double right = x_of(reach[i].end_s, timeline) + kNameGap;
    const double left = x_of(reach[i].start_s, timeline) - kNameGap;
    const bool after = right + width<kWidth - kRight, before = left - width> 0.0;
    const double x = after ? right : before ? left : std::min(left + kNameGap, kWidth - width);
    const double y = height + 15.0;
    if (!after && !before) height += kNameLine;
    bar_y.push_back(height + 5.0);
    height += kLane;
    svg +=
        fmt::format("<text class=\"word\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n",
                    x, y, before && !after ? "end" : "start", escape(name));
  }
  for (const Span& span : timeline.spans) {
    const auto lane = std::find(lanes.begin(), lanes.end(), span.label) - lanes.begin();
    if (lane >= static_cast<std::ptrdiff_t>(count)) continue;
    const double x = x_of(span.start_s, timeline);
    svg += fmt::format(
        "<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"12\" rx=\"3\"/>\n",
        x, bar_y[static_cast<std::size_t>(lane)], std::max(2.0, x_of(span.end_s, timeline) - x));
  }
  return fmt::format(
      "<svg class=\"plot lanes\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"When each "
      "technique "
      "was done; the table below lists the same\">\n{}</svg>\n",
      kWidth, height + 4.0, svg);
}

std::string figure(const Curve& curve, const Timeline& timeline) {
  std::string html = fmt::format(
      "<figure id=\"{}\"><figcaption><h3>{}{}</h3><p>{}</p></figcaption>\n", escape(curve.id),
      escape(curve.title), curve.assumed ? " <span class=\"tag\">assumed scale</span>" : "",
      escape(curve.about));
  if (!anything(curve))
    return html + "<p class=\"quiet\">" + escape(curve.empty) + "</p></figure>\n";
  const double most = std::max(largest(curve), 1e-6);
  const double full = curve.full_scale > 0.0
                          ? std::max(curve.full_scale, most)
                          : nice_step(most, 4) * std::ceil(most / nice_step(most, 4));
  html += fmt::format(
      "<svg class=\"plot\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{} over time; highest "
      "{} "
      "{}\">\n",
      kWidth, kHeight, escape(curve.title), number(largest(curve)), escape(curve.unit));
  html += shading(timeline, kTop, kPlotHeight) + waits(timeline, true) +
          value_axis(full, curve.unit) + time_axis(timeline);
  html += line(curve, timeline, full) + marks(timeline, true) + "</svg>\n";
  return html + table(curve, timeline) + "</figure>\n";
}

std::string band_bar(double low, double high, double falloff, double value,
                     const std::string& text) {
  // the axis shows the band, where credit ends, and the value
  const bool has_low = std::isfinite(low) && std::fabs(low) < 1e9;
  const bool has_high = std::isfinite(high) && std::fabs(high) < 1e9;
  if (!has_low && !has_high) return "";
  const bool measured = std::isfinite(value);
  double from = has_low ? low - falloff : std::min(0.0, high), to = has_high ? high + falloff : low;
  if (measured) from = std::min(from, value), to = std::max(to, value);
  if (has_low && low >= 0.0) from = std::max(0.0, std::min(from, low));
  const double room = 0.08 * std::max(to - from, 1e-12);
  if (from > 0.0 || !has_low) from -= from > 0.0 ? room : 0.0;
  to += has_high ? room : 0.5 * std::max(to - from, 1e-12);

  constexpr double kBarWidth = 150.0;
  const auto x = [&](double v) {
    return std::clamp((v - from) / std::max(to - from, 1e-12), 0.0, 1.0) * kBarWidth;
  };
  const double band_from = has_low ? x(low) : 0.0, band_to = has_high ? x(high) : kBarWidth;
  std::string svg = fmt::format(
      "<svg class=\"band\" viewBox=\"0 0 150 16\" role=\"img\" aria-label=\"{}\">"
      "<rect class=\"rail\" x=\"0\" y=\"6\" width=\"150\" height=\"4\" rx=\"2\"/>"
      "<rect class=\"good\" x=\"{:.1f}\" y=\"5\" width=\"{:.1f}\" height=\"6\" rx=\"3\"/>",
      escape(text), band_from, std::max(3.0, band_to - band_from));
  if (measured) {
    const bool inside = (!has_low || value >= low) && (!has_high || value <= high);
    const double at = std::clamp(x(value), 4.0, kBarWidth - 4.0);
    svg += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"8\" r=\"5\"/>",
                       inside ? "in" : "out", at);
  }
  return svg + "</svg>";
}

}  // namespace lac::debrief
