// A device of one's own keeps the page that works off the net, and sends what waits. A shared computer keeps nothing.
const { who, offline: script } = document.body.dataset;
const shared = "shared" in document.body.dataset;
const HOURS = 3_600_000;
const STALE = 6 * HOURS;
const BYE = "selaras-bye";

// Also what an earlier visit, not marked as shared, has left behind.
async function leaveNothing() {
  localStorage.clear();
  sessionStorage.clear();
  for (const key of await (window.caches?.keys() ?? [])) await caches.delete(key);
  for (const worker of await (navigator.serviceWorker?.getRegistrations() ?? [])) await worker.unregister();
  window.indexedDB?.deleteDatabase("selaras");
}

// The server ends a session that asks for nothing; who is typing is there. A page that is left alone goes away.
const IDLE = 15 * 60_000;
const SIGN_OF_LIFE = 2 * 60_000;

function watch() {
  let [last, asked] = [Date.now(), Date.now()];
  const alive = () => {
    last = Date.now();
    if (last - asked < SIGN_OF_LIFE) return;
    asked = last;
    fetch("/luring/", { method: "HEAD" }).catch(() => {});
  };
  for (const name of ["input", "keydown", "pointerdown"]) addEventListener(name, alive, { passive: true });
  setInterval(() => Date.now() - last > IDLE && location.reload(), 30_000);
}

function load() {
  if (!script || document.querySelector("script[data-device]")) return;
  const element = Object.assign(document.createElement("script"), { src: script, async: true });
  element.dataset.device = "";
  document.head.append(element);
}

function isDue() {
  if (document.getElementById("outbox") || localStorage.getItem(BYE)) return true;
  if (!who) return false;
  const { owner, waits = 0, packed = 0 } = JSON.parse(localStorage.getItem("selaras-device") ?? "{}");
  return owner !== who || waits > 0 || Date.now() - packed > STALE || packed > Date.now();
}

function settle() {
  if (who) navigator.serviceWorker?.register("/pekerja.js").catch(() => {});
  if (isDue()) load();
}

for (const form of document.querySelectorAll('form[method="post"][action*="logout"]'))
  form.addEventListener("submit", () => shared || localStorage.setItem(BYE, "1"));
try {
  if (shared) {
    watch();
    leaveNothing().catch(() => {});
  }
  if (!shared) addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(() => settle()));
  addEventListener("online", () => !shared && isDue() && load());
} catch {
  // Storage is off: everything works with a connection, nothing is kept without one.
}
