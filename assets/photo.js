// A photo is drawn smaller on the device before it travels: 8 MB become less than 500 KB, without place and device data.
// Whatever goes wrong here leaves the chosen file as it was; the server draws it anew in any case.
import { marksOf } from "./photos/marks.js";

const EDGES = [1600, 1200, 900];
const MOST_BYTES = 480 * 1024;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];
const PHOTO = /^image\/(jpeg|png|webp)$/;

async function drawn(file, edge) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const share = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * share);
  canvas.height = Math.round(picture.height * share);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

function encoded(canvas, quality) {
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
}

async function smaller(file) {
  for (const edge of EDGES) {
    const canvas = await drawn(file, edge);
    for (const quality of QUALITIES) {
      const blob = await encoded(canvas, quality);
      if (!blob || blob.size > MOST_BYTES) continue;
      const name = `${file.name.replace(/\.[^.]*$/, "") || "foto"}.jpg`;
      return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
    }
  }
  return null;
}

for (const input of document.querySelectorAll("input[type=file][data-photo]")) {
  const { form } = input;
  const taken = form.elements.captured_at;
  const { keeps_place: keeps, latitude, longitude } = form.elements;
  let running = 0;
  let place = null;
  const tellPlace = () => {
    if (!keeps) return;
    [latitude.value, longitude.value] = keeps.checked && place ? place : ["", ""];
  };
  keeps?.addEventListener("change", tellPlace);
  input.addEventListener("change", async (event) => {
    if (event.detail === "smaller") return;
    const [file] = input.files;
    taken.value = file && PHOTO.test(file.type) ? new Date(file.lastModified).toISOString() : "";
    place = null;
    tellPlace();
    if (!file || !PHOTO.test(file.type)) return;
    running += 1;
    form.setAttribute("aria-busy", "true");
    try {
      const marks = await marksOf(file);
      if (marks.taken && input.files[0] === file) taken.value = marks.taken.toISOString();
      const photo = await smaller(file);
      // Somebody may have chosen another file meanwhile. A photo with marks never travels as it is, however small.
      if (photo && (marks.has || photo.size < file.size) && input.files[0] === file) {
        place = marks.place;
        tellPlace();
        const list = new DataTransfer();
        list.items.add(photo);
        input.files = list.files;
        input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "smaller" }));
      }
    } catch {
      // No picture this browser can draw: it travels as it is.
    } finally {
      running -= 1;
      if (!running) {
        form.removeAttribute("aria-busy");
        form.dispatchEvent(new Event("photo"));
      }
    }
  });
  // Who presses the button while the photo is drawn waits for it.
  form.addEventListener("submit", (event) => {
    if (!running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    form.addEventListener("photo", () => form.requestSubmit(submitter), { once: true });
  }, true);
}
