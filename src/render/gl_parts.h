#pragma once
#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/expected.h"
#include "render/subdivision.h"

namespace lac::render {

/// Indexed triangles of interleaved floats on the GPU. Owns its GL names.
class MeshBuffer {
 public:
  MeshBuffer() = default;
  ~MeshBuffer();
  MeshBuffer(const MeshBuffer&) = delete;
  MeshBuffer& operator=(const MeshBuffer&) = delete;

  /// @param sizes   floats of each attribute, in order; attribute locations count up from 0
  void set_layout(const std::vector<int>& sizes);
  /// Uploads; keeps the old triangles where `triangles` is null. Its room on the GPU only grows, so
  /// that a hand that comes and goes leaves no holes in memory.
  void upload(const void* vertices, std::size_t bytes, const Triangles* triangles);
  void draw() const;
  /// Holds nothing, and gives its room back.
  void clear();

 private:
  unsigned array_ = 0, vertex_ = 0, index_ = 0;
  int indices_ = 0;
  std::size_t room_bytes_ = 0, index_room_bytes_ = 0;
  std::vector<int> sizes_;
};

/// Colour (and depth) to draw into; multisampled ones resolve into a plain texture.
class Canvas {
 public:
  /// What it holds beside the picture: depth, nothing, or the smaller pictures that a texture is
  /// read from at a distance.
  enum class Kind { WithDepth, Colour, Mipmapped };
  Canvas() = default;
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Makes room for a picture of this size; nothing happens where it has it.
  void resize(int width, int height, int samples, Kind kind = Kind::WithDepth);
  /// How much of the room the next picture takes, from its lower left corner.
  void use(int width, int height);
  void begin() const;
  /// Takes colour and depth of one of the same size, neither multisampled.
  void copy(const Canvas& other) const;
  /// Ends drawing into it. @return the texture that holds the picture.
  unsigned end() const;
  unsigned texture() const { return texture_; }

 private:
  void release();
  int width_ = 0, height_ = 0, samples_ = 0;
  int used_width_ = 0, used_height_ = 0;
  unsigned frame_ = 0, colour_ = 0, depth_ = 0;  // drawn into
  unsigned plain_frame_ = 0, texture_ = 0;       // resolved
};

/// Depth seen from the lamp.
class ShadowMap {
 public:
  static constexpr int kSize = 2048;
  ShadowMap() = default;
  ~ShadowMap();
  ShadowMap(const ShadowMap&) = delete;
  ShadowMap& operator=(const ShadowMap&) = delete;
  void begin();
  void end() const;
  unsigned texture() const { return texture_; }

 private:
  unsigned frame_ = 0, texture_ = 0;
};

/// A PNG as a repeating, mipmapped RGBA texture.
Expected<unsigned> load_texture(const std::filesystem::path& file);

}  // namespace lac::render
