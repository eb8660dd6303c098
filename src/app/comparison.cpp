#include "app/comparison.h"

#include <cmath>

namespace lac::app {
namespace {

const std::vector<ui::CompareRow> kNone;

std::string value_text(const rubric::ScoreRow& row) {
  if (!std::isfinite(row.value)) return tr("not seen");
  const bool length = row.unit == "m", pressure = row.unit == "Pa";
  const double shown = row.value * (length ? 1e3 : pressure ? 1e-3 : 1.0);
  return say("{:.3g} {}", shown, length ? "mm" : pressure ? "kPa" : tr(row.unit.c_str()));
}

}  // namespace

Comparison::Comparison(const session::SessionLog& mine, std::filesystem::path data)
    : data_(std::move(data)), mine_(mine.score) {
  thread_ = std::thread([this, spec = mine.scenario, level = mine.level] { play(spec, level); });
}

Comparison::~Comparison() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

const std::vector<ui::CompareRow>& Comparison::rows() const { return done_ ? rows_ : kNone; }

void Comparison::play(const scenario::ScenarioSpec& spec, anatomy::Level level) {
  const auto demo = scenario::read_choreography(spec.folder / "demo" / "expert.toml");
  if (demo) {
    const auto log = session::run_headless(
        spec, *demo, level, 1, data_, nullptr,
        [this](double done) {
          progress_ = done;
          return !stop_.load();
        },
        nullptr);
    if (log) {
      title_ = demo->title;
      for (const rubric::ScoreRow& row : mine_.rows)
        for (const rubric::ScoreRow& other : log->score.rows)
          if (other.criterion.id == row.criterion.id)
            rows_.push_back(
                {row.criterion.text, row.credit, other.credit, value_text(row), value_text(other)});
    }
  }
  done_ = true;
}

}  // namespace lac::app
