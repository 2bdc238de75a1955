// Copying, and dropping files onto a plain file field.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-text]");
  if (!button) return;
  const text = button.dataset.copyText ?? document.querySelector(button.dataset.copy)?.textContent ?? "";
  await navigator.clipboard?.writeText(text);
  button.setAttribute("data-copied", "");
  setTimeout(() => button.removeAttribute("data-copied"), 1600);
});

// Open beside the page; on a narrow screen, where it would push the page down, closed until it is asked for.
if (matchMedia("(width < 75rem)").matches) {
  for (const box of document.querySelectorAll("[data-open-wide]")) box.open = `#${box.id}` === location.hash;
}

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`);

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input");
  const show = () => (drop.querySelector("output").textContent = [...input.files].map((file) => `${file.name} (${size(file.size)})`).join(", "));
  drop.querySelector(".drop-hint").hidden = false;
  input.addEventListener("change", show);
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      show();
    });
  }
}
