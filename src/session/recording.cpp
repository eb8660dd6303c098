#include <zstd.h>

#include <algorithm>

#include "base/file.h"
#include "base/hash.h"
#include "session/constants.h"
#include "session/frames_wire.h"
#include "session/recording_file.h"
#include "session/session.h"
#include "session/wire.h"

namespace lac::session {
namespace {

constexpr std::size_t kStartBytes = kRecordingMagic.size() + 1;
constexpr std::size_t kOldHeadBytes = kStartBytes + 8 + 8 + 8;
constexpr std::size_t kFramesPerChunk = 3600;  // of a file that is written at once

Problems damaged(const std::string& file) {
  return problem("the recording is damaged (its checksum differs); copy it again", file);
}
Problems cut_short(const std::string& file) {
  return problem("the recording is cut short; copy it again from where it was made", file);
}
Problems unplayable(const std::string& file) {
  return problem("the recording holds something no session writes; it cannot be played", file);
}

/// Unpacks a zstd frame into exactly the size that was promised.
bool unpack(std::string_view packed, std::size_t content_bytes, std::string& content) {
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != content_bytes) return false;
  content.resize(content_bytes);
  const std::size_t got =
      ZSTD_decompress(content.data(), content.size(), packed.data(), packed.size());
  return !ZSTD_isError(got) && got == content_bytes;
}

bool get_level_and_mode(WireReader& in, Recording& recording) {
  recording.seed = in.u64();
  const std::uint8_t level = in.u8(), mode = in.u8();
  recording.level = static_cast<anatomy::Level>(level);
  recording.mode = static_cast<Mode>(mode);
  return in.ok() && level <= static_cast<std::uint8_t>(anatomy::Level::Fine) &&
         mode <= static_cast<std::uint8_t>(Mode::Exam);
}

bool get_names(WireReader& in, Recording& recording) {
  const std::size_t modules = in.varint(kMostModules);
  if (modules > 0 && !recording.module_names.empty()) return false;
  for (std::size_t m = 0; m < modules && in.ok(); ++m)
    recording.module_names.emplace_back(in.text(kMostNameBytes));
  return in.ok();
}

/// @param relative  each tick counts from the checkpoint before
bool get_checkpoints(WireReader& in, bool relative, Recording& recording) {
  const std::size_t count = in.varint(recording.frames.size() + 1);
  std::int64_t tick = recording.checkpoints.empty() ? 0 : recording.checkpoints.back().tick;
  for (std::size_t c = 0; c < count && in.ok(); ++c) {
    const auto told = static_cast<std::int64_t>(in.varint(kMostFrames));
    if (!relative && told < tick) return false;
    tick = relative ? tick + told : told;
    Recording::Checkpoint checkpoint{.tick = tick};
    for (std::size_t m = 0; m < recording.module_names.size(); ++m)
      checkpoint.module_hash.push_back(in.u64());
    recording.checkpoints.push_back(std::move(checkpoint));
  }
  return in.ok() && tick <= static_cast<std::int64_t>(recording.frames.size());
}

// ---- formats 1 and 2: one packed block
// ------------------------------------------------------------

Expected<Recording> decode_block(std::string_view bytes, std::uint8_t format,
                                 const std::string& file) {
  if (bytes.size() < kOldHeadBytes) return cut_short(file);
  WireReader head(bytes.substr(kStartBytes));
  const std::uint64_t content_bytes = head.u64();
  const std::uint64_t packed_bytes = head.u64();
  const std::uint64_t sum = head.u64();
  const std::string_view packed = bytes.substr(kOldHeadBytes);
  if (packed.size() < packed_bytes) return cut_short(file);
  if (packed.size() != packed_bytes || content_bytes > kMostContentBytes ||
      Hasher().add(format).add(content_bytes).add(packed).digest() != sum)
    return damaged(file);
  std::string content;
  if (!unpack(packed, content_bytes, content)) return damaged(file);

  Recording recording;
  WireReader in(content);
  recording.build = in.text(kMostNameBytes);
  recording.scenario_name = in.text(kMostNameBytes);
  recording.scenario_text = in.text(kMostScenarioBytes);
  const bool good =
      get_level_and_mode(in, recording) && get_frames(in, format, kMostFrames, recording.frames) &&
      get_names(in, recording) && get_checkpoints(in, true, recording) && in.left() == 0;
  if (!good) return unplayable(file);
  return recording;
}

// ---- format 3: chunks
// -----------------------------------------------------------------------------

bool get_head(WireReader& in, Recording& recording) {
  recording.build = in.text(kMostNameBytes);
  recording.scenario_name = in.text(kMostNameBytes);
  recording.scenario_text = in.text(kMostScenarioBytes);
  recording.pack = in.text(kMostNameBytes);
  recording.pack_text = in.text(kMostScenarioBytes);
  recording.pack_base_text = in.text(kMostScenarioBytes);
  recording.patient_text = in.text(kMostScenarioBytes);
  return get_level_and_mode(in, recording);
}

bool get_chunk(ChunkKind kind, std::string_view content, bool first, Recording& recording) {
  WireReader in(content);
  if ((kind == ChunkKind::Head) != first) return false;
  switch (kind) {
    case ChunkKind::Head:
      return get_head(in, recording) && in.left() == 0;
    case ChunkKind::Frames:
      return get_names(in, recording) &&
             get_frames(in, kRecordingFormat, kMostFrames, recording.frames) &&
             get_checkpoints(in, false, recording) && in.left() == 0;
    case ChunkKind::End:
      return in.varint(kMostFrames) == recording.frames.size() &&
             in.varint(kMostFrames) == recording.checkpoints.size() && in.ok() && in.left() == 0;
  }
  return false;
}

Expected<Recording> decode_chunks(std::string_view bytes, const std::string& file) {
  Recording recording;
  std::uint64_t seal = 0, unpacked = 0;
  bool first = true, ended = false;
  std::size_t at = kStartBytes;
  while (at < bytes.size() && !ended) {
    // a head that is not all there, or a body that is not, ends a recording that was cut
    if (bytes.size() - at < kChunkHeadBytes) break;
    WireReader head(bytes.substr(at));
    const auto kind = static_cast<ChunkKind>(head.u8());
    const std::uint64_t content_bytes = head.u64(), packed_bytes = head.u64(), sum = head.u64(),
                        seal_told = head.u64();
    if (chunk_sum(kind, content_bytes, packed_bytes, seal) != sum) return damaged(file);
    if (content_bytes > kMostContentBytes || packed_bytes > kMostContentBytes) return damaged(file);
    at += kChunkHeadBytes;
    if (bytes.size() - at < packed_bytes) break;
    const std::string_view packed = bytes.substr(at, packed_bytes);
    at += packed_bytes;
    seal = chunk_seal(sum, packed);
    unpacked += content_bytes;
    if (seal != seal_told || unpacked > kMostContentBytes) return damaged(file);
    std::string content;
    if (!unpack(packed, content_bytes, content)) return damaged(file);
    if (!get_chunk(kind, content, first, recording)) return unplayable(file);
    ended = kind == ChunkKind::End;
    first = false;
  }
  if (first) return cut_short(file);
  if (ended && at != bytes.size()) return damaged(file);
  recording.cut = !ended;
  return recording;
}

}  // namespace

