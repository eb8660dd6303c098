#include "ui/kit.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "ui/lines.h"

namespace lac::ui {
namespace {

constexpr float kPi = 3.14159265f;

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32(hex >> 16 & 255u, hex >> 8 & 255u, hex & 255u, 255);
}

const char* const kFontFolder = "/usr/share/fonts/truetype/noto/";
constexpr float kRing_px = 2.0f;  // focus ring, ux.md

// Scrolls the panel until the place that was walked to is seen whole with its ring (of one taller
// than the panel, its top); from then on only if it is wholly out of sight.
void bring_into_sight(int focus, Box box, float air) {
  int* const settled = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("ring"), -1);
  if (*settled == focus && ImGui::IsItemVisible()) return;
  const float top = ImGui::GetWindowPos().y, h = ImGui::GetWindowHeight();
  const float above = box.y - air - top, below = box.y + box.h + air - top;
  if (above < 0.0f || below - above > h)
    ImGui::SetScrollFromPosY(above, 0.0f);
  else if (below > h)
    ImGui::SetScrollFromPosY(below, 1.0f);
  // at an end of the list there is no room for the air
  const float most = ImGui::GetScrollMaxY(), now = ImGui::GetScrollY();
  const bool stuck = (above < 0.0f && now <= 0.0f) || (below > h && now >= most);
  *settled = stuck || (above >= 0.0f && below <= h) ? focus : -1;
}

}  // namespace

Theme Theme::light() {
  return {.dark = false,
          .paper = rgb(0xF7F8F6),
          .card = rgb(0xFFFFFF),
          .line = rgb(0xD5DBDA),
          .ink = rgb(0x14202B),
          .faint = rgb(0x566475),
          .accent = rgb(0x0F766E),
          .accent_soft = rgb(0xDDEFEC),
          .on_accent = rgb(0xFFFFFF),
          .caution = rgb(0xB45309),
          .caution_soft = rgb(0xFBEBD9),
          .stop = rgb(0x9D174D),
          .stop_soft = rgb(0xFAE3EC),
          .pass = rgb(0x0F766E)};
}

Theme Theme::night() {
  return {.dark = true,
          .paper = rgb(0x14202B),
          .card = rgb(0x1C2A37),
          .line = rgb(0x34465A),
          .ink = rgb(0xF1F4F3),
          .faint = rgb(0xA9B6C4),
          .accent = rgb(0x3FB8AC),
          .accent_soft = rgb(0x1D4347),
          .on_accent = rgb(0x0B1A20),
          .caution = rgb(0xF0A85A),
          .caution_soft = rgb(0x46351F),
          .stop = rgb(0xF08DB4),
          .stop_soft = rgb(0x47233A),
          .pass = rgb(0x3FB8AC)};
}

Theme Theme::paper_contrast() {
  return {.dark = false,
          .paper = rgb(0xFFFFFF),
          .card = rgb(0xFFFFFF),
          .line = rgb(0x4A4A4A),
          .ink = rgb(0x000000),
          .faint = rgb(0x2B333B),
          .accent = rgb(0x00534B),
          .accent_soft = rgb(0xCFE9E5),
          .on_accent = rgb(0xFFFFFF),
          .caution = rgb(0x7A3400),
          .caution_soft = rgb(0xFBE3C8),
          .stop = rgb(0x7A0F3B),
          .stop_soft = rgb(0xF8D5E2),
          .pass = rgb(0x00534B)};
}

Theme Theme::night_contrast() {
  return {.dark = true,
          .paper = rgb(0x000000),
          .card = rgb(0x000000),
          .line = rgb(0xB8B8B8),
          .ink = rgb(0xFFFFFF),
          .faint = rgb(0xDDE3E8),
          .accent = rgb(0x62E0D3),
          .accent_soft = rgb(0x0D3B38),
          .on_accent = rgb(0x000000),
          .caution = rgb(0xFFC37A),
          .caution_soft = rgb(0x3D2A0E),
          .stop = rgb(0xFFA6C8),
          .stop_soft = rgb(0x4A1630),
          .pass = rgb(0x62E0D3)};
}

Theme Theme::of(int choice) {
  return choice == 1   ? night()
         : choice == 2 ? paper_contrast()
         : choice == 3 ? night_contrast()
                       : light();
}

