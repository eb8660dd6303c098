#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

void row(Kit& kit, const char* name, const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof(text), format, value);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float w = ImGui::GetContentRegionAvail().x;
  kit.text_at(at, kit.fonts.body, kit.theme.faint, name);
  const ImVec2 size = kit.measure(kit.fonts.body, text);
  kit.text_at({at.x + w - size.x, at.y}, kit.fonts.body, kit.theme.ink, text);
  ImGui::Dummy({w, size.y + kit.px(2)});
}

}  // namespace

void draw_instructor(Kit& kit, const LiveView& live, const ViewChoice&, Box box) {
  kit.begin_panel("instructor", box, kit.theme.card, 18.0f, Stand::Drawer);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line, 2.0f);
  kit.text(kit.fonts.bold, kit.theme.accent, "Instructor");
  kit.text(kit.fonts.small, kit.theme.faint,
           "Model values. Nobody has published hand pressures for these techniques: every force "
           "and pressure here is assumed.");
  if (!live.snapshot || !live.curves) {
    kit.end_panel();
    return;
  }
  const sim::Snapshot& s = *live.snapshot;
  kit.gap(6);
  row(kit, "Hand force", "%.2f N", s.hand_force_N);
  row(kit, "Mean contact pressure", "%.2f kPa", s.hand_mean_pressure_kPa);
  row(kit, "Slip", "%.1f mm/s", s.slip_mm_per_s);
  row(kit, "Pain inside the model", "%.1f of 10", s.true_nrs);
  row(kit, "Milk in the breast", "%.1f mL", s.milk_mL);
  row(kit, "Milk flow", "%.3f mL/s", s.flow_mL_per_s);
  row(kit, "Areola, excess fluid", "%.2f of normal", s.areola_excess);
  row(kit, "Let-down contraction", "%.2f", s.contraction);
  row(kit, "Tick", "%.1f ms", s.ms_tick);
  kit.gap(6);
  const Curves& c = *live.curves;
  const float w = ImGui::GetContentRegionAvail().x, h = kit.px(64);
  const auto curve = [&](const std::vector<float>& value, float top, const char* label,
                         const char* format, ImU32 colour) {
    char now[32];
    std::snprintf(now, sizeof(now), format,
                  value.empty() ? 0.0 : static_cast<double>(value.back()));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_curve(kit, {at.x, at.y, w, h}, c.time_s, value, top, label, now, colour);
    ImGui::Dummy({w, h + kit.px(4)});
  };
  curve(c.force_N, 4.0f, "Force", "%.1f N", kit.theme.accent);
  curve(c.pressure_kPa, 8.0f, "Pressure", "%.1f kPa", kit.theme.caution);
  curve(c.flow_mL_per_s, 0.2f, "Flow", "%.2f mL/s", kit.theme.ink);
  kit.end_panel();
}

}  // namespace lac::ui
