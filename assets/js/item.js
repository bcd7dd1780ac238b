// Adds to the links under an item what only a script can do: copy the address, open the device's own list of ways
// to share, keep the item for reading without a network. The links work without it.
import { list, offline, root, texts } from "@params";

const box = document.querySelector(".share");
const status = box.querySelector("[role=status]");
const links = box.querySelector(".share__list");

function button(label, act) {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "button share__button";
  b.textContent = label;
  b.addEventListener("click", act);
  return b;
}

function add(label, act) {
  const item = document.createElement("li");
  item.append(button(label, act));
  links.append(item);
}

if (links) {
  const text = new URL(links.querySelector("a").href).searchParams.get("text");
  const say = (words) => (status.textContent = words);
  if (navigator.clipboard) add(texts.copy, () => navigator.clipboard.writeText(text).then(() => say(texts.copied), () => say(texts.failed)));
  if (navigator.share) add(texts.more, () => navigator.share({ text }).catch(() => {}));
}

// The part that keeps is fetched by the first press.
const load = () => new Promise((resolve, reject) => {
  if (window.offline) return resolve(window.offline);
  const script = document.createElement("script");
  script.src = offline;
  script.onload = () => resolve(window.offline);
  script.onerror = () => {
    script.remove();
    reject(new Error(offline));
  };
  document.head.append(script);
});

const id = box.dataset.offline;
if (id && navigator.serviceWorker && window.caches) {
  const kept = () => caches.has(`kept ${root} ${id}`);
  const label = async () => (press.textContent = (await kept()) ? texts.drop : texts.keep);
  let busy = false;
  const press = button(texts.keep, async () => {
    if (busy) return;
    busy = true;
    status.textContent = texts.wait;
    try {
      const { drop, keep } = await load();
      status.textContent = (await kept()) ? await drop(id) : await keep(id);
      const link = document.createElement("a");
      link.href = list;
      link.textContent = texts.list;
      status.append(" ", link);
    } catch (error) {
      status.textContent = texts.broken;
    }
    busy = false;
    label();
  });
  status.before(press);
  label();
}
