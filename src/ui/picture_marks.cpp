#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/units.h"
#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr double kLostShown_mL = 0.3;  // a few drops beside the cup are not worth a word
constexpr double kNews_s = 8.0;        // how long a word about the last touch stays
constexpr double kHeldShown_s = 3.0;   // a touch that lasts longer is a hold, and its time is shown

// Whether a technique is one place held for its time: of what moves no time is told.
bool stands_still(std::string_view technique) {
  constexpr std::array<std::string_view, 6> kStill{
      "palpation",           "pitting",          "reverse-pressure-softening",
      "areolar-compression", "hold-behind-plug", "support"};
  return std::find(kStill.begin(), kStill.end(), technique) != kStill.end();
}

// A gauge of where the thumb of a hold lies; guided, against what this case wants of it.
std::string grip_words(const LiveView& live, const HandView& hand) {
  if (hand.grip_mm < 0.0 || (!hand.over_skin && !hand.touching)) return {};
  if (live.spec && live.mode == session::Mode::Guided)
    for (const rubric::Criterion& c : live.spec->criteria)
      if (c.metric == "span_m" && c.low > 0.0 && c.high > c.low)
        return say("Thumb {:.0f} mm from the nipple; {:.0f} to {:.0f} mm is wanted", hand.grip_mm,
                   1e3 * c.low, 1e3 * c.high);
  return say("Thumb {:.0f} mm from the nipple", hand.grip_mm);
}

// How far the picture is peeled, whether it is cut, which breast is in hand.
void draw_view_buttons(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box) {
  float x = box.x + kit.px(12);
  const float y = box.y + box.h - kit.px(82), right = box.x + box.w - kit.px(12);
  const auto place = [&](const std::string& label, Look look, const char* id) {
    if (x + kit.button_width(label.c_str()) > right) return false;
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = kit.button(label.c_str(), look, 0.0f, 32.0f, id);
    x += kit.button_width(label.c_str()) + kit.px(8);
    return pressed;
  };
  if (live.mode != session::Mode::Exam && !choice.layers.empty()) {
    const auto layers = static_cast<int>(choice.layers.size());
    if (place(say("Layer: {}", tr(choice.layers[static_cast<std::size_t>(choice.layer)])),
              choice.layer > 0 ? Look::Chosen : Look::Plain, "layer"))
      kit.ask(Wish::Kind::Layers, {}, (choice.layer + 1) % layers);
    if (place(tr("Cross-section"), choice.cut ? Look::Chosen : Look::Plain, "cut"))
      kit.ask(Wish::Kind::Cut);
  }
  if (!live.playback && live.snapshot && live.snapshot->other.breast) {
    const bool left = live.snapshot->side == anatomy::Side::Left;
    if (place(left ? tr("Go to the right breast") : tr("Go to the left breast"), Look::Plain,
              "other-breast"))
      kit.ask(Wish::Kind::OtherBreast, left ? "breast:right" : "breast:left");
  }
}

// Which skin is which, where several stand side by side.
void draw_tone_names(Kit& kit, const LiveView& live, const ViewChoice& choice, Box box) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const float room = box.w / static_cast<float>(choice.tones.size());
  for (std::size_t k = 0; k < choice.tones.size(); ++k) {
    const bool own = live.spec && choice.tones[k] == live.spec->skin_tone;
    const std::string words =
        own ? say("Tone {}, this patient", choice.tones[k]) : say("Tone {}", choice.tones[k]);
    const float most = room - kit.px(24);
    const ImVec2 size = kit.measure(kit.fonts.small, words, most);
    const ImVec2 at{box.x + (static_cast<float>(k) + 0.5f) * room - 0.5f * size.x,
                    box.y + box.h - kit.px(94) - size.y};
    d.AddRectFilled({at.x - kit.px(10), at.y - kit.px(3)},
                    {at.x + size.x + kit.px(10), at.y + size.y + kit.px(3)},
                    with_alpha(kit.theme.card, 0.92f), kit.px(14));
    kit.text_at(at, kit.fonts.small, own ? kit.theme.accent : kit.theme.ink, words, most);
  }
}

