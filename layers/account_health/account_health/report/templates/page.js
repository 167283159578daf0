
"use strict";
(() => {
  const tools = document.getElementById("tools");
  const count = document.getElementById("count");
  if (!tools || !count) { return; }
  const groups = Array.from(document.querySelectorAll("#checks > details"), (box) => {
    const name = box.querySelector("summary b").textContent;
    const text = (row) => `${name} ${row.textContent}`.replaceAll("\u200b", "").toLocaleLowerCase();
    const body = box.querySelector("tbody");
    return {
      box,
      body,
      heads: Array.from(box.querySelectorAll("thead th")),
      rows: Array.from(body.rows, (row, place) => ({ row, place, text: text(row) })),
    };
  });
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;
  const UNJUDGED = new Set(["unknown", "muted"]);
  const fields = Array.from(tools.querySelectorAll("select, input"));

  const key = (row, column) => row.cells[column].dataset.rank || row.cells[column].textContent.trim();

  const sort = ({ body, heads, rows }, column) => {
    const down = heads[column].getAttribute("aria-sort") === "ascending";
    heads.forEach((head) => head.hasAttribute("aria-sort") && head.setAttribute("aria-sort", "none"));
    heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort((one, other) => (down ? -1 : 1) * compare(key(one.row, column), key(other.row, column)) || one.place - other.place);
    rows.forEach(({ row }) => body.append(row));
  };

  const fits = ({ row, text }) => fields.every((field) => {
    if (!field.value) { return true; }
    if (field.name !== "text") { return row.dataset[field.name] === field.value; }
    return field.value.toLocaleLowerCase().split(/\s+/).every((word) => text.includes(word));
  });

  // What is opened for a while by a filter is closed again afterwards.
  const opened = () => groups.map(({ box }) => box.open);
  const unfold = (which) => groups.forEach(({ box }, place) => { box.open = which[place]; });
  let before = null;

  const filter = () => {
    const narrowed = fields.some((field) => field.value);
    if (narrowed && !before) { before = opened(); }
    const hits = groups.map(({ box, rows }) => {
      rows.forEach((one) => { one.row.hidden = !fits(one); });
      const shown = rows.filter((one) => !one.row.hidden).length;
      box.hidden = !shown;
      return shown;
    });
    if (before) { unfold(narrowed ? hits.map(Boolean) : before); }
    if (!narrowed) { before = null; }
    const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
    const judged = groups.flatMap(({ rows }) => rows).filter(({ row }) => !row.hidden && !UNJUDGED.has(row.dataset.status));
    count.textContent = count.dataset.says.replace("{judged}", judged.length).replace("{shown}", sum(hits));
  };

  groups.forEach((group) => group.heads.slice(0, -1).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(group, column));
  }));
  fields.forEach((field) => field.addEventListener("input", filter));
  tools.querySelector("button").addEventListener("click", () => {
    fields.forEach((field) => { field.value = ""; });
    filter();
    unfold(groups.map(() => true));
    fields[0].focus();
  });
  tools.hidden = false;
  filter();
})();
