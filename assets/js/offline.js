// Keeps items for reading without a network, and lists what is kept. Pages of items load it (assets/js/item.js)
// when the reader presses the button, the page of the list always. Nothing is stored or registered before.
import { list, root, texts, worker } from "@params";
import { clear, isItem, names, prefix, readPlan, store } from "./kept.js";

const size = (bytes) => `${(bytes / 1000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${texts.kilobytes}`;

async function keep(id) {
  const plan = await store(root, id);
  await store(root, list);
  await navigator.serviceWorker.register(worker, { scope: root, updateViaCache: "none" });
  return texts.kept.replace("{size}", size(plan.bytes));
}

async function drop(name) {
  await caches.delete(name);
  if (!(await names(root)).some((n) => isItem(root, n))) await clear(root, await navigator.serviceWorker.getRegistration(root));
  return texts.dropped;
}

window.offline = { keep, drop: (id) => drop(prefix(root) + id) };

function element(name, className, ...content) {
  const e = document.createElement(name);
  e.className = className;
  e.append(...content);
  return e;
}

function button(label, act) {
  const b = element("button", "button", label);
  b.type = "button";
  b.addEventListener("click", act);
  return b;
}

function row(name, plan, remove) {
  const link = element("a", "kept__title", plan.title);
  link.href = root + plan.address;
  link.lang = link.hreflang = name.split(".").pop();
  const kept = new Date(plan.on).toLocaleDateString(document.documentElement.lang);
  const b = button(texts.drop, remove);
  b.setAttribute("aria-label", `${texts.drop} – ${plan.title}`);
  return element("li", "kept__item", link, element("span", "kept__size", `${size(plan.bytes)}, ${kept}`), b);
}

// show draws the list anew. Where the focus would be lost it goes to the heading.
async function show(box, said, focused) {
  const items = [];
  let bytes = 0;
  for (const name of await names(root)) {
    if (!isItem(root, name)) continue;
    const plan = await readPlan(root, name);
    bytes += plan.bytes;
    items.push(row(name, plan, async () => show(box, await drop(name), true)));
  }
  const all = button(texts.drop_all, async () => {
    await clear(root, await navigator.serviceWorker.getRegistration(root));
    show(box, texts.dropped, true);
  });
  const [heading, status] = [box.querySelector("h2"), box.querySelector("[role=status]")];
  box.querySelector(".kept__list").replaceChildren(...items);
  box.querySelector(".kept__all").replaceChildren(...(items.length > 1 ? [all] : []));
  const sum = items.length ? texts.sum.replace("{n}", items.length).replace("{size}", size(bytes)) : texts.none;
  status.textContent = said ? `${said} ${sum}` : sum;
  if (focused) heading.focus();
}

const box = document.querySelector("[data-kept]");
if (box && window.caches && navigator.serviceWorker) {
  show(box);
  navigator.serviceWorker.addEventListener("message", () => show(box));
  navigator.serviceWorker.startMessages();
}
