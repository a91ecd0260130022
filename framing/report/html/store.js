// The evidence of the page: unpacked when first asked for, searched by filters.
let content = null;
let loading = null;
const points = new Map();

function load() {
  loading = loading || unpack();
  return loading;
}

async function unpack() {
  const packed = atob(document.getElementById("packed").textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i += 1) { bytes[i] = packed.charCodeAt(i); }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  content = JSON.parse(await new Response(stream).text());
  return content;
}

// Offsets count code points; only texts with characters beyond 16 bits need a list of them.
function pointsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) { return text; }
  if (!points.has(text)) { points.set(text, Array.from(text)); }
  return points.get(text);
}

function cut(text, start, end) {
  const part = pointsOf(text).slice(start, end);
  return typeof part === "string" ? part : part.join("");
}

function passage(article, start, end) {
  for (const [at, text] of content.pieces[article]) {
    if (start >= at && end <= at + pointsOf(text).length) { return cut(text, start - at, end - at); }
  }
  return null;
}

function value(table, column, row) {
  const coded = content[table].coded[column];
  if (coded) { return coded[0][coded[1][row]]; }
  return content.articles[column][content[table].article[row]];
}

function check(table, column, wanted) {
  const coded = content[table].coded[column];
  if (coded) {
    const below = column === "category";
    const good = coded[0].map((found) => wanted.some((one) => found === one
      || (below && String(found).startsWith(one + "."))));
    return (row) => good[coded[1][row]];
  }
  const good = (content.articles[column] || []).map((found) => wanted.includes(found));
  return (row) => good[content[table].article[row]];
}

function find(table, wanted) {
  const checks = Object.entries(wanted).map(([column, values]) => check(table, column, values));
  const rows = [];
  const n = content[table].start.length;
  for (let row = 0; row < n; row += 1) {
    if (checks.every((one) => one(row))) { rows.push(row); }
  }
  return rows;
}

function folded(text) { return text.replace(/\s+/g, " ").trim().toLowerCase(); }

function rowsOfWord(word) {
  const coded = content.matches.coded.surface;
  const good = coded[0].map((surface) => folded(surface) === folded(word));
  return coded[1].map((code, row) => (good[code] ? row : -1)).filter((row) => row >= 0);
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, given] of Object.entries(attributes || {})) {
    if (given === true) { made.setAttribute(name, ""); }
    else if (given !== false && given !== null && given !== undefined) { made.setAttribute(name, given); }
  }
  for (const child of children) { if (child !== null && child !== "") { made.append(child); } }
  return made;
}

function button(words, act, attributes) {
  const made = element("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", act);
  return made;
}

function counted(n) { return n.toLocaleString("en-US"); }
