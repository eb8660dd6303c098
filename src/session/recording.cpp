#include <zstd.h>

#include <array>
#include <bit>

#include "base/file.h"
#include "base/hash.h"
#include "session/constants.h"
#include "session/session.h"
#include "session/wire.h"

namespace lac::session {
namespace {

constexpr std::string_view kMagic = "LACREC\r\n";  // a text-mode copy breaks it, and is noticed
constexpr std::uint8_t kFormat = 2;                // written; format 1 is read too
constexpr std::size_t kHeadBytes = kMagic.size() + 1 + 8 + 8 + 8;
constexpr int kZstdLevel = 9;

// Which fields of a frame differ from the one before; never renumber, add at the end.
enum Bit : std::uint32_t {
  kKindBit = 1u << 0,
  kCommandsBit = 1u << 1,
  kPostureBit = 1u << 2,  // the first of eight bits a hand
};
constexpr int kHandBits = 8;
constexpr std::uint32_t kFormat1Bits = (1u << (2 + 2 * kHandBits)) - 1;
constexpr std::uint32_t kCoachedBit = kFormat1Bits + 1;  // format 2: one bit a hand
constexpr std::uint32_t kDeviceBit = kCoachedBit << 2;
constexpr std::uint32_t kAllBits = 2 * kDeviceBit - 1;

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
bool same(const input::Device& a, const input::Device& b) {
  return same(a.vacuum_Pa, b.vacuum_Pa) && same(a.cycle_Hz, b.cycle_Hz) &&
         same(a.vibration_Hz, b.vibration_Hz) && same(a.amplitude_m, b.amplitude_m);
}
bool same(Vec3 a, Vec3 b) { return same(a.x, b.x) && same(a.y, b.y) && same(a.z, b.z); }

// The bits of one hand's fields that changed, lowest first: posture, touching, aim, twist, press,
// squeeze, roll, span.
std::uint32_t changed_bits(const input::HandInput& a, const input::HandInput& b) {
  const std::array<bool, kHandBits> changed = {
      a.posture != b.posture,          !(a.touching == b.touching), !same(a.aim_m, b.aim_m),
      !same(a.twist_rad, b.twist_rad), !same(a.press_N, b.press_N), !same(a.squeeze_N, b.squeeze_N),
      !same(a.roll_m, b.roll_m),       !same(a.span_m, b.span_m)};
  std::uint32_t bits = 0;
  for (int i = 0; i < kHandBits; ++i) bits |= (changed[i] ? 1u : 0u) << i;
  return bits;
}

std::uint32_t changed_bits(const input::InputFrame& before, const input::InputFrame& frame) {
  std::uint32_t bits = before.kind == frame.kind ? 0u : static_cast<std::uint32_t>(kKindBit);
  if (!frame.commands.empty()) bits |= kCommandsBit;
  for (int h = 0; h < 2; ++h) {
    bits |= changed_bits(before.hands[h], frame.hands[h]) * (kPostureBit << (kHandBits * h));
    if (before.hands[h].coached != frame.hands[h].coached) bits |= kCoachedBit << h;
  }
  if (!same(before.device, frame.device)) bits |= kDeviceBit;
  return bits;
}

// Whether making a frame clean left every field as it was.
bool unchanged(const input::InputFrame& frame, const input::InputFrame& clean) {
  if ((changed_bits(frame, clean) & ~kCommandsBit) != 0) return false;
  if (frame.commands.size() != clean.commands.size()) return false;
  for (std::size_t c = 0; c < frame.commands.size(); ++c) {
    if (frame.commands[c].id != clean.commands[c].id) return false;
    if (!same(frame.commands[c].value, clean.commands[c].value)) return false;
  }
  return true;
}

void put_hand(WireWriter& out, const input::HandInput& hand, std::uint32_t bits) {
  if (bits & 1u) out.u8(static_cast<std::uint8_t>(hand.posture));
  if (bits & 2u) out.u8(hand.touching ? 1 : 0);
  if (bits & 4u) {
    out.f64(hand.aim_m.x);
    out.f64(hand.aim_m.y);
    out.f64(hand.aim_m.z);
  }
  if (bits & 8u) out.f64(hand.twist_rad);
  if (bits & 16u) out.f64(hand.press_N);
  if (bits & 32u) out.f64(hand.squeeze_N);
  if (bits & 64u) out.f64(hand.roll_m);
  if (bits & 128u) out.f64(hand.span_m);
}

void get_hand(WireReader& in, input::HandInput& hand, std::uint32_t bits) {
  if (bits & 1u) {
    const std::uint8_t posture = in.u8();
    if (posture >= static_cast<std::uint8_t>(input::Posture::kCount)) return in.fail();
    hand.posture = static_cast<input::Posture>(posture);
  }
  if (bits & 2u) hand.touching = in.u8() != 0;
  if (bits & 4u) hand.aim_m = Vec3{in.f64(), in.f64(), in.f64()};
  if (bits & 8u) hand.twist_rad = in.f64();
  if (bits & 16u) hand.press_N = in.f64();
  if (bits & 32u) hand.squeeze_N = in.f64();
  if (bits & 64u) hand.roll_m = in.f64();
  if (bits & 128u) hand.span_m = in.f64();
}

// Frames as differences from the one before, each with how often it repeats.
void put_frames(WireWriter& out, const std::vector<input::InputFrame>& frames) {
  out.varint(frames.size());
  const input::InputFrame at_rest;
  const input::InputFrame* before = &at_rest;
  for (std::size_t i = 0; i < frames.size();) {
    const input::InputFrame& frame = frames[i];
    const std::uint32_t bits = changed_bits(*before, frame);

    // how many frames in a row are just like this one
    std::size_t run = 1;
    while (frame.commands.empty() && i + run < frames.size() &&
           changed_bits(frame, frames[i + run]) == 0) {
      ++run;
    }
    out.varint(bits);
    if (bits & kKindBit) out.u8(static_cast<std::uint8_t>(frame.kind));
    for (int h = 0; h < 2; ++h) put_hand(out, frame.hands[h], bits >> (2 + kHandBits * h) & 0xffu);
    for (int h = 0; h < 2; ++h)
      if (bits & (kCoachedBit << h)) out.u8(frame.hands[h].coached ? 1 : 0);
    if (bits & kDeviceBit) {
      out.f64(frame.device.vacuum_Pa);
      out.f64(frame.device.cycle_Hz);
      out.f64(frame.device.vibration_Hz);
      out.f64(frame.device.amplitude_m);
    }
    if (bits & kCommandsBit) {
      out.varint(frame.commands.size());
      for (const input::Command& command : frame.commands) {
        out.text(command.id);
        out.f64(command.value);
      }
    }
    out.varint(run);
    before = &frame;
    i += run;
  }
}

bool get_frames(WireReader& in, int format, std::vector<input::InputFrame>& frames) {
  const std::size_t count = in.varint(kMostFrames);
  input::InputFrame frame;
  while (in.ok() && frames.size() < count) {
    const auto bits = static_cast<std::uint32_t>(in.varint(format == 1 ? kFormat1Bits : kAllBits));
    if (bits & kKindBit) {
      const std::uint8_t kind = in.u8();
      if (kind > static_cast<std::uint8_t>(input::TickKind::Rest)) return false;
      frame.kind = static_cast<input::TickKind>(kind);
    }
    for (int h = 0; h < 2; ++h) get_hand(in, frame.hands[h], bits >> (2 + kHandBits * h) & 0xffu);
    for (int h = 0; h < 2; ++h)
      if (bits & (kCoachedBit << h)) frame.hands[h].coached = in.u8() != 0;
    if (bits & kDeviceBit) frame.device = {in.f64(), in.f64(), in.f64(), in.f64()};
    frame.commands.clear();
    const std::size_t commands = bits & kCommandsBit ? in.varint(kMostCommands) : 0;
    for (std::size_t c = 0; c < commands && in.ok(); ++c) {
      input::Command command{.id = std::string(in.text(kMostCommandBytes)), .value = in.f64()};
      frame.commands.push_back(std::move(command));
    }
    const std::size_t run = in.varint(count - frames.size());
    if (!in.ok() || run == 0 || (run > 1 && commands > 0)) return false;

    // a recording holds only frames a session would take as they are
    input::InputFrame clean = frame;
    input::sanitise(clean);
    if (!unchanged(frame, clean)) return false;
    frames.insert(frames.end(), run, frame);
  }
  return in.ok() && frames.size() == count;
}

void put_checkpoints(WireWriter& out, const Recording& recording) {
  out.varint(recording.module_names.size());
  for (const std::string& name : recording.module_names) out.text(name);
  out.varint(recording.checkpoints.size());
  std::int64_t before = 0;
  for (const Recording::Checkpoint& checkpoint : recording.checkpoints) {
    out.varint(static_cast<std::uint64_t>(checkpoint.tick - before));
    for (const std::uint64_t hash : checkpoint.module_hash) out.u64(hash);
    before = checkpoint.tick;
  }
}

bool get_checkpoints(WireReader& in, Recording& recording) {
  const std::size_t modules = in.varint(kMostModules);
  for (std::size_t m = 0; m < modules && in.ok(); ++m) {
    recording.module_names.emplace_back(in.text(kMostNameBytes));
  }
  const std::size_t count = in.varint(recording.frames.size() + 1);
  std::int64_t tick = 0;
  for (std::size_t c = 0; c < count && in.ok(); ++c) {
    tick += static_cast<std::int64_t>(in.varint(kMostFrames));
    Recording::Checkpoint checkpoint{.tick = tick};
    for (std::size_t m = 0; m < modules; ++m) checkpoint.module_hash.push_back(in.u64());
    recording.checkpoints.push_back(std::move(checkpoint));
  }
  return in.ok() && tick <= static_cast<std::int64_t>(recording.frames.size());
}

std::string content_of(const Recording& recording) {
  WireWriter out;
  out.text(recording.build);
  out.text(recording.scenario_name);
  out.text(recording.scenario_text);
  out.u64(recording.seed);
  out.u8(static_cast<std::uint8_t>(recording.level));
  out.u8(static_cast<std::uint8_t>(recording.mode));
  put_frames(out, recording.frames);
  put_checkpoints(out, recording);
  return out.bytes();
}

std::uint64_t checksum(std::uint8_t format, std::string_view packed, std::uint64_t content_bytes) {
  return Hasher().add(format).add(content_bytes).add(packed).digest();
}

// Unpacks the zstd frame into exactly the size the header promised.
bool unpack(std::string_view packed, std::size_t content_bytes, std::string& content) {
  if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != content_bytes) return false;
  content.resize(content_bytes);
  const std::size_t got =
      ZSTD_decompress(content.data(), content.size(), packed.data(), packed.size());
  return !ZSTD_isError(got) && got == content_bytes;
}

}  // namespace

