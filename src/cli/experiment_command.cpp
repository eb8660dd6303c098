#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/file.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/study_commands.h"
#include "scenario/experiment.h"
#include "study/quantities.h"
#include "study/table.h"

namespace lac::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostLines = 24;  // of a summary on the terminal

void print_summary(const std::vector<study::Summary>& summary) {
  fmt::print("{:<14} {:<26} {:>4}  {:>10} {:>10} {:>10}  {}\n", "arm", "measure", "n", "mean", "SD",
             "median", "unit");
  std::size_t lines = 0;
  for (const study::Summary& s : summary) {
    if (++lines > kMostLines) break;
    const std::string name = s.index + s.occurrence == 0
                                 ? s.measure
                                 : fmt::format("{} {}.{}", s.measure, s.occurrence, s.index);
    fmt::print("{:<14} {:<26} {:>4}  {:>10.4g} {:>10.3g} {:>10.4g}  {}\n", s.arm, name, s.n, s.mean,
               s.sd, s.median, s.unit);
  }
  if (summary.size() > kMostLines)
    fmt::print("and {} more lines in summary.csv\n", summary.size() - kMostLines);
}

}  // namespace

int run_experiment(const ExperimentOptions& options) {
  const auto data = data_folder();
  if (!data) return complain(data.problems(), kBadUsage);
  const auto experiment =
      scenario::read_experiment(find_file(options.file, *data), *data, study::quantity_names());
  if (!experiment) return complain(experiment.problems(), kBadUsage);
  const fs::path out(options.out);
  if (const Outcome made = make_writable_folder(out); !made)
    return complain(made.problems(), kBadUsage);

  const Interrupt interrupt;
  const double begun_s = steady_s();
  const auto results = [&] {
    Progress progress("experiment");
    return study::run(*experiment, {.data = *data,
                                    .cache = out / "cache",
                                    .build = program_hash(),
                                    .threads = options.threads,
                                    .progress = [&](double done) {
                                      return progress.tell(done) && !interrupt.asked();
                                    }});
  }();
  if (!results) return complain(results.problems(), kBadUsage);
  if (const Outcome written = study::write_results(out, *experiment, *results); !written)
    return complain(written.problems(), kBadUsage);
  print_summary(study::summarise(results->rows));
  fmt::print("patients  {} of {}, {} of them done before; {:.1f} s\n", results->done,
             results->wanted, results->kept, steady_s() - begun_s);
  fmt::print("tables    {}\n", (out / "data.csv").string());
  if (!results->stopped) return kOk;
  return complain(fmt::format("stopped after {} of {}; the same command goes on from there",
                              results->done, results->wanted),
                  kNotGood);
}

int print_experiment_metrics(bool json) {
  Json quantities = Json::array(), spreads = Json::array(), parameters = Json::array();
  const char* kinds[] = {"level", "sum", "ratio"};
  for (const study::Quantity& q : study::quantities())
    quantities.push_back({{"name", q.name},
                          {"unit", q.unit},
                          {"kind", kinds[static_cast<int>(q.kind)]},
                          {"tissue", q.needs_tissue},
                          {"meaning", q.meaning}});
  for (const scenario::Spread& s : scenario::spreads())
    spreads.push_back({{"name", s.name}, {"meaning", s.help}});
  for (const scenario::Parameter& p : scenario::parameters())
    parameters.push_back({{"name", p.name}, {"unit", p.unit}, {"meaning", p.help}});
  if (json) {
    fmt::print(
        "{}\n",
        Json{{"quantities", quantities}, {"spreads", spreads}, {"parameters", parameters}}.dump(2));
    return kOk;
  }
  fmt::print(
      "Quantities (levels, sums since the start, ratios of two sums; * finite elements only)\n\n");
  for (const study::Quantity& q : study::quantities())
    fmt::print("  {:<22} {:<8} {:<6} {}{}\n", q.name, q.unit, kinds[static_cast<int>(q.kind)],
               q.needs_tissue ? "* " : "", q.meaning);
  fmt::print("\nSpreads of a population\n\n");
  for (const scenario::Spread& s : scenario::spreads()) fmt::print("  {:<22} {}\n", s.name, s.help);
  fmt::print("\nParameters that can be scaled\n\n");
  for (const scenario::Parameter& p : scenario::parameters())
    fmt::print("  {:<22} {:<9} {}\n", p.name, p.unit, p.help);
  return kOk;
}

}  // namespace lac::cli
