// Slow lines and slow phones, applied by the browser; what a visit costs on them.

/** The middle one of some numbers. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A page of a new visitor whose line and processor are as slow as said. */
export async function visitor(browser, { kilobits, latency = 0, cpu }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(markFirstQuestion);
  const browserSide = await context.newCDPSession(page);
  if (kilobits) {
    const bytes = (kilobits * 1000) / 8;
    await browserSide.send("Network.enable");
    await browserSide.send("Network.emulateNetworkConditions",
      { offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes });
  }
  await browserSide.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  return { context, page };
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
