// The panel of sentences: what stands behind a number, filtered and paged.
const PAGE = 25;
const LONGEST_SIDE = 420;
const reader = document.getElementById("sentences");
const facets = {
  matches: [["group", "Outlet"], ["category", "Category"], ["table_voice", "Voice"], ["speaker", "Speaker"]],
  speech: [["group", "Outlet"], ["speech", "Voice"], ["speaker_name", "Speaker"]],
};
let shown = null;
let origin = null;

function columnOf(facet) { return facet === "group" ? content.labels.by : facet; }

function labelOf(table, facet, given) {
  const labels = content.labels;
  if (facet === "group") { return labels.groups[given] || given; }
  if (facet === "category") { return labels.categories[given] || given; }
  if (facet === "table_voice") { return labels.voices[given] || given; }
  if (facet === "speech") { return labels.speech[given] || given; }
  if (facet === "attributed") { return given ? "speaker named" : "no speaker named"; }
  return given === "" ? "nobody named" : String(given);
}

// Shows the rows that `ask` returns once the evidence is there: {title, table, rows, all}.
async function open(ask) {
  waiting();
  try { await load(); } catch (error) {
    fail("This browser can’t unpack the sentences; every match stands in evidence.parquet.");
    return;
  }
  shown = { chosen: {}, text: "", page: 0, ...ask() };
  draw();
}

function openFilter(place) {
  return open(() => {
    const [title, table, wanted, all] = content.filters[place];
    return { title, table, rows: find(table, wanted), all };
  });
}

function openWord(word) {
  return open(() => {
    const rows = rowsOfWord(word);
    return { title: "“" + word + "”", table: "matches", rows, all: rows.length };
  });
}

// A mark of a figure carries its filter as a query.
function openMark(query) {
  return open(() => {
    const wanted = {};
    let table = "matches";
    for (const [column, given] of new URLSearchParams(query)) {
      if (column === "table") { table = given; continue; }
      const flag = ["attributed", "negated", "labelling"].includes(column);
      wanted[column] = (wanted[column] || []).concat([flag ? given === "true" : given]);
    }
    const rows = find(table, wanted);
    const names = { [content.labels.by]: "group" };
    const title = Object.entries(wanted).filter(([column]) => column !== "pack")
      .map(([column, given]) => given.map((one) => labelOf(table, names[column] || column, one)).join(", ")).join(" · ");
    return { title, table, rows, all: rows.length };
  });
}

function openAll() {
  return open(() => ({ title: "All matches", table: "matches", rows: find("matches", {}), all: content.matches.all }));
}

function waiting() {
  reader.classList.add("open");
  if (!content) { reader.replaceChildren(element("p", { class: "note", role: "status" }, "Reading the sentences …")); }
}

function fail(words) { reader.replaceChildren(bar("Sentences"), element("p", { class: "note", role: "status" }, words)); }

function close() {
  reader.classList.remove("open");
  document.body.classList.remove("reading");
  if (origin && origin.isConnected) { origin.focus({ preventScroll: true }); }
}

function bar(title, back) {
  return element("div", { class: "bar" },
    back ? button("Back", back, { class: "quiet" }) : null,
    element("h2", { id: "reader-title", tabindex: "-1" }, element("bdi", {}, title)),
    button("Close", close, { class: "quiet close" }));
}

function kept(without) {
  const { table, rows, chosen, text } = shown;
  const checks = Object.entries(chosen).filter(([facet]) => facet !== without)
    .map(([facet, given]) => check(table, columnOf(facet), [given]));
  const sought = folded(text);
  return rows.filter((row) => checks.every((one) => one(row)) && (!sought || holds(table, row, sought)));
}

function holds(table, row, sought) {
  const t = content[table];
  const start = t.start[row];
  const words = passage(t.article[row], start - t.lead[row], start + t.size[row] + t.trail[row]);
  return folded(words === null ? String(value("matches", "surface", row)) : words).includes(sought);
}

function draw(focused) {
  const rows = kept();
  const list = element("ol", { class: "sentences", start: String(shown.page * PAGE + 1) });
  for (const row of rows.slice(shown.page * PAGE, (shown.page + 1) * PAGE)) { list.append(item(row)); }
  reader.setAttribute("aria-label", "Sentences: " + shown.title);
  document.body.classList.add("reading");
  reader.replaceChildren(bar(shown.title), filters(), told(rows), list, pager(rows.length), missing());
  reader.scrollTop = 0;
  const target = focused && document.getElementById(focused);
  (target || document.getElementById("reader-title")).focus({ preventScroll: true });
}

function told(rows) {
  const noun = shown.table === "speech" ? ["passage", "passages"] : ["match", "matches"];
  const whole = rows.length === shown.rows.length ? shown.all : rows.length;
  const words = shown.table === "speech"
    ? rows.reduce((sum, row) => sum + content.speech.words[row], 0) : 0;
  const line = element("p", { class: "total", role: "status", "data-found": String(rows.length), "data-words": String(words) },
    element("strong", {}, counted(whole)), " " + noun[whole === 1 ? 0 : 1]);
  if (rows.length !== shown.rows.length) { line.append(" of " + counted(shown.all)); }
  if (words) { line.append(", " + counted(words) + (words === 1 ? " word" : " words")); }
  return line;
}

