#include <algorithm>
#include <string>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr int kCells = 40;  // of one colour each

// the scale in five steps
void draw_bar(Kit& kit, Box bar) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  for (int k = 0; k < kCells; ++k) {
    const float a = static_cast<float>(k) / kCells;
    d.AddRectFilled({bar.x + bar.w * a, bar.y}, {bar.x + bar.w * (a + 0.026f), bar.y + bar.h},
                    colour_of(cividis((k + 0.5) / kCells)));
  }
  for (int k = 1; k < 5; ++k) {
    const float x = bar.x + bar.w * 0.2f * static_cast<float>(k);
    d.AddLine({x, bar.y}, {x, bar.y + bar.h}, with_alpha(kit.theme.card, 0.8f));
  }
}

/// Its words, what stands beside what, and the card.
struct Legend {
  std::string title, ends, here;
  float ends_w = 0.0f, here_w = 0.0f, bar_h = 0.0f, edge = 0.0f, spare = 0.0f;
  bool here_beside = false, bar_beside = false;
  Box card;  // no width: there is none
};

Legend lay_out(Kit& kit, const LiveView& live, const ViewChoice& choice, const CursorView& cursor,
               Box box) {
  Legend l;
  if (live.mode == session::Mode::Exam || choice.overlay <= 0 ||
      choice.overlay >= static_cast<int>(choice.scales.size()))
    return l;
  const bool numbers = choice.instructor, low = box.h < kit.px(kLowPicture_at_100);
  const OverlayScale& scale = choice.scales[static_cast<std::size_t>(choice.overlay)];
  l.title = scale.assumed ? say("{} (assumed)", tr(scale.title)) : tr(scale.title);
  l.ends = numbers ? say("0 to {:g} {}", scale.high, tr(scale.unit))
                   : say("{} to {}", tr(scale.low_word), tr(scale.high_word));
  const auto here = [&](double value, const char* word) {
    return numbers ? say("Here: {:.2f} {}", value, tr(scale.unit)) : say("Here: {}", tr(word));
  };
  // nothing is told off the skin; the line stays, so that what stands above it does not jump
  l.here = cursor.on_skin ? here(cursor.value, cursor.word) : say("Here: {}", "\u2013");
  const float pad = kit.px(12), gap = kit.px(16), line = kit.fonts.small->FontSize;
  const float most = box.w - 4 * pad;
  const auto width = [&](const std::string& words) {
    return std::min(kit.measure(kit.fonts.small, words).x, most);
  };
  const float title_w = width(l.title);
  l.ends_w = width(l.ends);
  l.here_w = std::max(width(l.here), width(here(scale.high, "")));
  for (const char* word : scale.word) l.here_w = std::max(l.here_w, width(here(scale.high, word)));
  // a low picture spares what lines it can: the place beside the title, the bar beside its ends
  l.here_beside = low && title_w + gap + l.here_w <= most;
  l.bar_beside = low && kit.px(60) + gap + l.ends_w <= most;
  const float room = std::min(
      most,
      std::max({l.here_beside ? title_w + gap + l.here_w : std::max(title_w, l.here_w),
                l.bar_beside ? kit.px(90) + gap + l.ends_w : l.ends_w, low ? 0.0f : kit.px(206)}));
  l.bar_h = l.bar_beside ? 0.4f * line : kit.px(low ? 6 : 10);
  l.edge = kit.px(low ? 4 : 6);
  l.spare = l.bar_beside || low ? 0.0f : kit.px(4);
  const float lines = l.here_beside ? 2.0f : 3.0f;
  const float h = 2 * l.edge + lines * line + (l.bar_beside ? 0.0f : l.bar_h + l.spare);
  l.card = {box.x + pad, box.y + box.h - h - kit.px(low ? 84 : 96), room + 2 * pad, h};
  return l;
}

}  // namespace

float legend_top(Kit& kit, const LiveView& live, const ViewChoice& choice, const CursorView& cursor,
                 Box box) {
  const Legend l = lay_out(kit, live, choice, cursor, box);
  return l.card.w > 0.0f ? l.card.y : box.y + box.h;
}

void draw_legend(Kit& kit, const LiveView& live, const ViewChoice& choice, const CursorView& cursor,
                 Box box, float words_end) {
  const Legend l = lay_out(kit, live, choice, cursor, box);
  // words pass; a legend under them would serve nobody
  if (l.card.w <= 0.0f || l.card.y < words_end) return;
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(l.card.min(), l.card.max(), with_alpha(kit.theme.card, 0.94f), kit.px(10));
  d.AddRect(l.card.min(), l.card.max(), kit.theme.line, kit.px(10));
  const float line = kit.fonts.small->FontSize, x = l.card.x + kit.px(12),
              right = l.card.x + l.card.w - kit.px(12);
  float y = l.card.y + l.edge;
  const auto tell = [&](const std::string& words, ImU32 colour, float from) {
    if (!words.empty()) kit.text_at({from, y}, kit.fonts.small, colour, words, right + 1.0f - from);
  };
  tell(l.title, kit.theme.ink, x);
  if (l.here_beside) tell(l.here, kit.theme.ink, right - l.here_w);
  y += line;
  if (l.bar_beside) {
    draw_bar(kit, {x, y + 0.3f * line, right - x - kit.px(16) - l.ends_w, l.bar_h});
  } else {
    draw_bar(kit, {x, y + 0.5f * l.spare, right - x, l.bar_h});
    y += l.bar_h + l.spare;
  }
  tell(l.ends, kit.theme.faint, l.bar_beside ? right - l.ends_w : x);
  y += line;
  if (!l.here_beside) tell(l.here, kit.theme.ink, x);
}

}  // namespace lac::ui
