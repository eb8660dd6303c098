#include <algorithm>
#include <array>
#include <cmath>

#include "debrief/rating.h"
#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr float kGap = 16.0f;         // between cards, at 100 %
constexpr float kCardWidth = 400.0f;  // least width of a card, at 100 %

// Tries and best mark, where there are any.
std::string progress_text(const CaseCard& card) {
  if (card.tries == 0) return {};
  const auto tries = static_cast<unsigned long>(card.tries);
  if (card.best < 0.0) return say_n("\u00b7 {} try", "\u00b7 {} tries", tries);
  return say_n("\u00b7 {} try, best {:.0f} of 100", "\u00b7 {} tries, best {:.0f} of 100", tries,
               debrief::whole_points(card.best));
}

bool matches(const CaseCard& card, std::string wanted) {
  if (wanted.empty()) return true;
  const auto lower = [](std::string text) {
    for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
  };
  std::string all = card.title + " " + card.summary + " " + card.patient;
  for (const std::string& objective : card.objectives) all += " " + objective;
  return lower(all).find(lower(std::move(wanted))) != std::string::npos;
}

// Draws one card and returns its height; measures only when `draw` is false.
float draw_card(Kit& kit, const CaseCard& card, int index, Box box, bool draw) {
  const float pad = kit.px(18), icon = kit.px(84), inner = box.w - 2 * pad;
  const float words = inner - icon - kit.px(14);
  const ImVec2 title = kit.measure(kit.fonts.bold, card.title, words);
  const std::string& text = card.problem.empty() ? card.summary : card.problem;
  const ImVec2 summary = kit.measure(kit.fonts.body, text, words);
  const std::string who = (card.own ? tr("Your own case") + std::string("  ") : std::string()) +
                          card.patient + (card.tries > 0 ? "  " : "") + progress_text(card);
  const ImVec2 small = kit.measure(kit.fonts.small, who, words);
  const float button = kit.px(38);
  const float height =
      pad + title.y + kit.px(4) + small.y + kit.px(8) + summary.y + kit.px(14) + button + pad;
  if (!draw) return height;

  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(box.min(), box.max(), kit.theme.card, kit.px(12));
  d.AddRect(box.min(), box.max(), kit.theme.line, kit.px(12));
  draw_posture_icon(d, card.hand, {box.x + pad, box.y + pad, icon, icon}, kit.theme.accent,
                    kit.theme.caution);
  const float x = box.x + pad + icon + kit.px(14);
  float y = box.y + pad;
  kit.text_at({x, y}, kit.fonts.bold, kit.theme.ink, card.title, words);
  y += title.y + kit.px(4);
  kit.text_at({x, y}, kit.fonts.small, kit.theme.faint, who, words);
  y += small.y + kit.px(8);
  kit.text_at({x, y}, kit.fonts.body, card.problem.empty() ? kit.theme.ink : kit.theme.stop, text,
              words);
  ImGui::SetCursorScreenPos({x, box.y + box.h - pad - button});
  ImGui::PushID(index);
  if (card.problem.empty() && kit.button(card.balloon ? tr("Start here") : tr("Open"),
                                         card.balloon ? Look::Main : Look::Plain, 0.0f, 38.0f))
    kit.ask(Wish::Kind::OpenCase, card.name);
  ImGui::PopID();
  return height;
}

// Once it is understood it keeps its room while this page is open: what was under the pointer stays
// there.
void draw_notice(Kit& kit, float width, bool seen) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const char* words = tr(
      "This program shows a breast as a clinician sees it during care, covered until the patient "
      "agrees. "
      "You can "
      "leave at any moment without penalty. It trains knowledge, sequence, placement and "
      "judgement; it "
      "does not claim to train the feel of tissue.");
  // the button beside the words, or below them where they would get too narrow
  const float pad = kit.px(16),
              button = kit.measure(kit.fonts.body, tr("I understand")).x + kit.px(28);
  const bool beside = width > kit.px(520);
  const float room = width - 2 * pad - (beside ? button + pad : 0.0f);
  const ImVec2 size = kit.measure(kit.fonts.body, words, room);
  const float button_h = kit.px(38);
  const float h = (beside ? std::max(size.y, button_h) : size.y + pad + button_h) + 2 * pad;
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(at, {at.x + width, at.y + h}, kit.theme.accent_soft, kit.px(12));
  kit.text_at({at.x + pad, at.y + pad}, kit.fonts.body, seen ? kit.theme.faint : kit.theme.ink,
              words, room);
  ImGui::SetCursorScreenPos({beside ? at.x + width - pad - button : at.x + pad,
                             beside ? at.y + 0.5f * (h - button_h) : at.y + pad + size.y + pad});
  if (!seen && kit.button(tr("I understand"), Look::Main, 0.0f, 38.0f))
    kit.ask(Wish::Kind::NoticeSeen);
  ImGui::SetCursorScreenPos({at.x, at.y + h + kit.px(16)});
}

void draw_pages(Kit& kit, BrowserPage page) {
  struct Page {
    BrowserPage page;
    const char* name;
  };
  static constexpr Page pages[]{{BrowserPage::Cases, mark("Cases")},
                                {BrowserPage::Runs, mark("My runs")},
                                {BrowserPage::Settings, mark("Settings")}};
  for (const Page& p : pages)
    if (kit.button(tr(p.name), p.page == page ? Look::Chosen : Look::Plain, -1.0f, 42.0f))
      kit.ask(Wish::Kind::Page, {}, static_cast<double>(p.page));
}