function filters() {
  const made = element("div", { class: "filters", role: "group", "aria-label": "Filters" });
  for (const [facet, name] of facets[shown.table]) {
    const tally = new Map();
    for (const row of kept(facet)) {
      const given = value(shown.table, columnOf(facet), row);
      tally.set(given, (tally.get(given) || 0) + 1);
    }
    const chosen = shown.chosen[facet];
    if (tally.size < 2 && chosen === undefined) { continue; }
    const id = "filter-" + facet;
    const select = element("select", { id });
    select.append(element("option", { value: "" }, "All"));
    const options = [...tally].sort((a, b) => b[1] - a[1]);
    options.forEach(([given, n], i) => {
      select.append(element("option", { value: String(i + 1), selected: given === chosen },
        labelOf(shown.table, facet, given) + " (" + counted(n) + ")"));
    });
    select.addEventListener("change", () => {
      if (select.value === "") { delete shown.chosen[facet]; }
      else { shown.chosen[facet] = options[Number(select.value) - 1][0]; }
      shown.page = 0;
      draw(id);
    });
    const title = facet === "group" ? content.labels.kind : name;
    made.append(element("label", { for: id }, element("span", {}, title), select));
  }
  if (shown.rows.length > 1) { made.append(search()); }
  return made;
}

function search() {
  const input = element("input", { type: "search", id: "filter-text", autocomplete: "off" });
  input.value = shown.text;
  input.addEventListener("change", () => { shown.text = input.value; shown.page = 0; draw("filter-text"); });
  return element("label", { for: "filter-text" }, element("span", {}, "Words in the sentence"), input);
}

function pager(n) {
  const pages = Math.ceil(n / PAGE);
  if (pages < 2) { return ""; }
  const turn = (by) => () => { shown.page += by; draw(); };
  return element("div", { class: "pager", role: "group", "aria-label": "Pages" },
    button("Earlier", turn(-1), { class: "quiet", disabled: shown.page === 0 }),
    element("span", {}, "page " + (shown.page + 1) + " of " + counted(pages)),
    button("Later", turn(1), { class: "quiet", disabled: shown.page >= pages - 1 }));
}

function missing() {
  const more = shown.all - shown.rows.length;
  if (more < 1) { return ""; }
  const file = shown.table === "speech" ? "speech.parquet" : "evidence.parquet";
  return element("p", { class: "note" }, counted(more) + " more stand in ", element("code", {}, file), ".");
}

function voiceOf(table, row) {
  if (table === "speech") { return [value(table, "speech", row), content.labels.speech[value(table, "speech", row)]]; }
  const [form, voice] = [value(table, "voice", row), value(table, "table_voice", row)];
  const bare = form === "scare" && voice === "scare" && !value(table, "speaker", row);
  return [voice, bare ? "scare quotes" : content.labels.voices[form]];
}

function remarks(table, row) {
  const labels = content.labels;
  if (table === "speech") {
    const role = value(table, "name_role", row);
    return role ? ["role: " + labels.roles[role]] : [];
  }
  const outer = value(table, "outer_voice", row);
  const role = value(table, "speaker_role", row);
  const place = value(table, "place", row);
  return [
    labels.categories[value(table, "category", row)],
    outer ? "inside " + labels.voices[outer] : "", role ? "role: " + labels.roles[role] : "",
    value(table, "labelling", row) ? "an act of naming" : "", value(table, "negated", row) ? "negated" : "",
    place === "headline" || place === "caption" ? place : "",
  ].filter(Boolean);
}

function item(row) {
  const { table } = shown;
  const t = content[table];
  const [article, start, end] = [t.article[row], t.start[row], t.start[row] + t.size[row]];
  const [voice, words] = voiceOf(table, row);
  const told = element("p", { class: "source" }, element("span", { class: "voice" }, words));
  const speaker = value(table, table === "speech" ? "speaker_name" : "speaker", row);
  if (speaker) { told.append(element("span", {}, "speaker: ", element("bdi", {}, speaker))); }
  for (const remark of remarks(table, row)) { told.append(element("span", {}, remark)); }
  const group = content.articles[content.labels.by][article];
  told.append(element("span", {}, element("bdi", {}, labelOf(table, "group", group))));
  const where = element("p", { class: "where" },
    button(element("bdi", {}, content.articles.id[article]), () => openArticle(article, start),
      { class: "article", "aria-label": "Show the article " + content.articles.id[article] }),
    " characters " + start + "–" + end);
  return element("li", { class: "voice-" + voice }, quote(table, row, article, start, end), told, where);
}

function quote(table, row, article, start, end) {
  const t = content[table];
  const language = (content.articles.language || [])[article] || content.labels.language;
  const made = element("blockquote", { lang: language, dir: "auto" });
  const before = passage(article, start - t.lead[row], start);
  const words = passage(article, start, end);
  const after = passage(article, end, end + t.trail[row]);
  if (before === null || words === null || after === null) {
    made.append(element("mark", {}, table === "speech" ? "…" : value(table, "surface", row)),
      element("span", { class: "note" }, " (the page has no room for this sentence; the Parquet file holds it)"));
    return made;
  }
  const lead = Array.from(before);
  const trail = Array.from(after);
  made.append(lead.length > LONGEST_SIDE ? "… " + lead.slice(-LONGEST_SIDE).join("") : before,
    element("mark", {}, words),
    trail.length > LONGEST_SIDE ? trail.slice(0, LONGEST_SIDE).join("") + " …" : after);
  return made;
}
