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

// Answers such as an error page or the sign-in page are whole documents: show them as a page, not inside a fragment.
document.addEventListener("htmx:before:swap", (event) => {
  const answer = event.detail?.ctx?.response?.raw ?? event.detail?.ctx?.response;
  if (answer?.headers?.get("X-Whole-Page")) location.assign(answer.url);
});
