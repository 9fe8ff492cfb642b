// Says every twenty seconds that this sheet is open for editing, and shows who else has it open.
const form = document.querySelector("form[data-sheet][data-presence]");
const others = form?.querySelector("[data-others]");
const newer = form?.querySelector("[data-newer]");
const EVERY = 20000;
let timer = 0;

function show(place, words) {
  if (place.textContent !== words) place.textContent = words;
  place.hidden = !words;
}

function tell(more = {}) {
  const body = new URLSearchParams({ version: form.elements.version.value, ...more });
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  return fetch(form.dataset.presence, { method: "POST", body, headers, keepalive: "left" in more });
}

async function beat() {
  clearTimeout(timer);
  const version = form.elements.version.value;
  try {
    const answer = await tell();
    // Handed in meanwhile, or signed out: a save will say so.
    if (!answer.ok || answer.redirected) return;
    const found = await answer.json();
    show(others, found.others);
    if (form.elements.version.value === version) show(newer, found.newer);
  } catch {
    // No network: again at the next beat.
  }
  timer = setTimeout(beat, EVERY);
}

if (form) {
  beat();
  window.addEventListener("pagehide", () => { tell({ left: "1" }).catch(() => {}); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) beat(); });
}
