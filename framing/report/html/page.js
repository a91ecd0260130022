(function () {
  "use strict";
  var origin = null;
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a") : null;
    if (!link) { return; }
    if (link.classList.contains("n")) { origin = link; }
    if (link.classList.contains("close")) { event.preventDefault(); close(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.querySelector(".panel:target")) { close(); }
  });
  window.addEventListener("hashchange", function () {
    var panel = document.querySelector(".panel:target");
    if (panel) { panel.focus({ preventScroll: true }); }
  });
  function close() {
    location.hash = "#closed";
    if (origin) { origin.focus({ preventScroll: true }); }
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });
}());
