#include "study/sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "study/quantities.h"
#include "study/table.h"

namespace lac::study {
namespace {

constexpr int kPatients = 6;

/// Parameters that act on one experiment's results.
struct Plan {
  const char* experiment;
  const char* arm;
  std::vector<const char*> parameters;
  struct Read {
    const char *measure, *label, *unit;
  };
  std::vector<Read> reads;
};

const std::vector<Plan>& plans() {
  static const std::vector<Plan> kPlans = {
      {"pump.toml",
       "strong",
       {"outlet_resistance", "ejection_pressure", "pulse_rate", "oxytocin_response", "half_effect",
        "pore_opening", "rest_conductance", "duct_distension", "duct_collapse"},
       {{"milk_out", "milk in 15 min of pumping", "mL"},
        {"milk_share", "of what was available", "%"},
        {"ejections", "ejections", ""},
        {"first-let-down", "first let-down", "s"}}},
      {"oedema.toml",
       "e-60",
       {"fluid_conductivity", "fluid_threshold", "fluid_recoil"},
       {{"softened", "areolar excess by a ring, e 0.6", ""},
        {"pit", "pit of a fingertip, e 0.6", "mm"}}},
      {"oedema.toml", "e-24", {"fluid_threshold"}, {{"pit", "pit of a fingertip, e 0.24", "mm"}}},
      {"lymph.toml",
       "light",
       {"lymph_stroke", "lymph_rest"},
       {{"lymph", "lymph in 10 min of strokes", "mL"}}},
      {"pain.toml",
       "sore",
       {"sensitisation"},
       {{"pain", "pain of 5 N on a fingertip, s 0.3", "NRS"}}},
      {"posture.toml",
       "prone",
       {"gland_stiffness", "skin_toe"},
       {{"nipple-goes", "nipple from lying to prone", "mm"},
        {"stretch-below", "stretch of the skin below it", ""}}},
  };
  return kPlans;
}

/// Mean of each of the plan's readings over the patients.
Expected<std::vector<double>> means(const scenario::Experiment& experiment, const Plan& plan,
                                    const RunOptions& options) {
  RunOptions quiet = options;
  quiet.cache.clear();  // the text does not tell these runs apart
  quiet.progress = nullptr;
  const auto results = run(experiment, quiet);
  if (!results) return results.problems();
  std::vector<double> out;
  for (const Plan::Read& read : plan.reads) {
    const auto values = values_of(*results, read.measure);
    out.push_back(values ? summary_of(*values).mean : std::numeric_limits<double>::quiet_NaN());
  }
  return out;
}

}  // namespace

std::vector<Asked> asked_effects() {
  std::vector<Asked> out;
  for (const Plan& plan : plans())
    for (const char* parameter : plan.parameters)
      for (const Plan::Read& read : plan.reads)
        out.push_back({plan.experiment, plan.arm, parameter, read.measure});
  return out;
}

Expected<std::vector<Effect>> sensitivity(const std::filesystem::path& folder,
                                          const RunOptions& options, std::string_view only) {
  std::vector<Effect> effects;
  std::vector<Plan> wanted = plans();
  std::size_t runs = 0, done = 0;
  for (Plan& plan : wanted) {
    if (!only.empty()) std::erase_if(plan.parameters, [&](const char* p) { return p != only; });
    runs += plan.parameters.size() * std::size(kFactors);
  }
  for (const Plan& plan : wanted) {
    if (plan.parameters.empty()) continue;
    auto experiment =
        scenario::read_experiment(folder / plan.experiment, options.data, quantity_names());
    if (!experiment) return experiment.problems();
    experiment->count = std::min(experiment->count, kPatients);
    std::erase_if(experiment->arms, [&](const scenario::Arm& a) { return a.name != plan.arm; });
    std::erase_if(experiment->measures, [&](const scenario::Measure& m) {
      return std::none_of(plan.reads.begin(), plan.reads.end(),
                          [&](const Plan::Read& r) { return m.name == r.measure; });
    });
    const std::size_t scales = experiment->scales.size();
    std::vector<double> unscaled;  // the same for every parameter of this plan
    for (const char* parameter : plan.parameters) {
      const std::size_t first = effects.size();
      for (const Plan::Read& read : plan.reads)
        effects.push_back({parameter, read.label, read.unit, {}});
      for (const double factor : kFactors) {
        if (factor != 1.0 || unscaled.empty()) {
          experiment->scales.resize(scales);
          experiment->scales.push_back({.name = parameter, .scale = factor, .arms = {}});
          auto values = means(*experiment, plan, options);
          if (!values) return values.problems();
          for (std::size_t i = 0; i < plan.reads.size(); ++i)
            effects[first + i].value.push_back((*values)[i]);
          if (factor == 1.0) unscaled = *values;
        } else {
          for (std::size_t i = 0; i < plan.reads.size(); ++i)
            effects[first + i].value.push_back(unscaled[i]);
        }
        if (options.progress &&
            !options.progress(static_cast<double>(++done) / static_cast<double>(runs)))
          return problem("stopped before the end, as asked");
      }
    }
  }
  return effects;
}

std::string effects_csv(const std::vector<Effect>& effects) {
  std::string out = "parameter,result,unit";
  for (const double factor : kFactors) out += fmt::format(",x{:g}", factor);
  out += "\n";
  for (const Effect& e : effects) {
    out += fmt::format("{},{},{}", cell(e.parameter), cell(e.result), cell(e.unit));
    for (const double v : e.value) out += fmt::format(",{:.4g}", v);
    out += "\n";
  }
  return out;
}

}  // namespace lac::study
