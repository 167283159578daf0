
"use strict";
(() => {
  const table = document.getElementById("checks");
  const tools = document.getElementById("tools");
  const count = document.getElementById("count");
  if (!table || !tools || !count) { return; }
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const rows = Array.from(body.rows, (row, place) => ({ row, place, text: row.textContent.replaceAll("\u200b", "").toLocaleLowerCase() }));
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" }).compare;
  const fields = Array.from(tools.querySelectorAll("select, input"));

  const key = (row, column) => row.cells[column].dataset.rank || row.cells[column].textContent.trim();

  const sort = (column) => {
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

  const filter = () => {
    let shown = 0;
    rows.forEach((one) => {
      one.row.hidden = !fits(one);
      shown += one.row.hidden ? 0 : 1;
    });
    count.textContent = count.dataset.says.replace("{shown}", shown).replace("{all}", rows.length);
  };

  heads.slice(0, -1).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    head.dataset.says = head.textContent; // on paper the heads repeat, buttons do not
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(column));
  });
  fields.forEach((field) => field.addEventListener("input", filter));
  tools.querySelector("button").addEventListener("click", () => {
    fields.forEach((field) => { field.value = ""; });
    filter();
    fields[0].focus();
  });
  tools.hidden = false;
  filter();
})();
