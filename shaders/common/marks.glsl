// marks.glsl: what is laid over lit skin: overlay, clock face and rings, where the hand would land.
//   in   v_load        contact Pa, tissue Pa, oedema;  v_more: fullness of the lobes below, s of touch
//   uni  u_overlay     render::Overlay by number;  u_overlay_full > 0: top of the scale
//        u_scale       cividis, linear, dark to light;  u_landing: place and radius, m
in vec3 v_load;
in vec2 v_more;
uniform int u_overlay, u_clock_rings, u_landing_count;
uniform float u_overlay_full;
uniform vec3 u_scale[10];
uniform vec4 u_landing[12];

vec3 cividis(float t) {
  float at = clamp(t, 0.0, 1.0) * 9.0;
  int k = min(int(at), 8);
  return mix(u_scale[k], u_scale[k + 1], at - float(k));
}

float overlay_value() {
  return u_overlay == 1 ? v_load.x : u_overlay == 2 ? v_load.y : u_overlay == 3 ? v_load.z
       : u_overlay == 4 ? v_more.x : v_more.y;
}

float line(float value, float spacing, float width_px) {
  float x = value / spacing;
  float away = abs(fract(x + 0.5) - 0.5) / max(fwidth(x), 1e-5);
  return 1.0 - smoothstep(width_px - 0.5, width_px + 0.5, away);
}

// light: mean of the lamp on the skin, 0..1;  own: 1 on the breast, 0 on the chest
vec3 marked(vec3 color, float light, float own, vec3 position_m, vec2 flat_m, float r) {
  // overlay: dark is low, so it reads in greyscale too; contour every 20 %
  if (u_overlay > 0) {
    float t = clamp(overlay_value() / u_overlay_full, 0.0, 1.0);
    float cover = u_overlay == 1 ? smoothstep(0.02, 0.10, t) : u_overlay == 5 ? smoothstep(0.01, 0.06, t) : 1.0;
    cover *= smoothstep(0.0, 0.8, own);
    vec3 scale = cividis(t) * (0.45 + 0.55 * light);
    float contour = line(t, 0.2, 0.8) * step(0.1, t);
    scale = mix(scale, t > 0.5 ? vec3(0.01, 0.02, 0.05) : vec3(0.85), 0.75 * contour);
    color = mix(color, scale, 0.88 * cover);
  }

  // clock face and rings every 20 mm
  if (u_clock_rings > 0 && r > 0.0 && r < 0.075) {
    float ring = line(r, 0.02, 0.7) * step(0.01, r);
    float angle = atan(flat_m.x, flat_m.y) * 6.0 / 3.14159265;
    float tick = line(angle, 1.0, 0.7) * step(0.02, r);
    color = mix(color, vec3(0.01, 0.08, 0.07), 0.42 * max(ring, tick));
  }

  // where the hand would land
  for (int k = 0; k < u_landing_count; ++k) {
    float away_m = distance(position_m, u_landing[k].xyz);
    float radius_m = u_landing[k].w;
    // a ring of tips leaves free what stands in it
    float soft = (1.0 - smoothstep(0.0, radius_m, away_m)) * step(radius_m, 0.0085);
    float ring = 1.0 - smoothstep(0.0003, 0.0013, abs(away_m - radius_m));
    color = mix(color, vec3(0.02, 0.42, 0.36), 0.16 * soft);
    color = mix(color, vec3(0.85, 0.97, 0.94), 0.70 * ring);
  }
  return color;
}
