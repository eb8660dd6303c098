#!/usr/bin/env python3
"""Makes skin_detail.png, areola_detail.png and veins.png: relief, mottling and veins of skin, seeded,
nothing copied.

Both are RGBA: red and green tilt of the surface (0.5 is level), blue pigment mottling, alpha the
broad pattern of blood. skin_detail tiles; areola_detail is centred on the nipple and spans 96 mm.
veins is grey, centred on the nipple and spans 300 mm.
Usage: make_textures.py [folder]
"""
import math
import random
import struct
import sys
import zlib

SIZE = 512


def write_png(path, pixels, channels=4):
    width = channels * SIZE
    rows = b"".join(b"\0" + bytes(pixels[width * y:width * (y + 1)]) for y in range(SIZE))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6 if channels == 4 else 0, 0, 0, 0)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
                  chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def tiled_noise(cells, seed):
    """Value noise that repeats, as a SIZE x SIZE list in 0..1."""
    rng = random.Random(seed)
    lattice = [rng.random() for _ in range(cells * cells)]
    fade = []
    for i in range(SIZE):
        x = i * cells / SIZE
        k = int(x)
        t = x - k
        fade.append((k % cells, (k + 1) % cells, t * t * (3 - 2 * t)))
    out = []
    for y0, y1, ty in fade:
        for x0, x1, tx in fade:
            top = lattice[y0 * cells + x0] * (1 - tx) + lattice[y0 * cells + x1] * tx
            low = lattice[y1 * cells + x0] * (1 - tx) + lattice[y1 * cells + x1] * tx
            out.append(top * (1 - ty) + low * ty)
    return out


def furrows(cells, seed):
    """Cell pattern of fine skin lines that repeats: 0 in a furrow, 1 on a plateau."""
    rng = random.Random(seed)
    point = [(rng.random(), rng.random()) for _ in range(cells * cells)]
    out = []
    for y in range(SIZE):
        fy = y * cells / SIZE
        cy = int(fy)
        for x in range(SIZE):
            fx = x * cells / SIZE
            cx = int(fx)
            first = second = 9.0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    px, py = point[(cy + dy) % cells * cells + (cx + dx) % cells]
                    d = (cx + dx + px - fx) ** 2 + (cy + dy + py - fy) ** 2
                    if d < first:
                        first, second = d, first
                    elif d < second:
                        second = d
            out.append(min(1.0, (math.sqrt(second) - math.sqrt(first)) * 3.2))
    return out


def mix(parts):
    """Weighted sum of fields."""
    return [sum(w * f[i] for w, f in parts) for i in range(SIZE * SIZE)]


def pack(height, mottling, blood, steepness, tiles):
    """Relief to tilt, all to bytes."""
    pixels = bytearray()

    def at(x, y):
        if tiles:
            return height[(y % SIZE) * SIZE + x % SIZE]
        return height[min(max(y, 0), SIZE - 1) * SIZE + min(max(x, 0), SIZE - 1)]

    def byte(value):
        return max(0, min(255, int(value * 255 + 0.5)))

    for y in range(SIZE):
        for x in range(SIZE):
            i = y * SIZE + x
            pixels.append(byte(0.5 - steepness * (at(x + 1, y) - at(x - 1, y))))
            pixels.append(byte(0.5 - steepness * (at(x, y + 1) - at(x, y - 1))))
            pixels.append(byte(mottling[i]))
            pixels.append(byte(blood[i]))
    return pixels


def skin_detail():
    broad = tiled_noise(5, 1)
    height = mix([(0.75, furrows(26, 2)), (0.35, furrows(15, 3)), (0.5, tiled_noise(22, 4))])
    mottling = mix([(0.45, broad), (0.30, tiled_noise(13, 5)), (0.25, tiled_noise(41, 6))])
    blood = mix([(0.6, tiled_noise(4, 7)), (0.4, tiled_noise(11, 8))])
    return pack(height, mottling, blood, 0.55, True)


