// The voter's side of a secret ballot. Choices live in this page alone: what leaves it under the voter's name
// is a blinded number, and what leaves it with the choices has no name. See docs/ballot.md.
import { BlindRSA, PrepareType } from "../vendor/blindrsa-ts/blindrsa.js";

const SUITE = { name: "RSABSSA-SHA384-PSS-Randomized", hash: "SHA-384", saltLength: 48, prepareType: PrepareType.Randomized };
const PREFIX_BYTES = 32;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
// How long a signed paper waits before it goes to the urn, in milliseconds.
const [SHORTEST_MIX, LONGEST_MIX] = [1000, 5000];

const page = document.querySelector("[data-secret-paper]");
const given = page.dataset;
const KEPT = `thidua:paper:${given.fingerprint}:${given.unit}`;

const part = (name) => page.querySelector(`[data-part="${name}"]`);
const word = (name) => page.querySelector(`[data-word="${name}"]`).textContent;
const encoded = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));
const unbase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// ---- what is shown ----

function show(...names) {
  for (const each of page.querySelectorAll("[data-part]")) each.hidden = !names.includes(each.dataset.part);
}

function tell(where, text) {
  const line = page.querySelector(`[data-told="${where}"]`);
  line.textContent = text;
  line.hidden = !text;
  if (text) line.focus?.();
}

function heading(name) {
  const found = part(name).querySelector("h2");
  found.tabIndex = -1;
  found.focus();
}

// ---- what the voter marks ----

const fieldsets = [...page.querySelectorAll("[data-asked]")];
const units = [...page.querySelectorAll("[data-candidate]")].map((each) => each.dataset.candidate);

// What a paper says, and the same in words to look over; null with a complaint told when it is not whole.
function marked() {
  if (given.form === "preference") return markedOrder();
  if (given.form === "choose_one") return markedOne();
  if (given.form === "choose") return markedSome();
  return markedEach();
}

function markedEach() {
  const choices = {};
  const rows = [];
  for (const set of fieldsets) {
    const chosen = set.querySelector("input:checked");
    if (!chosen) return complain(word("missing").replace("{unit}", set.dataset.name), set);
    choices[set.dataset.asked] = chosen.value;
    rows.push([set.dataset.name, chosen.dataset.words]);
  }
  return withinSeats({ choices }, rows);
}

function markedOne() {
  const chosen = page.querySelector("[data-mark] input:checked");
  if (!chosen) return complain(word("choose"), fieldsets[0]);
  const rest = chosen.value === "blank" ? "abstain" : "disagree";
  const choices = Object.fromEntries(units.map((unit) => [unit, unit === chosen.value ? "agree" : rest]));
  return { said: { choices }, rows: [[word("chosen"), chosen.dataset.words]] };
}

function markedSome() {
  const chosen = [...page.querySelectorAll("[data-mark] input:checked")];
  if (!chosen.length) return complain(word("choose"), fieldsets[0]);
  const values = chosen.map((box) => box.value);
  const alone = values.find((value) => value === "nobody" || value === "blank");
  if (alone && values.length > 1) return complain(word("either"), fieldsets[0]);
  const rest = alone === "blank" ? "abstain" : "disagree";
  const choices = Object.fromEntries(units.map((unit) => [unit, values.includes(unit) ? "agree" : rest]));
  return withinSeats({ choices }, chosen.map((box) => [word("chosen"), box.dataset.words]));
}

function markedOrder() {
  const selects = [...page.querySelectorAll("[data-mark] select")];
  const placed = selects.filter((select) => select.value);
  if (!placed.length) return complain(word("order"), selects[0]);
  const places = new Map(placed.map((select) => [Number(select.value), select]));
  if (places.size < selects.length) return complain(word("order"), selects.find((select) => !select.value) ?? selects[0]);
  const best = [...places.keys()].sort((a, b) => a - b).map((place) => places.get(place));
  return {
    said: { order: best.map((select) => select.dataset.unit) },
    rows: best.map((select) => [select.value, select.dataset.name]),
  };
}

function withinSeats(said, rows) {
  const agreed = Object.values(said.choices).filter((choice) => choice === "agree").length;
  if (given.most && agreed > Number(given.most)) return complain(word("too_many"), fieldsets[0]);
  return { said, rows };
}

function complain(text, where) {
  tell("mark", text);
  where?.scrollIntoView({ block: "center" });
  return null;
}

function lookOver() {
  tell("mark", "");
  const found = marked();
  if (!found) return;
  const body = page.querySelector("[data-answers]");
  body.replaceChildren(...found.rows.map(([asked, answer]) => {
    const row = document.createElement("tr");
    const [head, cell] = [document.createElement("th"), document.createElement("td")];
    head.scope = "row";
    head.textContent = asked;
    cell.textContent = answer;
    row.append(head, cell);
    return row;
  }));
  paper = found.said;
  show("confirm");
  heading("confirm");
}

let paper = null;

