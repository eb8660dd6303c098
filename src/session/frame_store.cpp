#include "session/frame_store.h"

#include <zstd.h>

#include <algorithm>

#include "base/assert.h"
#include "session/frames_wire.h"

namespace lac::session {
namespace {

constexpr int kZstdLevel = 3;     // a block a quarter of a minute: quick
constexpr int kFramesFormat = 2;  // of frames_wire: with devices and coached hands
// A frame holds at most this many bytes: two hands of nine numbers, a device, a few bits.
constexpr std::size_t kMostFrameBytes = 256;

}  // namespace

void FrameStore::push_back(const input::InputFrame& frame) {
  const std::size_t index = size();
  open_.push_back(frame);
  if (!frame.commands.empty()) {
    commands_.emplace_back(index, std::move(open_.back().commands));
    open_.back().commands.clear();
  }
  if (open_.size() < kBlock) return;

  WireWriter wire;
  put_frames(wire, open_);
  const std::string& plain = wire.bytes();
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  const std::size_t bytes =
      ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), kZstdLevel);
  LAC_ASSERT(!ZSTD_isError(bytes));  // zstd packs any bytes into the room it asks for
  packed_.emplace_back(packed.data(), bytes);
  open_.clear();
}

void FrameStore::unpack(std::size_t block) const {
  if (unpacked_block_ == block) return;
  std::string plain(kBlock * kMostFrameBytes, '\0');
  const std::string& packed = packed_[block];
  const std::size_t bytes =
      ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
  LAC_ASSERT(!ZSTD_isError(bytes));  // these are our own bytes
  WireReader wire(std::string_view(plain).substr(0, bytes));
  unpacked_.clear();
  const bool whole = get_frames(wire, kFramesFormat, kBlock, unpacked_);
  LAC_ASSERT(whole);  // frames were sanitised before they were kept
  static_cast<void>(whole);
  unpacked_block_ = block;
}

input::InputFrame FrameStore::at(std::size_t index) const {
  LAC_ASSERT(index < size());  // a frame that was kept
  const std::size_t block = index / kBlock;
  input::InputFrame frame;
  if (block < packed_.size()) {
    unpack(block);
    frame = unpacked_[index % kBlock];
  } else {
    frame = open_[index % kBlock];
  }
  const auto own = std::lower_bound(commands_.begin(), commands_.end(), index,
                                    [](const auto& c, std::size_t i) { return c.first < i; });
  if (own != commands_.end() && own->first == index) frame.commands = own->second;
  return frame;
}

std::vector<input::InputFrame> FrameStore::from(std::size_t first) const {
  std::vector<input::InputFrame> out;
  out.reserve(size() - std::min(first, size()));
  for (std::size_t k = first; k < size(); ++k) out.push_back(at(k));
  return out;
}

}  // namespace lac::session
