#include <algorithm>
#include <array>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

using Kind = scenario::Gesture::Kind;

// clang-format off
constexpr std::array<BuilderKind, 16> kKinds{{
    // name                                          gesture         posture       to     squeeze speed  hold   roll   length rate   seconds rest
    {mark("Feel with one fingertip"),                Kind::Press,    "single-tip", false, false,  false, true,  false},
    {mark("Press with flat pads"),                   Kind::Press,    "flat-pads",  false, false,  false, true,  false},
    {mark("Stroke with flat pads"),                  Kind::Stroke,   "flat-pads",  true,  false,  true,  false, false},
    {mark("Stroke with the palm"),                   Kind::Stroke,   "flat-palm",  true,  false,  true,  false, false},
    {mark("Circles with flat pads"),                 Kind::Circle,   "flat-pads",  false, false,  true,  false, false},
    {mark("Light sweep to the armpit"),              Kind::Sweep,    "flat-pads",  false, false,  true,  false, false, true},
    {mark("Ring round the nipple"),                  Kind::Ring,     "",           false, false,  false, true,  false},
    {mark("Compress the areola"),                    Kind::Compress, "",           false, true,   false, true,  false, false, false, false, true},
    {mark("Express: press, compress, roll, release"), Kind::Express, "",           false, true,   false, true,  true,  false, false, false, true},
    {mark("Roll between two hands"),                 Kind::Roll,     "",           false, false,  false, false, false, true,  true},
    {mark("Knead with the backs of the fists"),      Kind::Knead,    "",           false, false,  false, true,  false, false, false, false, true},
    {mark("Tap with the fingertips"),                Kind::Tap,      "",           false, false,  false, false, false, false, true},
    {mark("Touch the nipple"),                       Kind::Nipple,   "",           false, true,   false, true,  false},
    {mark("Support from below"),                     Kind::Press,    "support",    false, false,  false, true,  false},
    {mark("Pump"),                                   Kind::Pump,     "",           false, false,  false, false, false, false, false, true},
    {mark("Massager"),                               Kind::Vibrate,  "",           false, false,  false, false, false, false, false, true},
}};
// clang-format on

// One number with a button on either side; says through a wish what it shall be.
void stepper(Kit& kit, const char* label, const char* field, double value, const char* format,
             double step, double low, double high) {
  const float w = ImGui::GetContentRegionAvail().x, square = kit.px(34);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const float mid = at.y + 0.5f * square;
  const std::string text = say(format, value);
  const float room = w - 2 * square - kit.px(116);
  const ImVec2 size = kit.measure(kit.fonts.small, label, room);
  kit.text_at({at.x, mid - 0.5f * size.y}, kit.fonts.small, kit.theme.faint, label, room);
  const auto side = [&](float x, const char* sign, double to) {
    const Box box{x, at.y, square, square};
    ImGui::PushID(field);
    bool over = false;
    if (kit.press_area(sign, box, &over))
      kit.ask(Wish::Kind::Builder, field, std::clamp(to, low, high));
    ImGui::PopID();
    d.AddRectFilled(box.min(), box.max(), over ? kit.theme.accent_soft : kit.theme.card, kit.px(8));
    d.AddRect(box.min(), box.max(), kit.theme.line, kit.px(8));
    const float c = x + 0.5f * square, r = kit.px(6);
    d.AddLine({c - r, mid}, {c + r, mid}, kit.theme.ink, kit.px(2));
    if (*sign == '+') d.AddLine({c, mid - r}, {c, mid + r}, kit.theme.ink, kit.px(2));
  };
  side(at.x + w - 2 * square - kit.px(104), "-", value - step);
  side(at.x + w - square, "+", value + step);
  const ImVec2 number = kit.measure(kit.fonts.body, text);
  kit.text_at({at.x + w - square - kit.px(52) - 0.5f * number.x, mid - 0.5f * number.y},
              kit.fonts.body, kit.theme.ink, text);
  ImGui::SetCursorScreenPos({at.x, at.y + square + kit.px(6)});
  ImGui::Dummy({1, 1});
}

// While it is performed, what the skin really feels: the same word as the gauge; before, a guess.
std::string pressure_words(const LiveView& live, const BuilderKind& kind, double press_N) {
  const double felt_kPa = live.snapshot ? live.snapshot->hand_mean_pressure_kPa : 0.0;
  if (live.performing >= 0.0 && felt_kPa > 0.0)
    return say("Felt now: {}", pressure_class_name(pressure_class(felt_kPa)));
  const double guess_kPa = expected_pressure_kPa(posture_of(kind), press_N);
  return say("About: {}. How it is felt shows on the gauge.",
             pressure_class_name(pressure_class(guess_kPa)));
}

}  // namespace

