const root = document.documentElement;

// Light and dark without a reload; without this script the same buttons post a form.
document.querySelector("[data-theme-form]")?.addEventListener("submit", (event) => {
  const chosen = event.submitter?.value;
  if (!chosen) return;
  event.preventDefault();
  document.cookie = `theme=${chosen};path=/;max-age=31536000;samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
  if (chosen === "auto") delete root.dataset.theme;
  else root.dataset.theme = chosen;
  for (const button of document.querySelectorAll('[name="theme"]')) button.setAttribute("aria-pressed", String(button.value === chosen));
  delete event.target.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});

// Menus close when one looks elsewhere.
const menus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => menus().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.firstElementChild.focus();
  }
});

// Older browsers know no popover: the menu stands at the end of the page there.
if (!("popover" in HTMLElement.prototype)) {
  document.querySelector("[data-open-menu]")?.addEventListener("click", () => document.getElementById("menu").scrollIntoView());
}
matchMedia("(min-width: 64rem)").addEventListener("change", () => {
  const menu = document.getElementById("menu");
  if (menu?.matches(":popover-open")) menu.hidePopover();
});

document.querySelector("[data-focus]")?.focus();
