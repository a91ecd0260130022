// Tables: sorted by any column, and filtered by words.
const FILTERED_FROM = 12;

function sortKey(cell) {
  const words = cell.textContent.trim();
  const number = words.replace(/,/g, "").replace("−", "-").match(/^[+-]?\d+(\.\d+)?/);
  return { words: words.toLowerCase(), number: number ? Number(number[0]) : null, empty: !words || words === "–" };
}

function compareKeys(a, b) {
  if (a.empty !== b.empty) { return a.empty ? 1 : -1; }
  if (a.number !== null && b.number !== null) { return a.number - b.number; }
  return a.words.localeCompare(b.words);
}

function sortable(table) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  if (rows.length < 2) { return; }
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const words = head.textContent;
    const act = button(words, () => {
      const up = head.getAttribute("aria-sort") === "descending"
        || (head.getAttribute("aria-sort") === null && !head.classList.contains("number"));
      table.querySelectorAll("thead th").forEach((th) => th.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const keyed = rows.map((row, i) => ({ row, i, key: sortKey(row.cells[column]) }));
      keyed.sort((a, b) => {
        if (a.key.empty || b.key.empty) { return compareKeys(a.key, b.key) || a.i - b.i; }
        return (up ? 1 : -1) * compareKeys(a.key, b.key) || a.i - b.i;
      });
      table.classList.add("sorted");
      body.append(...keyed.map((one) => one.row));
    }, { class: "sort", title: "Sort by " + words });
    head.replaceChildren(act);
  });
  if (rows.length >= FILTERED_FROM) { filterable(table, rows); }
}

function filterable(table, rows) {
  const figure = table.closest("figure");
  const id = "rows-" + figure.id;
  const input = element("input", { type: "search", id, autocomplete: "off", placeholder: "Filter rows" });
  const told = element("span", { class: "note", role: "status" });
  input.addEventListener("input", () => {
    const sought = folded(input.value);
    let kept = 0;
    rows.forEach((row) => {
      row.hidden = !folded(row.textContent).includes(sought);
      kept += row.hidden ? 0 : 1;
    });
    table.classList.toggle("filtered", sought !== "");
    told.textContent = sought ? kept + " of " + rows.length + " rows" : "";
  });
  const label = element("label", { for: id, class: "hidden" }, "Filter the rows of this table");
  figure.querySelector("figcaption").after(element("div", { class: "rows" }, label, input, told));
}