def areola_detail():
    mm_per_px = 96.0 / SIZE
    rng = random.Random(9)
    # small glands: two loose rings of bumps
    gland = []
    for k in range(13):
        angle = 2 * math.pi * (k + 0.7 * rng.random()) / 13
        r = 14.5 + 6.5 * rng.random()
        gland.append((r * math.cos(angle), r * math.sin(angle), 0.75 + 0.45 * rng.random()))
    fine, coarse, pebbles = tiled_noise(96, 10), tiled_noise(40, 11), furrows(64, 12)
    height, mottling, blood = [], [], []
    for y in range(SIZE):
        for x in range(SIZE):
            i = y * SIZE + x
            px, py = (x - SIZE / 2) * mm_per_px, (y - SIZE / 2) * mm_per_px
            r = math.hypot(px, py)
            angle = math.atan2(py, px)
            nipple = 1.0 - min(1.0, max(0.0, (r - 7.0) / 2.0))
            # wrinkles that circle the nipple, pebbles on it
            ring = math.sin(r * 3.3 + 2.5 * coarse[i] + 0.8 * math.sin(angle * 5 + r)) * (1 - nipple)
            h = 0.16 * ring + 0.30 * fine[i] + 0.35 * coarse[i]
            h += pebbles[i] * (0.14 + 0.50 * nipple)
            spot = 0.0
            for gx, gy, gr in gland:
                d = math.hypot(px - gx, py - gy) / gr
                if d < 2.2:
                    bump = math.exp(-d * d * 1.3)
                    h += 1.25 * bump
                    spot += bump
            height.append(h)
            mottling.append(0.42 + 0.20 * (coarse[i] - 0.5) + 0.16 * (fine[i] - 0.5) + 0.22 * spot -
                            0.10 * nipple * (1 - pebbles[i]))
            blood.append(0.5 + 0.3 * (coarse[i] - 0.5))
    return pack(height, mottling, blood, 0.42, False)


def veins():
    """Veins that run in from the edges toward the areola, branching and fading as they go."""
    mm_per_px = 300.0 / SIZE
    rng = random.Random(21)
    field = [0.0] * (SIZE * SIZE)

    def dab(x_mm, y_mm, width_mm, strength):
        cx, cy = x_mm / mm_per_px + SIZE / 2, y_mm / mm_per_px + SIZE / 2
        reach = int(3 * width_mm / mm_per_px) + 1
        for y in range(max(0, int(cy) - reach), min(SIZE, int(cy) + reach + 2)):
            for x in range(max(0, int(cx) - reach), min(SIZE, int(cx) + reach + 2)):
                d = math.hypot(x - cx, y - cy) * mm_per_px / width_mm
                value = strength * math.exp(-d * d)
                if value > field[y * SIZE + x]:
                    field[y * SIZE + x] = value

    def run(x, y, heading, width, strength, depth):
        turn = rng.uniform(-0.03, 0.03)
        for step in range(220):
            r = math.hypot(x, y)
            if r < 27.0 or r > 146.0 or strength < 0.08:
                return
            dab(x, y, width, strength)
            inward = math.atan2(-y, -x)
            off = math.atan2(math.sin(inward - heading), math.cos(inward - heading))
            turn = 0.90 * turn + rng.gauss(0.0, 0.028)
            heading += turn + 0.012 * off
            x += 0.8 * math.cos(heading)
            y += 0.8 * math.sin(heading)
            strength *= 0.9925
            width *= 0.9965
            if depth < 3 and rng.random() < 0.022:
                side = rng.choice((-1, 1)) * rng.uniform(0.45, 0.85)
                run(x, y, heading + side, 0.75 * width, 0.75 * strength, depth + 1)

    for degrees in (18, 52, 78, 112, 145, 176, 205, 236, 292, 332):
        a = math.radians(degrees + rng.uniform(-8, 8))
        r = rng.uniform(112, 140)
        run(r * math.cos(a), r * math.sin(a), a + math.pi + rng.uniform(-0.5, 0.5),
            rng.uniform(1.3, 2.1), rng.uniform(0.55, 1.0), 0)
    return bytes(min(255, int(255 * v + 0.5)) for v in field)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "."
    write_png(folder + "/skin_detail.png", skin_detail())
    write_png(folder + "/areola_detail.png", areola_detail())
    write_png(folder + "/veins.png", veins(), 1)


if __name__ == "__main__":
    main()