Expected<Fonts> load_fonts(ImFontAtlas& atlas, float scale) {
  // Latin with all European letters, and the marks our words use
  static const std::array<ImWchar, 11> ranges{0x0020, 0x017F, 0x0218, 0x021B, 0x2010, 0x2027,
                                              0x2070, 0x209F, 0x2190, 0x2265, 0};
  atlas.Clear();
  ImFontConfig config;
  config.OversampleH = 2;
  const auto add = [&](const char* file, float size_px) -> ImFont* {
    const std::string path = std::string(kFontFolder) + file;
    std::error_code missing;
    if (!std::filesystem::exists(path, missing)) return nullptr;
    return atlas.AddFontFromFileTTF(path.c_str(), std::round(size_px * scale), &config,
                                    ranges.data());
  };
  // ImGui counts the whole line: Noto Sans' letters are 0.73 of it, so 24 gives 17.6 px text
  Fonts fonts{.body = add("NotoSans-Regular.ttf", 23.0f),
              .bold = add("NotoSans-Bold.ttf", 23.0f),
              .small = add("NotoSans-Regular.ttf", 22.0f),
              .title = add("NotoSans-Bold.ttf", 34.0f),
              .big = add("NotoSans-Bold.ttf", 48.0f)};
  if (fonts.body == nullptr || fonts.bold == nullptr)
    return problem(
        tr("the font Noto Sans is missing; install it with: apt-get install fonts-noto-core"),
        std::string(kFontFolder) +
            (fonts.body == nullptr ? "NotoSans-Regular.ttf" : "NotoSans-Bold.ttf"));
  if (!atlas.Build())
    return problem(tr("the font Noto Sans cannot be read; install fonts-noto-core again"),
                   kFontFolder);
  return fonts;
}

ImU32 with_alpha(ImU32 colour, float alpha) {
  return (colour & 0x00FFFFFFu) | static_cast<ImU32>(std::lround(alpha * 255.0f)) << 24;
}

ImU32 blend(ImU32 a, ImU32 b, float t) {
  const ImVec4 x = ImGui::ColorConvertU32ToFloat4(a), y = ImGui::ColorConvertU32ToFloat4(b);
  return ImGui::ColorConvertFloat4ToU32(
      {x.x + (y.x - x.x) * t, x.y + (y.y - x.y) * t, x.z + (y.z - x.z) * t, x.w + (y.w - x.w) * t});
}

std::string clock_text(double seconds) {
  const int s = seconds > 0.0 ? static_cast<int>(seconds) : 0;
  char out[32];
  if (s >= 3600)
    std::snprintf(out, sizeof(out), "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  else
    std::snprintf(out, sizeof(out), "%d:%02d", s / 60, s % 60);
  return out;
}

// To the first place of the next panel, or of the one before.
void Kit::to_panel(int step) {
  const int all = static_cast<int>(panel_of_.size());
  if (all == 0) return;
  std::vector<int> first;
  int here = -1;  // index in `first`
  for (int k = 0; k < all; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (k == 0 || panel_of_[at] != panel_of_[at - 1]) first.push_back(k);
    if (k <= focus) here = static_cast<int>(first.size()) - 1;
  }
  const int panels = static_cast<int>(first.size());
  const int to = here < 0 && step < 0 ? panels - 1 : (here + step + panels) % panels;
  focus = first[static_cast<std::size_t>(to)];
}

void Kit::begin_frame(int tab, bool enter_pressed, int panel) {
  // Tab walks, Shift+Tab walks back; a mouse press ends keyboard walking
  if (tab != 0 && focusable > 0)
    focus = tab < 0 ? (focus <= 0 ? focusable - 1 : focus - 1) : (focus + 1) % focusable;
  if (panel != 0) to_panel(panel);
  if (ImGui::IsMouseClicked(0)) focus = -1;
  walked_ = tab != 0 || panel != 0;
  follows_ = (follows_ || walked_) && scroll_pages == 0.0f;
  if (walked_ && ImGui::GetIO().WantTextInput) ImGui::ClearActiveID();  // out of a field
  const auto at = static_cast<std::size_t>(focus);
  key_panel_ = focus >= 0 && at < panel_of_.size() ? panel_of_[at] : "";
  enter = enter_pressed;
  focusable = 0;
  focused = {};
  panel_of_.clear();
}

void Kit::begin_panel(const char* name, Box box, ImU32 back, float pad_at_100, Stand stand) {
  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize({box.w, box.h});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, back);
  ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, with_alpha(theme.faint, 0.35f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(pad_at_100), px(pad_at_100)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(8), px(6)});
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, px(9));
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                           ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav;
  if (stand == Stand::Still || stand == Stand::Veil)
    flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  if (stand == Stand::Still || stand == Stand::Scrolls)
    flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
  panel_ = name;
  scrolls_ = stand == Stand::Scrolls || stand == Stand::Drawer;
  ImGui::Begin(name, nullptr, flags);
  if (to_top) ImGui::SetScrollY(0.0f);
  if (scroll_pages != 0.0f) scroll_by_keys();
  ImGui::PushFont(fonts.body);
}

