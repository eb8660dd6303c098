#pragma once
#include <filesystem>
#include <string>
#include <unordered_map>

#include "base/expected.h"
#include "render/linear.h"

namespace lac::render {

/// A linked GL program made of NAME.vert and NAME.frag. Owns its GL name.
class Shader {
 public:
  Shader() = default;
  ~Shader();
  Shader(Shader&& other) noexcept;
  Shader& operator=(Shader&& other) noexcept;

  /// Reads, compiles and links; `#include "common/x.glsl"` lines are replaced by that file.
  /// @return one sentence with file and line for each error.
  /// @param defines   of the variant: PLAIN is the cheap one for machines that draw by the
  ///                  processor, BARE with it leaves out what is laid over skin
  static Expected<Shader> load(const std::filesystem::path& folder, const std::string& name,
                               const std::vector<std::string>& defines);

  void use() const;
  void set(const char* uniform, int value) const;
  void set(const char* uniform, float value) const;
  void set(const char* uniform, float x, float y) const;
  void set(const char* uniform, V3 value) const;
  void set(const char* uniform, const M4& value) const;
  /// `count` three- or four-vectors.
  void set3(const char* uniform, const float* values, int count) const;
  void set4(const char* uniform, const float* values, int count) const;
  explicit operator bool() const { return program_ != 0; }

 private:
  int location(const char* uniform) const;
  unsigned program_ = 0;
  mutable std::unordered_map<std::string, int> locations_;  // looked up by name only
};

/// Every program the view needs, by name.
const std::vector<std::string>& shader_names();

}  // namespace lac::render
