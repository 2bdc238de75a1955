// A second click on the same form does nothing; a page that comes back from the cache can be sent again.
const sending = "aria-busy";

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(`[${sending}]`)) button.removeAttribute(sending);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (form.dataset.sent || (question && !confirm(question))) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute(sending, "true");
}, true);

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("htmx:finally:request", () => document.querySelectorAll("form[data-sent]").forEach(release));

// An error page or the sign-in page is a whole document: it becomes the page, it does not land inside a fragment.
document.addEventListener("htmx:before:swap", (event) => {
  const { text, response } = event.detail.ctx;
  if (!/^\s*<!doctype/i.test(text)) return;
  event.preventDefault();
  if (response.raw.redirected) {
    location.assign(response.raw.url);
    return;
  }
  const main = document.querySelector("main");
  main.replaceWith(new DOMParser().parseFromString(text, "text/html").querySelector("main"));
  scrollTo(0, 0);
  document.querySelector("main").focus();
});
