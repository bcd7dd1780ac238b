// Reloads the page when the preview shows a later build than this page's.
(function () {
  "use strict";
  var mine = document.currentScript.getAttribute("data-generation");
  new EventSource("/_newsroom/events").addEventListener("generation", function (event) {
    if (event.data !== mine) {
      location.reload();
    }
  });
})();
