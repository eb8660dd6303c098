#include <array>

#include "scenario/fields.h"

namespace lac::scenario {
namespace {

using D = Dimension;
using T = Type;

// clang-format off
constexpr std::array kScenario = {
    Field<ScenarioDraft>{{"title", T::Text, D::None, "", 1, 120, "required", "Shown in the case browser"},
     [](ScenarioDraft& s, const Value& v) { s.spec.title = v.text; }},
    Field<ScenarioDraft>{{"summary", T::Text, D::None, "", 0, 400, "", "One or two sentences for the case browser"},
     [](ScenarioDraft& s, const Value& v) { s.spec.summary = v.text; }},
    Field<ScenarioDraft>{{"pack", T::Name, D::None, "", 0, 0, "", "Technique pack: assets/packs/NAME.toml"},
     [](ScenarioDraft& s, const Value& v) { s.spec.pack = v.text; }},
    Field<ScenarioDraft>{{"pack_criteria", T::Names, D::None, "", 0, 0, "all of the pack", "Which of the pack's criteria this case uses"},
     [](ScenarioDraft& s, const Value& v) { s.pack_criteria = v.list; }},
    Field<ScenarioDraft>{{"objectives", T::Texts, D::None, "", 0, 0, "", "What the learner will be able to do"},
     [](ScenarioDraft& s, const Value& v) { s.spec.objectives = v.list; }},
    Field<ScenarioDraft>{{"demos", T::Names, D::None, "", 0, 0, "", "Demonstrations the case counts on: demo/NAME.toml"},
     [](ScenarioDraft& s, const Value& v) { s.spec.demos = v.list; }},
    Field<ScenarioDraft>{{"image", T::File, D::None, "", 0, 0, "", "", "", "1", "write a [[picture]] with file and alt"},
     [](ScenarioDraft&, const Value&) {}},
    Field<ScenarioDraft>{{"seed", T::Whole, D::None, "", 0, 1e15, "1", "For everything random in the run"},
     [](ScenarioDraft& s, const Value& v) { s.spec.seed = static_cast<std::uint64_t>(v.number); }},
    Field<ScenarioDraft>{{"pilot_note", T::Markdown, D::None, "", 0, 2000, "", "Who tried this case, and what they said"},
     [](ScenarioDraft& s, const Value& v) { s.spec.pilot_note = v.text; }},
};

constexpr std::array kPrebrief = {
    Field<ScenarioDraft>{{"text", T::Markdown, D::None, "", 0, 8000, "", "Read before the patient is met"},
     [](ScenarioDraft& s, const Value& v) { s.spec.prebrief = v.text; }},
};

constexpr std::array kPerson = {
    Field<ScenarioDraft>{{"base", T::Name, D::None, "", 0, 0, "", "Starts from assets/patients/NAME.toml"},
     [](ScenarioDraft& s, const Value& v) { s.base = v.text; }},
    Field<ScenarioDraft>{{"name", T::Text, D::None, "", 0, 80, "", "What the patient is called"},
     [](ScenarioDraft& s, const Value& v) { s.spec.patient_name = v.text; }},
    Field<ScenarioDraft>{{"baby", T::Markdown, D::None, "", 0, 2000, "", "Last feed, weight, nappies, colour, alertness"},
     [](ScenarioDraft& s, const Value& v) { s.spec.baby = v.text; }},
    Field<ScenarioDraft>{{"history", T::Markdown, D::None, "", 0, 4000, "", "What the notes say"},
     [](ScenarioDraft& s, const Value& v) { s.spec.history = v.text; }},
    Field<ScenarioDraft>{{"conditions", T::Names, D::None, "", 0, 0, "", "What the history holds that chooses rows of a pack, or rules techniques out"},
     [](ScenarioDraft& s, const Value& v) { s.spec.conditions = v.list; }},
    Field<ScenarioDraft>{{"skin_tone", T::Whole, D::None, "", 1, 10, "5", "Monk scale"},
     [](ScenarioDraft& s, const Value& v) { s.spec.skin_tone = static_cast<int>(v.number); }},
};

constexpr std::array kDebrief = {
    Field<ScenarioDraft>{{"questions", T::Texts, D::None, "", 0, 0, "", "Asked before results are shown"},
     [](ScenarioDraft& s, const Value& v) { s.spec.debrief_questions = v.list; }},
};

constexpr std::array kPhase = {
    Field<Phase>{{"id", T::Name, D::None, "", 0, 0, "required", "Named by actions"},
     [](Phase& p, const Value& v) { p.id = v.text; }},
    Field<Phase>{{"title", T::Text, D::None, "", 1, 60, "required", "In the phase guide"},
     [](Phase& p, const Value& v) { p.title = v.text; }},
    Field<Phase>{{"goal", T::Text, D::None, "", 0, 300, "", "What this phase is for"},
     [](Phase& p, const Value& v) { p.goal = v.text; }},
};

constexpr std::array kAction = {
    Field<Action>{{"id", T::Name, D::None, "", 0, 0, "required", "Named by demos and criteria"},
     [](Action& a, const Value& v) { a.id = v.text; }},
    Field<Action>{{"label", T::Text, D::None, "", 1, 80, "required", "On the button"},
     [](Action& a, const Value& v) { a.label = v.text; }},
    Field<Action>{{"phase", T::Name, D::None, "", 0, 0, "every phase", "Where it is offered"},
     [](Action& a, const Value& v) { a.phase = v.text; }},
    Field<Action>{{"reply", T::Text, D::None, "", 0, 600, "", "What the patient says, or what is found"},
     [](Action& a, const Value& v) { a.reply = v.text; }},
    Field<Action>{{"minutes", T::Quantity, D::Time, "min", 0.1, 240, "no wait", "A wait this long"},
     [](Action& a, const Value& v) { a.minutes = v.number / kSecondsPerMinute; }},
    Field<Action>{{"needs", T::Name, D::None, "", 0, 0, "", "Action that must come first"},
     [](Action& a, const Value& v) { a.needs = v.text; }},
    Field<Action>{{"decides", T::Flag, D::None, "", 0, 0, "false", "A disposition: ends the run"},
     [](Action& a, const Value& v) { a.decides = v.flag; }},
    Field<Action>{{"choice_of", T::Name, D::None, "", 0, 0, "", "A topic: of all actions with the same one, only one is said"},
     [](Action& a, const Value& v) { a.choice_of = v.text; }},
    Field<Action>{{"stress", T::Quantity, D::Fraction, "", 0, 1, "as before", "How it leaves the patient, 0 calm to 1; holds let-down back"},
     [](Action& a, const Value& v) { a.stress = v.number; }},
    Field<Action>{{"noise", T::Quantity, D::Fraction, "", 0, 1, "as before", "Noise of the room from then on, 0 quiet to 1; holds let-down back"},
     [](Action& a, const Value& v) { a.noise = v.number; }},
    Field<Action>{{"cue", T::Quantity, D::Fraction, "", 0, 1, "as before", "How much from then on speaks of a feed: the baby seen, heard, held; lets milk down before touch"},
     [](Action& a, const Value& v) { a.cue = v.number; }},
    Field<Action>{{"does", T::Choice, D::None, "", 0, 0, "", "What happens to the body with it", "breast:affected|breast:other|breast:left|breast:right|position:supine|position:reclined|position:upright|position:leaning-forward|position:side-lying|position:prone|oil|wipe|warm-pack|cold-pack|pack-off|cup|spoon|syringe|cup-feed|baby-feeds|carry-on"},
     [](Action& a, const Value& v) { a.does = v.text; }},
    Field<Action>{{"finds", T::Choice, D::None, "", 0, 0, "", "What is found is told from the body as it is then", "spes|areola|lump|cup|skin|nipple|armpit|belly"},
     [](Action& a, const Value& v) { a.finds = v.text; }},
};

constexpr std::array kVariation = {
    Field<ScenarioDraft>{{"other_side", T::Flag, D::None, "", 0, 0, "false", "May be the other breast, everything mirrored"},
     [](ScenarioDraft& s, const Value& v) { s.spec.variation.other_side = v.flag; }},
    Field<ScenarioDraft>{{"round", T::Quantity, D::Angle, "o'clock", 0, 3, "0 o'clock", "How far round the plug may lie from where it is written"},
     [](ScenarioDraft& s, const Value& v) { s.spec.variation.round_rad = v.number; }},
    Field<ScenarioDraft>{{"severity", T::Quantity, D::Fraction, "", 0, 0.3, "0", "Swelling, milk and pressure, up and down by this share"},
     [](ScenarioDraft& s, const Value& v) { s.spec.variation.severity_frac = v.number; }},
    Field<ScenarioDraft>{{"size", T::Quantity, D::Fraction, "", 0, 0.4, "0", "Volume of the breast, up and down by this share"},
     [](ScenarioDraft& s, const Value& v) { s.spec.variation.size_frac = v.number; }},
    Field<ScenarioDraft>{{"skin_tone", T::Flag, D::None, "", 0, 0, "false", "Any of the ten"},
     [](ScenarioDraft& s, const Value& v) { s.spec.variation.skin_tone = v.flag; }},
    Field<ScenarioDraft>{{"comfort", T::Whole, D::None, "", 0, 2, "0", "Pain at rest, up and down by this many steps"},
     [](ScenarioDraft& s, const Value& v) { s.spec.variation.comfort = static_cast<int>(v.number); }},
};

constexpr std::array kUtterance = {
    Field<Utterance>{{"id", T::Name, D::None, "", 0, 0, "required", ""},
     [](Utterance& u, const Value& v) { u.id = v.text; }},
    Field<Utterance>{{"trigger", T::Choice, D::None, "", 0, 0, "required", "When the patient says it", "pain-1|pain-2|pain-3|pain-4|pain-5|pain-6|pain-7|pain-8|pain-9|pain-10|let-down|relief|at-ease|stop"},
     [](Utterance& u, const Value& v) { u.trigger = v.text; }},
    Field<Utterance>{{"text", T::Text, D::None, "", 1, 300, "required", "In the patient's words"},
     [](Utterance& u, const Value& v) { u.text = v.text; }},
};

constexpr std::array kPicture = {
    Field<Picture>{{"file", T::File, D::None, "", 0, 0, "required", "PNG or JPEG beside scenario.toml, at most 4 MB and 4096 pixels a side"},
     [](Picture& p, const Value& v) { p.file = v.text; }},
    Field<Picture>{{"alt", T::Text, D::None, "", 1, 300, "required", "What it shows, for those who cannot see it"},
     [](Picture& p, const Value& v) { p.alt = v.text; }},
    Field<Picture>{{"phase", T::Name, D::None, "", 0, 0, "the prebrief", "Where it is shown"},
     [](Picture& p, const Value& v) { p.phase = v.text; }},
};

constexpr std::array kCriterion = {
    Field<CriterionDraft>{{"id", T::Name, D::None, "", 0, 0, "required", "Named by reports and demos"},
     [](CriterionDraft& c, const Value& v) { c.criterion.id = v.text; }},
    Field<CriterionDraft>{{"text", T::Text, D::None, "", 1, 200, "required", "What is looked for"},
     [](CriterionDraft& c, const Value& v) { c.criterion.text = v.text; }},
    Field<CriterionDraft>{{"why", T::Text, D::None, "", 1, 600, "required", "Why it matters"},
     [](CriterionDraft& c, const Value& v) { c.criterion.why = v.text; }},
    Field<CriterionDraft>{{"instead", T::Text, D::None, "", 1, 600, "required", "What to try"},
     [](CriterionDraft& c, const Value& v) { c.criterion.instead = v.text; }},
    Field<CriterionDraft>{{"domain", T::Choice, D::None, "", 0, 0, "required", "", "communication|assessment|technique|outcome|safety"},
     [](CriterionDraft& c, const Value& v) { c.criterion.domain = static_cast<rubric::Domain>(v.choice); }},
    Field<CriterionDraft>{{"kind", T::Choice, D::None, "", 0, 0, "required", "What sort of row", "gate|order|measure|coverage|rhythm|limit|outcome|decision|avoid"},
     [](CriterionDraft& c, const Value& v) { c.criterion.kind = static_cast<rubric::Kind>(v.choice); }},
    Field<CriterionDraft>{{"technique", T::Name, D::None, "", 0, 0, "", "Recognised technique (measure, coverage, rhythm, avoid)"},
     [](CriterionDraft& c, const Value& v) { c.criterion.technique = v.text; }},
    Field<CriterionDraft>{{"metric", T::Text, D::None, "", 0, 64, "", "Measure of the technique, or observed quantity"},
     [](CriterionDraft& c, const Value& v) { c.criterion.metric = v.text; }},
    Field<CriterionDraft>{{"first", T::Name, D::None, "", 0, 0, "", "Action or technique that must come first (gate, order)"},
     [](CriterionDraft& c, const Value& v) { c.criterion.first = v.text; }},
    Field<CriterionDraft>{{"also", T::Names, D::None, "", 0, 0, "", "What counts as \"first\" as well, as when the parent's own hands do it"},
     [](CriterionDraft& c, const Value& v) { c.criterion.also = v.list; }},
    Field<CriterionDraft>{{"when", T::Name, D::None, "", 0, 0, "always", "Counts only in runs where this action or technique was done"},
     [](CriterionDraft& c, const Value& v) { c.criterion.when = v.text; }},
    Field<CriterionDraft>{{"applies_to", T::Names, D::None, "", 0, 0, "every case", "Pack: only in cases with one of these conditions"},
     [](CriterionDraft& c, const Value& v) { c.criterion.applies_to = v.list; }},
    Field<CriterionDraft>{{"breast", T::Choice, D::None, "", 0, 0, "any", "Which breast; affected: the one the case is about; both: the worse counts", "any|affected|other|both|left|right"},
     [](CriterionDraft& c, const Value& v) { c.criterion.breast = static_cast<rubric::Breast>(v.choice); }},
    Field<CriterionDraft>{{"then", T::Name, D::None, "", 0, 0, "by the end", "Action or technique that follows (gate, order)"},
     [](CriterionDraft& c, const Value& v) { c.criterion.then = v.text; }},
    Field<CriterionDraft>{{"decision", T::Name, D::None, "", 0, 0, "", "The action that is right (decision)"},
     [](CriterionDraft& c, const Value& v) { c.criterion.decision = v.text; }},
    Field<CriterionDraft>{{"low", T::Bound, D::None, "", 0, 0, "no lower edge", "Full credit from here, in the metric's unit"},
     [](CriterionDraft& c, const Value& v) { c.low = v.item; }},
    Field<CriterionDraft>{{"high", T::Bound, D::None, "", 0, 0, "no upper edge", "Full credit up to here"},
     [](CriterionDraft& c, const Value& v) { c.high = v.item; }},
    Field<CriterionDraft>{{"falloff", T::Bound, D::None, "", 0, 0, "0", "Credit reaches 0 this far outside"},
     [](CriterionDraft& c, const Value& v) { c.falloff = v.item; }},
    Field<CriterionDraft>{{"within", T::Quantity, D::Time, "s", 1, 14400, "any time", "Time allowed (order, decision)"},
     [](CriterionDraft& c, const Value& v) { c.criterion.within_s = v.number; }},
    Field<CriterionDraft>{{"weight", T::Quantity, D::None, "", 0, 100, "required", "Share of the total, relative"},
     [](CriterionDraft& c, const Value& v) { c.criterion.weight = v.number; }},
    Field<CriterionDraft>{{"critical", T::Flag, D::None, "", 0, 0, "false", "Not met: the run is not safe"},
     [](CriterionDraft& c, const Value& v) { c.criterion.critical = v.flag; }},
    Field<CriterionDraft>{{"source", T::Name, D::None, "", 0, 0, "", "Key of sources.toml; or assumed = true"},
     [](CriterionDraft& c, const Value& v) { c.criterion.source = v.text; }},
    Field<CriterionDraft>{{"edition", T::Text, D::None, "", 0, 120, "", "Which edition, page or section"},
     [](CriterionDraft& c, const Value& v) { c.criterion.edition = v.text; }},
    Field<CriterionDraft>{{"grade", T::Choice, D::None, "", 0, 0, "expert", "How strong the evidence is", "rct|observational|guideline|expert|lay|assumed"},
     [](CriterionDraft& c, const Value& v) { c.criterion.grade = static_cast<rubric::Grade>(v.choice); }},
    Field<CriterionDraft>{{"seen", T::Choice, D::None, "", 0, 0, "the source's status", "How far we have read it ourselves", "seen|second-hand|unverified"},
     [](CriterionDraft& c, const Value& v) { c.criterion.seen = static_cast<rubric::Seen>(v.choice); c.seen_given = true; }},
    Field<CriterionDraft>{{"assumed", T::Flag, D::None, "", 0, 0, "false", "The band has no source"},
     [](CriterionDraft& c, const Value& v) { c.assumed = v.flag; }},
};

constexpr std::array kKnowledge = {
    Field<Knowledge>{{"id", T::Name, D::None, "", 0, 0, "required", "Named by assets/coverage_items.toml"},
     [](Knowledge& k, const Value& v) { k.id = v.text; }},
    Field<Knowledge>{{"text", T::Text, D::None, "", 1, 400, "required", "What is good to know"},
     [](Knowledge& k, const Value& v) { k.text = v.text; }},
    Field<Knowledge>{{"source", T::Name, D::None, "", 0, 0, "required", "Key of sources.toml"},
     [](Knowledge& k, const Value& v) { k.source = v.text; }},
    Field<Knowledge>{{"when", T::Name, D::None, "", 0, 0, "always", "Told in runs where this action or technique was done"},
     [](Knowledge& k, const Value& v) { k.when = v.text; }},
};

constexpr std::array kPack = {
    Field<PackDraft>{{"title", T::Text, D::None, "", 1, 120, "required", "Shown where a pack is chosen"},
     [](PackDraft& p, const Value& v) { p.pack.title = v.text; }},
    Field<PackDraft>{{"summary", T::Markdown, D::None, "", 0, 2000, "", "Whose teaching this is"},
     [](PackDraft& p, const Value& v) { p.pack.summary = v.text; }},
    Field<PackDraft>{{"edition", T::Text, D::None, "", 1, 40, "required", "Changes whenever a band or weight does"},
     [](PackDraft& p, const Value& v) { p.pack.edition = v.text; }},
    Field<PackDraft>{{"includes", T::Name, D::None, "", 0, 0, "", "Another pack whose rows come first; it may not include a third"},
     [](PackDraft& p, const Value& v) { p.pack.includes = v.text; }},
};
// clang-format on

}  // namespace

std::span<const Field<ScenarioDraft>> scenario_fields() { return kScenario; }
std::span<const Field<ScenarioDraft>> prebrief_fields() { return kPrebrief; }
std::span<const Field<ScenarioDraft>> person_fields() { return kPerson; }
std::span<const Field<ScenarioDraft>> debrief_fields() { return kDebrief; }
std::span<const Field<Phase>> phase_fields() { return kPhase; }
std::span<const Field<Action>> action_fields() { return kAction; }
std::span<const Field<Utterance>> utterance_fields() { return kUtterance; }
std::span<const Field<ScenarioDraft>> variation_fields() { return kVariation; }
std::span<const Field<Picture>> picture_fields() { return kPicture; }
std::span<const Field<CriterionDraft>> criterion_fields() { return kCriterion; }
std::span<const Field<Knowledge>> knowledge_fields() { return kKnowledge; }
std::span<const Field<PackDraft>> pack_fields() { return kPack; }

}  // namespace lac::scenario
