#version 330 core
// thing.vert: milk, cup, devices and what lies under the skin.
layout(location = 0) in vec3 a_position_m;
layout(location = 1) in vec3 a_normal;
layout(location = 2) in vec3 a_color;         // linear RGB
layout(location = 3) in vec3 a_look;          // alpha, gloss, clear: 1 glass, seen at its edges
layout(location = 4) in vec2 a_run;           // m along a tube; m/s of the bands on it, 0: none
uniform mat4 u_clip_from_patient;
uniform vec3 u_eye_m;
uniform float u_pull_m;        // hides only behind what is nearer than this much
out vec3 v_position_m;
out vec3 v_normal;
out vec3 v_color;
out vec3 v_look;
out vec2 v_run;

void main() {
  v_position_m = a_position_m;
  v_normal = a_normal;
  v_color = a_color;
  v_look = a_look;
  v_run = a_run;
  gl_Position = u_clip_from_patient * vec4(a_position_m, 1.0);
  if (u_pull_m > 0.0) {
    vec4 nearer = u_clip_from_patient * vec4(a_position_m + normalize(u_eye_m - a_position_m) * u_pull_m, 1.0);
    gl_Position.z = nearer.z * gl_Position.w / nearer.w;
  }
}