void Kit::end_panel() {
  ImGui::PopFont();
  ImGui::End();
  ImGui::PopStyleVar(5);
  ImGui::PopStyleColor(3);
}

// The panel with the ring, or the first that has more to show, goes on by nearly its height.
void Kit::scroll_by_keys() {
  const float most = ImGui::GetScrollMaxY();
  if (!scrolls_ || most <= 0.0f || (!key_panel_.empty() && key_panel_ != panel_)) return;
  const float to = ImGui::GetScrollY() + scroll_pages * 0.85f * ImGui::GetWindowHeight();
  ImGui::SetScrollY(std::clamp(to, 0.0f, most));
  scroll_pages = 0.0f;
}

// A place of the keyboard's walk. @return the ring is here
bool Kit::take_place(Box box, float round_at_100) {
  if (only != nullptr && std::string_view(only) != panel_) return false;
  const bool here = focusable++ == focus;
  panel_of_.push_back(panel_);
  if (!here) return false;
  focused = box;
  ImGui::GetWindowDrawList()->AddRect({box.x - px(2), box.y - px(2)},
                                      {box.x + box.w + px(2), box.y + box.h + px(2)}, theme.ink,
                                      px(round_at_100 + 2.0f), 0, std::max(kRing_px, px(kRing_px)));
  if (scrolls_ && follows_) bring_into_sight(focus, box, px(6));
  return true;
}

bool Kit::press_area(const char* id, Box box, bool* hovered, float round_at_100) {
  const ImVec2 back = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(box.min());
  const bool clicked = ImGui::InvisibleButton(id, {std::max(box.w, 1.0f), std::max(box.h, 1.0f)});
  const bool over = ImGui::IsItemHovered();
  if (hovered != nullptr) *hovered = over;
  ImGui::SetCursorScreenPos(back);

  const bool here = take_place(box, round_at_100);
  return clicked || (here && enter);
}

bool Kit::button(const char* label, Look look, float w_at_100, float h_at_100, const char* id) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float pad = px(14), tick = look == Look::Done ? px(24) : 0.0f;
  const float free = ImGui::GetContentRegionAvail().x;
  const ImVec2 one = measure(fonts.body, label);
  const float w = w_at_100 < 0.0f ? free : w_at_100 > 0.0f ? px(w_at_100) : one.x + 2 * pad + tick;
  // long labels wrap and the button grows
  const float room = w - 2 * pad - tick;
  const ImVec2 size = measure(fonts.body, label, room + 1.0f);
  // a full-width button keeps room for its tick, so that those below stay put when it is done
  const float tallest = w_at_100 < 0.0f && look == Look::Plain
                            ? measure(fonts.body, label, room - px(24) + 1.0f).y
                            : size.y;
  const float h = std::max(px(h_at_100), tallest + px(12));
  const Box box{at.x, at.y, w, h};
  bool over = false;
  const bool pressed = press_area(id != nullptr ? id : label, box, &over);

  ImDrawList& d = *ImGui::GetWindowDrawList();
  ImU32 fill = theme.card, edge = theme.line, words = theme.ink;
  if (look == Look::Main) fill = edge = theme.accent, words = theme.on_accent;
  if (look == Look::Quiet) fill = edge = IM_COL32(0, 0, 0, 0), words = theme.accent;
  if (look == Look::Chosen) fill = theme.accent_soft, edge = theme.accent;
  if (look == Look::Done) fill = IM_COL32(0, 0, 0, 0), words = theme.faint;
  if (look == Look::Warn) edge = theme.stop, words = theme.stop;
  if (over)
    fill = look == Look::Main ? blend(fill, theme.ink, 0.15f)
                              : blend(theme.card, theme.accent_soft, 0.8f);
  d.AddRectFilled(box.min(), box.max(), fill, px(8));
  d.AddRect(box.min(), box.max(), edge, px(8));
  if (look == Look::Done)
    draw_tick(d, {at.x + px(10), at.y + 0.5f * (h - px(18)), px(18), px(18)}, theme.pass);
  const bool left = w_at_100 < 0.0f && look != Look::Main;
  const float x = left ? at.x + pad + tick : at.x + tick + 0.5f * (w - tick - size.x);
  text_at({x, at.y + 0.5f * (h - size.y)}, fonts.body, words, label, room + 1.0f);
  ImGui::Dummy({w, h});
  return pressed;
}

