#include "render/shader.h"

#include <epoxy/gl.h>

#include <cstdlib>
#include <sstream>

#include "base/file.h"

namespace lac::render {
namespace {

// A source with its includes in place; `origin` tells for each line where it came from.
struct Source {
  std::string text;
  std::vector<std::pair<std::string, int>> origin;  // [line] file, line
};

constexpr std::size_t kMostShaderBytes = std::size_t{1} << 20;

Outcome append(const std::filesystem::path& folder, const std::string& name, int depth,
               Source& source) {
  const std::filesystem::path path = folder / name;
  const Expected<std::string> text = read_file(path, kMostShaderBytes);
  if (!text) return text.problems();
  std::istringstream lines(*text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    // #include "common/x.glsl"
    const std::size_t open = line.find('"'), close = line.rfind('"');
    if (line.rfind("#include", 0) == 0 && close > open && depth < 4) {
      if (Outcome inner =
              append(folder, line.substr(open + 1, close - open - 1), depth + 1, source);
          !inner)
        return inner;
      continue;
    }
    source.text += line + '\n';
    source.origin.push_back({path.string(), number});
  }
  return success();
}

// Mesa says "0:12(3): error: ...", others "0(12) : error ...": the first number after "0" is the
// line.
Problem first_error(const Source& source, const std::string& log, const std::string& name) {
  Problem problem{.file = name, .message = "the shader does not compile: " + log};
  std::istringstream lines(log);
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t mark = line.find_first_of(":(");
    const int number = mark == std::string::npos ? 0 : std::atoi(line.c_str() + mark + 1);
    if (number < 1 || number > static_cast<int>(source.origin.size())) continue;
    problem.file = source.origin[number - 1].first;
    problem.line = source.origin[number - 1].second;
    problem.message = "the shader does not compile: " + line;
    break;
  }
  while (!problem.message.empty() && problem.message.back() == '\n') problem.message.pop_back();
  return problem;
}

Expected<unsigned> compile(const std::filesystem::path& folder, const std::string& name,
                           unsigned kind, const std::vector<std::string>& defines) {
  Source source;
  if (const Outcome read = append(folder, name, 0, source); !read) return read.problems();
  // the variant is told right after #version, so that line numbers stay
  if (const std::size_t end = source.text.find('\n'); end != std::string::npos)
    for (const std::string& define : defines) {
      source.text.insert(end + 1, "#define " + define + "\n");
      source.origin.insert(source.origin.begin() + 1, source.origin.front());
    }
  const unsigned shader = glCreateShader(kind);
  const char* const text = source.text.c_str();
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  int ok = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
  if (ok != 0) return shader;
  std::string log(4096, '\0');
  int used = 0;
  glGetShaderInfoLog(shader, static_cast<int>(log.size()), &used, log.data());
  log.resize(static_cast<std::size_t>(used));
  glDeleteShader(shader);
  return Problems{first_error(source, log, (folder / name).string())};
}

}  // namespace

const std::vector<std::string>& shader_names() {
  static const std::vector<std::string> names{"skin",  "skin_plain", "pigment",  "solid", "cloth",
                                              "depth", "thing",      "backdrop", "edges", "wall"};
  return names;
}

Shader::~Shader() {
  if (program_ != 0) glDeleteProgram(program_);
}
Shader::Shader(Shader&& other) noexcept { *this = std::move(other); }
Shader& Shader::operator=(Shader&& other) noexcept {
  std::swap(program_, other.program_);
  std::swap(locations_, other.locations_);
  return *this;
}

Expected<Shader> Shader::load(const std::filesystem::path& folder, const std::string& name,
                              const std::vector<std::string>& defines) {
  const Expected<unsigned> vertex = compile(folder, name + ".vert", GL_VERTEX_SHADER, defines);
  if (!vertex) return vertex.problems();
  const Expected<unsigned> fragment = compile(folder, name + ".frag", GL_FRAGMENT_SHADER, defines);
  if (!fragment) {
    glDeleteShader(*vertex);
    return fragment.problems();
  }

  // link, then the parts may go
  Shader shader;
  shader.program_ = glCreateProgram();
  glAttachShader(shader.program_, *vertex);
  glAttachShader(shader.program_, *fragment);
  glLinkProgram(shader.program_);
  glDeleteShader(*vertex);
  glDeleteShader(*fragment);
  int ok = 0;
  glGetProgramiv(shader.program_, GL_LINK_STATUS, &ok);
  if (ok != 0) return shader;
  std::string log(4096, '\0');
  int used = 0;
  glGetProgramInfoLog(shader.program_, static_cast<int>(log.size()), &used, log.data());
  log.resize(static_cast<std::size_t>(used));
  return problem("the shader does not link: " + log, (folder / name).string());
}

int Shader::location(const char* uniform) const {
  const auto found = locations_.find(uniform);
  if (found != locations_.end()) return found->second;
  return locations_[uniform] = glGetUniformLocation(program_, uniform);
}
void Shader::use() const { glUseProgram(program_); }
void Shader::set(const char* uniform, int value) const { glUniform1i(location(uniform), value); }
void Shader::set(const char* uniform, float value) const { glUniform1f(location(uniform), value); }
void Shader::set(const char* uniform, float x, float y) const {
  glUniform2f(location(uniform), x, y);
}
void Shader::set(const char* uniform, V3 v) const { glUniform3f(location(uniform), v.x, v.y, v.z); }
void Shader::set(const char* uniform, const M4& value) const {
  glUniformMatrix4fv(location(uniform), 1, GL_FALSE, value.m.data());
}
void Shader::set3(const char* uniform, const float* values, int count) const {
  glUniform3fv(location(uniform), count, values);
}
void Shader::set4(const char* uniform, const float* values, int count) const {
  glUniform4fv(location(uniform), count, values);
}

}  // namespace lac::render
