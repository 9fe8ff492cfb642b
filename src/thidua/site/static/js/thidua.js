// Small improvements only: every essential step works without this file.

// A save in the background ends before the form is sent: the form then carries the version which that save
// made, and nobody is told that they themselves have saved in between.
const waiting = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.querySelector(".htmx-request")) return;
  event.preventDefault();
  if (waiting.has(form)) return;
  waiting.add(form);
  form.addEventListener("htmx:afterRequest", () => {
    waiting.delete(form);
    form.requestSubmit(event.submitter);
  }, { once: true });
}, { capture: true });

// A second press of the same submit button sends nothing twice.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.defaultPrevented) return;
  setTimeout(() => { button.disabled = true; });
  window.addEventListener("pageshow", () => { button.disabled = false; });
});

// After a refusal the summary of faults takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// Leaving a form with unsaved words asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let touched = false;
  form.addEventListener("input", () => { touched = true; });
  form.addEventListener("submit", () => { touched = false; });
  // An answer saved in the background says so by this event (HX-Trigger: saved).
  form.addEventListener("saved", () => { touched = false; });
  window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
}

// Printing is offered only where a script can open the print window.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
