#include <algorithm>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr double kShown_s = 10.0;  // after the try
constexpr int kTone = 5;           // where no patient says

// A line drawing that needs no colour to be read, in the patient's own skin.
constexpr ImU32 kInk = IM_COL32(0x14, 0x20, 0x2B, 255), kPaper = IM_COL32(0xF7, 0xF8, 0xF6, 255),
                kCap = IM_COL32(0xDD, 0xEF, 0xEC, 255);

constexpr Rgb kDeep{0x3A, 0x1E, 0x18};  // what an areola tends to
constexpr float kDeeper = 0.45f;        // how far
constexpr int kLightInkFrom = 7;        // from this tone on, lines on skin are light

ImU32 mixed(const Rgb& a, const Rgb& b, float part) {
  const auto at = [&](std::size_t k) {
    return static_cast<int>(static_cast<float>(a[k]) * (1.0f - part) +
                            static_cast<float>(b[k]) * part);
  };
  return IM_COL32(at(0), at(1), at(2), 255);
}

// The breast from the side, the baby's head before it: with a full mouth, or slipped off.
void draw_baby(ImDrawList& d, Box b, bool holds, int tone) {
  const auto& skin = kMonkTones[static_cast<std::size_t>(std::clamp(tone, 1, 10) - 1)];
  const ImU32 breast = colour_of(skin), areola = mixed(skin, kDeep, kDeeper),
              line = tone >= kLightInkFrom ? kPaper : kInk;
  const float s = b.h, x = b.x + 0.5f * b.w - 0.66f * s, y = b.y;
  const auto at = [&](float u, float v) { return ImVec2{x + u * s, y + v * s}; };
  const float stroke = std::max(1.6f, 0.018f * s);
  d.PushClipRect(b.min(), b.max(), true);

  // breast: chest at the left, areola and nipple toward the baby
  d.PathLineTo(at(0.0f, 0.06f));
  d.PathBezierCubicCurveTo(at(0.22f, 0.18f), at(0.52f, 0.34f), at(0.50f, 0.56f));
  d.PathBezierCubicCurveTo(at(0.48f, 0.80f), at(0.18f, 0.88f), at(0.0f, 0.86f));
  d.PathFillConvex(breast);
  d.AddCircleFilled(at(0.455f, 0.555f), 0.085f * s, areola, 24);
  if (!holds) d.AddCircleFilled(at(0.535f, 0.565f), 0.035f * s, areola, 16);

  // head, cap, ear; farther away when it has slipped off
  const float away = holds ? 0.0f : 0.10f;
  const ImVec2 head = at(0.83f + away, 0.52f);
  d.AddCircleFilled(head, 0.27f * s, breast, 48);
  d.PathArcTo(head, 0.275f * s, -2.5f, 0.55f, 32);
  d.PathBezierQuadraticCurveTo(at(0.92f + away, 0.42f), at(0.61f + away, 0.34f));
  d.PathFillConvex(kCap);
  d.AddCircle(head, 0.27f * s, kInk, 48, stroke);
  d.AddBezierQuadratic(at(0.95f + away, 0.50f), at(1.02f + away, 0.44f), at(0.99f + away, 0.57f),
                       kInk, stroke);
  // an eye that is shut, a cheek; the mouth wide round the areola, or small and empty
  d.AddBezierQuadratic(at(0.68f + away, 0.47f), at(0.72f + away, 0.51f), at(0.77f + away, 0.48f),
                       line, stroke);
  if (holds) {
    d.AddCircleFilled(at(0.53f, 0.57f), 0.075f * s, areola, 24);
    d.AddBezierCubic(at(0.575f, 0.46f), at(0.50f, 0.42f), at(0.50f, 0.50f), at(0.53f, 0.50f), line,
                     1.4f * stroke);
    d.AddBezierCubic(at(0.60f, 0.69f), at(0.51f, 0.75f), at(0.50f, 0.66f), at(0.53f, 0.64f), line,
                     1.4f * stroke);
    d.AddBezierQuadratic(at(0.66f, 0.60f), at(0.74f, 0.66f), at(0.70f, 0.73f), line, stroke);
  } else {
    d.AddBezierQuadratic(at(0.565f + away, 0.60f), at(0.62f + away, 0.63f), at(0.60f + away, 0.69f),
                         line, 1.4f * stroke);
  }
  d.PopClipRect();
}

}  // namespace

float draw_latch(Kit& kit, const LiveView& live, Box box) {
  const bool feeds = live.snapshot && live.snapshot->baby_feeds;
  const bool tried = live.latch_s >= 0.0 && live.time_s - live.latch_s < kShown_s;
  if (live.playback || (!feeds && !tried)) return box.y;
  const bool holds = feeds || live.latch_ok;
  const char* words = feeds   ? tr("The baby is feeding")
                      : holds ? tr("The baby takes it deep and holds on")
                              : tr("The baby slips off");
  const float pad = kit.px(12), h = std::min(kit.px(150), 0.34f * box.h);
  const float w =
      std::min(std::max(1.5f * h, kit.measure(kit.fonts.body, words).x + 2 * pad), box.w - 2 * pad);
  const float words_h = kit.measure(kit.fonts.body, words, w - 2 * pad).y;
  const Box card{box.x + box.w - w - pad, box.y + kit.px(54), w, h + words_h + 2 * pad};
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), with_alpha(kit.theme.card, 0.96f), kit.px(12));
  d.AddRect(card.min(), card.max(), holds ? kit.theme.accent : kit.theme.caution, kit.px(12));
  draw_baby(d, {card.x + pad, card.y + 0.5f * pad, w - 2 * pad, h}, holds,
            live.spec ? live.spec->skin_tone : kTone);
  kit.text_at({card.x + pad, card.y + h + pad}, kit.fonts.body, kit.theme.ink, words, w - 2 * pad);
  return card.y + card.h;
}

}  // namespace lac::ui
