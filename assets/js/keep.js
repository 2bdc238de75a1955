// What somebody has typed survives an expired session, a dead battery of patience and a closed form.
// It stays in this tab only, under the account that typed it, and goes away once the server has it.
const body = document.body;
const who = body.dataset.who;
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

function offer(form, values) {
  const original = read(form);
  if (values.length !== original.length || values.every((value, place) => value === original[place])) return;
  write(form, values);
  const note = document.getElementById("kept-note")?.content.firstElementChild.cloneNode(true);
  if (!note) return;
  note.querySelector("[data-kept-drop]").addEventListener("click", () => {
    write(form, original);
    sessionStorage.removeItem(keyOf(form));
    note.remove();
  });
  form.prepend(note);
}

function arrived() {
  const sent = sessionStorage.getItem(pending);
  sessionStorage.removeItem(pending);
  const failed = "failed" in body.dataset || document.querySelector('[aria-invalid="true"], .form-errors');
  if (sent && who && !failed) sessionStorage.removeItem(sent);
}

try {
  arrived();
  for (const form of who ? forms : []) {
    const key = keyOf(form);
    const stored = sessionStorage.getItem(key);
    if (stored && !form.querySelector(".form-errors")) offer(form, JSON.parse(stored));
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => sessionStorage.setItem(key, JSON.stringify(read(form))), 300);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      sessionStorage.setItem(key, JSON.stringify(read(form)));
      sessionStorage.setItem(pending, key);
    });
  }
} catch {
  // Storage is off or full: the form still works, it only remembers nothing.
}

for (const form of document.querySelectorAll("form[data-guard-leave]")) {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
}
