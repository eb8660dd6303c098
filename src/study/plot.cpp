#include "study/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "debrief/chart.h"
#include "debrief/text.h"

namespace lac::study {
namespace {

using debrief::escape;
using debrief::number;

constexpr double kWidth = 960.0, kHeight = 280.0;
constexpr double kLeft = 60.0, kRight = 20.0, kTop = 30.0, kBottom = 46.0;
constexpr double kPlotWidth = kWidth - kLeft - kRight, kPlotHeight = kHeight - kTop - kBottom;
constexpr double kLetter = 6.8;
constexpr int kSteps = 6;
constexpr std::size_t kMostColumns = 10;

struct Axis {
  double from = 0.0, to = 1.0, step = 1.0;
  double share(double v) const { return (v - from) / (to - from); }
};

std::vector<double> ticks(const Axis& axis) {
  std::vector<double> out;
  double at = axis.from;
  while (at <= axis.to + 1e-9 * axis.step) {
    out.push_back(at);
    at += axis.step;
  }
  return out;
}

Axis axis_over(double least, double most, bool from_zero) {
  if (from_zero) least = std::min(least, 0.0);
  if (from_zero) most = std::max(most, 0.0);
  if (!(most > least)) most = least + 1.0;
  const double step = debrief::nice_step(most - least, kSteps);
  return {step * std::floor(least / step + 1e-9), step * std::ceil(most / step - 1e-9), step};
}

struct Frame {
  Axis x, y;
  double px(double v) const { return kLeft + kPlotWidth * x.share(v); }
  double py(double v) const { return kTop + kPlotHeight * (1.0 - y.share(v)); }
};

Frame frame_of(const Plot& plot) {
  double x0 = 1e300, x1 = -1e300, y0 = 1e300, y1 = -1e300;
  for (const Line& line : plot.lines)
    for (std::size_t i = 0; i < line.x.size(); ++i) {
      if (!std::isfinite(line.y[i])) continue;
      x0 = std::min(x0, line.x[i]), x1 = std::max(x1, line.x[i]);
      y0 = std::min({y0, line.y[i], line.low.empty() ? line.y[i] : line.low[i]});
      y1 = std::max({y1, line.y[i], line.high.empty() ? line.y[i] : line.high[i]});
    }
  return {axis_over(x0, x1, false), axis_over(y0, y1, plot.from_zero)};
}

std::string axes(const Plot& plot, const Frame& f) {
  std::string svg;
  for (const double v : ticks(f.y))
    svg += fmt::format(
        "<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/><text "
        "class=\"axis\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>\n",
        kLeft, kWidth - kRight, f.py(v), f.py(v), kLeft - 8.0, f.py(v) + 4.0, number(v));
  for (const double v : ticks(f.x))
    svg += fmt::format(
        "<line class=\"tick\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/><text "
        "class=\"axis\" x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>\n",
        f.px(v), kHeight - kBottom, kHeight - kBottom + 4.0, kHeight - kBottom + 18.0, number(v));
  return svg + fmt::format(
                   "<text class=\"axis\" x=\"0\" y=\"14\">{}</text><text class=\"axis\" x=\"{}\" "
                   "y=\"{}\" text-anchor=\"end\">{}</text>\n",
                   escape(plot.y_label), kWidth - kRight, kHeight - 8.0, escape(plot.x_label));
}

std::string series(const Line& line, const Frame& f) {
  std::string path, dots;
  bool pen = false;
  for (std::size_t i = 0; i < line.x.size(); ++i) {
    if (!std::isfinite(line.y[i])) {
      pen = false;
      continue;
    }
    const double x = f.px(line.x[i]), y = f.py(line.y[i]);
    if (line.joined) path += fmt::format("{}{:.1f} {:.1f}", pen ? "L" : "M", x, y);
    pen = true;
    if (!line.low.empty())
      dots += fmt::format(
          "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" "
          "style=\"stroke:var({3})\"/>",
          x, f.py(line.low[i]), f.py(line.high[i]), line.colour);
    if (line.dots) dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>", x, y);
  }
  return fmt::format(
      "<g style=\"--c:var({})\"><path class=\"line\" d=\"{}\"{}/><g class=\"dots\">{}</g></g>\n",
      line.colour, path, line.dashed ? " stroke-dasharray=\"6 4\"" : "", dots);
}

/// The lines' names, each with a stroke of its colour; words are in the text colour.
std::string legend(const Plot& plot) {
  std::string svg;
  double x = kLeft + 90.0;
  for (const Line& line : plot.lines) {
    svg += fmt::format(
        "<line x1=\"{0:.0f}\" x2=\"{1:.0f}\" y1=\"10\" y2=\"10\" style=\"stroke:var({2});"
        "stroke-width:3\"{3}/><text class=\"word\" x=\"{4:.0f}\" y=\"14\">{5}</text>\n",
        x, x + 18.0, line.colour, line.dashed ? " stroke-dasharray=\"6 4\"" : "", x + 24.0,
        escape(line.label));
    x += 44.0 + kLetter * static_cast<double>(line.label.size());
  }
  return svg;
}

std::string table(const Plot& plot) {
  std::string rows;
  for (const Line& line : plot.lines) {
    std::string head, cells;
    const std::size_t group = line.x.size() / kMostColumns + 1;
    for (std::size_t i = 0; i < line.x.size(); i += group) {
      head += fmt::format("<th scope=\"col\">{}</th>", number(line.x[i]));
      cells += fmt::format("<td>{}</td>", number(line.y[i]));
    }
    rows += fmt::format(
        "<table class=\"strip\"><thead><tr><th scope=\"col\">{}</th>{}</tr></thead><tbody><tr><th "
        "scope=\"row\">{}, {}</th>{}</tr></tbody></table>\n",
        escape(plot.x_label), head, escape(line.label), escape(plot.y_label), cells);
  }
  return "<details><summary>The same numbers</summary>" + rows + "</details>\n";
}

}  // namespace

std::string draw(const Plot& plot) {
  std::string html =
      fmt::format("<figure id=\"{}\"><figcaption><h3>{}</h3><p>{}</p></figcaption>\n",
                  escape(plot.id), escape(plot.title), escape(plot.about));
  const bool empty = std::all_of(plot.lines.begin(), plot.lines.end(),
                                 [](const Line& line) { return line.x.empty(); });
  if (empty) return html + "<p class=\"quiet\">Nothing was simulated.</p></figure>\n";
  const Frame f = frame_of(plot);
  html += fmt::format("<svg class=\"plot\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n",
                      kWidth, kHeight, escape(plot.title));
  html += axes(plot, f);
  for (const Line& line : plot.lines) html += series(line, f);
  return html + legend(plot) + "</svg>\n" + table(plot) + "</figure>\n";
}

}  // namespace lac::study
