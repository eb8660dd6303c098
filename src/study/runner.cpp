#include "study/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

#include "base/file.h"
#include "base/hash.h"
#include "base/units.h"
#include "study/fem.h"
#include "study/played.h"
#include "study/schedule.h"
#include "study/table.h"

namespace lac::study {
namespace {

using scenario::Act;
using scenario::Measure;

constexpr double kSameTime_s = 1e-7;
constexpr double kSecondsPerMinute = 60.0;

bool in_arm(const std::vector<std::string>& arms, const std::string& arm) {
  return arms.empty() || std::find(arms.begin(), arms.end(), arm) != arms.end();
}

double nipple_factor(Act::Breasts which, const Scene& scene, const Quantity& q, const Place& place,
                     double (*of)(const Scene&, const BreastView&, const Place&)) {
  if (which == Act::Breasts::First || scene.breasts < 2) return of(scene, scene.breast[0], place);
  if (which == Act::Breasts::Second) return of(scene, scene.breast[1], place);
  const double both = of(scene, scene.breast[0], place) + of(scene, scene.breast[1], place);
  return q.kind == QuantityKind::Level ? 0.5 * both : both;
}

/// One measure during one window.
class Reader {
 public:
  Reader(const Measure& measure, const Window& window) : measure_(&measure), window_(&window) {
    quantity_ = quantity_named(measure.quantity);
    readings_.unit_factor = in_unit(*quantity_, measure.unit, 1.0);
    place_ = {measure.site, measure.lobe};
  }

  const Window& window() const { return *window_; }

  void open(const Scene& scene) {
    begun_s_ = scene.time_s;
    next_s_ = measure_->from_s;
    read(scene);
  }

  /// Reads if it is time to.
  void read(const Scene& scene) {
    const double in_s = scene.time_s - begun_s_;
    if (in_s < next_s_ - kSameTime_s || past(in_s)) return;
    if (measure_->every_s > 0.0) next_s_ += measure_->every_s;
    readings_.time_s.push_back(scene.time_s);
    readings_.value.push_back(value(scene, quantity_->of));
    if (quantity_->kind == QuantityKind::Ratio)
      readings_.per.push_back(value(scene, quantity_->per));
  }

  /// How long until it wants to read, s; 0: whenever the models step.
  double due_s(const Scene& scene) const {
    const double in_s = scene.time_s - begun_s_;
    const double wait_s = next_s_ - in_s;
    if (wait_s > kSameTime_s) return wait_s;
    const double left_s = measure_->until_s - in_s;
    return measure_->until_s > 0.0 && left_s > kSameTime_s ? left_s : 0.0;
  }

  void eject(double time_s) {
    if (!past(time_s - begun_s_) && time_s - begun_s_ >= measure_->from_s)
      readings_.ejection_s.push_back(time_s);
  }

  void close(int patient, const std::string& arm, std::vector<Row>& rows) const {
    int index = 0;
    for (const Point& p : reduce(*measure_, quantity_->kind, readings_))
      rows.push_back({.patient = patient,
                      .arm = arm,
                      .measure = measure_->name,
                      .unit = unit(),
                      .occurrence = window_->occurrence,
                      .index = index++,
                      .time_s = p.time_s,
                      .value = p.value});
  }

 private:
  /// Times are in seconds, counts and shares bare, all else in the quantity's unit.
  std::string unit() const {
    using Take = Measure::Take;
    const Take take = measure_->take;
    if (take == Take::FirstRise || take == Take::Reach || take == Take::HalfLife) return "s";
    if (take == Take::Cv || take == Take::Share || take == Take::Rises || take == Take::Creep)
      return "";
    return measure_->unit.empty() ? std::string(quantity_->unit) : measure_->unit;
  }
  bool past(double in_s) const {
    return measure_->until_s > 0.0 && in_s > measure_->until_s + kSameTime_s;
  }
  double value(const Scene& scene,
               double (*of)(const Scene&, const BreastView&, const Place&)) const {
    return nipple_factor(measure_->breast, scene, *quantity_, place_, of);
  }

  const Measure* measure_;
  const Window* window_;
  const Quantity* quantity_;
  Place place_;
  Readings readings_;
  double begun_s_ = 0.0, next_s_ = 0.0;
};

/// What goes on beside the steps: packs, cues, an infusion, stress, noise.
class Background {
 public:
  void begin(const Act& act, double now_s) {
    if (act.kind == Act::Kind::Stress) stress_ = act.level;
    if (act.kind == Act::Kind::Noise) noise_ = act.level;
    for (Act& a : running_)
      if (a.kind == act.kind) a.lasts_s = 0.0;
    Act timed = act;
    timed.lasts_s = now_s + act.lasts_s;  // until when
    running_.push_back(timed);
  }
  Acting now(double now_s) const {
    Acting out;
    out.stress = stress_;
    out.noise = noise_;
    for (const Act& a : running_) {
      if (a.lasts_s <= now_s + kSameTime_s) continue;
      if (a.kind == Act::Kind::Cue) out.cue_stimulus = a.level;
      if (a.kind == Act::Kind::Infuse)
        out.infusion_ng_per_s = a.rate_ng_per_min / kSecondsPerMinute;
      if (a.kind == Act::Kind::Warm || a.kind == Act::Kind::Cold)
        out.pack = true, out.pack_degC = a.temperature_degC;
    }
    return out;
  }
  /// How long until one of them ends, s; 0: none runs.
  double due_s(double now_s) const {
    double due_s = 0.0;
    for (const Act& a : running_) {
      const double left_s = a.lasts_s - now_s;
      if (left_s > kSameTime_s && (due_s == 0.0 || left_s < due_s)) due_s = left_s;
    }
    return due_s;
  }

