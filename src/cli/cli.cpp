#include "cli/cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/accuracy.h"
#include "cli/bench.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/study_commands.h"
#include "session/build.h"

namespace lac::cli {
namespace {

/// Everything the command line can say. It lives as long as the program: Parsed points into it.
struct Line {
  RunOptions run;
  RecogniseOptions recognise;
  ExperimentOptions experiment;
  ValidateModelOptions validate;
  std::string play_case, mode = "practice", file, pack, kind = "scenario", what, name, folder, from;
  std::vector<std::string> files;
  std::string other;
  bool json = false, repair = false, page = false, accuracy = false, quick = false,
       of_experiments = false, tissue = false, study = false;
  int threads = 1, abuse = 0;
};

constexpr const char* kCase = "Case: a folder, or a name that `lactasim list cases` has";
constexpr const char* kRecording = "A .lacrec file, or a run's folder";

std::string whole_number(const std::string& text) {
  constexpr std::size_t kMostDigits = 15;
  const bool whole = !text.empty() && text.size() <= kMostDigits &&
                     text.find_first_not_of("0123456789") == std::string::npos;
  return whole ? std::string()
               : "takes a whole number such as 7, each another patient, not `" + text + "`";
}

void add_threads(CLI::App* command, int& threads) {
  command->add_option("--threads", threads, "1 or 2; the result is the same")
      ->check(CLI::IsMember({1, 2}));
}

void describe(CLI::App& app, Line& line) {
  app.set_version_flag("--version", session::build_name());
  // what each command's help ends with; the program's own says more
  const std::string codes =
      "Exit codes: 0 good, 1 the thing asked about is not good, 2 wrong usage or file, 3 internal.";
  app.footer(codes);

  // one command a line: a word after it is its own, though it name another (schema experiment)
  app.require_subcommand(0, 1);

  CLI::App* play = app.add_subcommand("play", "Open a case in the app");
  play->add_option("case", line.play_case, kCase)->required();
  play->add_option("--mode", line.mode, "How much help is shown")
      ->check(CLI::IsMember({"guided", "practice", "exam"}))
      ->capture_default_str();
  play->footer(
      "The window: --size 1280x720, and --text 150 for words of 150 per cent (80 to 200); both "
      "also without a command.\n" +
      codes);

  CLI::App* run = app.add_subcommand("run", "Play a demonstration or recording without a window");
  run->add_option("case", line.run.case_name, kCase)->required();
  run->add_option(
         "--input", line.run.input,
         "A demonstration (file, or name under the case's demo/), a .lacrec recording, or a "
         "run's folder")
      ->required();
  run->add_option("--out", line.run.out,
                  "Folder for report.html, report.json, marks.csv and session.lacrec")
      ->required();
  run->add_flag("--force", line.run.force, "Write over a run that the folder holds");
  run->add_option("--level", line.run.level, "Fineness of the body")
      ->check(CLI::IsMember({"coarse", "standard", "fine"}))
      ->capture_default_str();
  run->add_option("--seed", line.run.seed, "Another patient of the same case: a whole number")
      ->check(whole_number);
  add_threads(run, line.run.threads);

  CLI::App* check = app.add_subcommand(
      "check", "Check cases, packs, patients, demonstrations, experiments and lists of sources");
  check->add_option("files", line.files, "Files, case folders, or names of cases")->required();
  check->add_flag("--json", line.json, "Problems as JSON");
  check->add_flag("--repair", line.repair,
                  "First take out what a word processor left (NAME.before keeps what was there)");

  CLI::App* verify = app.add_subcommand("verify", "Replay a recording and compare every second");
  verify->add_option("recording", line.file, kRecording)->required();
  add_threads(verify, line.threads);

  CLI::App* replay =
      app.add_subcommand("replay", "Play a recording again and tell what was said and done");
  replay->add_option("recording", line.file, kRecording)->required();
  replay->add_option("--out", line.run.out,
                     "Folder for report.html, report.json and marks.csv, if wanted");
  replay->add_flag("--force", line.run.force, "Write over a run that the folder holds");
  add_threads(replay, line.threads);

  CLI::App* score = app.add_subcommand("score", "Play a recording again and mark it anew");
  score->add_option("recording", line.file, kRecording)->required();
  score->add_option("--pack", line.pack,
                    "Mark by this pack (a name, or a file) instead of the case's criteria");
  score->add_flag("--json", line.json, "The whole report as JSON");
  add_threads(score, line.threads);

  CLI::App* recognise =
      app.add_subcommand("recognise", "Tell which techniques a movement holds, and why");
  recognise
      ->add_option(
          "--input", line.recognise.input,
          "A demonstration (file, or name under the case's demo/), a .lacrec recording, or a "
          "run's folder")
      ->required();
  recognise->add_option("--case", line.recognise.case_name,
                        "Case of a demonstration; a recording has its own");
  recognise->add_option("--out", line.recognise.out, "JSON file with every measure")->required();
  recognise->add_option("--level", line.recognise.level, "Fineness of the body")
      ->check(CLI::IsMember({"coarse", "standard", "fine"}))
      ->capture_default_str();
  add_threads(recognise, line.recognise.threads);

  CLI::App* compare =
      app.add_subcommand("compare", "Two runs side by side, or one recording marked by two packs");
  compare->add_option("first", line.file, "A report.json, a run's folder, or a .lacrec file")
      ->required();
  compare->add_option("second", line.other, "Another run; leave it out to compare packs");
  compare->add_option("--packs", line.files, "Two packs (names, or files) to mark the recording by")
      ->expected(2);
  compare->add_flag("--json", line.json, "The comparison as JSON");
  add_threads(compare, line.threads);

  CLI::App* table =
      app.add_subcommand("export", "The marks of many runs as one table for a spreadsheet");
  table->add_option("runs", line.files,
                    "Runs' folders, or folders in which runs lie; else the app's own runs");
  table->add_option("--out", line.run.out, "The table, NAME.csv: one row a criterion of a run")
      ->required();

  CLI::App* bench = app.add_subcommand("bench", "Measure what a tick costs on this machine");
  bench->add_flag("--json", line.json, "The table as JSON");
  CLI::Option* accuracy =
      bench->add_flag("--accuracy", line.accuracy,
                      "How near the tissue is to converged solutions (minutes to hours)");
  bench->add_flag("--quick", line.quick, "With --accuracy: coarse, one site")->needs(accuracy);
  bench->footer("lactasim bench --frames measures the picture: frames a second, with a window.\n" +
                codes);
  bench->add_flag("--tissue", line.tissue, "The tissue alone: cost against size, beside Bullet's");
  bench
      ->add_option("--abuse", line.abuse,
                   "Seeded abuse of the tissue: so many ticks at coarse, a tenth at standard")
      ->check(CLI::Range(100, 10'000'000));
  bench->add_flag("--study", line.study, "What patients' days and a session of hands cost");
  CLI::App* doctor = app.add_subcommand("doctor", "Check that this machine has what is needed");
  doctor->add_flag("--json", line.json, "The findings as JSON");
  CLI::App* metrics = app.add_subcommand("metrics", "List what criteria may measure");
  metrics->add_flag("--json", line.json, "The tables as JSON");
  metrics->add_flag("--experiment", line.of_experiments, "What experiments may measure");

  CLI::App* experiment = app.add_subcommand("experiment", "Run a study; tables of results");
  experiment->add_option("file", line.experiment.file, "An experiment, NAME.toml")->required();
  experiment->add_option("--out", line.experiment.out, "Folder for the tables")->required();
  add_threads(experiment, line.experiment.threads);

  CLI::App* validate =
      app.add_subcommand("validate-model", "Hold the models against published figures");
  validate->add_option("--out", line.validate.out, "Folder for the page and tables")->required();
  validate->add_option("--targets", line.validate.targets,
                       "Folder of tables and experiments; else tests/validation");
  validate->add_flag("--fast", line.validate.fast, "Only the rows that are quick to run");
  validate->add_flag("--no-sensitivity", line.validate.no_sensitivity, "Leave the table out");
  validate->add_flag("--record", line.validate.record, "Write what was simulated into the tables");
  add_threads(validate, line.validate.threads);

  CLI::App* schema = app.add_subcommand("schema", "Print the JSON Schema of a kind of file");
  schema->add_option("kind", line.kind, "scenario, pack, patient, demo, experiment or sources");
  schema->add_flag("--page", line.page, "All kinds as a page to read, in Markdown");
  CLI::App* make = app.add_subcommand("new", "Start a case from a commented example");
  make->add_option("what", line.what, "scenario")->required()->check(CLI::IsMember({"scenario"}));
  make->add_option("name", line.name, "The case's folder name")->required();
  make->add_option("--from", line.from, "Copy this case (a folder, or a name) instead");
  make->add_option("--in", line.folder,
                   "Folder to make it in; else scenarios/ here, or your own cases");

  CLI::App* list = app.add_subcommand("list", "List what there is to build on and to cite");
  list->add_option("what", line.what, "cases, packs, patients, sources, conditions or techniques")
      ->required();
  list->add_option("--case", line.run.case_name, "With what this case brings itself");
  list->add_flag("--json", line.json, "The list as JSON");
  app.footer("With no command the app opens.\n" + codes);
}

int dispatch(const CLI::App& app, Line& line) {
  line.run.level_given = app.get_subcommand("run")->count("--level") > 0;
  if (app.got_subcommand("run")) return run_case(line.run);
  if (app.got_subcommand("check")) return check_files(line.files, line.json, line.repair);
  if (app.got_subcommand("verify")) return verify_recording(line.file, line.threads);
  if (app.got_subcommand("replay")) return replay_recording(line.file, line.run, line.threads);
  if (app.got_subcommand("score")) {
    return score_recording(line.file, line.pack, line.json, line.threads);
  }
  if (app.got_subcommand("recognise")) return recognise(line.recognise);
  if (app.got_subcommand("bench")) {
    if (line.accuracy) return run_accuracy(line.json, line.quick);
    if (line.tissue) return bench_tissue(line.json);
    if (line.study) return bench_study(line.json);
    return line.abuse > 0 ? bench_abuse(line.abuse, line.json) : run_bench(line.json);
  }
  if (app.got_subcommand("doctor")) return doctor(line.json);
  if (app.got_subcommand("metrics"))
    return line.of_experiments ? print_experiment_metrics(line.json) : print_metrics(line.json);
  if (app.got_subcommand("validate-model")) return validate_model(line.validate);
  if (app.got_subcommand("experiment")) return run_experiment(line.experiment);
  if (app.got_subcommand("schema")) return print_schema(line.kind, line.page);
  if (app.got_subcommand("compare"))
    return compare_runs(line.file, line.other, line.files, line.json, line.threads);
  if (app.got_subcommand("export")) return export_marks(line.files, line.run.out);
  if (app.got_subcommand("list")) return list_things(line.what, line.run.case_name, line.json);
  return new_scenario(line.name, line.folder, line.from);
}

// A case that is asked for in the app must exist before a window opens.
Parsed play_case(Line& line) {
  const auto data = data_folder();
  if (!data) return {.exit_code = complain(data.problems(), kBadUsage)};
  const auto folder = find_case(line.play_case, *data);
  if (!folder) return {.exit_code = complain(folder.problems(), kBadUsage)};
  line.play_case = folder->string();
  return {.next = Next::PlayCase, .case_name = line.play_case.c_str(), .mode = line.mode.c_str()};
}

Parsed read_line(int argc, char** argv) {
  static Line line;
  line = Line{};
  CLI::App app("LactaSim: hands-on lactation care, practised on a breast that answers.",
               "lactasim");
  describe(app, line);

  // a word that is no command is named, with the nearest that is
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands(nullptr))
    commands.push_back(command->get_name());
  if (argc > 1 && argv[1][0] != '-' &&
      std::find(commands.begin(), commands.end(), argv[1]) == commands.end()) {
    return {.exit_code =
                complain(fmt::format("there is no command `{}`{} (lactasim --help lists all)",
                                     argv[1], did_you_mean(argv[1], commands)),
                         kBadUsage)};
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return {.exit_code = app.exit(help)};
  } catch (const CLI::ParseError& error) {
    const std::string about = argc > 1 && argv[1][0] != '-' ? std::string(argv[1]) + " " : "";
    return {.exit_code = complain(
                fmt::format("{} (lactasim {}--help tells more)", error.what(), about), kBadUsage)};
  }
  if (argc <= 1) return {.next = Next::OpenApp};
  if (app.got_subcommand("play")) return play_case(line);
  return {.exit_code = dispatch(app, line)};
}

}  // namespace

Parsed run(int argc, char** argv) {
  try {
    return read_line(argc, argv);
  } catch (const std::exception& error) {
    return {.exit_code = complain(
                fmt::format("internal trouble: {}; please report it", error.what()), kInternal)};
  }
}

}  // namespace lac::cli