// ---- the receipt code and the message, byte for byte as core/secret_paper.py writes them ----

function newCode() {
  let drawn = 0n;
  for (const byte of crypto.getRandomValues(new Uint8Array(10))) drawn = (drawn << 8n) | BigInt(byte);
  let letters = "";
  for (let shift = 75n; shift >= 0n; shift -= 5n) letters += ALPHABET[Number((drawn >> shift) & 31n)];
  return letters.match(/.{4}/g).join("-");
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key.normalize("NFC"))}:${canonical(value[key])}`).join(",")}}`;
}

// ---- what is kept until the urn has it, so that a crash or a lost line loses no vote ----

const keep = (state) => localStorage.setItem(KEPT, JSON.stringify(state));
const forget = () => localStorage.removeItem(KEPT);

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

// ---- signed by name, unseen; cast without a name ----

const publicKey = () =>
  crypto.subtle.importKey("spki", unbase64(given.publicKey), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);

class Refused extends Error {}

async function ask(address, body, options) {
  const answer = await fetch(address, {
    method: "POST",
    cache: "no-store",
    redirect: "error",
    body: JSON.stringify(body),
    ...options,
    headers: { "Content-Type": "application/json", ...options.headers },
  });
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  // Only an answer that says so is a refusal; anything else (a proxy, a restart) may be tried again.
  if (said?.refused) throw new Refused(said.refused);
  throw new Error(`${answer.status}`);
}

async function prepare(said) {
  const message = canonical({ ...said, ballot: given.fingerprint, code: newCode() });
  const suite = new BlindRSA(SUITE);
  const prepared = suite.prepare(encoded(message));
  const { blindedMsg, inv } = await suite.blind(await publicKey(), prepared);
  const state = { message, prefix: hex(prepared.slice(0, PREFIX_BYTES)), blinded: hex(blindedMsg), inv: hex(inv) };
  keep(state);
  return state;
}

async function sign(state) {
  const token = document.querySelector("[data-csrf] input").value;
  const { signature } = await ask(given.sign, { blinded: state.blinded }, {
    credentials: "same-origin",
    headers: { "X-CSRFToken": token },
  });
  const prepared = new Uint8Array([...unhex(state.prefix), ...encoded(state.message)]);
  const final = await new BlindRSA(SUITE).finalize(await publicKey(), prepared, unhex(signature), unhex(state.inv));
  const signed = { message: state.message, prefix: state.prefix, signature: hex(final) };
  keep(signed);
  return signed;
}

async function cast(signed) {
  await ask(given.urn, signed, { credentials: "omit", referrerPolicy: "no-referrer" });
  forget();
}

const mix = () => new Promise((go) => {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  setTimeout(go, SHORTEST_MIX + (drawn / 2 ** 32) * (LONGEST_MIX - SHORTEST_MIX));
});

// From wherever it was left: blinded, signed, or cast.
async function goOn(state) {
  show("working");
  leaving.guard = true;
  tell("working", word("signing"));
  try {
    const signed = state.signature ? state : await sign(state);
    const { code } = JSON.parse(signed.message);
    for (const place of page.querySelectorAll("[data-code]")) place.textContent = code;
    show("working", "code");
    tell("working", word("mixing"));
    await mix();
    tell("working", word("casting"));
    await cast(signed);
    show("done", "code");
    heading("done");
  } catch (error) {
    if (error instanceof Refused && !kept()?.signature) forget();
    show("stopped");
    page.querySelector("[data-retry]").hidden = !kept();
    tell("stopped", error instanceof Refused ? error.message : word(told(error)));
  } finally {
    leaving.guard = false;
  }
}

const told = (error) => (error.message === "invalid signature" ? "bad_signature" : "unreached");

const leaving = { guard: false };
window.addEventListener("beforeunload", (event) => { if (leaving.guard) event.preventDefault(); });

async function confirm() {
  for (const button of page.querySelectorAll("[data-confirm]")) button.disabled = true;
  // Another tab of this browser may have had its paper signed since: never write over that one, show it.
  if (kept()) return location.reload();
  await goOn(await prepare(paper));
}

function begin() {
  if (!given.open) {
    forget(); // closed: what was not cast can no longer be
    return show("given");
  }
  if (!window.isSecureContext || !crypto.subtle) return show("unable");
  const state = kept();
  if (state && (state.signature || given.hasPaper)) return show("pending");
  if (state) forget(); // it never reached the signer: mark it anew
  return show(given.mayMark ? "mark" : "given");
}

page.querySelector("[data-look-over]")?.addEventListener("click", lookOver);
page.querySelector("[data-confirm]")?.addEventListener("click", confirm);
page.querySelector("[data-edit]")?.addEventListener("click", () => { show("mark"); heading("mark"); });
for (const button of page.querySelectorAll("[data-go-on]")) button.addEventListener("click", () => goOn(kept()));
page.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
  await navigator.clipboard.writeText(page.querySelector("[data-code]").textContent);
  event.target.textContent = word("copied");
});
begin();
