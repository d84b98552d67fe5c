// Keeps one build of the app on the device, whole, so that it opens without a network. The build fills in what stands
// in double braces. docs/offline.md says how updates go, and how to switch all this off.

const VERSION = "{{version}}";
// Everything the app loads, each file by its published name; "./" is index.html.
const FILES = ["{{files}}"];
// index.html names it, and it names all the others: together they are one build.
const BOOT = "{{boot.js}}";

// A bank's origin may hold other caches, even a second copy of the app in another folder: they are not ours to delete.
const OURS = `pos-doctor ${registration.scope} `;
const CACHE = OURS + VERSION;

const address = (file) => new URL(file, registration.scope).href;
const START = address("./");
const STARTS = [START, address("index.html")];
const SETTINGS = address("config.json");
const KEPT = FILES.map(address);

// Longer nobody waits for settings when there are some from last time.
const PATIENCE = 1000;

// All files or none. Those with a hash in their names may come from the HTTP cache: the visit has just paid for them.
async function fill() {
  const fresh = (file) => new Request(file, { cache: /\.[0-9a-f]{10}\.\w+$/.test(file) ? "default" : "reload" });
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.map(fresh));
  const page = await cache.match(START);
  if (!(await page.text()).includes(BOOT)) {
    await caches.delete(CACHE);
    throw new Error("index.html is of another build: the server is being changed right now");
  }
  await cache.add(new Request(SETTINGS, { cache: "reload" })).catch(() => {}); // the app has defaults
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
  await clients.claim();
}

// Nothing is kept when the browser has cleared its storage, or forbids it.
const kept = (file) => caches.match(file, { cacheName: CACHE, ignoreVary: true }).catch(() => undefined);

async function own(event, file) {
  const found = await kept(file);
  if (found) return found;
  if (file === START) event.waitUntil(fill().catch(() => {}));
  return fetch(event.request);
}

// A bank may change its settings at any hour, without a new build: the network first. What comes from last time says so.
async function settings(event) {
  const asked = fetch(event.request, { cache: "no-cache" }).then(async (answer) => {
    if (!answer.ok) throw new Error(`config.json: ${answer.status}`);
    const cache = await caches.open(CACHE);
    await cache.put(SETTINGS, answer.clone()).catch(() => {});
    return answer;
  });
  event.waitUntil(asked.catch(() => {})); // an answer that comes too late is there the next time
  const late = new Promise((_, give_up) => setTimeout(give_up, PATIENCE));
  return Promise.race([asked, late]).catch(async () => {
    const old = await kept(SETTINGS);
    return old ? new Response(old.body, { headers: { "content-type": "application/json", "pos-stale": "1" } }) : asked;
  });
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
// Only the page knows when nobody is disturbed.
addEventListener("message", (event) => event.data === "SKIP_WAITING" && event.waitUntil(skipWaiting()));

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const file = url.split(/[?#]/)[0];
  if (method !== "GET") return;
  if (file === SETTINGS) event.respondWith(settings(event));
  else if (STARTS.includes(file)) event.respondWith(own(event, START));
  else if (KEPT.includes(file)) event.respondWith(own(event, file));
  // The pages that need no app are not kept; without a network the app itself says the same.
  else if (mode === "navigate") event.respondWith(fetch(event.request).catch(() => Response.redirect(START)));
});