 private:
  double stress_ = -1.0, noise_ = 0.0;
  std::vector<Act> running_;
};

/// One patient through one schedule.
class Run {
 public:
  Run(const scenario::Experiment& experiment, const scenario::Arm& arm, const Person& person,
      Body& body)
      : experiment_(experiment), arm_(arm), person_(person), body_(body) {}

  Expected<std::vector<Row>> go() {
    schedule_ = expand(experiment_, arm_.name, person_.number);
    for (std::size_t i = 0; i <= schedule_.segments.size(); ++i) {
      change_windows(i);
      if (i == schedule_.segments.size()) break;
      const Segment& s = schedule_.segments[i];
      if (s.act.kind == Act::Kind::Tracer)
        body_.inject(s.act.site);
      else if (s.act.kind == Act::Kind::Position)
        body_.turn(s.act.position);
      else if (in_background(s.act.kind))
        background_.begin(s.act, body_.scene().time_s);
      else if (!(s.act.kind == Act::Kind::Hands ? play(s) : spend(s)))
        return problem(fmt::format("patient {} left the models' range in step \"{}\"",
                                   person_.number, s.act.id));
    }
    return std::move(rows_);
  }

 private:
  void change_windows(std::size_t segment) {
    for (auto r = readers_.begin(); r != readers_.end();) {
      if (r->window().past > segment) {
        ++r;
        continue;
      }
      r->close(person_.number, arm_.name, rows_);
      r = readers_.erase(r);
    }
    for (const Window& window : schedule_.windows) {
      if (window.first != segment || window.past == segment) continue;
      for (const Measure& m : experiment_.measures) {
        if (m.step != window.id || !in_arm(m.arms, arm_.name)) continue;
        readers_.emplace_back(m, window);
        readers_.back().open(body_.scene());
      }
    }
  }

  /// Hands take the time they take.
  bool play(const Segment& segment) {
    body_.begin(segment.act);
    while (body_.busy()) {
      if (!body_.step(background_.now(body_.scene().time_s), kTick_s)) return false;
      read();
    }
    return true;
  }

  bool spend(const Segment& segment) {
    body_.begin(segment.act);
    const Patch patch = patch_of(segment.act, *body_.scene().breast[0].anatomy);
    const double begun_s = body_.scene().time_s, begun_m3 = milk_out_m3();
    double spent_s = 0.0;
    while (segment.lasts_s - spent_s > kSameTime_s) {
      const Acting others = background_.now(body_.scene().time_s);
      const double drunk_m3 = milk_out_m3() - begun_m3;
      Acting acting = acting_at(segment.act, person_.params, spent_s, 0.0, drunk_m3, patch, others);

      // as long a step as models, readings and the segment's end allow
      double step_s = std::min(body_.longest_step_s(acting), segment.lasts_s - spent_s);
      const double ends_s = background_.due_s(body_.scene().time_s);
      if (ends_s > 0.0) step_s = std::min(step_s, ends_s);
      for (const Reader& r : readers_)
        if (const double due_s = r.due_s(body_.scene()); due_s > 0.0)
          step_s = std::min(step_s, due_s);
      acting = acting_at(segment.act, person_.params, spent_s, step_s, drunk_m3, patch, others);
      if (!body_.step(acting, step_s)) return false;
      spent_s = body_.scene().time_s - begun_s;
      read();
    }
    return true;
  }

  double milk_out_m3() const {
    const Scene& scene = body_.scene();
    double sum = 0.0;
    for (int k = 0; k < scene.breasts; ++k) sum += scene.breast[k].tally.milk_out_m3;
    return sum;
  }

  void read() {
    const Scene& scene = body_.scene();
    for (; ejections_ < scene.body->ejections; ++ejections_)
      for (Reader& r : readers_) r.eject(scene.time_s);
    for (Reader& r : readers_) r.read(scene);
  }

