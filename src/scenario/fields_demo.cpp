#include <array>

#include "base/math.h"
#include "scenario/fields.h"

namespace lac::scenario {
namespace {

using D = Dimension;
using T = Type;

// clang-format off
constexpr std::array kDemo = {
    Field<DemoDraft>{{"title", T::Text, D::None, "", 1, 120, "required", "What this demonstration shows"},
     [](DemoDraft& d, const Value& v) { d.demo.title = v.text; }},
    Field<DemoDraft>{{"kind", T::Choice, D::None, "", 0, 0, "required", "", "expert|novice|harmful|coach"},
     [](DemoDraft& d, const Value& v) { d.demo.kind = v.text; }},
    Field<DemoDraft>{{"tremor", T::Quantity, D::Length, "mm", 0, 3, "0 mm", "Seeded human tremor, standard deviation"},
     [](DemoDraft& d, const Value& v) { d.demo.tremor_m = v.number; }},
    Field<DemoDraft>{{"aim_error", T::Quantity, D::Length, "mm", 0, 10, "0 mm", "How far off each gesture is aimed, standard deviation"},
     [](DemoDraft& d, const Value& v) { d.demo.aim_error_m = v.number; }},
    Field<DemoDraft>{{"seed", T::Whole, D::None, "", 0, 1e15, "1", "Of the tremor"},
     [](DemoDraft& d, const Value& v) { d.demo.seed = static_cast<std::uint64_t>(v.number); }},
};

constexpr std::array kError = {
    Field<NamedError>{{"name", T::Name, D::None, "", 0, 0, "required", "What is done that should not be, or left out"},
     [](NamedError& e, const Value& v) { e.name = v.text; }},
    Field<NamedError>{{"text", T::Text, D::None, "", 1, 300, "required", "In plain words"},
     [](NamedError& e, const Value& v) { e.text = v.text; }},
    Field<NamedError>{{"lowers", T::Names, D::None, "", 0, 0, "required", "Rows that must fall for it"},
     [](NamedError& e, const Value& v) { e.lowers = v.list; }},
};

// Which of these a step may have depends on what it does: demo.cpp, kUses.
constexpr std::array kStep = {
    Field<StepDraft>{{"do", T::Choice, D::None, "", 0, 0, "required", "What happens", "action|press|stroke|circle|ring|express|pause|wait|sweep|roll|knead|tap|compress|nipple|pump|vibrate|hold|let-go"},
     [](StepDraft& s, const Value& v) { s.gesture.kind = static_cast<Gesture::Kind>(v.choice); }},
    Field<StepDraft>{{"action", T::Name, D::None, "", 0, 0, "", "Action of the case"},
     [](StepDraft& s, const Value& v) { s.gesture.action = v.text; }},
    Field<StepDraft>{{"value", T::Quantity, D::None, "", -1e6, 1e6, "0", "Number the action carries"},
     [](StepDraft& s, const Value& v) { s.gesture.value = v.number; }},
    Field<StepDraft>{{"posture", T::Choice, D::None, "", 0, 0, "", "How the hand is held", "single-tip|flat-pads|flat-palm|support|c-hold|rps-ring|u-hold|two-finger-c|flower|straight-fingers|two-thumbs|fist-backs|roll-hand|tapping-tips|nipple-touch|flange|massager"},
     [](StepDraft& s, const Value& v) { s.gesture.posture = v.text; }},
    Field<StepDraft>{{"at", T::Quantity, D::Angle, "o'clock", 0, 12, "12 o'clock", "Clock place, 12 toward the head, seen facing the patient; express, compress: of the thumb; ring: of the first finger; roll: of the first hand"},
     [](StepDraft& s, const Value& v) { s.gesture.clock_rad = v.number; }},
    Field<StepDraft>{{"r", T::Quantity, D::Length, "mm", 0, 160, "50 mm", "Along the skin from the nipple base"},
     [](StepDraft& s, const Value& v) { s.gesture.r_m = v.number; }},
    Field<StepDraft>{{"to", T::Quantity, D::Angle, "o'clock", 0, 12, "", "Where a stroke, or a travelling circle, tap, knead or massager ends"},
     [](StepDraft& s, const Value& v) { s.gesture.to_clock_rad = v.number; }},
    Field<StepDraft>{{"to_r", T::Quantity, D::Length, "mm", 0, 160, "", "As to: how far from the nipple base"},
     [](StepDraft& s, const Value& v) { s.gesture.to_r_m = v.number; }},
    Field<StepDraft>{{"node", T::Choice, D::None, "", 0, 0, "", "Sweep: which lymph nodes it leads to; circle: done on their own area, beside the breast", "axilla|clavicle|parasternum"},
     [](StepDraft& s, const Value& v) { s.gesture.node = v.text; }},
    Field<StepDraft>{{"press", T::Quantity, D::Force, "N", 0, 15, "0 N", "Toward the chest wall; ring: each finger; express, compress: each pad; nipple: each finger toward the other"},
     [](StepDraft& s, const Value& v) { s.gesture.press_N = v.number; }},
    Field<StepDraft>{{"squeeze", T::Quantity, D::Force, "N", 0, 15, "0 N", "Express, compress: thumb and fingers toward each other, each pad"},
     [](StepDraft& s, const Value& v) { s.gesture.squeeze_N = v.number; }},
    Field<StepDraft>{{"hold", T::Quantity, D::Time, "s", 0.05, 600, "", "Press, ring, nipple: hold; express, compress: the compression; knead: the push"},
     [](StepDraft& s, const Value& v) { s.gesture.hold_s = v.number; }},
    Field<StepDraft>{{"speed", T::Quantity, D::Velocity, "mm/s", 1, 300, "30 mm/s", "Stroke, circle, sweep; travelling massager"},
     [](StepDraft& s, const Value& v) { s.gesture.speed_m_per_s = v.number; }},
    Field<StepDraft>{{"length", T::Quantity, D::Length, "mm", 5, 200, "60 mm", "Sweep: of one stroke; roll: how far the breast is carried one way"},
     [](StepDraft& s, const Value& v) { s.gesture.length_m = v.number; }},
    Field<StepDraft>{{"rate", T::Quantity, D::Frequency, "Hz", 0.05, 5, "", "Roll: to and fro a second; tap: taps a second"},
     [](StepDraft& s, const Value& v) { s.gesture.rate_Hz = v.number; }},
    Field<StepDraft>{{"roll", T::Quantity, D::Length, "mm", 0, 20, "0 mm", "Express: pads roll toward the nipple"},
     [](StepDraft& s, const Value& v) { s.gesture.roll_m = v.number; }},
    Field<StepDraft>{{"slide", T::Quantity, D::Length, "mm", 0, 40, "0 mm", "Express: pads slide over the skin instead"},
     [](StepDraft& s, const Value& v) { s.gesture.slide_m = v.number; }},
    Field<StepDraft>{{"span", T::Quantity, D::Length, "mm", 5, 80, "the posture's", "Ring, pump: radius; express, compress: pads' distance from the nipple base; circle: diameter"},
     [](StepDraft& s, const Value& v) { s.gesture.span_m = v.number; }},
    Field<StepDraft>{{"release", T::Quantity, D::Time, "s", 0.05, 30, "0.8 s", "Express, compress, knead: rest between cycles"},
     [](StepDraft& s, const Value& v) { s.gesture.release_s = v.number; }},
    Field<StepDraft>{{"repeats", T::Whole, D::None, "", 1, 500, "1", "How often"},
     [](StepDraft& s, const Value& v) { s.gesture.repeats = static_cast<int>(v.number); }},
    Field<StepDraft>{{"both", T::Flag, D::None, "", 0, 0, "false", "The other hand does the same on the opposite side of the nipple"},
     [](StepDraft& s, const Value& v) { s.gesture.both = v.flag; }},
    Field<StepDraft>{{"coached", T::Flag, D::None, "", 0, 0, "false", "The parent's own hands do it, at the learner's words"},
     [](StepDraft& s, const Value& v) { s.gesture.coached = v.flag; }},
    Field<StepDraft>{{"breast", T::Choice, D::None, "", 0, 0, "", "Which breast is taken in hand for it; from then on", "left|right"},
     [](StepDraft& s, const Value& v) { s.gesture.breast = v.text; }},
    Field<StepDraft>{{"vacuum", T::Quantity, D::Pressure, "kPa", 0, 40, "", "Pump: strongest vacuum of a cycle"},
     [](StepDraft& s, const Value& v) { s.gesture.device.vacuum_Pa = v.number; }},
    Field<StepDraft>{{"cycle", T::Quantity, D::Frequency, "Hz", 0, 5, "0 Hz", "Pump: cycles a second; 0: steady"},
     [](StepDraft& s, const Value& v) { s.gesture.device.cycle_Hz = v.number; }},
    Field<StepDraft>{{"vibration", T::Quantity, D::Frequency, "Hz", 1, 300, "", "Vibrate: of the massager's head"},
     [](StepDraft& s, const Value& v) { s.gesture.device.vibration_Hz = v.number; }},
    Field<StepDraft>{{"amplitude", T::Quantity, D::Length, "mm", 0.01, 5, "", "Vibrate: of the massager's head"},
     [](StepDraft& s, const Value& v) { s.gesture.device.amplitude_m = v.number; }},
    Field<StepDraft>{{"seconds", T::Quantity, D::Time, "s", 0.05, 600, "", "Pause: hands away, at real time; pump, vibrate: how long"},
     [](StepDraft& s, const Value& v) { s.gesture.seconds = v.number; }},
    Field<StepDraft>{{"minutes", T::Quantity, D::Time, "min", 0.1, 240, "", "Wait: fast"},
     [](StepDraft& s, const Value& v) { s.gesture.minutes = v.number / kSecondsPerMinute; }},
    Field<StepDraft>{{"place", T::Choice, D::None, "", 0, 0, "", "Instead of at and r: on the plug (or beyond it); plug-line: at is the plug's clock place", "plug|plug-line"},
     [](StepDraft& s, const Value& v) { s.gesture.place = v.text; }},
    Field<StepDraft>{{"beyond", T::Quantity, D::Length, "mm", -60, 60, "0 mm", "With place plug: outward from it, toward the chest wall"},
     [](StepDraft& s, const Value& v) { s.gesture.beyond_m = v.number; }},
    Field<StepDraft>{{"lowers", T::Names, D::None, "", 0, 0, "", "Its own rows: they fall if all steps that list them are left out"},
     [](StepDraft& s, const Value& v) { s.gesture.lowers = v.list; }},
    Field<StepDraft>{{"follows", T::Names, D::None, "", 0, 0, "", "Rows of order and outcome that may fall with its own"},
     [](StepDraft& s, const Value& v) { s.gesture.follows = v.list; }},
    Field<StepDraft>{{"note", T::Text, D::None, "", 0, 300, "", "Said while it is shown"},
     [](StepDraft& s, const Value& v) { s.gesture.note = v.text; }},
};

constexpr std::array kSourcesHead = {
    Field<SourcesDraft>{{"title", T::Text, D::None, "", 0, 120, "", "Of the list"},
     [](SourcesDraft& s, const Value& v) { s.title = v.text; }},
};

constexpr std::array kSource = {
    Field<Source>{{"key", T::Name, D::None, "", 0, 0, "required", "author-year"},
     [](Source& s, const Value& v) { s.key = v.text; }},
    Field<Source>{{"alias", T::Texts, D::None, "", 0, 0, "", "Other names for it"},
     [](Source& s, const Value& v) { s.alias = v.list; }},
    Field<Source>{{"author", T::Text, D::None, "", 0, 200, "", ""},
     [](Source& s, const Value& v) { s.author = v.text; }},
    Field<Source>{{"title", T::Text, D::None, "", 1, 300, "required", ""},
     [](Source& s, const Value& v) { s.title = v.text; }},
    Field<Source>{{"year", T::Text, D::None, "", 0, 20, "", ""},
     [](Source& s, const Value& v) { s.year = v.text; }},
    Field<Source>{{"url", T::Text, D::None, "", 0, 300, "", ""},
     [](Source& s, const Value& v) { s.url = v.text; }},
    Field<Source>{{"doi", T::Text, D::None, "", 0, 120, "", ""},
     [](Source& s, const Value& v) { s.doi = v.text; }},
    Field<Source>{{"note", T::Text, D::None, "", 0, 400, "", ""},
     [](Source& s, const Value& v) { s.note = v.text; }},
    Field<Source>{{"status", T::Choice, D::None, "", 0, 0, "required", "How far we have read it ourselves", "seen|second-hand|unverified"},
     [](Source& s, const Value& v) { s.status = static_cast<rubric::Seen>(v.choice); }},
    Field<Source>{{"retired", T::Flag, D::None, "", 0, 0, "false", "Superseded: never the basis of a mark"},
     [](Source& s, const Value& v) { s.retired = v.flag; }},
};
// clang-format on

}  // namespace

std::span<const Field<DemoDraft>> demo_fields() { return kDemo; }
std::span<const Field<NamedError>> error_fields() { return kError; }
std::span<const Field<StepDraft>> step_fields() { return kStep; }
std::span<const Field<Source>> source_fields() { return kSource; }
std::span<const Field<SourcesDraft>> sources_head_fields() { return kSourcesHead; }

}  // namespace lac::scenario