// A yes comes before a touch: until then the cloth lies where the hand would be.
std::string cloth_words(const LiveView& live) {
  const std::string who = live.spec && !live.spec->patient_name.empty()
                              ? live.spec->patient_name
                              : std::string(tr("The patient"));
  // an exam says what is seen, not what to do
  return live.mode == session::Mode::Exam
             ? say("{} is covered. Your hand is drawn once the cloth is moved aside.", who)
             : say("{} is covered. Explain and ask first; a yes moves the cloth.", who);
}

// Milk collected, and what was not; empty: none.
std::string milk_words(const LiveView& live) {
  const double caught_mL = live.snapshot ? live.snapshot->cup_mL : 0.0,
               lost_mL = live.snapshot ? live.snapshot->spilt_mL : 0.0;
  if (lost_mL <= kLostShown_mL)
    return caught_mL > 0.05 ? say("Cup: {:.1f} mL", caught_mL) : std::string();
  return caught_mL <= 0.05 ? say("{:.1f} mL dripped away", lost_mL)
                           : say("Cup: {:.1f} mL; {:.1f} mL dripped away", caught_mL, lost_mL);
}

// At the left edge, below the words.
// @return where it ends
float draw_milk(Kit& kit, const std::string& words, Box box, float top) {
  if (words.empty()) return top;
  const float room = 0.5f * box.w;
  const ImVec2 size = kit.measure(kit.fonts.body, words, room);
  const Box tag{box.x + kit.px(12),
                std::max(top, box.y + kit.px(box.h < kit.px(kLowPicture_at_100) ? 12 : 50)),
                size.x + kit.px(28), size.y + kit.px(10)};
  ImGui::GetWindowDrawList()->AddRectFilled(tag.min(), tag.max(), with_alpha(kit.theme.card, 0.92f),
                                            kit.px(17));
  kit.text_at({tag.x + kit.px(14), tag.y + kit.px(5)}, kit.fonts.body, kit.theme.ink, words, room);
  return tag.y + tag.h;
}

}  // namespace

