#include "session/recording_file.h"

#include <zstd.h>

#include "base/hash.h"
#include "session/constants.h"
#include "session/frames_wire.h"
#include "session/wire.h"

namespace lac::session {
namespace {

constexpr int kZstdLevel = 9;

}  // namespace

std::uint64_t chunk_sum(ChunkKind kind, std::uint64_t content_bytes, std::uint64_t packed_bytes,
                        std::uint64_t seal_before) {
  return Hasher()
      .add(kRecordingFormat)
      .add(kind)
      .add(content_bytes)
      .add(packed_bytes)
      .add(seal_before)
      .digest();
}

std::uint64_t chunk_seal(std::uint64_t sum, std::string_view packed) {
  return Hasher().add(sum).add(packed).digest();
}

std::string ChunkWriter::sealed(ChunkKind kind, std::string_view content) {
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), kZstdLevel);
  packed.resize(ZSTD_isError(size) ? 0 : size);
  const std::uint64_t sum = chunk_sum(kind, content.size(), packed.size(), seal_);
  seal_ = chunk_seal(sum, packed);

  WireWriter out;
  out.u8(static_cast<std::uint8_t>(kind));
  out.u64(content.size());
  out.u64(packed.size());
  out.u64(sum);
  out.u64(seal_);
  out.raw(packed);
  return out.bytes();
}

std::string ChunkWriter::head(const Recording& recording) {
  WireWriter content;
  content.text(recording.build);
  content.text(recording.scenario_name);
  content.text(recording.scenario_text);
  content.text(recording.pack);
  content.text(recording.pack_text);
  content.text(recording.pack_base_text);
  content.text(recording.patient_text);
  content.u64(recording.seed);
  content.u8(static_cast<std::uint8_t>(recording.level));
  content.u8(static_cast<std::uint8_t>(recording.mode));
  return std::string(kRecordingMagic) + static_cast<char>(kRecordingFormat) +
         sealed(ChunkKind::Head, content.bytes());
}

std::string ChunkWriter::frames(std::span<const input::InputFrame> frames,
                                std::span<const Recording::Checkpoint> checkpoints,
                                const std::vector<std::string>& module_names) {
  WireWriter content;

  // the modules' names once, with the first frames that have them
  const bool name_now = !named_ && !module_names.empty();
  content.varint(name_now ? module_names.size() : 0);
  if (name_now)
    for (const std::string& name : module_names) content.text(name);
  named_ = named_ || name_now;
  put_frames(content, frames);
  content.varint(checkpoints.size());
  for (const Recording::Checkpoint& checkpoint : checkpoints) {
    content.varint(static_cast<std::uint64_t>(checkpoint.tick));
    for (const std::uint64_t hash : checkpoint.module_hash) content.u64(hash);
  }
  frames_ += frames.size();
  checkpoints_ += checkpoints.size();
  return sealed(ChunkKind::Frames, content.bytes());
}

std::string ChunkWriter::end() {
  WireWriter content;
  content.varint(frames_);
  content.varint(checkpoints_);
  return sealed(ChunkKind::End, content.bytes());
}

Expected<std::unique_ptr<RecordingFile>> RecordingFile::create(const std::filesystem::path& file,
                                                               const Recording& recording) {
  std::unique_ptr<RecordingFile> out(new RecordingFile);
  out->file_ = std::fopen(file.c_str(), "wb");
  if (out->file_ == nullptr || !out->put(out->chunks_.head(recording)))
    return problem("no recording can be written here; choose another folder", file.string());
  return out;
}

RecordingFile::~RecordingFile() {
  if (file_ != nullptr) std::fclose(file_);
}

bool RecordingFile::put(const std::string& bytes) {
  good_ = good_ && std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size() &&
          std::fflush(file_) == 0;
  return good_;
}

bool RecordingFile::append(const FrameStore& frames, const Recording& recording) {
  const std::span<const Recording::Checkpoint> checkpoints(recording.checkpoints);
  if (frames.size() == frames_ && checkpoints.size() == checkpoints_) return good_;
  const bool written = put(chunks_.frames(frames.from(frames_), checkpoints.subspan(checkpoints_),
                                          recording.module_names));
  frames_ = frames.size();
  checkpoints_ = checkpoints.size();
  return written;
}

bool RecordingFile::finish(const FrameStore& frames, const Recording& recording) {
  return append(frames, recording) && put(chunks_.end());
}

}  // namespace lac::session
