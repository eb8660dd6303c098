#include <doctest/doctest.h>
#include <unistd.h>
#include <zstd.h>

#include <filesystem>

#include "base/file.h"
#include "base/math.h"
#include "base/rng.h"
#include "session/constants.h"
#include "session/frames_wire.h"
#include "session/recording_file.h"
#include "session/session.h"
#include "session/wire.h"

using namespace lac;

namespace {

/// Frames as a run has them: stillness, movement, commands, a wait, two hands.
session::Recording example(std::uint64_t seed, int frames) {
  session::Recording recording;
  recording.scenario_name = "first_touch_day4";
  recording.scenario_text = "format = 1\ntitle = \"x\"\n";
  recording.build = "test";
  recording.seed = seed;
  recording.level = anatomy::Level::Coarse;
  recording.mode = session::Mode::Exam;
  recording.module_names = {"tissue", "ducts"};
  Rng rng(seed);
  input::InputFrame frame;
  for (int i = 0; i < frames; ++i) {
    frame.commands.clear();
    const int what = static_cast<int>(rng.below(8));
    input::HandInput& hand = frame.hands[rng.below(2)];
    if (what == 0) {
      hand.posture =
          static_cast<input::Posture>(1 + rng.below(static_cast<int>(input::Posture::kCount) - 1));
      hand.touching = rng.below(2) == 1;
      hand.aim_m = {0.1 * rng.normal() * 0.2, 0.02 * rng.normal(), 0.05};
      hand.press_N = rng.uniform(0.0, 10.0);
    } else if (what == 1) {
      hand.squeeze_N = rng.uniform(0.0, 5.0);
      hand.roll_m = rng.uniform(0.0, 0.02);
      hand.twist_rad = rng.uniform(0.0, 6.0);
      hand.span_m = 0.03;
      hand.coached = rng.below(2) == 1;
    } else if (what == 4) {
      frame.device = {rng.uniform(0.0, 3e4), 1.0, rng.uniform(0.0, 100.0), 1e-3};
    } else if (what == 2) {
      frame.commands.push_back({.id = "ask-pain", .value = 3.0});
    } else if (what == 3) {
      frame.kind =
          frame.kind == input::TickKind::Hand ? input::TickKind::Rest : input::TickKind::Hand;
    }
    input::sanitise(frame);
    recording.frames.push_back(frame);
    if (i % 60 == 59) recording.checkpoints.push_back({i + 1, {rng.next_u32(), ~0ull}});
  }
  return recording;
}

std::uint64_t digest(const session::Recording& r) {
  Hasher hasher;
  hasher.add(r.scenario_name)
      .add(r.scenario_text)
      .add(r.build)
      .add(r.pack)
      .add(r.pack_text)
      .add(r.pack_base_text)
      .add(r.patient_text)
      .add(r.seed)
      .add(r.level)
      .add(r.mode);
  for (const input::InputFrame& frame : r.frames) input::hash_into(hasher, frame);
  for (const std::string& name : r.module_names) hasher.add(name);
  for (const auto& point : r.checkpoints) hasher.add(point.tick).add(point.module_hash);
  return hasher.digest();
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("session: a recording comes back bit for bit") {
  for (const int frames : {0, 1, 59, 2000}) {
    const session::Recording before = example(7, frames);
    const auto after = session::decode(session::encode(before), "x.lacrec");
    REQUIRE(after);
    CHECK(after->frames.size() == before.frames.size());
    CHECK(digest(*after) == digest(before));
  }
}

TEST_CASE("session: stillness costs next to nothing in a recording") {
  session::Recording still = example(1, 0);
  still.frames.assign(60 * 60, input::InputFrame{});
  CHECK(session::encode(still).size() < 400);
}

TEST_CASE("session: a recording cut off anywhere gives what is whole in it, or one sentence") {
  // written as it happens: a chunk a second
  const session::Recording whole = example(3, 600);
  const auto file = std::filesystem::temp_directory_path() /
                    ("lac-live-" + std::to_string(::getpid()) + ".lacrec");
  {
    const auto live = session::RecordingFile::create(file, whole);
    REQUIRE(live);
    session::Recording so_far = whole;
    so_far.checkpoints.clear();
    session::FrameStore frames;
    for (std::size_t i = 0; i < whole.frames.size(); ++i) {
      frames.push_back(whole.frames[i]);
      if (i % 60 == 59) so_far.checkpoints.push_back(whole.checkpoints[i / 60]);
      if (i % 60 == 59) REQUIRE((*live)->append(frames, so_far));
    }
    REQUIRE((*live)->finish(frames, whole));
  }
  const std::string bytes = *read_file(file);
  std::filesystem::remove(file);
  const auto all = session::decode(bytes, "whole.lacrec");
  REQUIRE(all);
  CHECK_FALSE(all->cut);
  CHECK(digest(*all) == digest(whole));

  std::size_t before = 0, told = 0;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto read = session::decode(std::string_view(bytes).substr(0, size), "cut.lacrec");
    if (!read) {
      ++told;
      REQUIRE(before == 0);  // once something is whole, more bytes never lose it
      REQUIRE(read.problems().size() == 1);
      REQUIRE(read.problems()[0].file == "cut.lacrec");
      REQUIRE_FALSE(read.problems()[0].message.empty());
      continue;
    }
    REQUIRE(read->cut);
    REQUIRE(read->frames.size() >= before);
    REQUIRE(read->frames.size() % 60 == 0);
    REQUIRE(read->checkpoints.size() == read->frames.size() / 60);
    before = read->frames.size();
  }
  CHECK(before == 600);
  CHECK(told > 9);  // up to the end of the head, and not longer
  CHECK(told < bytes.size() / 2);
  CHECK_FALSE(session::decode(bytes + "x", "long.lacrec"));
}

TEST_CASE("session: any changed byte is noticed") {
  const std::string bytes = session::encode(example(4, 300));
  Rng rng(11);
  for (int i = 0; i < 3000; ++i) {
    std::string bad = bytes;
    const int changes = 1 + static_cast<int>(rng.below(4));
    for (int c = 0; c < changes; ++c) {
      bad[rng.below(static_cast<std::uint32_t>(bad.size()))] ^=
          static_cast<char>(1 + rng.below(255));
    }
    if (bad == bytes) continue;
    REQUIRE_FALSE(session::decode(bad, "bad.lacrec"));
  }
}

TEST_CASE("session: random bytes are not a recording") {
  Rng rng(12);
  for (int i = 0; i < 500; ++i) {
    std::string noise(rng.below(600), '\0');
    for (char& c : noise) c = static_cast<char>(rng.next_u32());
    REQUIRE_FALSE(session::decode(noise, "noise.lacrec"));
  }
}

TEST_CASE("session: a forged recording with a good checksum cannot hold a frame no session takes") {
  const auto forged = [](auto change) {
    session::Recording r = example(5, 10);
    change(r);
    return session::decode(session::encode(r), "forged.lacrec");
  };
  CHECK(forged([](auto&) {}));
  CHECK_FALSE(forged([](auto& r) { r.frames[4].hands[0].press_N = 1e9; }));
  CHECK_FALSE(forged([](auto& r) { r.frames[4].hands[0].aim_m.x = 0.0 / 0.0; }));
  CHECK_FALSE(
      forged([](auto& r) { r.frames[4].hands[1].posture = static_cast<input::Posture>(99); }));
  CHECK_FALSE(forged([](auto& r) { r.frames[4].kind = static_cast<input::TickKind>(9); }));
  CHECK_FALSE(forged([](auto& r) { r.frames[4].commands.push_back({std::string(65, 'x'), 0.0}); }));
  CHECK_FALSE(forged([](auto& r) { r.level = static_cast<anatomy::Level>(7); }));
  CHECK_FALSE(forged([](auto& r) { r.mode = static_cast<session::Mode>(7); }));
  CHECK_FALSE(forged([](auto& r) { r.scenario_name = std::string(300, 'x'); }));
  CHECK_FALSE(forged([](auto& r) { r.frames.resize(session::kMostFrames + 1); }));
  CHECK_FALSE(forged([](auto& r) { r.checkpoints.push_back({int64_t{1} << 40, {1, 2}}); }));
}

TEST_CASE("session: recordings of formats 1 and 2 are read as they were") {
  // one packed block, as they were written: format 1 had neither coached hands nor devices
  const auto old_file = [](const session::Recording& r, std::uint8_t format) {
    session::WireWriter content;
    content.text(r.build);
    content.text(r.scenario_name);
    content.text(r.scenario_text);
    content.u64(r.seed);
    content.u8(static_cast<std::uint8_t>(r.level));
    content.u8(static_cast<std::uint8_t>(r.mode));
    session::put_frames(content, r.frames);
    content.varint(r.module_names.size());
    for (const std::string& name : r.module_names) content.text(name);
    content.varint(r.checkpoints.size());
    std::int64_t before = 0;
    for (const auto& point : r.checkpoints) {
      content.varint(static_cast<std::uint64_t>(point.tick - before));
      for (const std::uint64_t hash : point.module_hash) content.u64(hash);
      before = point.tick;
    }
    std::string packed(ZSTD_compressBound(content.bytes().size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), content.bytes().data(),
                                content.bytes().size(), 3));
    session::WireWriter out;
    out.raw("LACREC\r\n");
    out.u8(format);
    out.u64(content.bytes().size());
    out.u64(packed.size());
    out.u64(Hasher()
                .add(format)
                .add(std::uint64_t{content.bytes().size()})
                .add(std::string_view(packed))
                .digest());
    out.raw(packed);
    return out.bytes();
  };
  session::Recording r = example(6, 200);
  const auto second = session::decode(old_file(r, 2), "old.lacrec");
  REQUIRE(second);
  CHECK(digest(*second) == digest(r));
  for (input::InputFrame& frame : r.frames) {
    frame.device = {};
    for (input::HandInput& hand : frame.hands) hand.coached = false;
  }
  const auto first = session::decode(old_file(r, 1), "old.lacrec");
  REQUIRE(first);
  CHECK(digest(*first) == digest(r));

