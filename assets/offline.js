// Loaded where something waits, where the pack has become old, and on the page of the outbox.
import { deliver, refresh } from "./offline/send.js";
import { leave } from "./offline/store.js";
import { showOutbox } from "./offline/page.js";

const { who } = document.body.dataset;
const BYE = "selaras-bye";
const AGAIN = 60_000;
const PAUSE = 5000;

// A weak line may lose what the worker keeps on its way: it is asked for again while this page is open.
async function keepPages(tries = 3) {
  const known = await navigator.serviceWorker?.getRegistration();
  if (known?.active || tries < 1) return;
  if (!known?.installing) navigator.serviceWorker?.register("/pekerja.js").catch(() => {});
  setTimeout(keepPages, PAUSE, tries - 1);
}

async function begin() {
  const outbox = document.getElementById("outbox");
  if (!window.indexedDB || !window.crypto?.subtle || !navigator.locks) return outbox?.setAttribute("data-cannot", "");
  // Whoever signed out leaves no key and no pack; drafts stay locked until their owner comes again.
  if (localStorage.getItem(BYE)) {
    await leave();
    localStorage.removeItem(BYE);
  }
  if (outbox) showOutbox(outbox);
  await refresh();
  await deliver();
  if (!who) return;
  setTimeout(keepPages, PAUSE);
  addEventListener("online", () => deliver());
  document.addEventListener("visibilitychange", () => document.hidden || deliver());
  setInterval(deliver, AGAIN);
}

begin().catch((error) => document.getElementById("outbox")?.setAttribute("data-cannot", error.name));
