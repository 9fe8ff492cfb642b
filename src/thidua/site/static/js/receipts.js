// Finds a receipt code on the published list within the browser: the code one looks for goes nowhere.
const field = document.querySelector("[data-find] input");
const rows = [...document.querySelectorAll("[data-receipt]")];
const said = (name) => document.querySelector(`[data-found="${name}"]`);

// As somebody types it off a slip of paper: any case, spaces or none, O for 0, I and L for 1.
const plain = (typed) => typed.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

function find() {
  const typed = plain(field.value);
  let found = null;
  for (const row of rows) {
    const fits = typed.length === 16 && plain(row.dataset.receipt) === typed;
    row.classList.toggle("sought", fits);
    if (fits) found = row;
  }
  said("yes").hidden = !found;
  said("no").hidden = Boolean(found) || typed.length < 16;
  found?.scrollIntoView({ block: "nearest" });
}

document.querySelector("[data-find]").hidden = false;
field.addEventListener("input", find);