  // format 1 cannot hold what came later, and no other number is read
  r.frames[0].hands[0].coached = true;
  CHECK_FALSE(session::decode(old_file(r, 1), "old.lacrec"));
  CHECK_FALSE(session::decode(old_file(r, 0), "old.lacrec"));
  CHECK_FALSE(session::decode(old_file(r, 4), "old.lacrec"));
}

TEST_CASE("session: chunks that were moved, doubled or taken from another recording are noticed") {
  const std::string a = session::encode(example(3, 5000)), b = session::encode(example(4, 5000));
  REQUIRE(session::decode(a, "a.lacrec"));
  const auto chunk_at = [](const std::string& bytes, std::size_t at) {
    session::WireReader head(std::string_view(bytes).substr(at));
    head.u8();
    head.u64();
    return session::kChunkHeadBytes + head.u64();
  };
  const std::size_t start = 9, first = start + chunk_at(a, start),
                    second = first + chunk_at(a, first);
  REQUIRE(second < a.size());
  CHECK_FALSE(session::decode(a.substr(0, second) + a.substr(first), "doubled.lacrec"));
  CHECK_FALSE(session::decode(a.substr(0, first) + a.substr(second), "lost.lacrec"));
  CHECK_FALSE(
      session::decode(a.substr(0, first) + b.substr(start + chunk_at(b, start)), "mixed.lacrec"));
}

TEST_CASE("session: files that are missing, folders or not ours give one problem") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("lac-rec-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  CHECK_FALSE(session::read_recording(folder / "none.lacrec"));
  CHECK_FALSE(session::read_recording(folder));
  REQUIRE(write_file(folder / "a.lacrec", session::encode(example(2, 100))));
  const auto read = session::read_recording(folder / "a.lacrec");
  REQUIRE(read);
  CHECK(digest(*read) == digest(example(2, 100)));
  std::filesystem::remove_all(folder);
}

TEST_SUITE_END();
