#include "render/gl_parts.h"

#include <epoxy/gl.h>
#include <stb/stb_image.h>

#include "base/file.h"

namespace lac::render {
namespace {

// Writes into a buffer's room; more room, by half, only where it does not suffice.
void fill(unsigned target, const void* data, std::size_t bytes, std::size_t& room_bytes) {
  if (bytes > room_bytes) {
    room_bytes = room_bytes == 0 ? bytes : bytes + bytes / 2;
    glBufferData(target, static_cast<GLsizeiptr>(room_bytes), nullptr, GL_STREAM_DRAW);
  }
  if (bytes > 0) glBufferSubData(target, 0, static_cast<GLsizeiptr>(bytes), data);
}

}  // namespace

MeshBuffer::~MeshBuffer() {
  if (array_ == 0) return;
  glDeleteVertexArrays(1, &array_);
  glDeleteBuffers(1, &vertex_);
  glDeleteBuffers(1, &index_);
}

void MeshBuffer::set_layout(const std::vector<int>& sizes) {
  sizes_ = sizes;
  glGenVertexArrays(1, &array_);
  glGenBuffers(1, &vertex_);
  glGenBuffers(1, &index_);
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertex_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, index_);
  int stride = 0;
  for (const int size : sizes) stride += size;
  std::size_t at = 0;
  for (unsigned k = 0; k < sizes.size(); ++k) {
    glEnableVertexAttribArray(k);
    glVertexAttribPointer(
        k, sizes[k], GL_FLOAT, GL_FALSE, stride * static_cast<int>(sizeof(float)),
        // NOLINTNEXTLINE(performance-no-int-to-ptr): OpenGL passes offsets as pointers
        reinterpret_cast<const void*>(at * sizeof(float)));
    at += static_cast<std::size_t>(sizes[k]);
  }
  glBindVertexArray(0);
}

void MeshBuffer::upload(const void* vertices, std::size_t bytes, const Triangles* triangles) {
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertex_);
  fill(GL_ARRAY_BUFFER, vertices, bytes, room_bytes_);
  if (triangles != nullptr) {
    indices_ = 3 * static_cast<int>(triangles->size());
    fill(GL_ELEMENT_ARRAY_BUFFER, triangles->data(), triangles->size() * sizeof(triangles->front()),
         index_room_bytes_);
  }
  glBindVertexArray(0);
}

void MeshBuffer::clear() {
  if (indices_ == 0) return;
  indices_ = 0;
  room_bytes_ = index_room_bytes_ = 0;
  glBindVertexArray(array_);
  glBindBuffer(GL_ARRAY_BUFFER, vertex_);
  glBufferData(GL_ARRAY_BUFFER, 0, nullptr, GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, 0, nullptr, GL_STREAM_DRAW);
  glBindVertexArray(0);
}

void MeshBuffer::draw() const {
  if (indices_ == 0) return;
  glBindVertexArray(array_);
  glDrawElements(GL_TRIANGLES, indices_, GL_UNSIGNED_INT, nullptr);
  glBindVertexArray(0);
}

Canvas::~Canvas() { release(); }

void Canvas::release() {
  if (frame_ != 0) glDeleteFramebuffers(1, &frame_);
  if (plain_frame_ != 0) glDeleteFramebuffers(1, &plain_frame_);
  if (colour_ != 0) glDeleteRenderbuffers(1, &colour_);
  if (depth_ != 0) glDeleteRenderbuffers(1, &depth_);
  if (texture_ != 0) glDeleteTextures(1, &texture_);
  frame_ = plain_frame_ = colour_ = depth_ = texture_ = 0;
}

