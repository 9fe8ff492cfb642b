// A block copied from a spreadsheet and pasted into a figure: figures, and what is said of them if a second
// column was copied, into the rows below; by the criteria's codes when the first column holds these. What
// was pasted is judged and saved like what is typed.
const form = document.querySelector("form[data-sheet]");
const told = form?.querySelector("[data-pasted]");
const YES = new Set(["1", "có", "co", "x", "đạt", "dat", "yes"]);
const NO = new Set(["0", "không", "khong", "no"]);
const FIGURE = /^[-+−]?[\d.,\s]*\d[\d.,\s]*%?$/;

/** The rows of a copied block: cells are parted by tabs; one in quotes may hold line ends and doubled quotes. */
function rowsOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    const row = rows.at(-1);
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign;
      else if (text[at + 1] === '"') { row[row.length - 1] += '"'; at++; }
      else quoted = false;
    } else if (sign === '"' && row.at(-1) === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  if (rows.at(-1).join("") === "") rows.pop();
  return rows.map((row) => row.map((cell) => cell.trim()));
}

const figureIn = (row) => row.querySelector("td.figure [name^='entry:']");
const wordsIn = (row) => row.querySelector("td.notes textarea");
const looksLikeFigure = (cell) => cell === "" || FIGURE.test(cell) || YES.has(cell.toLowerCase()) || NO.has(cell.toLowerCase());

/** Whether the first column names criteria: most do, no one twice, and figures stand in the second. */
function isByCode(block, byCode) {
  const first = block.filter((row) => row.length > 1 && row[0]).map((row) => row[0]);
  const known = first.filter((code) => byCode.has(code));
  const withCode = block.filter((row) => byCode.has(row[0]));
  return known.length > 0 && known.length * 2 >= first.length && new Set(known).size === known.length
    && withCode.filter((row) => looksLikeFigure(row[1] ?? "")).length * 2 > withCode.length;
}

/** Which row takes which cells, and what is left over, by reason. */
function plan(block, start) {
  const rows = [...form.querySelectorAll("tr[data-code]")];
  const byCode = new Map(rows.map((row) => [row.dataset.code, row]));
  const steps = [];
  const left = { unknown: [], computed: [], beyond: 0 };
  if (isByCode(block, byCode)) {
    for (const [code, figure, words] of block) {
      const row = byCode.get(code);
      if (!row) { if (code) left.unknown.push(code); }
      else if (!figureIn(row)) left.computed.push(code);
      else steps.push([row, figure, words]);
    }
  } else {
    const below = rows.slice(rows.indexOf(start)).filter(figureIn);
    block.forEach(([figure, words], at) => {
      if (below[at]) steps.push([below[at], figure, words]);
      else left.beyond++;
    });
  }
  return [steps, left];
}

/** Put a value in a field; what stood there, or nothing when the field does not take it. */
function put(field, value) {
  let taken = value;
  if (field.matches("select")) {
    const word = value.toLowerCase();
    taken = YES.has(word) ? "1" : NO.has(word) ? "0" : undefined;
  }
  if (taken === undefined) return undefined;
  const before = field.value;
  if (before !== taken) {
    field.value = taken;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return before;
}

function fill(steps, left) {
  const done = [];
  left.unread = [];
  for (const [row, figure, words] of steps) {
    for (const [field, value] of [[figureIn(row), figure], [wordsIn(row), words]]) {
      if (!field || !value) continue;
      const before = put(field, value);
      if (before === undefined) left.unread.push(row.dataset.code);
      else done.push([field, before]);
    }
  }
  return done;
}

const say = (words, value) => words.replace("{}", value);

function tell(done, left) {
  const { filled, unknown, computed, unread, beyond } = told.dataset;
  const parts = [say(filled, done.length)];
  if (left.computed.length) parts.push(say(computed, left.computed.join(", ")));
  if (left.unknown.length) parts.push(say(unknown, left.unknown.join(", ")));
  if (left.unread.length) parts.push(say(unread, left.unread.join(", ")));
  if (left.beyond) parts.push(say(beyond, left.beyond));
  told.querySelector("span").textContent = parts.join(" ");
  const undo = told.querySelector("button");
  undo.hidden = !done.length;
  undo.onclick = () => {
    for (const [field, before] of done.toReversed()) {
      field.value = before;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    told.querySelector("span").textContent = told.dataset.undone;
    undo.hidden = true;
    done[0]?.[0].focus();
  };
  told.hidden = false;
}

form?.addEventListener("paste", (event) => {
  const row = event.target.closest("tr[data-code]");
  if (!row || !event.target.matches("[name^='entry:']")) return;
  const text = event.clipboardData.getData("text/plain");
  const block = rowsOf(text);
  const isOne = block.length < 2 && (block[0]?.length ?? 0) < 2;
  // One value into a field is the browser's own affair; a list takes none by itself.
  if (isOne && !event.target.matches("select")) return;
  event.preventDefault();
  const [steps, left] = plan(block, row);
  tell(fill(steps, left), left);
});
