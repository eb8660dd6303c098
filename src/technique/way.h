#pragma once
#include <algorithm>
#include <array>

namespace lac::technique {

/// How far a contact went over the skin in one direction, and how much of that way was slip.
/// Going back beyond where it began starts the way anew, and takes the slip of going there with it:
/// a pad that gives outward while it presses back has no slip in the roll that follows.
class Way {
 public:
  void add(double step_m, double slip_m) {
    slip_m_ += slip_m;
    gone_m_ += step_m;
    if (gone_m_ < 0.0) slip_m_ = std::max(0.0, slip_m_ + gone_m_), gone_m_ = 0.0;
    most_m_ = std::max(most_m_, gone_m_);
  }
  double most_m() const { return most_m_; }
  double slip_m() const { return slip_m_; }

 private:
  double gone_m_ = 0.0, most_m_ = 0.0, slip_m_ = 0.0;
};

/// The same both ways over the skin; the longer one counts.
struct Ways {
  Way toward, away;  // the nipple
  void add(double radial_m, double slip_m) {
    toward.add(radial_m, slip_m);
    away.add(-radial_m, slip_m);
  }
  bool forward() const { return toward.most_m() >= away.most_m(); }
  const Way& longer() const { return forward() ? toward : away; }
};

/// Middle value of the last values: one odd cycle in many does not move it. Fixed size.
class Median {
 public:
  void add(double value) { value_[static_cast<std::size_t>(added_++) % value_.size()] = value; }
  double value() const {
    if (added_ == 0) return 0.0;
    auto sorted = value_;
    const auto n =
        std::min(static_cast<std::ptrdiff_t>(added_), static_cast<std::ptrdiff_t>(sorted.size()));
    std::sort(sorted.begin(), sorted.begin() + n);
    const auto middle = static_cast<std::size_t>(n / 2);
    return n % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

 private:
  std::array<double, 128> value_{};
  int added_ = 0;
};

}  // namespace lac::technique
