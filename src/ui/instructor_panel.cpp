#include <algorithm>
#include <array>
#include <cmath>

#include "base/units.h"
#include "ui/panels.h"

namespace lac::ui {
namespace {

using sim::Snapshot;

float mean_of(const std::vector<float>& values) {
  double sum = 0.0;
  for (const float v : values) sum += static_cast<double>(v);
  return values.empty() ? 0.0f : static_cast<float>(sum / static_cast<double>(values.size()));
}

// clang-format off
constexpr std::array<Watched, 14> kWatched{{
    {mark("Hand force"), mark("N"),         4.0f,  [](const Snapshot& s) { return s.hand_force_N; }},
    {mark("Mean contact pressure"), mark("kPa"),       8.0f,  [](const Snapshot& s) { return s.hand_mean_pressure_kPa; }},
    {mark("Slip over the skin"), mark("mm/s"),      20.0f, [](const Snapshot& s) { return s.slip_mm_per_s; }},
    {mark("Pain, as told"),              mark("of 10"),     10.0f, [](const Snapshot& s) { return std::max(s.nrs_shown, 0.0); }},
    {mark("Pain inside the model"),      mark("of 10"),     10.0f, [](const Snapshot& s) { return s.true_nrs; }},
    {mark("Milk in the breast"), mark("mL"),        50.0f, [](const Snapshot& s) { return s.milk_mL; }},
    {mark("Milk flow"), mark("mL/s"),      0.2f,  [](const Snapshot& s) { return s.flow_mL_per_s; }},
    {mark("Milk collected"), mark("mL"),        5.0f,  [](const Snapshot& s) { return s.cup_mL; }},
    {mark("Let-down contraction"),       mark("of full"),   1.0f,  [](const Snapshot& s) { return s.contraction; }},
    {mark("Areola, excess fluid"),       mark("of normal"), 1.0f,  [](const Snapshot& s) { return s.areola_excess; }},
    {mark("Skin, mean excess fluid"),    mark("of normal"), 1.0f,  [](const Snapshot& s) { return static_cast<double>(mean_of(s.excess)); }},
    {mark("Lobes, mean fullness"),       mark("of capacity"), 1.5f, [](const Snapshot& s) { return static_cast<double>(mean_of(s.lobe_fullness)); }},
    {mark("Skin gone pale"),             mark("of skin"),   0.1f,  [](const Snapshot& s) { return static_cast<double>(mean_of(s.blanch)); }},
    {mark("Tick"), mark("ms"),        8.0f,  [](const Snapshot& s) { return s.ms_tick; }},
}};
// clang-format on

// Pressures in the unit this user chose.
std::string number(const Watched& w, double value, bool mmHg) {
  const bool pressure = std::string_view(w.unit) == "kPa";
  const double shown = pressure && mmHg ? value * 1e3 / kPascalPerMmHg : value;
  const int digits = std::abs(shown) >= 100.0 ? 0 : std::abs(shown) >= 1.0 ? 1 : 3;
  return say("{:.{}f} {}", shown, digits, pressure && mmHg ? tr("mmHg") : tr(w.unit));
}

// A quantity with its value; pressing it draws or takes away its curve.
void watch_row(Kit& kit, std::size_t index, const Snapshot& s, const ViewChoice& choice) {
  const Watched& w = kWatched[index];
  const bool on = (choice.watched >> index & 1u) != 0;
  const std::string value = number(w, w.get(s), choice.pressure_mmHg);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, h = kit.fonts.body->FontSize + kit.px(6);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  bool over = false;
  if (kit.press_area(w.name, {at.x, at.y, width, h}, &over, 6.0f))
    kit.ask(Wish::Kind::Watch, {}, static_cast<double>(index));
  if (over) d.AddRectFilled(at, {at.x + width, at.y + h}, kit.theme.accent_soft, kit.px(6));
  const float box = kit.px(14), mid = at.y + 0.5f * h;
  d.AddRect({at.x + kit.px(2), mid - 0.5f * box}, {at.x + kit.px(2) + box, mid + 0.5f * box},
            kit.theme.faint, kit.px(3));
  if (on) draw_tick(d, {at.x + kit.px(2), mid - 0.5f * box, box, box}, kit.theme.accent);
  kit.text_at({at.x + kit.px(24), at.y + kit.px(3)}, kit.fonts.body, kit.theme.faint, tr(w.name));
  const ImVec2 size = kit.measure(kit.fonts.body, value);
  kit.text_at({at.x + width - size.x - kit.px(4), at.y + kit.px(3)}, kit.fonts.body, kit.theme.ink,
              value);
  ImGui::Dummy({width, h});
}

// What an instructor lets happen; it goes into the recording like any command.
void draw_events(Kit& kit, const LiveView& live) {
  kit.gap(6);
  kit.text(kit.fonts.bold, kit.theme.ink, tr("Let it happen"));
  for (const session::Event& event : session::events())
    if (kit.button(tr(event.label), Look::Plain, -1.0f, 32.0f))
      kit.ask(Wish::Kind::Inject, std::string(session::kInjectCommand) + event.id);
  if (!live.spec) return;
  for (const scenario::Utterance& u : live.spec->utterances) {
    ImGui::PushID(u.id.c_str());
    if (kit.button(say("The patient says: {}", u.text).c_str(), Look::Quiet, -1.0f, 32.0f, "says"))
      kit.ask(Wish::Kind::Inject, std::string(session::kInjectCommand) + "says:" + u.id);
    ImGui::PopID();
  }
}

}  // namespace

std::span<const Watched> watch_list() { return kWatched; }

void draw_instructor(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box) {
  kit.begin_panel("instructor", box, kit.theme.card, 18.0f, Stand::Drawer);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line, 2.0f);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Instructor"));
  kit.text(kit.fonts.small, kit.theme.faint,
           tr("Model values. Nobody has published hand pressures for these techniques: every force "
              "and pressure here is assumed."));
  if (!live.snapshot || !live.curves) {
    kit.end_panel();
    return;
  }
  if (!live.playback) {
    kit.gap(4);
    kit.text(kit.fonts.bold, kit.theme.ink, tr("Pause and ask"));
    static constexpr const char* questions[]{mark("What do you see and feel now?"),
                                             mark("What would you do next, and why?"),
                                             mark("How is the parent doing?")};
    for (const char* question : questions)
      if (kit.button(tr(question), Look::Plain, -1.0f, 32.0f))
        kit.ask(Wish::Kind::Ask, tr(question));
    if (kit.button(tr("Bookmark this moment"), Look::Plain, -1.0f, 32.0f))
      kit.ask(Wish::Kind::Bookmark, {}, live.time_s);
  }
  if (!live.playback) draw_events(kit, live);
  kit.gap(6);
  kit.text(kit.fonts.bold, kit.theme.ink, tr("Watch"));
  for (std::size_t k = 0; k < kWatched.size(); ++k) watch_row(kit, k, *live.snapshot, choice);
  kit.gap(6);
  const Curves& c = *live.curves;
  const float w = ImGui::GetContentRegionAvail().x, h = kit.px(64);
  const std::array<ImU32, 3> colours{kit.theme.accent, kit.theme.caution, kit.theme.stop};
  std::size_t drawn = 0;
  for (std::size_t k = 0; k < kWatched.size() && k < c.watch.size(); ++k) {
    if ((choice.watched >> k & 1u) == 0) continue;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_curve(kit, {at.x, at.y, w, h}, c.time_s, c.watch[k], kWatched[k].least_top,
               tr(kWatched[k].name),
               number(kWatched[k], kWatched[k].get(*live.snapshot), choice.pressure_mmHg),
               colours[drawn++ % colours.size()]);
    ImGui::Dummy({w, h + kit.px(4)});
  }
  kit.end_panel();
}

}  // namespace lac::ui
