// Slow lines and slow phones, applied by the browser; what a visit costs on them.

/** The middle one of some numbers. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A page of a new visitor whose line and processor are as slow as said. */
export async function visitor(browser, line) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(markFirstQuestion);
  await slowDown(context, page, line);
  return { context, page };
}

/** From now on the page's line and processor are as slow as said. */
export async function slowDown(context, page, line) {
  const browserSide = await context.newCDPSession(page);
  if (line.kilobits) await narrow((method, params) => browserSide.send(method, params), line);
  await browserSide.send("Emulation.setCPUThrottlingRate", { rate: line.cpu });
}

/** The line of the page's service worker, too: it is none of the page's own. */
export async function slowDownWorker(browser, { kilobits, latency }) {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send("Target.getTargets");
  for (const { targetId } of targetInfos.filter((target) => target.type === "service_worker")) {
    const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
    const send = (method, params) =>
      session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: 1, method, params }) });
    await narrow(send, { kilobits, latency });
  }
}

async function narrow(send, { kilobits, latency }) {
  const bytes = (kilobits * 1000) / 8;
  await send("Network.enable", {});
  await send("Network.emulateNetworkConditions",
    { offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes });
}

// The home page asks the first question. It can be answered once the app has started and the frame after that is painted.
function markFirstQuestion() {
  const usable = () => requestAnimationFrame(() => setTimeout(() => { window.firstQuestion = performance.now(); }));
  new MutationObserver((_, observer) => {
    if (document.documentElement.dataset.pos !== "started") return;
    observer.disconnect();
    usable();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-pos"] });
}

/** Opens the address; milliseconds until the first question can be answered. */
export async function firstQuestion(page, url) {
  await page.goto(url, { waitUntil: "commit" });
  return (await page.waitForFunction(() => window.firstQuestion)).jsonValue();
}