  const scenario::Experiment& experiment_;
  const scenario::Arm& arm_;
  const Person& person_;
  Body& body_;
  Schedule schedule_;
  std::vector<Reader> readers_;
  Background background_;
  int ejections_ = 0;
  std::vector<Row> rows_;
};

/// One patient in one arm still to do or taken from the cache.
struct Task {
  const scenario::Arm* arm = nullptr;
  int patient = 0;
  bool done = false, kept = false;
  std::vector<Row> rows;
  Problems problems;
};

bool take_kept(const scenario::Experiment& experiment, const RunOptions& options, Task& task) {
  if (options.cache.empty()) return false;
  const std::filesystem::path file =
      options.cache / cache_key(experiment, task.arm->name, task.patient, options.build);
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return false;
  const Expected<std::string> text = read_file(file);
  if (!text) return false;
  auto rows = read_rows(*text, file.string());
  if (!rows) return false;  // broken: done again
  task.rows = std::move(*rows);
  return task.done = task.kept = true;
}

void do_task(const scenario::Experiment& experiment, const RunOptions& options, Task& task) {
  const Person person = draw_person(experiment, *task.arm, task.patient);
  auto rows = run_one(experiment, *task.arm, person, options);
  if (!rows) {
    task.problems = rows.problems();
    return;
  }
  task.rows = std::move(*rows);
  task.done = true;
  if (options.cache.empty()) return;
  const std::filesystem::path file =
      options.cache / cache_key(experiment, task.arm->name, task.patient, options.build);
  if (const Outcome kept = write_file(file, rows_csv(task.rows)); !kept)
    task.problems = kept.problems();
}

Results gather(const scenario::Experiment& experiment, std::vector<Task>& tasks) {
  Results out;
  out.wanted = static_cast<int>(tasks.size());
  for (Task& task : tasks) {
    if (!task.done) continue;
    ++out.done;
    if (task.kept) ++out.kept;
    for (Row& row : task.rows) out.rows.push_back(std::move(row));
    for (const auto& [name, value] : draw_person(experiment, *task.arm, task.patient).trait)
      out.traits.push_back({task.patient, task.arm->name, name, value});
  }
  out.stopped = out.done < out.wanted;
  return out;
}

}  // namespace

std::string cache_key(const scenario::Experiment& experiment, const std::string& arm, int patient,
                      const std::string& build) {
  Hasher hasher;
  hasher.add(std::string_view(experiment.text)).add(std::string_view(experiment.depends));
  hasher.add(std::string_view(build)).add(std::string_view(arm)).add(patient);
  return hex(hasher.digest()) + ".csv";
}

Expected<std::vector<Row>> run_one(const scenario::Experiment& experiment, const scenario::Arm& arm,
                                   const Person& person, const RunOptions& options) {
  const std::filesystem::path assets = options.data / "assets";
  if (experiment.mechanics == scenario::Mechanics::Fem) {
    // hands are the simulation's; every arm of such a study runs in it
    const bool hands = std::any_of(experiment.acts.begin(), experiment.acts.end(),
                                   [](const Act& a) { return a.kind == Act::Kind::Hands; });
    for (const Act& act : experiment.acts)
      if (const std::string_view why = hands ? not_by_hand(act) : not_in_fem(act.kind);
          !why.empty())
        return problem(std::string(why));
    if (hands) {
      auto body = PlayedBody::make(person, experiment.breasts, experiment.level, assets);
      if (!body) return body.problems();
      return Run(experiment, arm, person, **body).go();
    }
    auto body =
        FemBody::make(person, experiment.breasts, experiment.level, experiment.step_s, assets);
    if (!body) return body.problems();
    return Run(experiment, arm, person, **body).go();
  }
  for (const Measure& m : experiment.measures)
    if (quantity_named(m.quantity)->needs_tissue)
      return problem(fmt::format("{} needs mechanics = \"fem\"", m.quantity));
  for (const Act& act : experiment.acts)
    if (act.kind == Act::Kind::Position || act.kind == Act::Kind::Hands)
      return problem("a change of position and hands need mechanics = \"fem\"");
  auto body =
      LumpedBody::make(person, experiment.breasts, experiment.level, experiment.step_s, assets);
  if (!body) return body.problems();
  return Run(experiment, arm, person, **body).go();
}

Expected<Results> run(const scenario::Experiment& experiment, const RunOptions& options) {
  if (!options.cache.empty())
    if (const Outcome made = make_writable_folder(options.cache); !made) return made.problems();
  std::vector<Task> tasks;
  for (const scenario::Arm& arm : experiment.arms)
    for (int n = 1; n <= experiment.count; ++n) tasks.push_back({.arm = &arm, .patient = n});

  // patients are independent: whichever thread is free takes the next
  std::atomic<std::size_t> next{0};
  std::atomic<int> finished{0};
  std::atomic<bool> stop{false};
  std::mutex telling;
  const auto work = [&] {
    while (!stop) {
      const std::size_t i = next++;
      if (i >= tasks.size()) return;
      if (!take_kept(experiment, options, tasks[i])) do_task(experiment, options, tasks[i]);
      if (!tasks[i].problems.empty()) stop = true;
      const double share = static_cast<double>(++finished) / static_cast<double>(tasks.size());
      const std::lock_guard lock(telling);
      if (options.progress && !options.progress(share)) stop = true;
    }
  };
  std::vector<std::thread> crew;
  for (int k = 1; k < options.threads; ++k) crew.emplace_back(work);
  work();
  for (std::thread& t : crew) t.join();
  for (const Task& task : tasks)
    if (!task.problems.empty()) return task.problems;
  return gather(experiment, tasks);
}

}  // namespace lac::study
