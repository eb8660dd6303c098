#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr float kShown_s = 60.0f;  // the last minute

}  // namespace

void draw_curve(Kit& kit, Box box, const std::vector<float>& time_s,
                const std::vector<float>& value, float least_top, const char* label,
                const std::string& now, ImU32 colour) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const float label_w =
      std::max(kit.measure(kit.fonts.small, label).x, kit.measure(kit.fonts.small, now).x) +
      kit.px(10);
  const float line = kit.fonts.small->FontSize;
  const float text_y = box.y + 0.5f * (box.h - 2 * line);
  kit.text_at({box.x, text_y}, kit.fonts.small, kit.theme.faint, label);
  kit.text_at({box.x, text_y + line}, kit.fonts.small, kit.theme.ink, now);
  const Box plot{box.x + std::max(label_w, kit.px(104)), box.y,
                 box.w - std::max(label_w, kit.px(104)), box.h};
  d.AddRectFilled(plot.min(), plot.max(), kit.theme.paper, kit.px(6));
  if (time_s.size() < 2 || plot.w < 8.0f) return;

  // last minute, newest at the right edge
  const float end = time_s.back();
  const auto first =
      std::lower_bound(time_s.begin(), time_s.end(), end - kShown_s) - time_s.begin();
  float top = least_top;
  for (std::size_t i = static_cast<std::size_t>(first); i < value.size(); ++i)
    top = std::max(top, value[i]);
  d.PushClipRect(plot.min(), plot.max(), true);
  ImVec2 last{};
  const std::size_t step =
      std::max<std::size_t>(1, (value.size() - static_cast<std::size_t>(first)) / 600);
  for (std::size_t i = static_cast<std::size_t>(first); i < value.size(); i += step) {
    if (value[i] < 0.0f) continue;
    const ImVec2 p{plot.x + plot.w * (1.0f - (end - time_s[i]) / kShown_s),
                   plot.y + plot.h - kit.px(4) - (plot.h - kit.px(8)) * value[i] / top};
    if (last.x != 0.0f) d.AddLine(last, p, colour, std::max(1.5f, kit.px(1.8f)));
    last = p;
  }
  d.PopClipRect();
}

void draw_timeline(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box) {
  kit.begin_panel("timeline", box, kit.theme.card, 0.0f, Stand::Still);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x + box.w, box.y}, kit.theme.line);
  if (live.curves) {
    const Curves& c = *live.curves;
    // an exam has no gauge of the hand; what the patient says stays
    const bool gauge = live.mode != session::Mode::Exam || choice.instructor;
    // nobody on a practice object can tell of pain
    const bool person = !live.spec || live.spec->patient.breast.kind != anatomy::BodyKind::Balloon;
    const float pad = kit.px(10), w = gauge && person ? (box.w - 3 * pad) / 2.0f : box.w - 2 * pad;
    const Box left{box.x + pad, box.y + kit.px(6), w, box.h - kit.px(12)};
    const Box right{gauge ? left.x + w + pad : left.x, left.y, w, left.h};
    // learners read a word, instructors the number
    const std::string number =
        say("{:.1f} N (assumed)", c.force_N.empty() ? 0.0f : c.force_N.back());
    const bool touching = !c.force_N.empty() && c.force_N.back() > 0.02f;
    const std::string word = choice.instructor ? number
                             : !touching
                                 ? tr("no touch")
                                 : pressure_class_name(pressure_class(c.pressure_kPa.back()));
    if (gauge)
      draw_curve(kit, left, c.time_s, c.force_N, 4.0f, tr("Touch"), word, kit.theme.accent);
    const float nrs = c.nrs.empty() ? -1.0f : c.nrs.back();
    if (person)
      draw_curve(kit, right, c.time_s, c.nrs, 10.0f, tr("Pain, as told"),
                 nrs < 0.0f ? tr("not asked") : say("{:.0f} of 10", nrs), kit.theme.stop);
  }
  kit.end_panel();
}

}  // namespace lac::ui
