// Sends what waits, one after the other, in the order it was written. The key of the form makes it happen once.
import { drafts, file, note, pack, put, remove, takeAlong, words } from "./store.js";

const { who } = document.body.dataset;
const KEEP_SENT = 7 * 24 * 3_600_000;
const told = new EventTarget();
export const onChange = (listener) => told.addEventListener("change", listener);
export const changed = () => told.dispatchEvent(new Event("change"));

const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "");
const digest = async (blob) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// Of a month and of nothing else there can be two entries that stand in each other's way.
export const about = ({ kind, target, fields }) => (kind === "realisation" ? `${target}:${fields.month}` : undefined);

async function body(row, { kind, target, fields }) {
  const form = new FormData();
  const envelope = { owner: row.owner, form_key: row.key, kind, target, device_at: row.deviceAt, device_now: new Date().toISOString() };
  for (const [name, value] of Object.entries({ ...envelope, ...fields, csrfmiddlewaretoken: token() }))
    for (const one of [value].flat()) form.append(name, one);
  const picture = await file(row);
  if (picture) {
    form.append("file_sha256", await digest(picture));
    form.append("file", picture);
  }
  return form;
}

async function ask(row, content) {
  try {
    return await fetch("/kerja/luring/kirim/", {
      method: "POST",
      body: await body(row, content),
      headers: { accept: "application/json" },
      redirect: "manual",
    });
  } catch {
    return undefined;
  }
}

// What became of it, as changes of the draft; `stop` when what comes after has to wait too.
async function outcome(answer) {
  if (!answer) return { stop: true, change: { trouble: "line" } };
  if (answer.type === "opaqueredirect") return { stop: true, change: { trouble: "session" } };
  const isTold = answer.headers.get("content-type")?.startsWith("application/json");
  const told = isTold ? await answer.json().catch(() => undefined) : undefined;
  if (!told) return { stop: true, change: { trouble: answer.status === 403 ? "session" : "server" } };
  if (answer.ok) return { change: { state: "sent", sentAt: told.at, url: told.url, trouble: undefined }, file: null };
  if (told.code === "other_person") return { stop: true, change: { trouble: "session" } };
  if (told.code === "changed_meanwhile" && "stored" in told) return { change: { state: "conflict", trouble: undefined }, stored: told.stored };
  if (told.code === "cut_short" || answer.status >= 500 || answer.status === 429) return { stop: true, change: { trouble: "server" } };
  return { change: { state: "failed", reason: [told.message, told.remedy], trouble: undefined } };
}

async function send(row) {
  const content = await words(row);
  const { stop, change, file: dropped, stored } = await outcome(await ask(row, content));
  const again = stored === undefined ? undefined : { ...content, stored };
  await put({ ...row, ...change, tries: (row.tries ?? 0) + 1 }, { words: again, file: dropped });
  changed();
  return !stop;
}

async function sendAll() {
  const behind = new Set();
  for (const row of await drafts(who)) {
    if (row.state === "sent" || row.state === "draft") continue;
    const subject = about(await words(row));
    if (row.state !== "waiting" || behind.has(subject)) {
      if (subject) behind.add(subject);
      continue;
    }
    if (!(await send(row))) return;
  }
  await drafts(who);
}

// One page at a time: two pages would not do harm, only send twice what is kept once.
export async function deliver() {
  const packed = await pack();
  if (!who || !navigator.onLine || packed?.owner !== who) return;
  await navigator.locks.request("selaras:outbox", { ifAvailable: true }, (lock) => lock && sendAll());
}

export async function refresh() {
  if (!who || !navigator.onLine) return;
  const answer = await fetch("/kerja/luring/bekal/", { headers: { accept: "application/json" }, redirect: "manual" }).catch(() => undefined);
  if (!answer?.ok) return;
  await takeAlong(await answer.json());
  note(who, { packed: Date.now() });
  for (const row of await drafts(who)) if (row.state === "sent" && Date.now() - Date.parse(row.sentAt) > KEEP_SENT) await remove(row.place);
  changed();
}
