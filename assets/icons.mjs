// Draws the icons of the installed app as PNG from the shapes of the mark, at build time. Written out by hand because the
// same bytes have to come out on every machine, and libraries that pack pictures differ between machines.
const GROUND = [0x06, 0x3d, 0x4a];
const GOLD = [0xe0, 0xa1, 0x3a];
const WHITE = [0xff, 0xff, 0xff];
const SAMPLES = 4;
// Four diamonds on a grid of 32: middle, and half the way from the middle to a corner.
const DIAMONDS = [[16, 10, 5, GOLD], [16, 22, 5, GOLD], [8.5, 16, 3.5, WHITE], [23.5, 16, 3.5, WHITE]];

function colour(x, y) {
  const found = DIAMONDS.find(([middle, level, half]) => Math.abs(x - middle) + Math.abs(y - level) <= half);
  return found ? found[3] : GROUND;
}

function isOutside(x, y, round) {
  const [dx, dy] = [Math.max(round - x, x - 32 + round, 0), Math.max(round - y, y - 32 + round, 0)];
  return dx * dx + dy * dy > round * round;
}

// `round` is the radius of the corners, `share` how much of the width the drawing takes (a mask may cut the rest).
function picture(edge, round, share) {
  const rows = [];
  for (let row = 0; row < edge; row += 1) {
    const line = [0];
    for (let column = 0; column < edge; column += 1) line.push(...pixel(row, column, edge, round, share));
    rows.push(line);
  }
  return rows;
}

function pixel(row, column, edge, round, share) {
  const sum = [0, 0, 0, 0];
  for (let step = 0; step < SAMPLES * SAMPLES; step += 1) {
    const x = ((column + ((step % SAMPLES) + 0.5) / SAMPLES) * 32) / edge;
    const y = ((row + (Math.floor(step / SAMPLES) + 0.5) / SAMPLES) * 32) / edge;
    if (round && isOutside(x, y, round)) continue;
    const [red, green, blue] = colour(16 + (x - 16) / share, 16 + (y - 16) / share);
    sum[0] += red;
    sum[1] += green;
    sum[2] += blue;
    sum[3] += 1;
  }
  const seen = sum[3];
  return seen ? [...sum.slice(0, 3).map((value) => Math.round(value / seen)), Math.round((seen * 255) / (SAMPLES * SAMPLES))] : [0, 0, 0, 0];
}

// Each row as the difference to the one above: nearly all of it is zeros.
function filtered(rows) {
  return rows.flatMap((row, place) => [2, ...row.slice(1).map((value, index) => (value - (place ? rows[place - 1][index + 1] : 0)) & 255)]);
}

// Deflate with its fixed codes and repeats of one byte only; enough for rows of zeros.
function deflated(bytes) {
  const out = [];
  let [bits, filled] = [0, 0];
  const low = (value, length) => {
    bits |= value << filled;
    for (filled += length; filled >= 8; filled -= 8, bits >>>= 8) out.push(bits & 255);
  };
  const code = (value, length) => {
    for (let place = length - 1; place >= 0; place -= 1) low((value >> place) & 1, 1);
  };
  const literal = (value) => (value < 144 ? code(0x30 + value, 8) : code(0x190 + value - 144, 9));
  const again = (length) => {
    if (length === 258) code(0xc0 + 5, 8);
    else code(length - 2, 7);
    code(0, 5);
  };
  low(1, 1);
  low(1, 2);
  for (let place = 0; place < bytes.length; ) {
    let run = 1;
    while (place + run < bytes.length && bytes[place + run] === bytes[place]) run += 1;
    literal(bytes[place]);
    place += run;
    for (run -= 1; run >= 3; ) {
      const length = run >= 258 ? 258 : Math.min(run, 10);
      again(length);
      run -= length;
    }
    for (; run > 0; run -= 1) literal(bytes[place - 1]);
  }
  code(0, 7);
  low(0, 7);
  return out;
}

const number = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function adler(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return number(((b << 16) | a) >>> 0);
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return number((value ^ 0xffffffff) >>> 0);
}

function chunk(name, content) {
  const body = [...Buffer.from(name, "latin1"), ...content];
  return [...number(content.length), ...body, ...crc(body)];
}

function png(edge, round, share) {
  const bytes = filtered(picture(edge, round, share));
  const head = [...number(edge), ...number(edge), 8, 6, 0, 0, 0];
  const content = [0x78, 0x01, ...deflated(bytes), ...adler(bytes)];
  return Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...chunk("IHDR", head), ...chunk("IDAT", content), ...chunk("IEND", [])]);
}

export const icons = () => ({
  "icon-192.png": png(192, 9, 1),
  "icon-512.png": png(512, 9, 1),
  "icon-maskable-512.png": png(512, 0, 0.8),
  "icon-apple-180.png": png(180, 0, 0.9),
});
