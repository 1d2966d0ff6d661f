// Conveniences only: every page is whole without this. Keys, the picture that lights up, and unfolding before printing.
const OFF = "twosource-keys-off";
const help = document.getElementById("help");
const stored = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
const store = (off) => { try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* private window: for this page only */ } };

const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.getClientRects().length);
const current = () => document.activeElement?.closest("[data-item]");

function move(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  const seen = all.findIndex((item) => item.getBoundingClientRect().bottom > 0);
  const next = at < 0 ? Math.max(seen, 0) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}
const go = (selector) => document.querySelector(selector)?.click();
const openCurrent = () => current()?.querySelector("[data-open]")?.click();
const up = () => {
  const link = [...document.querySelectorAll('a[rel="up"]')].pop();  // the nearest
  if (link) link.click(); else if (location.pathname !== "/") location.assign("/");
};
const follow = (rel) => {
  const link = document.querySelector(`a[rel="${rel}"]`);
  if (link) link.click();
};

const actions = {
  j: () => move(1), k: () => move(-1), e: openCurrent, u: up, Escape: up,
  n: () => follow("next"), p: () => follow("prev"),
  "/": () => document.getElementById("find")?.focus(),
  "?": () => help?.showModal(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help?.open) return;
  const writing = event.target.matches("input, select, textarea");
  if (writing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "Enter" && event.target.matches("[data-item]")) { openCurrent(); return; }
  if (event.key.length === 1 && stored()) return;
  const action = actions[event.key];
  if (action) { event.preventDefault(); action(); }
});

const toggle = document.getElementById("keys-off");
const tell = () => {
  toggle.setAttribute("aria-pressed", String(stored()));
  toggle.textContent = stored() ? "Turn single keys on" : "Turn single keys off";
};
if (toggle) { tell(); toggle.addEventListener("click", () => { store(!stored()); tell(); }); }

// The stemma: pointing at a party, or tabbing to it, fades what is not on its word.
for (const party of document.querySelectorAll("svg g.origin")) {
  const key = [...party.classList].find((name) => /^p\d+$/.test(name));
  const light = (on) => {
    for (const edge of party.ownerSVGElement.querySelectorAll(".edge")) {
      const mine = edge.classList.contains(key);
      edge.classList.toggle("faded", on && !mine);
      edge.classList.toggle("lit", on && mine);
    }
  };
  party.addEventListener("pointerenter", () => light(true));
  party.addEventListener("pointerleave", () => light(false));
}

// A link into something folded unfolds it; paper has no folds.
const reveal = () => {
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (place && place.closest(".text, .notes")) place.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
reveal();

// Work that goes on: its stage is shown as it changes, and the page loaded again when it is done; not while a form is on
// its way, or half filled in.
let writing = false;
document.addEventListener("submit", () => { writing = true; });
document.addEventListener("input", (event) => { if (event.target.closest("form[method=post]")) writing = true; });
for (const shown of document.querySelectorAll("[data-job]")) {
  const stage = shown.querySelector(".stage");
  const ask = async () => {
    let job;
    try { job = await (await fetch(shown.dataset.job)).json(); } catch { setTimeout(ask, 3000); return; }
    if (job.state === "done" || (job.state === "failed" && !("again" in shown.dataset))) {
      if (!writing) location.reload();
      else shown.querySelector("p").textContent = "This is done now. Load the page again to see it.";
      return;
    }
    if (job.state === "failed") return;
    const words = job.stage.charAt(0).toUpperCase() + job.stage.slice(1) + " …";
    if (stage && stage.textContent !== words) stage.textContent = words;
    setTimeout(ask, 700);
  };
  setTimeout(ask, 500);
}

// Files may be dropped anywhere on the page for adding.
const chosen = document.getElementById("files");
if (chosen) {
  const zone = document.getElementById("drop");
  const tell = () => {
    const names = [...chosen.files].map((file) => file.name);
    document.getElementById("dropped").textContent = names.length ? `${names.length} chosen: ${names.slice(0, 5).join(", ")}${names.length > 5 ? " …" : ""}` : "";
  };
  chosen.addEventListener("change", tell);
  addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("dropping"); });
  addEventListener("dragleave", () => zone.classList.remove("dropping"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("dropping");
    if (event.dataTransfer?.files.length) { chosen.files = event.dataTransfer.files; tell(); }
  });
}
