// One article: its whole text, voices underlaid and every match coloured by what it names.
const COLOURS = 7;

function topOf(row) { return value("matches", "category", row).split(".")[0]; }

function coloursOf(rows) {
  const tops = [...new Set(rows.map(topOf))];
  return new Map(tops.map((top, i) => [top, i % COLOURS]));
}

function openArticle(article, start) {
  const rows = find("matches", {}).filter((row) => content.matches.article[row] === article);
  const colours = coloursOf(rows);
  const about = content.articles;
  const text = element("div", { class: "whole", lang: (about.language || [])[article] || content.labels.language, dir: "auto" });
  for (const [at, words] of content.pieces[article]) {
    if (text.childNodes.length) { text.append(element("p", { class: "note" }, "[…]")); }
    text.append(...segments(article, at, words, rows, colours));
  }
  const facts = [about.outlet[article], (about.published || [])[article], about.id[article]].filter(Boolean);
  const heading = (about.title || [])[article] || about.id[article];
  const parts = [bar(heading, shown ? () => draw() : null),
    element("p", { class: "total" }, element("bdi", {}, facts.join(" · "))), legend(rows, colours)];
  if (!content.whole[article]) {
    parts.push(element("p", { class: "note" }, "The page has room for some sentences of this article only."));
  }
  reader.setAttribute("aria-label", "Article: " + heading);
  document.body.classList.add("reading");
  reader.classList.add("open");
  reader.replaceChildren(...parts, text);
  const here = text.querySelector('[data-start="' + start + '"]');
  (here || document.getElementById("reader-title")).focus({ preventScroll: true });
  if (here) { here.classList.add("here"); here.scrollIntoView({ block: "center" }); } else { reader.scrollTop = 0; }
}

async function openNamed(id) {
  waiting();
  await load();
  shown = null;
  openArticle(content.articles.id.findIndex((one) => folded(one) === folded(id)), -1);
}

function legend(rows, colours) {
  const made = element("div", { class: "legend" });
  const tally = new Map();
  rows.forEach((row) => tally.set(topOf(row), (tally.get(topOf(row)) || 0) + 1));
  const tops = element("div", { role: "group", "aria-label": "What is coloured" });
  for (const [top, n] of tally) {
    const toggle = button(element("span", {}, top.replaceAll("_", " ") + " " + counted(n)), () => {
      const off = toggle.getAttribute("aria-pressed") === "true";
      toggle.setAttribute("aria-pressed", String(!off));
      reader.querySelectorAll('mark[data-top="' + CSS.escape(top) + '"]').forEach((m) => m.classList.toggle("off", off));
    }, { class: "chip c" + colours.get(top), "aria-pressed": "true" });
    tops.append(toggle);
  }
  const voices = element("p", { class: "voices" }, "Voices: ");
  for (const voice of ["authorial", "direct", "indirect", "scare"]) {
    voices.append(element("span", { class: "run-" + voice }, content.labels.voices[voice]), " ");
  }
  made.append(tops, voices);
  return made;
}

// The edges of runs, cleaned spans and matches cut a piece into stretches that are each of one kind.
function segments(article, at, words, rows, colours) {
  const size = pointsOf(words).length;
  const runs = content.runs[article].map(([start, n, voice, speaker]) => ({ start, end: start + n, voice, speaker }));
  const out = content.out[article].map(([start, n]) => ({ start, end: start + n }));
  const matches = rows.map((row) => ({
    start: content.matches.start[row], end: content.matches.start[row] + content.matches.size[row], row,
  }));
  const edges = new Set([at, at + size]);
  for (const span of [...runs, ...out, ...matches]) {
    for (const edge of [span.start, span.end]) { if (edge > at && edge < at + size) { edges.add(edge); } }
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const covers = (span, start, end) => span.start <= start && span.end >= end;
  return sorted.slice(1).map((end, i) => {
    const start = sorted[i];
    const inside = (span) => covers(span, start, end);
    return stretch(cut(words, start - at, end - at), runs.find(inside), out.find(inside), matches.filter(inside), colours, start);
  });
}

function stretch(words, run, left, matches, colours, start) {
  const voice = left ? "out" : run ? run.voice : "authorial";
  const made = element("span", { class: "run-" + voice, title: titleOf(left, run) });
  if (!matches.length) { made.append(words); return made; }
  const top = topOf(matches[0].row);
  const names = matches.map(({ row }) => content.labels.categories[value("matches", "category", row)]);
  const label = [...new Set(names)].join("; ") + ", " + voiceOf("matches", matches[0].row)[1];
  const look = { class: "c" + colours.get(top), "data-top": top, title: label };
  const first = matches.some(({ row }) => content.matches.start[row] === start);
  made.append(first
    ? element("mark", { ...look, "data-start": String(start), tabindex: "0" }, words, element("span", { class: "hidden" }, " (" + label + ")"))
    : element("mark", look, words));
  return made;
}

function titleOf(left, run) {
  if (left) { return "left out by cleaning"; }
  if (!run) { return null; }
  return content.labels.voices[run.voice] + (run.speaker ? ": " + run.speaker : "");
}