float draw_picture_marks(Kit& kit, const LiveView& live, const HandView& hand,
                         const ViewChoice& choice, const CursorView& cursor, Box box,
                         float caption_y) {
  ImDrawList& d = *ImGui::GetWindowDrawList();
  // what is told ends above the buttons, a caption (which stands for the legend) and the legend
  const float foot_y =
      std::min(box.y + box.h - kit.px(84),
               caption_y < box.y + box.h ? caption_y : legend_top(kit, live, choice, cursor, box));
  // layers, unless the mode hides them
  float x = box.x + kit.px(12);
  const float y = box.y + box.h - kit.px(44);
  if (live.mode != session::Mode::Exam) {
    float all = kit.px(12);
    for (const OverlayScale& s : choice.scales)
      all += kit.measure(kit.fonts.body, tr(s.name)).x + kit.px(36);
    all += kit.measure(kit.fonts.body, tr("Clock")).x + kit.px(40);
    const bool roomy = all < box.w;
    for (int k = 0; k < static_cast<int>(choice.scales.size()); ++k) {
      // in a narrow picture one button walks through the layers
      if (!roomy && k != choice.overlay) continue;
      ImGui::SetCursorScreenPos({x, y});
      if (kit.button(tr(choice.scales[k].name), choice.overlay == k ? Look::Chosen : Look::Plain,
                     0.0f, 32.0f))
        kit.ask(Wish::Kind::Overlay, {},
                roomy ? k : (k + 1) % static_cast<int>(choice.scales.size()));
      x += kit.measure(kit.fonts.body, tr(choice.scales[k].name)).x + kit.px(36);
    }
    ImGui::SetCursorScreenPos({x, y});
    if (kit.button(tr("Clock"), choice.rings ? Look::Chosen : Look::Plain, 0.0f, 32.0f))
      kit.ask(Wish::Kind::Rings);
  }
  draw_view_buttons(kit, live, choice, box);
  if (choice.tones.size() > 1 && choice.overlay == 0) draw_tone_names(kit, live, choice, box);

  // what the program sees being done, and what the hand could do; in an exam only what it waits for
  const bool cloth =
      hand.over_cloth && !hand.touching && !hand.landing && hand.posture != input::Posture::None;
  if (live.playback || (live.mode == session::Mode::Exam && live.wait_left_s <= 0.0 && !cloth)) {
    return draw_milk(kit, milk_words(live), box, box.y);
  }
  std::string hint;
  if (live.wait_left_s > 0.0)
    hint = say("Waiting: {} left", clock_text(live.wait_left_s));
  else if (hand.posture == input::Posture::None)
    hint = tr("Choose a hand on the left, press 1 to 9, or Q for all of them");
  else if (hand.landing)
    hint = tr("The hand is on its way to the place you pressed");
  else if (cloth)
    hint = cloth_words(live);
  else if (!hand.over_skin && !hand.touching)
    hint = live.spec && live.spec->patient.breast.kind == anatomy::BodyKind::Balloon
               ? tr("Move the hand over the balloon")
               : tr("Move the hand over the breast");
  else if (!hand.touching)
    hint = tr("Hold the left button, or press F, to touch");
  else if (live.manner != technique::Manner::None && live.mode != session::Mode::Exam)
    hint = manner_words(live.manner);
  else if (hand.held_s >= kHeldShown_s &&
           (live.technique.empty() || stands_still(live.technique)) &&
           live.mode != session::Mode::Exam)
    hint = live.technique.empty()
               ? say("Held {}", clock_text(hand.held_s))
               : say("{}, held {}", technique_title(live.technique), clock_text(hand.held_s));
  else if (!live.technique.empty() && live.mode != session::Mode::Exam)
    hint = technique_title(live.technique);
  else if ((hand.posture == input::Posture::CHold || hand.posture == input::Posture::UHold ||
            hand.posture == input::Posture::TwoFingerC) &&
           hand.squeeze_N <= 0.0)
    hint = tr("Right button compresses; drag toward the nipple to roll");
  else
    hint = tr("Wheel, or W and S: press level");
  float top = box.y + kit.px(12);
  const auto pill = [&](ImFont* font, const std::string& words) {
    const float room = box.w - kit.px(52);
    const ImVec2 size = kit.measure(font, words, room);
    const Box p{box.x + 0.5f * (box.w - size.x) - kit.px(14), top, size.x + kit.px(28),
                size.y + kit.px(10)};
    d.AddRectFilled(p.min(), p.max(), with_alpha(kit.theme.card, 0.92f), kit.px(17));
    kit.text_at({p.x + kit.px(14), p.y + kit.px(5)}, font, kit.theme.ink, words, room);
    top += p.h + kit.px(4);
  };
  // what the last touch lacked, until the next one or for a while; first steps have their own words
  const bool told = !hand.quiet && !hand.touching;
  std::string news;
  if (told && !live.touch_news.empty() && live.time_s - live.touch_news_s < kNews_s)
    news = live.touch_news;
  else if (told && live.next_action.empty() && !live.next_why.empty())
    news = say("Why: {}", live.next_why);
  const std::string grip = hand.quiet ? std::string() : grip_words(live, hand),
                    milk = milk_words(live);
  // in a low picture they would lie over what stands at its foot: what is new goes first, then how
  // the hand lies, then what it could do
  const auto tall = [&](ImFont* font, const std::string& words, float room) {
    return words.empty() ? 0.0f : kit.measure(font, words, room).y + kit.px(14);
  };
  const float room = box.w - kit.px(52);
  const float spare =
      foot_y - top - tall(kit.fonts.small, news, room) - tall(kit.fonts.body, milk, 0.5f * box.w);
  const float grip_h = tall(kit.fonts.small, grip, room);
  const bool gripped = !grip.empty() && grip_h <= spare;
  if ((news.empty() && milk.empty() && !gripped) ||
      tall(kit.fonts.body, hint, room) + (gripped ? grip_h : 0.0f) <= spare)
    pill(kit.fonts.body, hint);
  if (!news.empty()) pill(kit.fonts.small, news);
  if (gripped) pill(kit.fonts.small, grip);
  return draw_milk(kit, milk, box, top);
}

}  // namespace lac::ui
