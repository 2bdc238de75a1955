// Where and when a JPEG says it was taken (EXIF 2.3, GPS tags 1 to 4, DateTimeOriginal), and whether it carries such
// marks at all. The place stays on the device unless its owner ticks that it shall be kept.
const GPS = 0x8825;
const DETAILS = 0x8769;
const TAKEN = 0x9003;
const MOMENT = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/;

function rational(view, at, little) {
  return view.getUint32(at, little) / view.getUint32(at + 4, little);
}

function entries(view, at, little) {
  const found = new Map();
  const number = view.getUint16(at, little);
  for (let place = at + 2; place < at + 2 + number * 12; place += 12) {
    found.set(view.getUint16(place, little), place + 8);
  }
  return found;
}

function degrees(view, tiff, tags, [side, value], little) {
  if (!tags.has(side) || !tags.has(value)) return null;
  const at = tiff + view.getUint32(tags.get(value), little);
  const size = rational(view, at, little) + rational(view, at + 8, little) / 60
    + rational(view, at + 16, little) / 3600;
  return "SW".includes(String.fromCharCode(view.getUint8(tags.get(side)))) ? -size : size;
}

function placeIn(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949;
  const first = entries(view, tiff + view.getUint32(tiff + 4, little), little);
  if (!first.has(GPS)) return null;
  const tags = entries(view, tiff + view.getUint32(first.get(GPS), little), little);
  const place = [degrees(view, tiff, tags, [1, 2], little), degrees(view, tiff, tags, [3, 4], little)];
  return place.every((number) => Number.isFinite(number)) ? place.map((number) => number.toFixed(5)) : null;
}

// The camera wrote its local time; a photo forwarded or copied has a younger day as a file.
function momentIn(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949;
  const first = entries(view, tiff + view.getUint32(tiff + 4, little), little);
  if (!first.has(DETAILS)) return null;
  const tags = entries(view, tiff + view.getUint32(first.get(DETAILS), little), little);
  if (!tags.has(TAKEN)) return null;
  const at = tiff + view.getUint32(tags.get(TAKEN), little);
  const parts = MOMENT.exec(String.fromCharCode(...new Uint8Array(view.buffer, at, 19)));
  if (!parts) return null;
  const [year, month, ...rest] = parts.slice(1).map(Number);
  const moment = new Date(year, month - 1, ...rest);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

// One kind of mark may be broken while the other is whole.
function tried(read, view, tiff) {
  try {
    return read(view, tiff);
  } catch {
    return null;
  }
}

const NOTHING = { has: false, place: null, taken: null };

/** `{ has: marks are there, place: [latitude, longitude] or null, taken: Date or null }`; an unreadable file has none. */
export async function marksOf(file) {
  try {
    const view = new DataView(await file.slice(0, 256 * 1024).arrayBuffer());
    if (view.getUint16(0) !== 0xffd8) return NOTHING;
    for (let at = 2; at < view.byteLength - 10 && view.getUint8(at) === 0xff;) {
      if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) {
        return { has: true, place: tried(placeIn, view, at + 10), taken: tried(momentIn, view, at + 10) };
      }
      at += 2 + view.getUint16(at + 2);
    }
  } catch {
    // Half a photo, or marks of another kind.
  }
  return NOTHING;
}
