#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "input/input_frame.h"
#include "session/wire.h"

namespace lac::session {

/// Frames as differences from the one before (the first from a frame at rest), each with how often
/// it repeats (FORMAT.md "Frames").
void put_frames(WireWriter& out, std::span<const input::InputFrame> frames);

/// Appends what put_frames wrote. False if it holds anything a session would not have taken.
/// @param format  1: neither coached hands nor devices
/// @param most    largest number of frames in all
bool get_frames(WireReader& in, int format, std::size_t most,
                std::vector<input::InputFrame>& frames);

}  // namespace lac::session