void Canvas::resize(int width, int height, int samples, Kind kind) {
  if (width == width_ && height == height_ && samples == samples_) return;
  release();
  width_ = used_width_ = width;
  height_ = used_height_ = height;
  int most = 0;
  glGetIntegerv(GL_MAX_SAMPLES, &most);
  samples_ = samples;
  const int used = samples < most ? samples : most;

  // the picture
  glGenTextures(1, &texture_);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);

  // all of them at once: the driver would take other memory for them later
  int level = 0;
  for (int w = width, h = height; kind == Kind::Mipmapped && (w > 1 || h > 1);) {
    w = w > 1 ? w / 2 : 1;
    h = h > 1 ? h / 2 : 1;
    glTexImage2D(GL_TEXTURE_2D, ++level, GL_RGBA8, w, h, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, level);

  // drawn into: the picture itself, or many samples of it
  glGenFramebuffers(1, &frame_);
  glBindFramebuffer(GL_FRAMEBUFFER, frame_);
  if (used > 0) {
    glGenRenderbuffers(1, &colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, used, GL_RGBA8, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
  } else {
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  }
  if (kind == Kind::WithDepth) {
    glGenRenderbuffers(1, &depth_);
    glBindRenderbuffer(GL_RENDERBUFFER, depth_);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, used, GL_DEPTH_COMPONENT24, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_);
  }

  // resolved into
  if (used > 0) {
    glGenFramebuffers(1, &plain_frame_);
    glBindFramebuffer(GL_FRAMEBUFFER, plain_frame_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  }
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

void Canvas::use(int width, int height) {
  used_width_ = width < width_ ? width : width_;
  used_height_ = height < height_ ? height : height_;
}

void Canvas::copy(const Canvas& other) const {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, other.frame_);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, frame_);
  glBlitFramebuffer(0, 0, used_width_, used_height_, 0, 0, used_width_, used_height_,
                    GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

void Canvas::begin() const {
  glBindFramebuffer(GL_FRAMEBUFFER, frame_);
  glViewport(0, 0, used_width_, used_height_);
}

unsigned Canvas::end() const {
  if (plain_frame_ == 0) {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    return texture_;
  }
  glBindFramebuffer(GL_READ_FRAMEBUFFER, frame_);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, plain_frame_);
  glBlitFramebuffer(0, 0, used_width_, used_height_, 0, 0, used_width_, used_height_,
                    GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  return texture_;
}

ShadowMap::~ShadowMap() {
  if (frame_ != 0) glDeleteFramebuffers(1, &frame_);
  if (texture_ != 0) glDeleteTextures(1, &texture_);
}

void ShadowMap::begin() {
  if (frame_ == 0) {
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT24, kSize, kSize, 0, GL_DEPTH_COMPONENT,
                 GL_UNSIGNED_INT, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_COMPARE_FUNC, GL_LEQUAL);
    glGenFramebuffers(1, &frame_);
    glBindFramebuffer(GL_FRAMEBUFFER, frame_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, texture_, 0);
    glDrawBuffer(GL_NONE);
    glReadBuffer(GL_NONE);
  }
  glBindFramebuffer(GL_FRAMEBUFFER, frame_);
  glViewport(0, 0, kSize, kSize);
  glClear(GL_DEPTH_BUFFER_BIT);
  glEnable(GL_POLYGON_OFFSET_FILL);
  glPolygonOffset(1.5f, 2.0f);
}

void ShadowMap::end() const {
  glDisable(GL_POLYGON_OFFSET_FILL);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

Expected<unsigned> load_texture(const std::filesystem::path& file) {
  const Expected<std::string> bytes = read_file(file, std::size_t{32} << 20);
  if (!bytes) return bytes.problems();
  int width = 0, height = 0, channels = 0;
  unsigned char* const pixels =
      stbi_load_from_memory(reinterpret_cast<const unsigned char*>(bytes->data()),
                            static_cast<int>(bytes->size()), &width, &height, &channels, 4);
  if (pixels == nullptr)
    return problem(
        "this picture cannot be read; it must be a PNG, so install LactaSim's assets again",
        file.string());
  unsigned texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
  glGenerateMipmap(GL_TEXTURE_2D);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  stbi_image_free(pixels);
  return texture;
}

}  // namespace lac::render