bool Kit::toggle(const char* label, bool on) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float track = px(40), room = ImGui::GetContentRegionAvail().x - track - px(10);
  const ImVec2 size = measure(fonts.body, label, room);
  const float h = std::max(px(28), size.y);
  const Box box{at.x, at.y, track + px(10) + size.x, h};
  const bool pressed = press_area(label, box);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  const float mid = at.y + 0.5f * h, r = px(11);
  d.AddRectFilled({at.x, mid - r}, {at.x + track, mid + r}, on ? theme.accent : theme.faint, r);
  d.AddCircleFilled({on ? at.x + track - r : at.x + r, mid}, r - px(3), theme.card);
  text_at({at.x + track + px(10), at.y + 0.5f * (h - size.y)}, fonts.body, theme.ink, label, room);
  ImGui::Dummy({box.w, h});
  return pressed;
}

void Kit::beside(float w) {
  ImGui::SameLine();
  if (ImGui::GetContentRegionAvail().x < w) ImGui::NewLine();
}

void Kit::title_at(float x, float mid_y, float room, ImU32 colour, std::string_view words) {
  ImVec2 size = measure(fonts.bold, words);
  if (size.x <= room) {
    text_at({x, mid_y - 0.5f * size.y}, fonts.bold, colour, words);
    return;
  }
  std::string shown(words);
  const float two_lines = 2.1f * fonts.small->FontSize;
  for (std::string left(words); !left.empty(); shown = left + "\u2026") {
    size = measure(fonts.small, shown, room);
    if (size.y <= two_lines && size.x <= room) break;
    // one letter less, whole in UTF-8
    do left.pop_back();
    while (!left.empty() && (static_cast<unsigned char>(left.back()) & 0xC0u) == 0x80u);
    while (!left.empty() && static_cast<unsigned char>(left.back()) >= 0xC0u) left.pop_back();
  }
  text_at({x, mid_y - 0.5f * size.y}, fonts.small, colour, shown, room);
}

void Kit::begin_field(float w, float h) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool here = take_place({at.x, at.y, w, h}, 8.0f);
  if (here && (walked_ || (enter && !ImGui::GetIO().WantTextInput))) ImGui::SetKeyboardFocusHere();
  ImGui::PushStyleColor(ImGuiCol_FrameBg, theme.card);
  ImGui::PushStyleColor(ImGuiCol_Border, theme.faint);
  ImGui::PushStyleColor(ImGuiCol_Text, theme.ink);
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, theme.faint);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(12), px(10)});
}

void Kit::end_field() {
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(4);
}

void Kit::text(ImFont* font, ImU32 colour, std::string_view words) {
  ImGui::PushFont(font);
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  ImGui::PushTextWrapPos(0.0f);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
  if (drawn != nullptr) note(words, at, ImGui::GetItemRectSize());
}

void Kit::hint(const std::string& words) {
  ImGui::SetTooltip("%s", words.c_str());
  if (drawn != nullptr) note(words, ImGui::GetWindowPos(), {0.0f, 0.0f});
}

