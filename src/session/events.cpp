#include <array>

#include "base/wording.h"
#include "session/session.h"

namespace lac::session {

// What happens on a ward while someone works. How much each one stresses is assumed: effect, the
// let-down is held back as MODEL.md of physiology has it.
std::span<const Event> events() {
  static constexpr std::array<Event, 4> all{
      {{"baby-cries", mark("The baby cries"),
        mark("The baby begins to cry (brought in by the instructor)."), 0.5},
       {"phone", mark("A phone rings"),
        mark("A phone rings in the room (brought in by the instructor)."), 0.3},
       {"visitor", mark("A visitor comes in"),
        mark("Somebody opens the curtain and looks in (brought in by the instructor)."), 0.7},
       {"calm", mark("The room is quiet again"),
        mark("The room is quiet again (brought in by the instructor)."), 0.0}}};
  return all;
}

}  // namespace lac::session
