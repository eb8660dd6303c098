#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr float kGap = 16.0f;         // between cards, at 100 %
constexpr float kCardWidth = 400.0f;  // least width of a card, at 100 %

// Text size, theme, motion and quality: on the first screen, so nobody has to search.
void draw_choices(Kit& kit, const Settings& settings) {
  kit.text(kit.fonts.bold, kit.theme.ink, "Text size");
  for (const float size : {1.0f, 1.25f, 1.5f, 2.0f}) {
    char label[16];
    std::snprintf(label, sizeof(label), "%.0f %%", 100.0f * size);
    const bool chosen = std::abs(settings.text_scale - size) < 0.01f;
    if (kit.button(label, chosen ? Look::Chosen : Look::Plain, 0.0f, 32.0f))
      kit.ask(Wish::Kind::TextScale, {}, size);
    if (size < 2.0f && ImGui::GetContentRegionAvail().x > 0.0f) {
      ImGui::SameLine();
      if (ImGui::GetContentRegionAvail().x < kit.px(76)) ImGui::NewLine();
    }
  }
  kit.gap(6);
  if (kit.toggle("Dark", settings.dark)) kit.ask(Wish::Kind::Dark);
  if (kit.toggle("Reduced motion", settings.reduced_motion)) kit.ask(Wish::Kind::ReducedMotion);
  if (kit.toggle("Plain, faster picture", settings.plain_quality))
    kit.ask(Wish::Kind::PlainQuality);
}

// Draws one card and returns its height; measures only when `draw` is false.
float draw_card(Kit& kit, const CaseCard& card, int index, Box box, bool draw) {
  const float pad = kit.px(18), icon = kit.px(84), inner = box.w - 2 * pad;
  const float words = inner - icon - kit.px(14);
  const ImVec2 title = kit.measure(kit.fonts.bold, card.title, words);
  const std::string& text = card.problem.empty() ? card.summary : card.problem;
  const ImVec2 summary = kit.measure(kit.fonts.body, text, words);
  const ImVec2 small = kit.measure(kit.fonts.small, card.patient, words);
  const float button = kit.px(38);
  const float height =
      pad + title.y + kit.px(4) + small.y + kit.px(8) + summary.y + kit.px(14) + button + pad;
  if (!draw) return height;

  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(box.min(), box.max(), kit.theme.card, kit.px(12));
  d.AddRect(box.min(), box.max(), kit.theme.line, kit.px(12));
  draw_posture_icon(d, card.balloon ? input::Posture::SingleTip : input::Posture::RpsRing,
                    {box.x + pad, box.y + pad, icon, icon}, kit.theme.accent, kit.theme.caution);
  const float x = box.x + pad + icon + kit.px(14);
  float y = box.y + pad;
  kit.text_at({x, y}, kit.fonts.bold, kit.theme.ink, card.title, words);
  y += title.y + kit.px(4);
  kit.text_at({x, y}, kit.fonts.small, kit.theme.faint, card.patient, words);
  y += small.y + kit.px(8);
  kit.text_at({x, y}, kit.fonts.body, card.problem.empty() ? kit.theme.ink : kit.theme.stop, text,
              words);
  ImGui::SetCursorScreenPos({x, box.y + box.h - pad - button});
  ImGui::PushID(index);
  if (card.problem.empty() && kit.button(card.balloon ? "Start here" : "Open",
                                         card.balloon ? Look::Main : Look::Plain, 0.0f, 38.0f))
    kit.ask(Wish::Kind::OpenCase, card.name);
  ImGui::PopID();
  return height;
}