std::span<const BuilderKind> builder_kinds() { return kKinds; }

void draw_builder(Kit& kit, const LiveView& live, const GestureDraft& draft, Box box) {
  kit.begin_panel("builder", box, kit.theme.card, 18.0f, Stand::Drawer);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line, 2.0f);
  kit.text(kit.fonts.bold, kit.theme.accent, tr("Gesture builder"));
  kit.text(
      kit.fonts.small, kit.theme.faint,
      tr("Say what the hand shall do; it is performed and marked like any other touch. The report "
         "notes that the builder was used."));
  if (live.performing >= 0.0) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float w = ImGui::GetContentRegionAvail().x, h = kit.px(8);
    d.AddRectFilled(at, {at.x + w, at.y + h}, kit.theme.line, h);
    d.AddRectFilled(at, {at.x + w * static_cast<float>(live.performing), at.y + h},
                    kit.theme.accent, h);
    ImGui::Dummy({w, h});
    if (kit.button(tr("Stop"), Look::Warn, -1.0f, 40.0f)) kit.ask(Wish::Kind::BuilderStop);
  } else if (kit.button(tr("Do it"), Look::Main, -1.0f, 40.0f)) {
    kit.ask(Wish::Kind::BuilderPlay);
  }
  kit.gap(6);
  const BuilderKind& kind = kKinds[static_cast<std::size_t>(draft.kind)];
  const bool central =
      kind.gesture == Kind::Ring || kind.gesture == Kind::Nipple || kind.gesture == Kind::Pump;
  const bool express = kind.gesture == Kind::Express || kind.gesture == Kind::Compress;
  if (!central)
    stepper(kit, express ? tr("Thumb at") : tr("Place"), "clock", draft.clock,
            mark("{:.0f} o'clock"), 1, 0, 13);
  if (!central) stepper(kit, tr("From the nipple"), "r", draft.r_mm, mark("{:.0f} mm"), 5, 10, 140);
  if (kind.to) {
    stepper(kit, tr("To"), "to_clock", draft.to_clock, mark("{:.0f} o'clock"), 1, 0, 13);
    stepper(kit, tr("From the nipple"), "to_r", draft.to_r_mm, mark("{:.0f} mm"), 5, 0, 140);
  }
  stepper(kit, tr("Press (assumed scale)"), "press", draft.press_N, mark("{:.1f} N"), 0.2, 0.2, 10);
  kit.text(kit.fonts.small, kit.theme.ink, pressure_words(live, kind, draft.press_N));
  if (kind.squeeze)
    stepper(kit, tr("Compress"), "squeeze", draft.squeeze_N, mark("{:.1f} N"), 0.2, 0.2, 10);
  if (kind.roll)
    stepper(kit, tr("Roll forward"), "roll", draft.roll_mm, mark("{:.0f} mm"), 2, 0, 18);
  if (kind.speed)
    stepper(kit, tr("Pace"), "speed", draft.speed_mm_per_s, mark("{:.0f} mm/s"), 5, 5, 200);
  if (kind.hold)
    stepper(kit, tr("Hold"), "hold", draft.hold_s, mark("{:.1f} s"), draft.hold_s >= 5 ? 5 : 0.5,
            0.5, 180);
  if (express)
    stepper(kit, tr("Rest between"), "release", draft.release_s, mark("{:.1f} s"), 0.5, 0.5, 10);
  if (!kind.seconds)
    stepper(kit, tr("How often"), "repeats", draft.repeats, mark("{:.0f} \u00d7"), 1, 1, 60);
  kit.gap(6);
  for (std::size_t k = 0; k < kKinds.size(); ++k)
    if (kit.button(tr(kKinds[k].name),
                   static_cast<int>(k) == draft.kind ? Look::Chosen : Look::Plain, -1.0f, 34.0f))
      kit.ask(Wish::Kind::Builder, "kind", static_cast<double>(k));
  kit.end_panel();
}

input::Posture posture_of(const BuilderKind& kind) {
  using input::Posture;
  switch (kind.gesture) {
    case Kind::Ring:
      return Posture::RpsRing;
    case Kind::Express:
    case Kind::Compress:
      return Posture::CHold;
    case Kind::Roll:
      return Posture::RollHand;
    case Kind::Knead:
      return Posture::FistBacks;
    case Kind::Tap:
      return Posture::TappingTips;
    case Kind::Nipple:
      return Posture::NippleTouch;
    case Kind::Pump:
      return Posture::Flange;
    case Kind::Vibrate:
      return Posture::Massager;
    default:
      return input::posture_named(kind.posture).value_or(Posture::SingleTip);
  }
}

}  // namespace lac::ui