// Text size stands on the first screen, so nobody has to search for it.
void draw_text_size(Kit& kit, const Settings& settings) {
  kit.text(kit.fonts.bold, kit.theme.ink, tr("Text size"));
  for (const float size : {0.8f, 1.0f, 1.25f, 1.5f, 2.0f}) {
    const std::string label = say("{:.0f} %", 100.0f * size);
    const bool chosen = std::abs(settings.text_scale - size) < 0.01f;
    if (kit.button(label.c_str(), chosen ? Look::Chosen : Look::Plain, 0.0f, 32.0f))
      kit.ask(Wish::Kind::TextScale, {}, size);
    if (size >= 2.0f) break;
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < kit.px(76)) ImGui::NewLine();
  }
}

void draw_search(Kit& kit, std::string& search) {
  std::array<char, 128> buffer{};
  search.copy(buffer.data(), buffer.size() - 1);
  const float w = std::min(kit.px(420), ImGui::GetContentRegionAvail().x);
  kit.begin_field(w, kit.fonts.body->FontSize + kit.px(20));
  ImGui::SetNextItemWidth(w);
  if (ImGui::InputTextWithHint("##search", tr("Find a case: engorged, latch, a name..."),
                               buffer.data(), buffer.size()))
    search = buffer.data();
  kit.end_field();
}

void draw_cases(Kit& kit, const BrowserView& view, std::string& search) {
  kit.text(kit.fonts.title, kit.theme.ink, tr("Choose a case"));
  kit.gap(8);
  const float width = ImGui::GetContentRegionAvail().x;
  if (view.notice) draw_notice(kit, width, view.settings->notice_seen);
  if (!view.trouble.empty()) {
    kit.text(kit.fonts.body, kit.theme.stop, view.trouble);
    kit.gap(8);
  }
  if (view.cases->empty())
    kit.text(
        kit.fonts.body, kit.theme.faint,
        tr("No cases were found. Put a folder with a scenario.toml under scenarios/, then open the "
           "program again."));
  std::vector<std::size_t> shown;
  if (view.cases->size() > 3) draw_search(kit, search);
  for (std::size_t k = 0; k < view.cases->size(); ++k)
    if (matches((*view.cases)[k], view.cases->size() > 3 ? search : std::string()))
      shown.push_back(k);
  if (shown.empty() && !view.cases->empty())
    kit.text(kit.fonts.body, kit.theme.faint,
             tr("No case has these words. Try a shorter one, or clear the field."));

  // cards in columns, rows as high as their highest card
  const int columns = std::max(1, static_cast<int>(width / kit.px(kCardWidth)));
  const float gap = kit.px(kGap), card_w = (width - gap * static_cast<float>(columns - 1)) /
                                           static_cast<float>(columns);
  ImVec2 at = ImGui::GetCursorScreenPos();
  for (std::size_t first = 0; first < shown.size(); first += static_cast<std::size_t>(columns)) {
    const std::size_t last = std::min(shown.size(), first + static_cast<std::size_t>(columns));
    float row_h = 0.0f;
    for (std::size_t k = first; k < last; ++k)
      row_h = std::max(row_h, draw_card(kit, (*view.cases)[shown[k]], static_cast<int>(shown[k]),
                                        {0, 0, card_w, 0}, false));
    for (std::size_t k = first; k < last; ++k) {
      const float x = at.x + static_cast<float>(k - first) * (card_w + gap);
      draw_card(kit, (*view.cases)[shown[k]], static_cast<int>(shown[k]), {x, at.y, card_w, row_h},
                true);
    }
    at.y += row_h + gap;
    ImGui::SetCursorScreenPos(at);
  }
  draw_own_cases(kit, view);
  ImGui::Dummy({1, 1});
}

}  // namespace

void draw_case_browser(Kit& kit, const BrowserView& view, std::string& search, Box box) {
  const float side = std::min(kit.px(290), 0.36f * box.w);

  // left: what this is, where to go, and how large the words are
  kit.begin_panel("browser-side", {box.x, box.y, side, box.h}, kit.theme.card, 24.0f);
  kit.text(kit.fonts.title, kit.theme.accent, "LactaSim");
  kit.text(kit.fonts.body, kit.theme.faint,
           tr("Hands-on lactation care, to practise as often as you like."));
  kit.gap(16);
  draw_pages(kit, view.page);
  kit.gap(16);
  draw_text_size(kit, *view.settings);
  kit.gap(16);
  kit.text(kit.fonts.bold, kit.theme.ink, tr("Keys"));
  kit.text(kit.fonts.small, kit.theme.faint,
           tr("Tab and Enter reach everything, Page Up and Page Down scroll. 1 to 9 choose a hand, "
              "Space pauses, Esc leaves."));
  kit.end_panel();

  // right: the page
  kit.begin_panel("browser", {box.x + side, box.y, box.w - side, box.h}, kit.theme.paper, 28.0f);
  switch (view.page) {
    case BrowserPage::Cases:
      draw_cases(kit, view, search);
      break;
    case BrowserPage::Runs:
      draw_runs(kit, view);
      break;
    case BrowserPage::Settings:
      draw_settings(kit, *view.settings, view.data_folder);
      break;
  }
  kit.end_panel();
}

}  // namespace lac::ui
