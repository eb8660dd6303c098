#include <algorithm>
#include <cmath>

#include "ui/panels.h"

namespace lac::ui {
namespace {

constexpr double kSaid_s = 10.0;                          // how long one's own words stay
constexpr double kReadLeast_s = 4.0, kRead_per_s = 14.0;  // letters, of a long answer (assumed)

// The face keeps its colours in both themes.
constexpr ImU32 kFaceInk = IM_COL32(0x14, 0x20, 0x2B, 255),
                kFaceFill = IM_COL32(0xDD, 0xEF, 0xEC, 255);

// The last words of the patient, as a caption; empty if nothing was said lately.
const session::LogLine* last_words(const LiveView& live) {
  if (!live.lines) return nullptr;
  for (auto line = live.lines->rbegin(); line != live.lines->rend(); ++line)
    if (line->who == "patient") return &*line;
  return nullptr;
}

// What is new: her words, or what was found since.
const session::LogLine* newest_answer(const LiveView& live) {
  if (!live.lines) return nullptr;
  for (auto line = live.lines->rbegin(); line != live.lines->rend(); ++line)
    if (line->who == "patient" || line->who == "finding") return &*line;
  return nullptr;
}

void draw_nrs(Kit& kit, const LiveView& live, ImVec2 at, float width) {
  const double nrs = live.snapshot ? live.snapshot->nrs_shown : -1.0;
  const bool asked = nrs >= 0.0;
  kit.text_at(at, kit.fonts.small, kit.theme.faint, tr("Pain, as told"));
  const float line = kit.fonts.small->FontSize;
  if (!asked) {
    kit.text_at({at.x, at.y + line}, kit.fonts.body, kit.theme.ink, tr("not asked yet"), width);
    return;
  }
  const int n = static_cast<int>(std::lround(nrs));
  const ImU32 colour = n >= 7 ? kit.theme.stop : n >= 4 ? kit.theme.caution : kit.theme.ink;
  const ImVec2 size =
      kit.text_at({at.x, at.y + line - kit.px(6)}, kit.fonts.title, colour, std::to_string(n));
  kit.text_at({at.x + size.x + kit.px(6), at.y + line + kit.px(4)}, kit.fonts.body, kit.theme.faint,
              tr("of 10"));
}

}  // namespace

bool draw_patient_panel(Kit& kit, const LiveView& live, float face_shown, Box box) {
  bool whole = true;
  const session::LogLine* const newest = newest_answer(live);
  kit.begin_panel("patient", box, kit.theme.card, 12.0f);
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddLine({box.x, box.y}, {box.x, box.y + box.h}, kit.theme.line);

  // face, name, spoken pain
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float face = std::min({kit.px(92), 0.36f * box.h, 0.40f * width});
  const bool person = live.spec && !live.spec->patient_name.empty();
  const bool balloon = live.spec && live.spec->patient.breast.kind == anatomy::BodyKind::Balloon;
  if (!balloon) draw_face(d, {at.x, at.y, face, face}, face_shown, kFaceInk, kFaceFill);
  const float x = balloon ? at.x : at.x + face + kit.px(12);
  kit.text_at({x, at.y}, kit.fonts.bold, kit.theme.ink,
              balloon  ? tr("Practice balloon")
              : person ? live.spec->patient_name
                       : tr("Patient"));
  if (!balloon)
    draw_nrs(kit, live, {x, at.y + kit.fonts.bold->FontSize + kit.px(2)},
             width - face - kit.px(12));
  const float beside =
      kit.fonts.bold->FontSize + kit.fonts.small->FontSize + kit.fonts.body->FontSize;
  ImGui::Dummy({width, balloon ? kit.px(30) : std::max(face, beside) + kit.px(4)});

  // what the learner just said, and why it could not be done yet: above all else, or it is not seen
  if (live.lines && !live.lines->empty()) {
    const session::LogLine& line = live.lines->back();
    if (line.who == "you" && live.time_s - line.time_s < kSaid_s)
      kit.text(kit.fonts.small, kit.theme.caution, line.text.said());
  }

  // words as a caption
  if (const session::LogLine* words = last_words(live); words != nullptr) {
    const bool fresh = live.time_s - words->time_s < 6.0;
    std::string quoted = "\u201c" + words->text.said();
    const float pad = kit.px(10), room = width - 2 * pad;
    // lines may break after a full stop: a closing mark alone on a line is left out
    if (kit.measure(kit.fonts.body, quoted + "\u201d", room).y <=
        kit.measure(kit.fonts.body, quoted, room).y)
      quoted += "\u201d";
    const ImVec2 size = kit.measure(kit.fonts.body, quoted, room), p = ImGui::GetCursorScreenPos();
    d.AddRectFilled(p, {p.x + width, p.y + size.y + 2 * pad},
                    fresh ? kit.theme.accent_soft : with_alpha(kit.theme.accent_soft, 0.35f),
                    kit.px(10));
    kit.text_at({p.x + pad, p.y + pad}, kit.fonts.body, kit.theme.ink, quoted, room);
    ImGui::Dummy({width, size.y + 2 * pad});
    if (words == newest) whole = p.y + size.y + pad <= box.y + box.h;
  } else if (balloon) {
    kit.text(kit.fonts.body, kit.theme.faint,
             tr("Nobody can be hurt here. Press, hold, roll, and watch what gives."));
  } else {
    kit.text(kit.fonts.body, kit.theme.faint,
             tr("Say who you are, and ask. The answers stand here."));
  }

  // what is new is seen from its beginning
  if (newest != nullptr) {
    int* const shown = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("answer at"), -1);
    const int now = static_cast<int>(newest->time_s);
    if (*shown != now) ImGui::SetScrollY(0.0f);
    *shown = now;
  }

  // what was found, newest first
  if (live.lines) {
    for (auto line = live.lines->rbegin(); line != live.lines->rend(); ++line) {
      if (line->who != "finding") continue;
      kit.text(kit.fonts.small, kit.theme.faint,
               clock_text(line->time_s) + "  " + line->text.said());
      if (&*line == newest) whole = ImGui::GetCursorScreenPos().y <= box.y + box.h;
    }
  }
  kit.end_panel();
  return whole;
}

float draw_long_words(Kit& kit, const LiveView& live, Box box) {
  const session::LogLine* const words = newest_answer(live);
  if (words == nullptr) return box.y + box.h;
  const std::string said =
      words->who == "patient" ? "\u201c" + words->text.said() + "\u201d" : words->text.said();
  if (live.time_s - words->time_s > kReadLeast_s + static_cast<double>(said.size()) / kRead_per_s)
    return box.y + box.h;
  const float pad = kit.px(14), w = std::min(kit.px(640), box.w - 2 * pad), room = w - 2 * pad;
  const ImVec2 size = kit.measure(kit.fonts.body, said, room);
  const Box card{box.x + 0.5f * (box.w - w), box.y + box.h - size.y - 2 * pad - kit.px(96), w,
                 size.y + 2 * pad};
  ImDrawList& d = *ImGui::GetWindowDrawList();
  d.AddRectFilled(card.min(), card.max(), with_alpha(kit.theme.card, 0.95f), kit.px(10));
  d.AddRect(card.min(), card.max(), kit.theme.accent, kit.px(10));
  kit.text_at({card.x + pad, card.y + pad}, kit.fonts.body, kit.theme.ink, said, room);
  return card.y;
}

}  // namespace lac::ui
