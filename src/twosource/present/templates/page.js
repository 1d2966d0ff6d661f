// A convenience only: opens what a link leads into, and everything before printing. The page is whole without it.
"use strict";
const reveal = () => {
  const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (place && place.closest(".text")) place.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
reveal();
