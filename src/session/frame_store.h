#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "input/input_frame.h"

namespace lac::session {

/// The frames of a long run, packed in memory: an hour of moving hands is a few megabytes, where
/// plain frames would be fifty. What comes out is what went in, bit by bit, as long as it was
/// sanitised.
class FrameStore {
 public:
  void push_back(const input::InputFrame& frame);
  std::size_t size() const { return packed_.size() * kBlock + open_.size(); }
  /// One frame; neighbours are quick, elsewhere its block is unpacked first.
  input::InputFrame at(std::size_t index) const;
  /// Frames from `first` to the newest.
  std::vector<input::InputFrame> from(std::size_t first) const;
  std::vector<input::InputFrame> all() const { return from(0); }

 private:
  static constexpr std::size_t kBlock = 1024;
  void unpack(std::size_t block) const;
  std::vector<std::string> packed_;  // [block]
  // commands are few, and may be more in a frame than a recording takes
  std::vector<std::pair<std::size_t, std::vector<input::Command>>> commands_;  // by frame
  std::vector<input::InputFrame> open_;                                        // not packed yet
  mutable std::vector<input::InputFrame> unpacked_;
  mutable std::size_t unpacked_block_ = static_cast<std::size_t>(-1);
};

}  // namespace lac::session
