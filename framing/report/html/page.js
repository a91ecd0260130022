// The page itself: look, contents, findings to copy, and what a click does.
const root = document.documentElement;

function theme() {
  const looks = ["auto", "light", "dark"];
  let look = "auto";
  try { look = localStorage.getItem("look") || "auto"; } catch (error) { look = "auto"; }
  const act = button("", () => {
    look = looks[(looks.indexOf(look) + 1) % looks.length];
    try { localStorage.setItem("look", look); } catch (error) { /* a page from disk may have no store */ }
    set();
  }, { class: "quiet", id: "look" });
  function set() {
    if (look === "auto") { root.removeAttribute("data-look"); } else { root.dataset.look = look; }
    act.textContent = "Look: " + look;
  }
  set();
  document.getElementById("tools").append(
    button("All sentences", (event) => { origin = event.currentTarget; openAll(); }, { class: "quiet", id: "all-sentences" }), act);
}

function follow() {
  const links = new Map(Array.from(document.querySelectorAll("#contents a")).map((a) => [a.getAttribute("href").slice(1), a]));
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    entries.forEach((entry) => { if (entry.isIntersecting) { seen.add(entry.target.id); } else { seen.delete(entry.target.id); } });
    const current = [...links.keys()].find((id) => seen.has(id));
    links.forEach((a, id) => { if (id === current) { a.setAttribute("aria-current", "true"); } else { a.removeAttribute("aria-current"); } });
  }, { rootMargin: "-10% 0px -75% 0px" });
  document.querySelectorAll("main > section").forEach((section) => watcher.observe(section));
}

async function copy(words, told) {
  try { await navigator.clipboard.writeText(words); } catch (error) {
    const area = element("textarea", { class: "hidden" });
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const before = told.textContent;
  told.textContent = "Copied";
  setTimeout(() => { told.textContent = before; }, 1500);
}

function findings() {
  document.querySelectorAll(".findings > li").forEach((item, i) => {
    const words = folding(item.querySelector("p").textContent);
    const address = () => location.href.split("#")[0] + "#" + item.id;
    const name = " finding " + (i + 1);
    const copies = button("Copy", () => copy(words + "\n" + document.title + ", " + address(), copies), { class: "quiet", "aria-label": "Copy" + name });
    const link = element("a", { class: "quiet", href: "#" + item.id, "aria-label": "Link to" + name }, "Link");
    link.addEventListener("click", () => copy(address(), link));
    item.append(element("div", { class: "acts" }, link, copies));
  });
}

function articles() {
  document.querySelectorAll('figure[data-name="corpus-articles"] tbody tr').forEach((row) => {
    const cell = row.cells[1];
    const id = folding(cell.textContent);
    const act = button(id, () => { origin = act; openNamed(id); }, { class: "article", "aria-label": "Show the article " + id });
    cell.replaceChildren(element("bdi", {}, act));
  });
}

function folding(text) { return text.replace(/\s+/g, " ").trim(); }

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-filter], a.word");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
  event.preventDefault();
  event.stopPropagation();
  origin = link;
  if (link.dataset.filter) { openFilter(Number(link.dataset.filter)); } else { openWord(link.textContent); }
});

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".behind");
  if (mark) { origin = null; openMark(mark.dataset.wanted); }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && reader.classList.contains("open")) { close(); }
});

function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target && target.closest("details");
  if (details) { details.open = true; }
}

window.addEventListener("hashchange", reveal);
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
});
root.classList.add("scripted");
theme();
follow();
findings();
articles();
document.querySelectorAll("figure.table table").forEach(sortable);
reveal();
