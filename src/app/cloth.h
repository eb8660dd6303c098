#pragma once
#include <cstdint>
#include <vector>

#include "session/session.h"

namespace lac::app {

/// Whether she is covered. She comes covered by her own top, moves it aside once she has agreed to
/// be touched or looked at, and is covered again when that is offered or done, until a hand that
/// she agreed to goes back. A hand that touches before she agreed lies on the cloth: it uncovers
/// nobody.
class Cloth {
 public:
  Cloth() = default;
  explicit Cloth(const scenario::ScenarioSpec& spec);

  /// Reads what the learner said since it was read last. Lines only ever grow.
  void read(const scenario::ScenarioSpec& spec, const std::vector<session::LogLine>& lines);

  struct Seen {
    bool covered = false;
    bool own = true;      // by her own top; else by the cloth that was offered
    bool agreed = false;  // she said yes
  };
  /// @param hand_there  a hand is taken up, or on the skin
  Seen at(double time_s, bool hand_there) const;
  /// Whether a touch now is one that she agreed to, as far as the case asks for it.
  static bool may_touch(const session::Session& session);
  /// How often she was covered by name so far: each time the hands are put away.
  int covers() const;

 private:
  enum class What : std::uint8_t { Agreed, Looked, Offered, Covered };
  struct Change {
    double time_s = 0.0;
    What what = What::Agreed;
  };
  static bool names(const scenario::Action& action, What& what);

  bool wears_ = false;  // a person, in a case where she can be asked
  std::size_t read_ = 0;
  std::vector<Change> changes_;
};

}  // namespace lac::app