void draw_notice(Kit& kit, float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const char* words =
      "This program shows a breast as a clinician sees it during care, draped and without sound. "
      "You can "
      "leave at any moment without penalty. It trains knowledge, sequence, placement and "
      "judgement; it "
      "does not claim to train the feel of tissue.";
  // the button beside the words, or below them where they would get too narrow
  const float pad = kit.px(16), button = kit.measure(kit.fonts.body, "I understand").x + kit.px(28);
  const bool beside = width > kit.px(520);
  const float room = width - 2 * pad - (beside ? button + pad : 0.0f);
  const ImVec2 size = kit.measure(kit.fonts.body, words, room);
  const float button_h = kit.px(38);
  const float h = (beside ? std::max(size.y, button_h) : size.y + pad + button_h) + 2 * pad;
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(at, {at.x + width, at.y + h}, kit.theme.accent_soft, kit.px(12));
  kit.text_at({at.x + pad, at.y + pad}, kit.fonts.body, kit.theme.ink, words, room);
  ImGui::SetCursorScreenPos({beside ? at.x + width - pad - button : at.x + pad,
                             beside ? at.y + 0.5f * (h - button_h) : at.y + pad + size.y + pad});
  if (kit.button("I understand", Look::Main, 0.0f, 38.0f)) kit.ask(Wish::Kind::NoticeSeen);
  ImGui::SetCursorScreenPos({at.x, at.y + h + kit.px(16)});
}

}  // namespace

void draw_case_browser(Kit& kit, const BrowserView& view, Box box) {
  const float side = std::min(kit.px(290), 0.36f * box.w);

  // left: what this is, and how it should look
  kit.begin_panel("browser-side", {box.x, box.y, side, box.h}, kit.theme.card, 24.0f);
  kit.text(kit.fonts.title, kit.theme.accent, "LactaSim");
  kit.text(kit.fonts.body, kit.theme.faint,
           "Hands-on lactation care, to practise as often as you like.");
  kit.gap(20);
  draw_choices(kit, *view.settings);
  kit.gap(20);
  kit.text(kit.fonts.bold, kit.theme.ink, "Keys");
  kit.text(kit.fonts.small, kit.theme.faint,
           "Tab and Enter reach everything. 1 to 6 choose a hand, Space pauses, Esc leaves.");
  kit.end_panel();

  // right: the cases
  kit.begin_panel("browser", {box.x + side, box.y, box.w - side, box.h}, kit.theme.paper, 28.0f);
  kit.text(kit.fonts.title, kit.theme.ink, "Choose a case");
  kit.gap(8);
  const float width = ImGui::GetContentRegionAvail().x;
  if (!view.settings->notice_seen) draw_notice(kit, width);
  if (!view.trouble.empty()) {
    kit.text(kit.fonts.body, kit.theme.stop, view.trouble);
    kit.gap(8);
  }
  if (view.cases->empty())
    kit.text(
        kit.fonts.body, kit.theme.faint,
        "No cases were found. Put a folder with a scenario.toml under scenarios/, then open the "
        "program again.");

  // cards in columns, rows as high as their highest card
  const int columns = std::max(1, static_cast<int>(width / kit.px(kCardWidth)));
  const float gap = kit.px(kGap), card_w = (width - gap * static_cast<float>(columns - 1)) /
                                           static_cast<float>(columns);
  ImVec2 at = ImGui::GetCursorScreenPos();
  for (std::size_t first = 0; first < view.cases->size();
       first += static_cast<std::size_t>(columns)) {
    const std::size_t last =
        std::min(view.cases->size(), first + static_cast<std::size_t>(columns));
    float row_h = 0.0f;
    for (std::size_t k = first; k < last; ++k)
      row_h = std::max(
          row_h, draw_card(kit, (*view.cases)[k], static_cast<int>(k), {0, 0, card_w, 0}, false));
    for (std::size_t k = first; k < last; ++k) {
      const float x = at.x + static_cast<float>(k - first) * (card_w + gap);
      draw_card(kit, (*view.cases)[k], static_cast<int>(k), {x, at.y, card_w, row_h}, true);
    }
    at.y += row_h + gap;
    ImGui::SetCursorScreenPos(at);
  }
  ImGui::Dummy({1, 1});
  kit.end_panel();
}

}  // namespace lac::ui
