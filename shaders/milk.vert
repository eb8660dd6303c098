#version 330 core
// milk.vert: beads, sprays and the cup.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in float a_alpha;
layout(location = 3) in float a_kind;          // 0 milk, 1 clear plastic
uniform mat4 u_clip_from_patient;
out vec3 v_position_m;
out vec3 v_normal;
out float v_alpha;
out float v_kind;

void main() {
  v_position_m = a_position_m;
  v_normal = a_normal;
  v_alpha = a_alpha;
  v_kind = a_kind;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
}
