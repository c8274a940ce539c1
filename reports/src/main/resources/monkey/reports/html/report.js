// The page is complete without this script: it adds copying, filtering, folding of long tables, and opens all for print.
"use strict";

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1600);
  });
}

const table = document.querySelector(".inspections");
if (table) {
  const PAGE = 200;
  const rows = Array.from(table.tBodies[0].rows, (element) => ({
    element,
    outcome: element.dataset.outcome,
    text: element.textContent.toLowerCase().replace(/\s+/g, " "),
  }));
  const form = document.querySelector(".filter");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const search = form.querySelector("input[type=search]");
  const output = form.querySelector("output");
  const showAll = document.createElement("button");
  showAll.type = "button";
  showAll.className = "show-all";
  table.parentElement.after(showAll);
  let most = PAGE;

  const show = () => {
    const outcomes = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const phrases = search.value.toLowerCase().split(",").map((phrase) => phrase.replace(/[\s=]+/g, " ").trim()).filter(Boolean);
    let found = 0;
    for (const row of rows) {
      const matches = outcomes.has(row.outcome) && phrases.every((phrase) => row.text.includes(phrase));
      found += matches ? 1 : 0;
      row.element.hidden = !matches || found > most;
    }
    const all = rows.length.toLocaleString("en");
    output.textContent = found === rows.length ? `${all} in all` : `${found.toLocaleString("en")} of ${all}`;
    showAll.hidden = found <= most;
    showAll.textContent = `Show all ${found.toLocaleString("en")}`;
  };
  showAll.addEventListener("click", () => { most = Infinity; show(); });
  form.addEventListener("input", () => { most = PAGE; show(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();

  for (const cell of table.querySelectorAll(".pins.long")) {
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    const fold = (folded) => {
      cell.classList.toggle("folded", folded);
      more.textContent = folded ? `and ${cell.querySelectorAll(".pin").length - 8} more` : "fewer";
      more.setAttribute("aria-expanded", String(!folded));
    };
    more.addEventListener("click", () => fold(!cell.classList.contains("folded")));
    cell.append(more);
    fold(true);
  }
}

// The map: one cell at a time can be reached by Tab, arrows lead to the others, and what is meant is said below.
for (const map of document.querySelectorAll(".map")) {
  const rows = [...map.querySelectorAll(".map-row")].map((row) => [...row.querySelectorAll(".cell")]);
  const told = map.querySelector(".map-told");
  const legend = told.textContent;
  const tell = (cell) => { told.textContent = cell ? cell.getAttribute("aria-label") : legend; };
  rows.forEach((row, y) => row.forEach((cell, x) => {
    cell.addEventListener("focus", () => tell(cell));
    cell.addEventListener("pointerenter", () => tell(cell));
    cell.addEventListener("pointerleave", () => tell(null));
    cell.addEventListener("click", () => { cell.focus(); tell(cell); });
    cell.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      const line = step && rows[y + step[0]];
      if (line) {
        const next = line[Math.max(0, Math.min(line.length - 1, x + step[1]))];
        cell.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
        event.preventDefault();
      }
    });
  }));
}

// A link to a failure opens it, and print shows what is folded on the screen.
const openTarget = () => {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
  }
};
addEventListener("hashchange", openTarget);
openTarget();
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(".failure:not([open]), .exact:not([open]), .more-strips:not([open]), .distributions:not([open])")];
  for (const details of opened) {
    details.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const details of opened) {
    details.open = false;
  }
});