std::string encode(const Recording& recording) {
  const std::string content = content_of(recording);
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), kZstdLevel);
  packed.resize(ZSTD_isError(size) ? 0 : size);

  WireWriter out;
  out.raw(kMagic);
  out.u8(kFormat);
  out.u64(content.size());
  out.u64(packed.size());
  out.u64(checksum(kFormat, packed, content.size()));
  out.raw(packed);
  return out.bytes();
}

Expected<Recording> decode(std::string_view bytes, const std::string& file) {
  // the head says what follows; every claim is checked before memory is taken for it
  if (bytes.size() < kHeadBytes || bytes.substr(0, kMagic.size()) != kMagic) {
    return problem("this is not a LactaSim recording; choose a .lacrec file", file);
  }
  WireReader head(bytes.substr(kMagic.size()));
  const std::uint8_t format = head.u8();
  if (format < 1 || format > kFormat) {
    return problem("the recording has format " + std::to_string(format) +
                       ", but this program reads formats 1 to " + std::to_string(kFormat),
                   file);
  }
  const std::uint64_t content_bytes = head.u64();
  const std::uint64_t packed_bytes = head.u64();
  const std::uint64_t sum = head.u64();
  const std::string_view packed = bytes.substr(kHeadBytes);
  if (packed.size() < packed_bytes) {
    return problem("the recording is cut short; copy it again from where it was made", file);
  }
  if (packed.size() != packed_bytes || content_bytes > kMostContentBytes ||
      checksum(format, packed, content_bytes) != sum) {
    return problem("the recording is damaged (its checksum differs); copy it again", file);
  }
  std::string content;
  if (!unpack(packed, content_bytes, content)) {
    return problem("the recording is damaged and cannot be unpacked; copy it again", file);
  }

  Recording recording;
  WireReader in(content);
  recording.build = in.text(kMostNameBytes);
  recording.scenario_name = in.text(kMostNameBytes);
  recording.scenario_text = in.text(kMostScenarioBytes);
  recording.seed = in.u64();
  const std::uint8_t level = in.u8(), mode = in.u8();
  const bool head_ok = in.ok() && level <= static_cast<std::uint8_t>(anatomy::Level::Fine) &&
                       mode <= static_cast<std::uint8_t>(Mode::Exam);
  recording.level = static_cast<anatomy::Level>(level);
  recording.mode = static_cast<Mode>(mode);
  if (!head_ok || !get_frames(in, format, recording.frames) || !get_checkpoints(in, recording) ||
      in.left() != 0) {
    return problem("the recording holds something no session writes; it cannot be played", file);
  }
  return recording;
}

Outcome write_recording(const std::filesystem::path& file, const Recording& recording) {
  return write_file(file, encode(recording));
}

Expected<Recording> read_recording(const std::filesystem::path& file) {
  const Expected<std::string> bytes = read_file(file, kMostFileBytes);
  if (!bytes) return bytes.problems();
  return decode(*bytes, file.string());
}

}  // namespace lac::session
