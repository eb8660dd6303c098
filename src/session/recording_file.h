#pragma once
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "session/frame_store.h"
#include "session/session.h"

namespace lac::session {

inline constexpr std::string_view kRecordingMagic = "LACREC\r\n";  // a text-mode copy breaks it
inline constexpr std::uint8_t kRecordingFormat = 3;                // written; 1 to 3 are read
enum class ChunkKind : std::uint8_t { Head = 'H', Frames = 'F', End = 'E' };
inline constexpr std::size_t kChunkHeadBytes = 1 + 8 + 8 + 8 + 8;

/// Chunks of a recording in order. Each is packed and carries a checksum of its own sizes and one
/// that seals it to all chunks before it, so that a lost, changed or moved chunk is noticed.
class ChunkWriter {
 public:
  /// Magic, format, and who, what, where; `recording`'s frames are not looked at.
  std::string head(const Recording& recording);
  /// Frames and the checkpoints that fall in them.
  std::string frames(std::span<const input::InputFrame> frames,
                     std::span<const Recording::Checkpoint> checkpoints,
                     const std::vector<std::string>& module_names);
  std::string end();

 private:
  std::string sealed(ChunkKind kind, std::string_view content);
  std::uint64_t seal_ = 0;
  std::size_t frames_ = 0, checkpoints_ = 0;
  bool named_ = false;
};

/// The checksum of a chunk's sizes, and the seal of the whole chunk.
std::uint64_t chunk_sum(ChunkKind kind, std::uint64_t content_bytes, std::uint64_t packed_bytes,
                        std::uint64_t seal_before);
std::uint64_t chunk_seal(std::uint64_t sum, std::string_view packed);

/// A recording that is written while it happens: whatever was appended is in the file, so that a
/// program that is killed loses what came after the last append and nothing else.
class RecordingFile {
 public:
  static Expected<std::unique_ptr<RecordingFile>> create(const std::filesystem::path& file,
                                                         const Recording& recording);
  ~RecordingFile();
  RecordingFile(const RecordingFile&) = delete;
  RecordingFile& operator=(const RecordingFile&) = delete;
  /// Writes what `frames` and the checkpoints of `recording` have beyond the last append. False
  /// once the disk refused.
  bool append(const FrameStore& frames, const Recording& recording);
  /// append, then the mark of a whole recording.
  bool finish(const FrameStore& frames, const Recording& recording);

 private:
  RecordingFile() = default;
  bool put(const std::string& bytes);
  ChunkWriter chunks_;
  std::FILE* file_ = nullptr;
  std::size_t frames_ = 0, checkpoints_ = 0;
  bool good_ = true;
};

}  // namespace lac::session
