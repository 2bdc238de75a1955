// The page of the outbox: what can be written off the net, and what waits, was sent, failed, or met another text.
import { marksOf } from "../photos/marks.js";
import { changed, deliver, onChange } from "./send.js";
import { drafts, file, now, pack, put, remove, words } from "./store.js";

const { who } = document.body.dataset;
const SMALL = 300_000;
const LARGEST = 480_000;
// Longest edge and quality, from good to still readable.
const ATTEMPTS = [[1600, 0.8], [1600, 0.6], [1280, 0.5], [1024, 0.4]];

function drawn(bitmap, edge, quality) {
  const share = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const size = { width: Math.round(bitmap.width * share), height: Math.round(bitmap.height * share) };
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

// Pictures become small on the device; place and device data stay behind, as the picture is drawn anew.
async function small(picture, marks) {
  if (!picture.type.startsWith("image/")) return picture;
  if (picture.size < SMALL && !marks.has) return picture;
  const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" }).catch(() => undefined);
  if (!bitmap) return picture;
  let blob;
  for (const [edge, quality] of ATTEMPTS) {
    blob = await drawn(bitmap, edge, quality);
    if (blob.size <= LARGEST) break;
  }
  return new File([blob], picture.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

// What is kept of a chosen file: its bytes, its name, and when a photo was taken by its marks or else as a file.
async function drawnFrom(picked) {
  const marks = await marksOf(picked);
  const blob = await small(picked, marks);
  const taken = picked.type.startsWith("image/") ? (marks.taken ?? new Date(picked.lastModified)).toISOString() : "";
  return { blob, name: blob.name, taken };
}

export function showOutbox(root) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const word = (name) => root.querySelector(`template[data-words]`).content.querySelector(`[data-word="${name}"]`).textContent;
  const piece = (name) => root.querySelector(`template[data-piece="${name}"]`).content.firstElementChild.cloneNode(true);
  const language = document.documentElement.lang;
  let packed;
  let open;

  const moment = (text) => new Date(text).toLocaleString(language, { dateStyle: "medium", timeStyle: "short", timeZone: packed.zone });
  const day = () => now(packed).toLocaleDateString("sv", { timeZone: packed.zone });
  const indicator = (id) => packed.skp?.indicators.find((one) => one.id === id);
  const month = (number) => new Date(Date.UTC(packed.skp?.year ?? 2000, number - 1, 1)).toLocaleDateString(language, { month: "long", year: "numeric", timeZone: "UTC" });

  // ---------------------------------------------------------------- forms

  const option = (value, text) => new Option(text, value);

  function months(form) {
    const chosen = indicator(form.elements.target.value);
    const begun = chosen?.months.filter((number) => `${packed.skp.year}-${String(number).padStart(2, "0")}-01` <= day()) ?? [];
    form.elements.month.replaceChildren(...begun.map((number) => option(number, month(number))));
    const owed = begun.find((number) => !chosen.stored[number]);
    form.elements.month.value = String(owed ?? begun.at(-1) ?? "");
    form.querySelector("[data-unit]").textContent = chosen?.target ?? "";
    stored(form);
  }

  function stored(form) {
    const chosen = indicator(form.elements.target.value);
    const row = chosen?.stored[form.elements.month.value] ?? { data_source: chosen?.source };
    for (const name of ["value", "narrative", "cause", "what_would_help", "data_source"]) form.elements[name].value = row[name] ?? "";
    form.elements.revision.value = row.revision ?? 0;
  }

  const prepare = {
    realisation(form) {
      form.elements.target.replaceChildren(...packed.skp.indicators.map(({ id, text }) => option(id, text)));
      form.elements.target.onchange = () => months(form);
      form.elements.month.onchange = () => stored(form);
      months(form);
    },
    evidence(form) {
      form.elements.target.value = packed.skp.id;
      form.elements.captured_at.value = "";
      form.elements.happened_on.value = day();
      form.elements.iki.replaceChildren(option("", word("no-indicator")), ...(packed.skp.agreed ? packed.skp.indicators : []).map(({ id, text }) => option(id, text)));
    },
    feedback(form) {
      form.elements.target.replaceChildren(...packed.colleagues.map(([id, name, post]) => option(id, `${name} · ${post}`)));
      form.elements.behaviour_code.replaceChildren(option("", word("no-value")), ...packed.values.map(([code, name]) => option(code, name)));
    },
  };
  const possible = {
    realisation: () => packed.skp?.agreed && packed.skp.indicators.length,
    evidence: () => packed.skp,
    feedback: () => packed.colleagues.length,
  };

  function read(form) {
    const fields = {};
    for (const control of form.elements) if (control.name && control.type !== "file" && control.name !== "target") fields[control.name] = control.value;
    if (fields.iki === "") delete fields.iki;
    return { kind: form.dataset.form, target: form.elements.target.value, fields };
  }

  function write(form, { target, fields }) {
    form.elements.target.value = target;
    form.elements.target.onchange?.();
    for (const name of ["month", ...Object.keys(fields)]) if (form.elements[name] && name in fields) form.elements[name].value = fields[name];
  }

  function title({ kind, target, fields }) {
    if (kind === "realisation") return `${month(fields.month)} · ${indicator(target)?.text ?? ""}`;
    if (kind === "evidence") return fields.title || word("untitled");
    return packed.colleagues.find(([id]) => id === target)?.[1] ?? "";
  }

  async function start(kind, row) {
    if (!possible[kind]()) return say(word(`none-${kind}`));
    for (const form of root.querySelectorAll("[data-form]")) form.hidden = form.dataset.form !== kind;
    const form = root.querySelector(`[data-form="${kind}"]`);
    form.reset();
    prepare[kind](form);
    open = row ?? { key: crypto.randomUUID(), owner: packed.owner, state: "draft" };
    if (row) write(form, await words(row));
    form.querySelector("[data-has-file]")?.toggleAttribute("hidden", !row?.file);
    form.querySelector("select, input:not([type=hidden]), textarea").focus();
  }

  // `what` is the draft at hand: a change that comes late belongs to the form it was made in.
  async function keep(form, what, change) {
    const picked = form.elements.file?.files[0];
    const picture = picked && picked !== what.picked ? await drawnFrom(picked) : undefined;
    if (picture) form.elements.captured_at.value = picture.taken;
    const deviceAt = new Date().toISOString();
    Object.assign(what, { deviceAt, since: now(packed).toISOString(), trouble: undefined, ...change });
    const { picked: _picked, ...row } = what;
    Object.assign(what, await put(row, { words: read(form), file: picture }), { picked });
    return what;
  }

  function lacks(form) {
    const { fields, kind } = read(form);
    if (kind === "realisation") return fields.value.trim() || fields.narrative.trim() ? "" : "lacks-result";
    if (kind === "feedback") return fields.seen.trim() ? "" : "lacks-words";
    if (!fields.title.trim()) return "lacks-title";
    return form.elements.file.files.length || open.file || fields.url.trim() ? "" : "lacks-proof";
  }

  // One change after the other: half a draft never overwrites a whole one.
  let last = Promise.resolve();
  const inTurn = (act) => (last = last.then(act).catch((error) => say(`${word("full")} (${error.name})`)));

  for (const form of root.querySelectorAll("[data-form]")) {
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      const what = open;
      timer = setTimeout(() => open === what && inTurn(() => keep(form, what, { state: "draft" }).then(changed)), 400);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      const lack = lacks(form);
      if (lack) return say(word(lack), true);
      const what = open;
      open = undefined;
      inTurn(async () => {
        await keep(form, what, { state: "waiting" });
        // Counted before the form says so: the page that is opened next must know that something waits.
        await drafts(what.owner);
        form.hidden = true;
        say(word(navigator.onLine && who ? "sending" : "kept"));
        changed();
        deliver();
      });
    });
    form.querySelector("[data-close]").addEventListener("click", () => {
      form.hidden = true;
      open = undefined;
    });
  }

  // ---------------------------------------------------------------- outbox

  function say(text, isTrouble = false) {
    part("said").textContent = text;
    part("said").classList.toggle("tone-warning", isTrouble);
    part("said").hidden = !text;
  }

  function step(name, act, kind = "quiet") {
    const button = Object.assign(document.createElement("button"), { type: "button", className: `button button-small button-${kind}`, textContent: word(name) });
    button.addEventListener("click", () => inTurn(act));
    return button;
  }

  async function again(row, change = {}, content = undefined) {
    await put({ ...row, state: "waiting", trouble: undefined, reason: undefined, ...change }, { words: content });
    changed();
    await deliver();
  }

  async function drop(row) {
    if (row.state !== "sent" && !confirm(word("sure"))) return;
    await remove(row.place);
    changed();
  }

  const mine = (row, content) => again(row, {}, { ...content, fields: { ...content.fields, revision: content.stored?.revision ?? 0 }, stored: undefined });

  const steps = {
    draft: (row, content) => [step("continue", () => start(content.kind, row)), step("delete", () => drop(row))],
    waiting: (row, content) => [step("send", () => again(row)), step("change", () => start(content.kind, row)), step("delete", () => drop(row))],
    failed: (row, content) => [step("retry", () => again(row)), step("change", () => start(content.kind, row)), step("delete", () => drop(row))],
    conflict: (row, content) => [step("use-mine", () => mine(row, content), "primary"), step("use-stored", () => drop(row))],
    sent: (row) => [step("hide", () => drop(row))],
  };

  function reason(row) {
    if (row.trouble) return word(`trouble-${row.trouble}`);
    return (row.reason ?? []).join(" ");
  }

  function both({ fields, stored }) {
    const table = piece("both");
    for (const name of ["value", "narrative", "cause", "what_would_help"]) {
      const line = table.querySelector(`[data-line="${name}"]`);
      const [left, right] = line.querySelectorAll("td");
      left.textContent = fields[name] || "–";
      right.textContent = stored?.[name] || "–";
      line.hidden = left.textContent === right.textContent;
    }
    return table;
  }

  async function line(row) {
    const item = piece("row");
    const at = (name) => item.querySelector(`[data-at="${name}"]`);
    let content;
    try {
      content = await words(row);
    } catch {
      at("title").textContent = word("locked");
      at("steps").replaceChildren(step("delete", () => drop(row)));
      return item;
    }
    at("title").textContent = title(content);
    at("kind").textContent = word(`kind-${content.kind}`);
    at("state").replaceChildren(piece(`state-${row.state}`));
    const since = word("since").replace("…", moment(row.since));
    at("when").textContent = row.sentAt ? `${since} · ${word("sent-at").replace("…", moment(row.sentAt))}` : since;
    at("reason").textContent = reason(row);
    if (row.state === "conflict") at("both").append(both(content));
    const picture = row.file && (await file(row));
    if (picture) at("file").textContent = `${picture.name} (${Math.ceil(picture.size / 1000)} KB)`;
    at("steps").replaceChildren(...steps[row.state](row, content));
    return item;
  }

  async function draw() {
    packed = await pack();
    const isTheirs = packed && (!who || packed.owner === who);
    for (const name of ["write", "list"]) part(name).hidden = !isTheirs;
    part("nobody").hidden = Boolean(isTheirs);
    part("line").textContent = word(navigator.onLine ? (who ? "online" : "signed-out") : "offline");
    part("sign-in").hidden = Boolean(who) || !navigator.onLine;
    if (!isTheirs) return;
    part("name").textContent = packed.name;
    const rows = await drafts(packed.owner);
    const lines = await Promise.all(rows.map(line));
    part("rows").replaceChildren(...lines.reverse());
    part("empty").hidden = rows.length > 0;
  }

  let drawing = Promise.resolve();
  const redraw = () => (drawing = drawing.then(draw));
  for (const button of root.querySelectorAll("[data-write]")) button.addEventListener("click", () => start(button.dataset.write));
  onChange(redraw);
  for (const name of ["online", "offline"]) addEventListener(name, redraw);
  redraw();
}
