// The points of what is typed, computed by the server: the rules stand in one place, and not here. An older
// question is dropped when another figure is typed; typing itself waits for nothing.
const form = document.querySelector("form[data-sheet]");
const figures = [...(form?.querySelectorAll("[name^='entry:']") ?? [])];
let asking = null;
let isDue = false;

/** Show figures, each in the element of its id. */
function show({ points, differs }) {
  for (const [id, [figure, words]] of Object.entries(points)) {
    const place = document.getElementById(id);
    if (!place) continue;
    const shown = place.querySelector("strong") ?? place;
    if (shown.textContent !== figure) shown.textContent = figure;
    const small = place.querySelector("small");
    if (small && small.textContent !== words) small.textContent = words;
  }
  if (form.dataset.side !== "score") {
    form.querySelectorAll("tr[data-code]").forEach((row, at) => row.classList.toggle("differs", differs.includes(at)));
  }
}

async function ask() {
  isDue = false;
  asking?.abort();
  const { signal } = asking = new AbortController();
  const { side, facts } = form.elements;
  const body = new URLSearchParams({ side: side.value, facts: facts.value });
  for (const { name, value } of figures) body.append(name, value);
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  try {
    const answer = await fetch(form.dataset.points, { method: "POST", body, headers, signal });
    if (answer.ok && !answer.redirected) show(await answer.json());
  } catch {
    // Dropped for a newer one, or no network: what saves in the background says so.
  }
}

// All that one paste fills is one question.
function due() {
  if (!isDue) queueMicrotask(ask);
  isDue = true;
}

form?.addEventListener("input", (event) => {
  if (event.target.name?.startsWith("entry:") && !event.isComposing) due();
});
form?.addEventListener("compositionend", due);
// What a save in the background answers, unless something newer is being asked.
form?.addEventListener("grid:points", ({ detail }) => { if (!isDue) show(detail); });