std::string encode(const Recording& recording) {
  ChunkWriter writer;
  std::string out = writer.head(recording);
  const std::span<const input::InputFrame> frames(recording.frames);
  const std::span<const Recording::Checkpoint> points(recording.checkpoints);
  if (frames.empty() && points.empty() && !recording.module_names.empty())
    out += writer.frames(frames, points, recording.module_names);
  std::size_t point = 0;
  for (std::size_t at = 0; at < frames.size() || point < points.size();) {
    // a checkpoint goes with the frame that it follows
    const std::size_t count = std::min(kFramesPerChunk, frames.size() - at);
    const std::size_t end = at + count;
    std::size_t upto = point;
    while (upto < points.size() &&
           (points[upto].tick <= static_cast<std::int64_t>(end) || end == frames.size()))
      ++upto;
    out += writer.frames(frames.subspan(at, count), points.subspan(point, upto - point),
                         recording.module_names);
    at = end;
    point = upto;
  }
  return recording.cut ? out : out + writer.end();
}

Expected<Recording> decode(std::string_view bytes, const std::string& file) {
  if (bytes.size() < kStartBytes || bytes.substr(0, kRecordingMagic.size()) != kRecordingMagic)
    return problem("this is not a LactaSim recording; choose a .lacrec file", file);
  const auto format = static_cast<std::uint8_t>(bytes[kRecordingMagic.size()]);
  if (format < 1 || format > kRecordingFormat) {
    return problem("the recording has format " + std::to_string(format) +
                       ", but this program reads formats 1 to " + std::to_string(kRecordingFormat),
                   file);
  }
  return format < kRecordingFormat ? decode_block(bytes, format, file) : decode_chunks(bytes, file);
}

Expected<Recording> read_recording(const std::filesystem::path& file) {
  const Expected<std::string> bytes = read_file(file, kMostFileBytes);
  if (!bytes) return bytes.problems();
  return decode(*bytes, file.string());
}

}  // namespace lac::session
