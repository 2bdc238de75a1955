// The matriks peran dan hasil as a grid: arrows move, Enter writes, Esc leaves the place as it was.
// Several cells from a spreadsheet go through the same check page as without this script.
function words(cell) {
  return cell.firstChild?.nodeType === Node.TEXT_NODE ? cell.firstChild.data : "";
}

function put(cell, text) {
  const mark = cell.querySelector("small");
  cell.replaceChildren(...(text ? [text] : []), ...(mark && text ? [mark] : []));
}

function grid(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1));
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const status = document.querySelector("[data-matrix-status]");
  const form = document.querySelector("[data-matrix-paste]");
  const tell = (text) => (status.textContent = text);
  let here = [0, 0];

  function go(row, column) {
    const [top, left] = [Math.max(0, Math.min(row, rows.length - 1)), Math.max(0, Math.min(column, heads.length - 1))];
    rows[here[0]][here[1]].tabIndex = -1;
    here = [top, left];
    rows[top][left].tabIndex = 0;
    rows[top][left].focus();
  }

  const addressOf = ([row, column]) => `${table.dataset.url}${heads[column].dataset.key}/${rows[row][column].parentElement.dataset.key}/`;

  async function send(place, text, seen) {
    const body = new URLSearchParams({ text, seen, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(addressOf(place), { method: "POST", body, headers: { accept: "application/json" } });
    if (answer.redirected || !answer.headers.get("content-type")?.startsWith("application/json")) throw new Error(table.dataset.failed);
    const told = await answer.json();
    if (!answer.ok) throw new Error([Object.values(told.fields ?? {})[0] ?? told.message, told.remedy].filter(Boolean).join(" "));
    return told.text;
  }

  function write(place, beginning) {
    const cell = rows[place[0]][place[1]];
    if (cell.classList.contains("is-writing")) return;
    const seen = words(cell);
    const kept = [...cell.childNodes];
    const area = document.createElement("textarea");
    area.value = beginning ?? seen;
    area.maxLength = 500;
    area.setAttribute("aria-label", `${cell.parentElement.cells[0].querySelector("b").textContent}: ${(heads[place[1]].querySelector("a") ?? heads[place[1]]).textContent.trim()}`);
    cell.classList.add("is-writing");
    cell.replaceChildren(area);
    area.focus();
    let done = false;

    function leave() {
      done = true;
      cell.classList.remove("is-writing", "has-error");
      cell.replaceChildren(...kept);
    }

    async function save(next) {
      if (done) return;
      const text = area.value.trim();
      if (text === seen) {
        leave();
        if (next) go(...next);
        return;
      }
      done = true;
      area.disabled = true;
      tell(table.dataset.saving);
      try {
        const stored = await send(place, text, seen);
        leave();
        put(cell, stored);
        tell(table.dataset.saved);
        if (next) go(...next);
      } catch (error) {
        done = false;
        area.disabled = false;
        cell.classList.add("has-error");
        tell(error.message || table.dataset.failed);
        area.focus();
      }
    }

    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      const moves = { Enter: [place[0] + 1, place[1]], Tab: [place[0], place[1] + (event.shiftKey ? -1 : 1)] };
      if (event.key === "Escape") {
        leave();
        go(...place);
      } else if (event.key in moves && !(event.key === "Enter" && event.shiftKey)) {
        event.preventDefault();
        save(moves[event.key]);
      }
    });
    area.addEventListener("blur", () => save());
  }

  const placeOf = (target) => {
    const cell = target.closest?.("td");
    const row = rows.findIndex((cells) => cells.includes(cell));
    return row < 0 ? null : [row, rows[row].indexOf(cell)];
  };

  table.setAttribute("role", "grid");
  rows.flat().forEach((cell) => (cell.tabIndex = -1));
  rows[0][0].tabIndex = 0;

  table.addEventListener("mousedown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.target.closest("textarea")) return;
    event.preventDefault();
    if (document.activeElement === rows[place[0]][place[1]]) write(place);
    else go(...place);
  });

  table.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    const [row, column] = place;
    const moves = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], Home: [row, 0], End: [row, heads.length - 1] };
    if (event.key in moves) go(...moves[event.key]);
    else if (event.key === "Enter" || event.key === "F2") write(place);
    else if (event.key.length === 1) write(place, event.key);
    else return;
    event.preventDefault();
  });

  table.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    if (!place || event.target.closest("textarea")) return;
    const text = event.clipboardData.getData("text/plain");
    event.preventDefault();
    if (!/[\t\n]/.test(text.trimEnd())) {
      write(place, text.trim());
      return;
    }
    form.elements.start_member.value = rows[place[0]][place[1]].parentElement.dataset.key;
    form.elements.start_rhk.value = heads[place[1]].dataset.key;
    form.elements.cells.value = text;
    form.submit();
  });
  document.querySelector("[data-matrix-hint]")?.removeAttribute("hidden");
}

document.querySelectorAll("table[data-matrix]").forEach(grid);
