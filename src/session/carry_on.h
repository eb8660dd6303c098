#pragma once
#include <vector>

#include "input/input_frame.h"

namespace lac::session {

/// "Carry on like this": the learner's own last cycles, out of what they did themselves, to be done
/// again and again. A cycle goes from one onset of the press (of the squeeze, where pads squeeze)
/// to the next; at most five, of the last minute. Where there is no second onset, the last touch
/// whole. Commands are left out. @return empty: nothing was touched
std::vector<input::InputFrame> last_cycles(const std::vector<input::InputFrame>& frames);

}  // namespace lac::session
