// What is kept for reading without a network, as the page (offline.js) and the worker (sw.js) see it: one cache
// for each item, named after the folder of the site, which may share its host with others, and the item. Besides
// its files a cache holds the plan by which it was filled (tools/internal/offline writes the plans).

export const prefix = (root) => `kept ${root} `;

// names are the caches of this site; pages that list what is kept have one too.
export const names = async (root) => (await caches.keys()).filter((name) => name.startsWith(prefix(root)));

export const isItem = (root, name) => !name.startsWith(prefix(root) + "list.");

const planOf = (root) => root + "offline/plan";

export async function readPlan(root, name) {
  const answer = await (await caches.open(name)).match(planOf(root));
  return answer ? answer.json() : { files: [] };
}

async function writePlan(root, cache, plan) {
  await cache.put(planOf(root), new Response(JSON.stringify(plan)));
}

// Failure tells with which status the network refused.
class Failure extends Error {
  constructor(status) {
    super("status " + status);
    this.status = status;
  }
}

async function get(address, cache = "no-cache") {
  const answer = await fetch(address, { cache });
  if (!answer.ok || answer.redirected) throw new Failure(answer.status);
  return answer;
}

// store keeps an item, or brings what is kept up to date. Nothing changes unless every file has come. since is the
// version of the kill list that the plan is known to agree with.
export async function store(root, id, since) {
  const plan = await (await get(`${root}offline/${id}.json`, "no-store")).json();
  const name = prefix(root) + id;
  const former = (await caches.has(name)) ? await readPlan(root, name) : {};
  plan.since = since;
  plan.on = former.on || new Date().toISOString();
  if (former.version === plan.version) {
    await writePlan(root, await caches.open(name), plan);
    return plan;
  }
  const answers = await Promise.all(plan.files.map((file) => get(root + file)));
  try {
    const cache = await caches.open(name);
    await Promise.all(answers.map((answer, i) => cache.put(root + plan.files[i], answer)));
    for (const request of await cache.keys()) {
      const file = new URL(request.url).pathname.slice(root.length);
      if (!plan.files.includes(file)) await cache.delete(request);
    }
    await writePlan(root, cache, plan);
  } catch (error) {
    if (!former.version) await caches.delete(name); // half an item is none; the disk may be full
    throw error;
  }
  return plan;
}

// clear forgets everything, the worker included.
export async function clear(root, registration) {
  for (const name of await names(root)) await caches.delete(name);
  if (registration) await registration.unregister();
}
