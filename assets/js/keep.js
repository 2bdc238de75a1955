// What somebody has typed survives an expired session, a lost connection, a closed tab and a closed form.
// It stays on this device under the account that typed it, and goes away once the server has it, at the
// sign-out, and when somebody else signs in.
const body = document.body;
// Nothing is remembered on a computer that others use too.
const who = "shared" in body.dataset ? undefined : body.dataset.who;
const secret = /^(password|file|hidden|submit|button)$/;
const pending = "selaras:pending";

const forms = [...document.querySelectorAll("form[data-keep]")];
const keyOf = (form) => `selaras:${who}:${location.pathname}:${form.id || forms.indexOf(form)}`;
const controls = (form) => [...form.elements].filter((control) => control.name && !secret.test(control.type));
const ticks = (control) => control.type === "checkbox" || control.type === "radio";
const read = (form) => controls(form).map((control) => (ticks(control) ? control.checked : control.value));

function write(form, values) {
  controls(form).forEach((control, place) => {
    if (place >= values.length) return;
    if (ticks(control)) control.checked = values[place];
    else control.value = values[place];
  });
}

const keep = (form, key) =>
  localStorage.setItem(key, JSON.stringify({ values: read(form), revision: form.elements.revision?.value ?? null }));
const forget = (isOurs) => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("selaras:") && isOurs(key)) localStorage.removeItem(key);
};

function offer(form, { values, revision }) {
  const original = read(form);
  const stored = form.elements.revision?.value;
  if (values.length !== original.length || values.every((value, place) => value === original[place])) return;
  write(form, values);
  // Sent with the revision it was typed over: if that has passed, the server shows both texts and overwrites none.
  if (revision && form.elements.revision) form.elements.revision.value = revision;
  const note = document.getElementById("kept-note")?.content.firstElementChild.cloneNode(true);
  if (!note) return;
  note.querySelector("[data-kept-drop]").addEventListener("click", () => {
    write(form, original);
    if (form.elements.revision) form.elements.revision.value = stored;
    localStorage.removeItem(keyOf(form));
    note.remove();
  });
  form.prepend(note);
}

// Without a connection nothing is sent into the void: the form waits and goes by itself when the line is back.
function waitForLine(form, event) {
  if (navigator.onLine) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  delete form.dataset.sent;
  event.submitter?.removeAttribute("aria-busy");
  const note = document.getElementById("offline-note")?.content.firstElementChild.cloneNode(true);
  if (note && !form.querySelector(".waits")) form.prepend(note);
  note?.scrollIntoView({ block: "nearest" });
  const pressed = event.submitter;
  if (!form.dataset.waits) addEventListener("online", () => form.requestSubmit(pressed), { once: true });
  form.dataset.waits = "1";
  return true;
}

function arrived() {
  const sent = sessionStorage.getItem(pending);
  sessionStorage.removeItem(pending);
  const failed = "failed" in body.dataset || document.querySelector('[aria-invalid="true"], .form-errors');
  if (sent && who && !failed) localStorage.removeItem(sent);
}

try {
  arrived();
  if (who) forget((key) => !key.startsWith(`selaras:${who}:`));
  for (const form of document.querySelectorAll('form[method="post"][action*="logout"]'))
    form.addEventListener("submit", () => {
      forget(() => true);
      sessionStorage.removeItem(pending);
    });
  for (const form of who ? forms : []) {
    const key = keyOf(form);
    const stored = localStorage.getItem(key);
    if (stored && !form.querySelector(".form-errors")) offer(form, JSON.parse(stored));
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(form, key), 300);
    });
    // autosave.js has brought it to the server.
    form.addEventListener("saved", () => {
      clearTimeout(timer);
      localStorage.removeItem(key);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      keep(form, key);
      if (waitForLine(form, event)) return;
      delete form.dataset.waits;
      sessionStorage.setItem(pending, key);
    });
  }
} catch {
  // Storage is off or full: the form still works, it only remembers nothing.
}

for (const form of document.querySelectorAll("form[data-guard-leave]")) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  for (const name of ["submit", "saved"]) form.addEventListener(name, () => (changed = false));
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}
