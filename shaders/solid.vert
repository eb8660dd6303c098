#version 330 core
// solid.vert: hands; the resting place rides along for creases and the cuff.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec3 a_rest_m;
layout(location = 3) in vec3 a_kind;          // crease at joints, nail, bare
uniform mat4 u_clip_from_patient;
out vec3 v_position_m;
out vec3 v_normal;
out vec3 v_rest_m;
out vec3 v_kind;

void main() {
  v_position_m = a_position_m;
  v_normal = a_normal;
  v_rest_m = a_rest_m;
  v_kind = a_kind;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
}
