// A line of a plan that exists already saves itself while it is being written: by the same form to the same address.
// What cannot go yet (no line, half a number, changed elsewhere) stays on this device, where keep.js has it.
const QUIET = 3_000;
const APART = 15_000;

function saveByItself(form, state) {
  const told = state.querySelector("[data-told]");
  const both = state.querySelector("[data-both]");
  const text = () => {
    const body = new URLSearchParams(new FormData(form));
    for (const name of ["revision", "form_key", "csrfmiddlewaretoken"]) body.delete(name);
    return body.toString();
  };
  // Text that keep.js has brought back was never at the server.
  let stored = form.querySelector(".kept") ? null : text();
  // An attempt without an answer may have arrived: it is repeated as it was, and the server knows it again.
  let unanswered;
  let running;
  let timer;
  let last = -APART;
  let ended = false;

  function tell(words, { conflict = false } = {}) {
    both.hidden = !conflict;
    if (told.textContent !== words) told.textContent = words;
  }

  function saved({ revision, state: words }, sent) {
    form.elements.revision.value = revision;
    stored = sent;
    tell(words);
    if (text() !== sent) return plan();
    form.querySelector(".kept")?.remove();
    form.dispatchEvent(new Event("saved"));
  }

  function refused({ code, message }) {
    ended = code === "changed_meanwhile" || code === "step_not_possible";
    if (code === "changed_meanwhile") tell(state.dataset.conflict, { conflict: true });
    else tell(code === "invalid_input" ? state.dataset.incomplete : (message ?? state.dataset.failed));
  }

  async function send() {
    clearTimeout(timer);
    if (ended || running || text() === stored) return;
    if (!navigator.onLine) return tell(state.dataset.waiting);
    const attempt = (unanswered ??= { sent: text(), body: new URLSearchParams(new FormData(form)) });
    last = performance.now();
    running = exchange(attempt);
    await running;
    running = undefined;
  }

  async function exchange({ sent, body }) {
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" }, keepalive: true });
    } catch {
      tell(state.dataset.waiting);
      plan(APART);
      return;
    }
    unanswered = undefined;
    const isTold = !answer.redirected && answer.headers.get("content-type")?.startsWith("application/json");
    const words = isTold ? await answer.json().catch(() => ({})) : {};
    if (isTold && answer.ok) saved(words, sent);
    else refused(words);
  }

  function plan(quiet = QUIET) {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(send, Math.max(quiet, last + APART - performance.now()));
  }

  state.hidden = false;
  both.addEventListener("click", () => form.requestSubmit());
  form.addEventListener("input", () => {
    if (!navigator.onLine && !ended) tell(state.dataset.waiting);
    plan();
  });
  addEventListener("online", send);
  addEventListener("offline", () => !ended && text() !== stored && tell(state.dataset.waiting));
  document.addEventListener("visibilitychange", () => document.hidden && send());
  // The sending by hand comes after the one that is under way, with the revision that one brings.
  addEventListener("submit", (event) => {
    if (event.target !== form) return;
    clearTimeout(timer);
    if (!running) {
      ended = navigator.onLine;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    running.then(() => form.requestSubmit(event.submitter));
  }, true);
  addEventListener("pageshow", (event) => event.persisted && (ended = false));
}

for (const state of document.querySelectorAll("[data-autosave]")) saveByItself(state.closest("form"), state);
for (const note of document.querySelectorAll("[data-autosave-new]")) note.hidden = false;
