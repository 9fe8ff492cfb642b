// The keys of a score grid, for those who come from a spreadsheet. Never while a word is being composed by
// an input method (event.isComposing): its keys are not ours.
const form = document.querySelector("form[data-sheet]");
const CELLS = "td :is(input:not([type=file], [type=hidden]), select)";

/** The fields of the same column, from the first row to the last. */
function column(field) {
  const place = field.closest("td").cellIndex;
  return [...form.querySelectorAll(CELLS)].filter((other) => other.closest("td").cellIndex === place);
}

function goTo(field) {
  field.focus();
  field.select?.();
}

function move(event, step) {
  const fields = column(event.target);
  const next = fields[fields.indexOf(event.target) + step];
  event.preventDefault();
  if (next) goTo(next);
}

/** In a list of yes and no, 1 and 0 choose and Delete empties; the arrows belong to the grid. */
function choose(event) {
  const wanted = { 1: "1", 0: "0", Delete: "", Backspace: "" }[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  if (event.target.value === wanted) return;
  event.target.value = wanted;
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
}

// What stood in a cell when it was entered, for Escape.
const stood = new WeakMap();
form?.addEventListener("focusin", ({ target }) => { if ("value" in target) stood.set(target, target.value); });

form?.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.isComposing || !field.closest("table[data-grid]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.dispatchEvent(new CustomEvent("grid:save"));
    return;
  }
  if (event.key === "Escape" && stood.has(field) && field.type !== "file") {
    if (field.value === stood.get(field)) return;
    event.preventDefault();
    field.value = stood.get(field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  if (!field.matches(CELLS) || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey)) move(event, -1);
  else if (event.key === "ArrowDown" || event.key === "Enter") move(event, 1);
  else if (field.matches("select")) choose(event);
});
