// The worker that lets kept items be read without a network. It is there only after a reader has kept something
// and goes with the last item. The network always comes first, so that what is withdrawn or corrected shows at
// once; what is kept answers when the network does not. tools/internal/offline explains the whole.
import { clear, isItem, names, prefix, readPlan, store } from "./kept.js";

const root = new URL(registration.scope).pathname;
const patience = 10000; // milliseconds without an answer that count as no network

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const request = event.request;
  // Parts of recordings are asked for by range; they are never kept.
  if (request.method !== "GET" || !request.url.startsWith(registration.scope) || request.headers.has("range")) return;
  event.respondWith(answer(event, new URL(request.url).pathname.slice(root.length)));
});

async function answer(event, file) {
  const coming = fetch(event.request);
  event.waitUntil(coming.then((response) => met(event.request, file, response), () => {}));
  const late = new Promise((_, reject) => setTimeout(reject, patience));
  try {
    const response = await Promise.race([coming, late]);
    if (response.status < 500) return response;
  } catch (error) {
    // No network: what is kept follows.
  }
  return (await kept(file)) || (event.request.mode === "navigate" && (await listPage(file))) || coming;
}

// met looks at what the network answered, also when the reader has not waited for it.
async function met(request, file, response) {
  if (response.status === 404 || response.status === 410) await forget(file);
  else if (request.mode === "navigate" && response.ok) await obey();
}

// kept finds a file in what is kept. A picture stands in for the same in another width.
async function kept(file) {
  for (const name of await names(root)) {
    const cache = await caches.open(name);
    const plan = await readPlan(root, name);
    const same = (plan.pictures || []).find((files) => files.includes(file));
    const found = (await cache.match(root + file)) || (same && (await cache.match(root + same[0])));
    if (found) return found;
  }
}

// listPage leads to the page that lists what is kept, in the language of the address.
async function listPage(file) {
  const language = file.split("/")[0];
  const lists = (await names(root)).filter((name) => !isItem(root, name));
  const name = lists.find((l) => l.endsWith("." + language)) || lists[0];
  return name && Response.redirect(root + (await readPlan(root, name)).address);
}

// forget drops what the host no longer has: a page takes its item along.
async function forget(file) {
  for (const name of await names(root)) {
    const plan = await readPlan(root, name);
    if (!plan.files.includes(file)) continue;
    if (file.endsWith("/")) await caches.delete(name);
    else await (await caches.open(name)).delete(root + file);
  }
  await leaveWhenEmpty();
}

// obey reads the kill list, removes what it names and brings the rest up to date.
async function obey() {
  const response = await fetch(root + "offline/kill-list.json", { cache: "no-store" });
  if (response.status === 404 || response.status === 410) return clear(root, registration);
  const list = await response.json(); // a network's own page instead of ours ends here
  if (list.stop) return clear(root, registration);
  for (const name of await names(root)) {
    const plan = await readPlan(root, name);
    if (plan.files.some((file) => list.gone.includes(file))) await caches.delete(name);
    else if (plan.since !== list.version) await renew(name, list.version);
  }
  await leaveWhenEmpty();
  for (const client of await clients.matchAll()) client.postMessage("kept");
}

async function renew(name, version) {
  try {
    await store(root, name.slice(prefix(root).length), version);
  } catch (error) {
    if (error.status === 404 || error.status === 410) await caches.delete(name);
  }
}

async function leaveWhenEmpty() {
  if (!(await names(root)).some((name) => isItem(root, name))) await clear(root, registration);
}
