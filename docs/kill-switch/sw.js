// The kill switch of the service worker: published in the place of sw.js, it deletes what the app keeps offline and
// takes itself out of the browser. Stored cases stay. Open pages go on; from then on every page comes from the network.

const OURS = `pos-doctor ${registration.scope} `;

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)));
  await registration.unregister();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));
