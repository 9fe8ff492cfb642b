// A sheet saves itself a moment after the typing stops, says when it did, puts each fault at its cell, and
// keeps trying while there is no network. After somebody else has saved it stops: to write over their
// figures, shown beside the cells, is for the person to choose.
const form = document.querySelector("form[data-sheet][data-autosave]");
const said = form?.querySelector("[data-said]");
const PAUSE = 1200;
const RETRIES = [3000, 6000, 12000, 30000];
let timer = 0;
let saving = null;
let isChanged = false;
let isStopped = false;
let failures = 0;
let faults = {};

const fieldNamed = (name) => form.elements.namedItem(name);

function say(words, isBad = false) {
  said.textContent = words;
  said.classList.toggle("field-error", isBad);
}

/** Put a line below a field, described by it; or take it away when there are no words. */
function note(field, kind, words) {
  const id = `${field.id}_${kind}`;
  const place = document.getElementById(id);
  if (!words) { place?.remove(); return; }
  const line = place ?? document.createElement("p");
  line.id = id;
  line.className = kind === "error" ? "field-error" : "newer";
  line.textContent = words;
  if (!place) field.after(line);
  field.setAttribute("aria-describedby", id);
}

/** Show the faults, but for the row in which somebody is still at work. */
function showFaults() {
  for (const field of form.querySelectorAll("td :is(input, select, textarea)")) {
    const words = faults[field.name] ?? "";
    if (words && field.closest("tr").contains(document.activeElement)) continue;
    note(field, "error", words);
    if (words) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function showFiles(files) {
  for (const [id, markup] of Object.entries(files)) {
    const place = document.getElementById(id);
    // Made by the server from the same template as the page.
    if (place) place.innerHTML = markup;
  }
}

function content() {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File && !value.size) body.delete(name);
  return body;
}

async function send() {
  const answer = await fetch(form.action, {
    method: "POST", body: content(),
    headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  const isAnswer = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (answer.ok && isAnswer) return answer.json();
  if (answer.status >= 500) throw new TypeError(answer.statusText);
  isStopped = true;
  return { saved: false, said: answer.redirected ? form.dataset.signedOut : form.dataset.refused };
}

function take(answer) {
  failures = 0;
  if (answer.version !== undefined) fieldNamed("version").value = answer.version;
  if (answer.facts) fieldNamed("facts").value = answer.facts;
  faults = answer.faults ?? {};
  say(answer.said, !answer.saved || Object.keys(faults).length > 0);
  showFaults();
  showFiles(answer.files ?? {});
  for (const [name, words] of Object.entries(answer.newer ?? {})) note(fieldNamed(name), "newer", words);
  if (answer.stale) isStopped = true;
  // With a fault, or more typed meanwhile, what is shown goes on following what is typed.
  if (isChanged || !answer.saved || Object.keys(faults).length) return;
  form.dispatchEvent(new CustomEvent("grid:points", { detail: answer }));
  // Nothing is lost by leaving: the guard of unsaved words may rest.
  form.dispatchEvent(new CustomEvent("saved"));
}

function fail() {
  isChanged = true;
  say(form.dataset.offline, true);
  wait(RETRIES[Math.min(failures++, RETRIES.length - 1)]);
}

async function save() {
  clearTimeout(timer);
  if (saving || isStopped) return;
  isChanged = false;
  say(form.dataset.saving);
  saving = send().then(take, fail);
  await saving;
  saving = null;
  if (isChanged && !failures) wait(PAUSE);
}

function wait(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function change(event) {
  if (event.isComposing || !event.target.name) return;
  isChanged = true;
  if (faults[event.target.name]) {
    delete faults[event.target.name];
    showFaults();
  }
  wait(event.target.type === "file" ? 0 : PAUSE);
}

form?.addEventListener("input", change);
form?.addEventListener("change", change);
form?.addEventListener("compositionend", change);
form?.addEventListener("focusout", () => setTimeout(showFaults));
form?.addEventListener("grid:save", () => { isStopped ? form.requestSubmit() : save(); });
if (form) window.addEventListener("online", () => { if (failures) save(); });

// The form is sent after a save under way has ended, with the version that save made: nobody is told that
// they themselves have saved in between.
form?.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (saving) {
    event.preventDefault();
    saving.then(() => form.requestSubmit(event.submitter));
  }
}, { capture: true });

// Where a sheet does not save itself, Ctrl+Enter sends it.
const plain = document.querySelector("form[data-sheet]:not([data-autosave])");
plain?.addEventListener("grid:save", () => plain.requestSubmit());
