// Small help on interview pages: a tap on the mark of a passage copies its address, and a recording
// lights up the passage that is being spoken. A link to a passage that has moved to a later page of a long
// interview goes on to that page. Everything can be read and linked without it.

const list = document.querySelector(".transcript__list");

function announce(text) {
  let box = document.querySelector(".copied");
  if (!box) {
    box = document.createElement("p");
    box.className = "copied";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  box.textContent = text;
  setTimeout(() => (box.textContent = ""), 2500);
}

function copyAddress(event) {
  const link = event.target.closest(".segment__link");
  if (!link || !navigator.clipboard) return;
  navigator.clipboard.writeText(link.href).then(() => announce(list.dataset.copied), () => {});
}

function follow(player) {
  const timed = [...list.querySelectorAll("[data-start]")];
  const show = () => {
    const now = player.currentTime * 1000;
    const current = timed.filter((s) => Number(s.dataset.start) <= now).pop();
    for (const s of timed) s.classList.toggle("segment--now", s === current);
  };
  player.addEventListener("timeupdate", show);
  list.addEventListener("click", (event) => {
    const time = event.target.closest(".segment__time");
    if (!time) return;
    player.currentTime = Number(time.closest("[data-start]").dataset.start) / 1000;
    player.play();
  });
}

if (list) {
  list.addEventListener("click", copyAddress);
  const player = document.querySelector(".recording__player");
  if (player) follow(player);
}

// segments.txt has one line a page: the passages that are on it.
const pages = document.querySelector(".parts");
const wanted = location.hash.slice(1);
if (pages && wanted && !document.getElementById(wanted)) {
  const file = new URL(pages.dataset.segments, location.href);
  fetch(file)
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => {
      const page = text.split("\n").findIndex((line) => line.split(" ").includes(wanted));
      if (page >= 0) location.replace(new URL((page ? page + 1 + "/" : "./") + "#" + wanted, file));
    })
    .catch(() => {});
}
