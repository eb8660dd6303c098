#include <array>

#include "scenario/experiment_fields.h"

namespace lac::scenario {
namespace {

using D = Dimension;
using T = Type;

// clang-format off
constexpr std::array kExperiment = {
    Field<ExperimentDraft>{{"title", T::Text, D::None, "", 1, 160, "required", "What is studied"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.title = v.text; }},
    Field<ExperimentDraft>{{"about", T::Markdown, D::None, "", 0, 4000, "", "Which publication it is drawn from, and how it differs"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.about = v.text; }},
    Field<ExperimentDraft>{{"source", T::Name, D::None, "", 0, 0, "", "Key of sources.toml"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.source = v.text; }},
    Field<ExperimentDraft>{{"mechanics", T::Choice, D::None, "", 0, 0, "lumped", "Tissue with prescribed pressures, or as finite elements", "lumped|fem"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.mechanics = static_cast<Mechanics>(v.choice); }},
    Field<ExperimentDraft>{{"level", T::Choice, D::None, "", 0, 0, "coarse", "Fineness of the body", "coarse|standard|fine"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.level = static_cast<anatomy::Level>(v.choice); }},
    Field<ExperimentDraft>{{"tick", T::Quantity, D::Time, "s", 0.01, 0.25, "0.1 s", "Lumped: step of the models while something acts"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.step_s = v.number; }},
    Field<ExperimentDraft>{{"breasts", T::Whole, D::None, "", 1, 2, "1", "How many are simulated; both share one let-down"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.breasts = static_cast<int>(v.number); }},
};

constexpr std::array kPopulation = {
    Field<ExperimentDraft>{{"count", T::Whole, D::None, "", 1, 10000, "1", "Patients"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.count = static_cast<int>(v.number); }},
    Field<ExperimentDraft>{{"seed", T::Whole, D::None, "", 0, 1e15, "1", "Of the sample"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.seed = static_cast<std::uint64_t>(v.number); }},
    Field<ExperimentDraft>{{"vary", T::Names, D::None, "", 0, 0, "", "Spreads that are drawn; \"all\" for every one"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.vary = v.list; }},
};

constexpr std::array kSubject = {
    Field<ExperimentDraft>{{"base", T::Name, D::None, "", 0, 0, "", "Starts from assets/patients/NAME.toml"},
     [](ExperimentDraft& e, const Value& v) { e.base = v.text; }},
    Field<ExperimentDraft>{{"fullness", T::Quantity, D::Fraction, "", 0, 1.6, "the patient's milk", "Milk over capacity at the start"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.fullness = v.number; }},
    Field<ExperimentDraft>{{"fat", T::Quantity, D::None, "", 0.5, 1.2, "the model's", "s_m: her milk's fat over the curve's [C5.5]"},
     [](ExperimentDraft& e, const Value& v) { e.experiment.fat_scale = v.number; }},
};

constexpr std::array kArm = {
    Field<Arm>{{"name", T::Name, D::None, "", 0, 0, "required", "In steps, measures and results"},
     [](Arm& a, const Value& v) { a.name = v.text; }},
    Field<Arm>{{"title", T::Text, D::None, "", 0, 160, "", "In words"},
     [](Arm& a, const Value& v) { a.title = v.text; }},
    Field<Arm>{{"fullness", T::Quantity, D::Fraction, "", 0, 1.6, "the patient's", "Milk over capacity at the start"},
     [](Arm& a, const Value& v) { a.fullness = v.number; }},
};

constexpr std::array kScale = {
    Field<ParameterScale>{{"name", T::Name, D::None, "", 0, 0, "required", "Parameter of the models; `lactasim metrics --experiment` lists them"},
     [](ParameterScale& p, const Value& v) { p.name = v.text; }},
    Field<ParameterScale>{{"by", T::Quantity, D::None, "", 0.1, 10, "required", "Times its value"},
     [](ParameterScale& p, const Value& v) { p.scale = v.number; }},
    Field<ParameterScale>{{"arms", T::Names, D::None, "", 0, 0, "all", "In these arms"},
     [](ParameterScale& p, const Value& v) { p.arms = v.list; }},
};

// Which of these a step may have depends on what it does: experiment.cpp, kActRules.
constexpr std::array kAct = {
    Field<Act>{{"do", T::Choice, D::None, "", 0, 0, "required", "What happens", "pump|suckle|express|stroke|press|hands|position|warm|cold|stress|noise|cue|infuse|tracer|wait|day|repeat"},
     [](Act& a, const Value& v) { a.kind = static_cast<Act::Kind>(v.choice); }},
    Field<Act>{{"id", T::Name, D::None, "", 0, 0, "", "For measures and repeats"},
     [](Act& a, const Value& v) { a.id = v.text; }},
    Field<Act>{{"arms", T::Names, D::None, "", 0, 0, "all", "Done in these arms"},
     [](Act& a, const Value& v) { a.arms = v.list; }},
    Field<Act>{{"lasts", T::Quantity, D::Time, "min", 0.0001, 14400, "", "How long"},
     [](Act& a, const Value& v) { a.lasts_s = v.number; }},
    Field<Act>{{"times", T::Whole, D::None, "", 1, 1000, "1", "How often in a row; repeat: how often more"},
     [](Act& a, const Value& v) { a.times = static_cast<int>(v.number); }},
    Field<Act>{{"every", T::Quantity, D::Time, "min", 0.0001, 14400, "", "From the start of one time to the next; the rest is waited"},
     [](Act& a, const Value& v) { a.every_s = v.number; }},
    Field<Act>{{"from", T::Name, D::None, "", 0, 0, "", "Repeat: the id it goes back to"},
     [](Act& a, const Value& v) { a.from = v.text; }},
    Field<Act>{{"breast", T::Choice, D::None, "", 0, 0, "first", "Which breast", "first|second|both"},
     [](Act& a, const Value& v) { a.breasts = static_cast<Act::Breasts>(v.choice); }},
    Field<Act>{{"vacuum", T::Quantity, D::Pressure, "mmHg", 0, 400, "", "Peak, below the air's"},
     [](Act& a, const Value& v) { a.vacuum_Pa = v.number; }},
    Field<Act>{{"comfort", T::Quantity, D::Fraction, "", 0.1, 2, "", "Pump: peak as a share of each mother's comfortable vacuum"},
     [](Act& a, const Value& v) { a.comfort_frac = v.number; }},
    Field<Act>{{"between", T::Quantity, D::Pressure, "mmHg", 0, 400, "0 mmHg", "Vacuum between the peaks"},
     [](Act& a, const Value& v) { a.rest_vacuum_Pa = v.number; }},
    Field<Act>{{"cycle", T::Quantity, D::Frequency, "/min", 0, 240, "60 /min", "Cycles of pump, baby, hand or stroke; 0: steady"},
     [](Act& a, const Value& v) { a.cycle_Hz = v.number; }},
    Field<Act>{{"pulse", T::Quantity, D::Fraction, "", 0.05, 1, "0.7", "Share of a cycle under vacuum"},
     [](Act& a, const Value& v) { a.pulse_frac = v.number; }},
    Field<Act>{{"shield", T::Flag, D::None, "", 0, 0, "false", "A nipple shield between pump and nipple"},
     [](Act& a, const Value& v) { a.shield = v.flag; }},
    Field<Act>{{"average", T::Flag, D::None, "", 0, 0, "false", "The cycle's mean in steps of 1 s: quicker, within 2 %"},
     [](Act& a, const Value& v) { a.average = v.flag; }},
    Field<Act>{{"shape", T::Choice, D::None, "", 0, 0, "disc", "What presses", "disc|finger|ring|pads|plates|cuff"},
     [](Act& a, const Value& v) { a.shape = static_cast<Act::Shape>(v.choice); }},
    Field<Act>{{"at", T::Quantity, D::Angle, "o'clock", 0, 12, "12 o'clock", "Clock place, 12 toward the head, seen facing the patient"},
     [](Act& a, const Value& v) { a.site.clock_rad = v.number; }},
    Field<Act>{{"r", T::Quantity, D::Length, "mm", 0, 160, "0 mm", "Along the skin from the nipple base"},
     [](Act& a, const Value& v) { a.site.r_m = v.number; }},
    Field<Act>{{"depth", T::Quantity, D::Length, "mm", 0, 60, "0 mm", "Tracer: under the skin"},
     [](Act& a, const Value& v) { a.site.depth_m = v.number; }},
    Field<Act>{{"pressure", T::Quantity, D::Pressure, "kPa", 0, 40, "", "Mean over what presses; express: at the ducts"},
     [](Act& a, const Value& v) { a.pressure_Pa = v.number; }},
    Field<Act>{{"force", T::Quantity, D::Force, "N", 0, 200, "", "In all; finger, pads, express: each"},
     [](Act& a, const Value& v) { a.force_N = v.number; }},
    Field<Act>{{"area", T::Quantity, D::Area, "cm2", 0.1, 400, "", "Of what presses; finger: from its force [F1]"},
     [](Act& a, const Value& v) { a.area_m2 = v.number; }},
    Field<Act>{{"ramp", T::Quantity, D::Time, "s", 0, 60, "1 s", "Press: to its whole pressure"},
     [](Act& a, const Value& v) { a.ramp_s = v.number; }},
    Field<Act>{{"pull", T::Flag, D::None, "", 0, 0, "false", "Outward instead"},
     [](Act& a, const Value& v) { a.pull = v.flag; }},
    Field<Act>{{"technique", T::Choice, D::None, "", 0, 0, "roll", "Express: what the pads do", "roll|squeeze|reverse|too-far|too-near|slide|nipple|none"},
     [](Act& a, const Value& v) { a.technique = v.text; }},
    Field<Act>{{"release", T::Quantity, D::Fraction, "", 0.01, 0.95, "0.4", "Share of a cycle let go"},
     [](Act& a, const Value& v) { a.release_frac = v.number; }},
    Field<Act>{{"lobes", T::Whole, D::None, "", 1, 18, "3", "Express: under the pads at a time"},
     [](Act& a, const Value& v) { a.lobes = static_cast<int>(v.number); }},
    Field<Act>{{"move_on", T::Quantity, D::Time, "s", 1, 3600, "20 s", "Express: to the next lobes"},
     [](Act& a, const Value& v) { a.move_on_s = v.number; }},
    Field<Act>{{"against", T::Flag, D::None, "", 0, 0, "false", "Stroke: away from the nodes"},
     [](Act& a, const Value& v) { a.against = v.flag; }},
    Field<Act>{{"file", T::Text, D::None, "", 1, 200, "", "Hands: a choreography, written as demonstrations are; beside this file, or from the data folder"},
     [](Act& a, const Value& v) { a.file = v.text; }},
    Field<Act>{{"position", T::Choice, D::None, "", 0, 0, "", "Of the patient", "supine|reclined|upright|leaning-forward|side-lying|prone"},
     [](Act& a, const Value& v) { a.position = v.text; }},
    Field<Act>{{"to", T::Quantity, D::Fraction, "", 0, 1, "", "Stress, noise, cue: level from now on"},
     [](Act& a, const Value& v) { a.level = v.number; }},
    Field<Act>{{"rate", T::Quantity, D::None, "", 0, 1e6, "", "Infuse: oxytocin, ng/min"},
     [](Act& a, const Value& v) { a.rate_ng_per_min = v.number; }},
    Field<Act>{{"temperature", T::Quantity, D::Temperature, "degC", 0, 45, "40 degC; cold 10", "Of the pack"},
     [](Act& a, const Value& v) { a.temperature_degC = v.number; }},
    Field<Act>{{"feeds", T::Whole, D::None, "", 1, 24, "6", "Day: feeds of each breast in 24 h, evenly, a tenth of the gap scattered"},
     [](Act& a, const Value& v) { a.feeds = static_cast<int>(v.number); }},
    Field<Act>{{"feed", T::Quantity, D::Time, "min", 1, 60, "15 min", "Day: how long a feed is"},
     [](Act& a, const Value& v) { a.feed_s = v.number; }},
    Field<Act>{{"appetite", T::Quantity, D::Fraction, "", 0.05, 5, "1", "Suckle, day: the baby's hunger now over what contents it as a rule"},
     [](Act& a, const Value& v) { a.appetite_frac = v.number; }},
};

constexpr std::array kMeasure = {
    Field<Measure>{{"name", T::Name, D::None, "", 0, 0, "the quantity's", "In the results"},
     [](Measure& m, const Value& v) { m.name = v.text; }},
    Field<Measure>{{"quantity", T::Name, D::None, "", 0, 0, "required", "`lactasim metrics --experiment` lists them"},
     [](Measure& m, const Value& v) { m.quantity = v.text; }},
    Field<Measure>{{"unit", T::Text, D::None, "", 0, 20, "the quantity's", "Unit of the result"},
     [](Measure& m, const Value& v) { m.unit = v.text; }},
    Field<Measure>{{"take", T::Choice, D::None, "", 0, 0, "end", "What is made of it", "end|start|change|most|least|mean|cv|sampled|interval|ejection|share|rises|first-rise|rise|reach|half-life|first-sample|last-sample|creep"},
     [](Measure& m, const Value& v) { m.take = static_cast<Measure::Take>(v.choice); }},
    Field<Measure>{{"step", T::Name, D::None, "", 0, 0, "the whole schedule", "During the steps of this id, each time"},
     [](Measure& m, const Value& v) { m.step = v.text; }},
    Field<Measure>{{"arms", T::Names, D::None, "", 0, 0, "all", "In these arms"},
     [](Measure& m, const Value& v) { m.arms = v.list; }},
    Field<Measure>{{"every", T::Quantity, D::Time, "s", 0.1, 864000, "the models' step", "Cadence"},
     [](Measure& m, const Value& v) { m.every_s = v.number; }},
    Field<Measure>{{"from", T::Quantity, D::Time, "s", 0, 864000, "0 s", "From this long after its start"},
     [](Measure& m, const Value& v) { m.from_s = v.number; }},
    Field<Measure>{{"until", T::Quantity, D::Time, "s", 0, 864000, "its end", "To this long after its start"},
     [](Measure& m, const Value& v) { m.until_s = v.number; }},
    Field<Measure>{{"at", T::Quantity, D::Angle, "o'clock", 0, 12, "12 o'clock", "Where, for quantities with a place"},
     [](Measure& m, const Value& v) { m.site.clock_rad = v.number; }},
    Field<Measure>{{"r", T::Quantity, D::Length, "mm", 0, 160, "0 mm", "Along the skin from the nipple base"},
     [](Measure& m, const Value& v) { m.site.r_m = v.number; }},
    Field<Measure>{{"depth", T::Quantity, D::Length, "mm", 0, 60, "0 mm", "Under the skin"},
     [](Measure& m, const Value& v) { m.site.depth_m = v.number; }},
    Field<Measure>{{"lobe", T::Whole, D::None, "", 0, 17, "all", "One lobe, from 0"},
     [](Measure& m, const Value& v) { m.lobe = static_cast<int>(v.number); }},
    Field<Measure>{{"breast", T::Choice, D::None, "", 0, 0, "first", "Which breast; both: sums are added, others averaged", "first|second|both"},
     [](Measure& m, const Value& v) { m.breast = static_cast<Act::Breasts>(v.choice); }},
    Field<Measure>{{"rise", T::Quantity, D::None, "", 0, 1e9, "0", "Rises: least height of one, in the unit"},
     [](Measure& m, const Value& v) { m.rise = v.number; }},
    Field<Measure>{{"apart", T::Quantity, D::Time, "s", 0, 864000, "0 s", "Rises: least time from peak to peak"},
     [](Measure& m, const Value& v) { m.apart_s = v.number; }},
    Field<Measure>{{"level", T::Quantity, D::None, "", -1e9, 1e9, "0", "Reach: this value, in the unit; half-life: what it falls to"},
     [](Measure& m, const Value& v) { m.level = v.number; }},
    Field<Measure>{{"sample", T::Quantity, D::Volume, "mL", 0.1, 100, "5 mL", "First- and last-sample: this much milk"},
     [](Measure& m, const Value& v) { m.sample_m3 = v.number; }},
};
// clang-format on

}  // namespace

std::span<const Field<ExperimentDraft>> experiment_fields() { return kExperiment; }
std::span<const Field<ExperimentDraft>> population_fields() { return kPopulation; }
std::span<const Field<ExperimentDraft>> subject_fields() { return kSubject; }
std::span<const Field<Arm>> arm_fields() { return kArm; }
std::span<const Field<ParameterScale>> scale_fields() { return kScale; }
std::span<const Field<Act>> act_fields() { return kAct; }
std::span<const Field<Measure>> measure_fields() { return kMeasure; }

}  // namespace lac::scenario