void Kit::note(std::string_view words, ImVec2 at, ImVec2 size) {
  const ImVec2 low = ImGui::GetWindowDrawList()->GetClipRectMin(),
               high = ImGui::GetWindowDrawList()->GetClipRectMax();
  drawn->push_back({.words = std::string(words),
                    .panel = panel_,
                    .box = {at.x, at.y, size.x, size.y},
                    .clip = {low.x, low.y, high.x - low.x, high.y - low.y},
                    .scrolls = scrolls_});
}

ImVec2 Kit::text_at(ImVec2 at, ImFont* font, ImU32 colour, std::string_view words, float wrap) {
  const std::string lines = has_stop_inside(words) ? lines_of(font, words, wrap) : std::string();
  const std::string_view shown = lines.empty() ? words : std::string_view(lines);
  ImGui::GetWindowDrawList()->AddText(font, font->FontSize, {std::floor(at.x), std::floor(at.y)},
                                      colour, shown.data(), shown.data() + shown.size(), wrap);
  const ImVec2 size = measure(font, words, wrap);
  if (drawn != nullptr) note(words, at, size);
  return size;
}

ImVec2 Kit::measure(ImFont* font, std::string_view words, float wrap) const {
  const std::string lines = has_stop_inside(words) ? lines_of(font, words, wrap) : std::string();
  const std::string_view shown = lines.empty() ? words : std::string_view(lines);
  return font->CalcTextSizeA(font->FontSize, 1e9f, wrap, shown.data(), shown.data() + shown.size());
}

void draw_tick(ImDrawList& d, Box b, ImU32 colour) {
  const ImVec2 p[3]{{b.x + 0.15f * b.w, b.y + 0.55f * b.h},
                    {b.x + 0.42f * b.w, b.y + 0.80f * b.h},
                    {b.x + 0.88f * b.w, b.y + 0.22f * b.h}};
  d.AddPolyline(p, 3, colour, 0, 0.13f * b.w);
}

void draw_stop(ImDrawList& d, Box b, ImU32 colour) {
  // an octagon with a bar
  ImVec2 p[8];
  for (int k = 0; k < 8; ++k) {
    const float a = (static_cast<float>(k) + 0.5f) * kPi / 4.0f;
    p[k] = {b.x + b.w * (0.5f + 0.48f * std::cos(a)), b.y + b.h * (0.5f + 0.48f * std::sin(a))};
  }
  d.AddPolyline(p, 8, colour, ImDrawFlags_Closed, 0.10f * b.w);
  d.AddLine({b.x + 0.3f * b.w, b.y + 0.5f * b.h}, {b.x + 0.7f * b.w, b.y + 0.5f * b.h}, colour,
            0.12f * b.w);
}

void draw_caution(ImDrawList& d, Box b, ImU32 colour) {
  const ImVec2 p[3]{{b.x + 0.5f * b.w, b.y + 0.06f * b.h},
                    {b.x + 0.96f * b.w, b.y + 0.9f * b.h},
                    {b.x + 0.04f * b.w, b.y + 0.9f * b.h}};
  d.AddPolyline(p, 3, colour, ImDrawFlags_Closed, 0.09f * b.w);
  d.AddLine({b.x + 0.5f * b.w, b.y + 0.36f * b.h}, {b.x + 0.5f * b.w, b.y + 0.62f * b.h}, colour,
            0.10f * b.w);
  d.AddCircleFilled({b.x + 0.5f * b.w, b.y + 0.76f * b.h}, 0.06f * b.w, colour);
}

void draw_pause(ImDrawList& d, Box b, ImU32 colour, bool play) {
  if (play) {
    d.AddTriangleFilled({b.x + 0.25f * b.w, b.y + 0.15f * b.h},
                        {b.x + 0.85f * b.w, b.y + 0.5f * b.h},
                        {b.x + 0.25f * b.w, b.y + 0.85f * b.h}, colour);
    return;
  }
  d.AddRectFilled({b.x + 0.25f * b.w, b.y + 0.18f * b.h}, {b.x + 0.42f * b.w, b.y + 0.82f * b.h},
                  colour, 1.0f);
  d.AddRectFilled({b.x + 0.58f * b.w, b.y + 0.18f * b.h}, {b.x + 0.75f * b.w, b.y + 0.82f * b.h},
                  colour, 1.0f);
}

}  // namespace lac::ui
