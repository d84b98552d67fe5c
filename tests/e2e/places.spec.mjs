// Where merchants open it: inside a chat app, in a frame of the bank's page, and in a frame where it must not be.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { journey, open, openFramed, shot, URL_OF_APP, visit } from "./harness.mjs";
import { at, begin, hash, press, step, walk } from "./steps.mjs";

const WECHAT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.42";

// What the browser of a chat app does not have.
const shut = (page) => page.addInitScript(() => {
  for (const door of ["serial", "usb", "hid", "share", "serviceWorker", "clipboard"]) delete Navigator.prototype[door];
});

journey("inside WeChat: a whole case, and its link goes on in a browser", { userAgent: WECHAT }, async ({ page, context }) => {
  await shut(page);
  await open(page);
  await begin(page, "no_network");
  const seen = await walk(page);
  assert.match(seen.at(-1), /^end:/);
  assert.ok(!seen.some((name) => /live/.test(name)), "no live test is offered where none can be made");
  await visit(page, "#/c");
  await at(page, "send");
  // Held down, the code is saved as a picture or read by the phone itself.
  const picture = page.locator("main img[src^='data:image/'], main img[src^='blob:']").first();
  await picture.waitFor();
  assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth >= 100)));
  await shot(page, "wechat send");
  const sent = await page.locator("[data-link]").getAttribute("data-link");
  const browser = await context.browser().newContext({ locale: "zh-CN", serviceWorkers: "block" });
  const other = await browser.newPage();
  await open(other, new URL(sent).hash);
  await at(other, "opened");
  await press(other, "take");
  await other.waitForURL(/#\/case\//);
  await browser.close();
});

/** A page of a server of another origin that shows the app in a frame. */
async function elsewhere(body) {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body));
  await new Promise((ready) => server.listen(0, "localhost", ready));
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

journey("a page that the bank has not named cannot show the app in a frame", { tolerate: [/frame-ancestors/] }, async ({ page }) => {
  const hostile = await elsewhere(`<!doctype html><iframe src="${URL_OF_APP}" width=400 height=700></iframe>`);
  try {
    const refused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
    await page.goto(hostile.url);
    await refused;
    assert.equal(await page.frameLocator("iframe").locator("article").count(), 0);
  } finally {
    hostile.close();
  }
});

journey("in a frame of the bank's page: a case to its end, back and forth, and the outer page stays where it is", {}, async ({ page }) => {
  const frame = await openFramed(page);
  const outer = page.url();
  await frame.locator("html[data-pos=started]").waitFor();
  await begin(frame, "no_read");
  const first = await step(frame);
  await walk(frame);
  assert.match(await step(frame), /^end:/);
  await visit(frame, "#/case/1");
  assert.equal(await step(frame), first, "the first step can be looked at again");
  assert.equal(page.url(), outer);
  const room = await frame.evaluate(() => ({ page: document.documentElement.scrollWidth, frame: innerWidth }));
  assert.ok(room.page <= room.frame, "nothing is cut off at the side");
});

journey("in a frame without the right to use readers, the test says what to do", {}, async ({ page }) => {
  const frame = await openFramed(page, "#/test/msr", `allow="serial 'none'; usb 'none'; hid 'none'"`);
  await frame.locator("[data-finding=framed]").waitFor();
  assert.equal(hash(page), "");
});
