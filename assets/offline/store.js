// What lies on the device: the pack of one person, the key, and drafts that only this key opens.
const NAME = "selaras";

let opened;
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("device");
      request.result.createObjectStore("drafts", { keyPath: "place", autoIncrement: true });
    };
    request.onsuccess = () => {
      // Another page wants to delete or renew it.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function within(store, mode, ask) {
  const transaction = (await database()).transaction(store, mode);
  const request = ask(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

const device = (name) => within("device", "readonly", (store) => store.get(name));
export const pack = () => device("pack");
const key = () => device("key");

export async function takeAlong(packed) {
  const { key: secret, ...rest } = packed;
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
  const lock = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  // How far the clock of this device is ahead of ours, in milliseconds.
  const ahead = Date.now() - Date.parse(rest.now);
  await within("device", "readwrite", (store) => {
    store.put({ ...rest, ahead }, "pack");
    return store.put(lock, "key");
  });
}

export async function leave() {
  localStorage.removeItem(NOTE);
  await within("device", "readwrite", (store) => store.clear());
}

// The hour by our clock, as far as the device knows it.
export const now = (packed) => new Date(Date.now() - (packed?.ahead ?? 0));

async function sealed(bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), bytes) };
}

async function unsealed({ iv, bytes }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), bytes);
}

const coded = (words) => new TextEncoder().encode(JSON.stringify(words));

// A draft: key (of its form), owner, state, times outside; words and file locked inside.
export async function put(draft, { words, file } = {}) {
  const row = { ...draft };
  if (words) row.words = await sealed(coded(words));
  if (file === null) delete row.file;
  else if (file) row.file = { ...(await sealed(await file.blob.arrayBuffer())), name: file.name, type: file.blob.type };
  row.place = await within("drafts", "readwrite", (store) => store.put(row));
  return row;
}

export const remove = (place) => within("drafts", "readwrite", (store) => store.delete(place));

export async function words(row) {
  return JSON.parse(new TextDecoder().decode(await unsealed(row.words)));
}

export async function file(row) {
  return row.file && new File([await unsealed(row.file)], row.file.name, { type: row.file.type });
}

// What every page reads without opening the database: whose device it is, how much waits, when the pack was taken.
const NOTE = "selaras-device";

export function note(owner, facts) {
  const noted = JSON.parse(localStorage.getItem(NOTE) ?? "{}");
  localStorage.setItem(NOTE, JSON.stringify({ ...(noted.owner === owner ? noted : { owner }), ...facts }));
}

// In the order in which they were written: by place, not by any clock.
export async function drafts(owner) {
  const rows = await within("drafts", "readonly", (store) => store.getAll());
  const own = rows.filter((row) => row.owner === owner);
  note(owner, { waits: own.filter((row) => row.state === "waiting").length });
  return own;
}
