// Live tests of a reader, as a merchant meets them: typing readers, played ones, obstacles. Real serial and USB stacks
// have journeys of their own.

import assert from "node:assert/strict";
import { journey, open, shot } from "./harness.mjs";
import { playHid } from "./fake-hid.mjs";
import { answer, at, begin, press, step } from "./steps.mjs";
import { assertNoCardData, BAD, CHIP, magtek, overhear, PLAIN, swipe, swipeThroughIme } from "./swipe.mjs";

const WIDE = { viewport: { width: 1280, height: 900 } };
const MAGTEK = { vendorId: 0x0801, productId: 0x0002 };

/** Waits until the reader is asked for a card again. */
const lamp = (page, n, kind) => page.locator(`.lamp:nth-child(${n}).${kind}`).waitFor();

async function twoSwipes(page, first, second, by = swipe) {
  await press(page, "start");
  await at(page, "testing");
  await by(page, first);
  await page.locator(".lamp.passed, .lamp.failed, .lamp.unclear").first().waitFor();
  await by(page, second);
}

for (const [name, options] of [["360", {}], ["1280 en", { ...WIDE, locale: "en" }]]) {
  journey(`a typing reader: the card is told from the reader (${name})`, options, async ({ page }) => {
    const said = overhear(page);
    await open(page, "#/test/wedge");
    await page.locator("[data-card=promise]").waitFor();
    await shot(page, `device promise ${name}`);
    await press(page, "start");
    await at(page, "testing");
    await shot(page, `device ladder ${name}`);
    await swipe(page, BAD);
    await page.locator(".lamp.failed").waitFor();
    await swipe(page, PLAIN);
    await at(page, "verdict:first_card");
    assert.match(await page.locator("article").innerText(), /5798/);
    await page.locator("summary").last().click();
    await assertNoCardData(page, said);
    await shot(page, `device verdict ${name}`);
  });
}

journey("a stripe that reads and belongs to a chip card: insert or tap", {}, async ({ page }) => {
  const said = overhear(page);
  await open(page, "#/test/wedge");
  await twoSwipes(page, CHIP, CHIP);
  await at(page, "verdict:chip_card");
  await assertNoCardData(page, said);
  await shot(page, "device chip card");
});

journey("a Chinese input method changes nothing", {}, async ({ page }) => {
  const said = overhear(page);
  await open(page, "#/test/wedge");
  await twoSwipes(page, PLAIN, BAD, swipeThroughIme);
  await at(page, "verdict:second_card");
  await assertNoCardData(page, said);
});

journey("ten swipes give a share and a plot", {}, async ({ page }) => {
  await open(page, "#/test/wedge");
  await press(page, "count");
  await at(page, "testing");
  for (let n = 0; n < 10; n++) await swipe(page, n % 5 === 4 ? BAD : PLAIN);
  await at(page, "verdict:counted_weak");
  assert.match(await page.locator("h1").innerText(), /80/);
  assert.match(await page.locator("svg.plot").getAttribute("aria-label"), /10/);
  await shot(page, "device swipe plot");
});

journey("a card that is swiped where none is asked for presses nothing", {}, async ({ page }) => {
  const said = overhear(page);
  await open(page);
  await begin(page, "no_read");
  const [before, address] = [await step(page), page.url()];
  await swipe(page, PLAIN);
  await page.waitForTimeout(500);
  assert.deepEqual([await step(page), page.url()], [before, address]);
  await assertNoCardData(page, said);
  await page.keyboard.press("1");
  await page.waitForURL((url) => url.href !== address);
});

journey("the result belongs to the case under way", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  await page.goto(page.url().replace(/#.*/, "#/test/wedge"));
  await twoSwipes(page, BAD, PLAIN);
  await at(page, "verdict:first_card");
  await press(page, "case");
  await page.waitForURL(/#\/case\//);
  await page.goto(page.url().replace(/#.*/, "#/history"));
  await page.locator("[data-fact='answer live_stripe only_this_fails']").waitFor();
});

journey("without a case, one can begin with the result", {}, async ({ page }) => {
  await open(page, "#/test/wedge");
  await twoSwipes(page, BAD, PLAIN);
  await at(page, "verdict:first_card");
  await press(page, "take");
  await page.waitForURL(/#\/case\//);
});

journey("keys of a person still work: stop by keyboard", {}, async ({ page }) => {
  await open(page, "#/test/wedge");
  await press(page, "start");
  await at(page, "testing");
  await page.locator("[data-act=cancel]").focus();
  await page.keyboard.press("Enter");
  await at(page, "verdict:cancelled");
});

journey("a HID reader: choose, two cards, verdict, closed at the end", {}, async ({ page }) => {
  const said = overhear(page);
  await playHid(page, MAGTEK);
  await open(page, "#/test/magtek");
  await press(page, "connect");
  await at(page, "testing");
  await page.evaluate((report) => window.played.report(report), magtek(BAD));
  await page.locator(".lamp.failed").waitFor();
  await page.evaluate((report) => window.played.report(report), magtek(PLAIN));
  await at(page, "verdict:first_card");
  await assertNoCardData(page, said);
  await page.waitForFunction(() => window.played.log.at(-1) === "close");
});

journey("a HID reader that is remembered, unplugged, and forgotten", { locale: "en" }, async ({ page }) => {
  await playHid(page, { ...MAGTEK, remembered: true });
  await open(page, "#/test/magtek");
  await press(page, "known");
  await at(page, "testing");
  await page.evaluate(() => window.played.unplug());
  await at(page, "verdict:lost");
  await press(page, "again");
  await page.locator("[data-act=forget]").click();
  await page.locator("[data-act=known]").waitFor({ state: "detached" });
  assert.ok((await page.evaluate(() => window.played.log)).includes("forget"));
});

journey("leaving the page puts an MSR605X to rest and closes it", {}, async ({ page }) => {
  await playHid(page, { vendorId: 0x0801, productId: 0x0003 });
  await open(page, "#/test/msr-hid");
  await page.evaluate(() => {
    window.played.answer = (bytes) => {
      const reply = { 0x65: [0x1b, 0x79], 0x87: [0x1b, 0x30] }[bytes[2]];
      if (reply) setTimeout(() => window.played.report([0xc2, ...reply, ...new Array(61).fill(0)]));
    };
  });
  await press(page, "connect");
  await at(page, "testing");
  await lamp(page, 3, "passed");
  await page.goto(page.url().replace(/#.*/, "#/about"));
  await page.waitForFunction(() => window.played.log.at(-1) === "close");
  assert.equal((await page.evaluate(() => window.played.log)).at(-2), "send c21b61");
});

journey("a refusal is a finding with a next step", {}, async ({ page }) => {
  await playHid(page, MAGTEK);
  await open(page, "#/test/magtek");
  await page.evaluate(() => { window.played.nothing = true; });
  await press(page, "connect");
  await page.locator("[data-finding=nothing_chosen]").waitFor();
  await page.evaluate(() => { Object.assign(window.played, { nothing: false, refuse: "NotAllowedError" }); });
  await press(page, "connect");
  await page.locator("[data-finding=busy]").waitFor();
  await press(page, "not-listed");
  await page.locator("[data-finding=not_listed]").waitFor();
});

const playSerial = (page, failure) => page.addInitScript((failure) => {
  const port = Object.assign(new EventTarget(), {
    getInfo: () => ({ usbVendorId: 0x1a86, usbProductId: 0x7523 }),
    open: async () => { throw new DOMException("refused", failure); },
  });
  const serial = { getPorts: async () => [port], requestPort: async () => port };
  Object.defineProperty(navigator, "serial", { configurable: true, value: serial });
}, failure);

journey("a busy port is told, and noted in the case", {}, async ({ page }) => {
  await playSerial(page, "NetworkError");
  await open(page);
  await begin(page, "no_read");
  await page.goto(page.url().replace(/#.*/, "#/test/msr"));
  await press(page, "known");
  await page.locator("[data-finding=busy]").waitFor();
  await page.goto(page.url().replace(/#.*/, "#/history"));
  await page.locator("[data-fact='answer port_busy yes']").waitFor();
});

const WECHAT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.42";
const shut = (page) => page.addInitScript(() => {
  for (const door of ["serial", "usb", "hid"]) delete Navigator.prototype[door];
});

for (const [name, options] of [["360", {}], ["1280 en", { ...WIDE, locale: "en" }]]) {
  journey(`inside WeChat: how to get out, and what works there (${name})`, { ...options, userAgent: WECHAT }, async ({ page }) => {
    await shut(page);
    await open(page, "#/test");
    await page.locator("[data-finding=wechat]").waitFor();
    await page.locator("[data-act=self-test]").first().waitFor();
    await shot(page, `device wechat ${name}`);
    await open(page, "#/test/msr");
    await page.locator("[data-finding=wechat]").waitFor();
    assert.equal(await page.locator("[data-act=connect]").count(), 0);
  });

  journey(`a smart-card reader is seen and closed to pages (${name})`, options, async ({ page }) => {
    await page.addInitScript(() => {
      const interfaces = [{ interfaceNumber: 0, alternate: { interfaceClass: 0x0b, endpoints: [] }, alternates: [] }];
      const device = {
        vendorId: 0x072f, productId: 0xb100, productName: "ACR39U",
        configuration: { interfaces }, configurations: [{ interfaces }],
      };
      const usb = { getDevices: async () => [], requestDevice: async () => device };
      Object.defineProperty(navigator, "usb", { configurable: true, value: usb });
    });
    await open(page, "#/test");
    await shot(page, `device choose ${name}`);
    await press(page, "look");
    await page.locator("[data-finding=protected]").waitFor();
    await shot(page, `device protected ${name}`);
  });

  journey(`a demo comes to the verdict of its fault, and is marked (${name})`, options, async ({ page }) => {
    await open(page, "#/demo");
    await page.locator("#demo-model").selectOption("pn532");
    await page.locator("#demo-fault").selectOption("head");
    await shot(page, `device demo ${name}`);
    await press(page, "count");
    await at(page, "demo:testing");
    await page.locator(".note.demo").waitFor();
    await press(page, "cancel");
    await at(page, "verdict:cancelled");
    await press(page, "again");
    await page.locator("#demo-model").selectOption("msr");
    await page.locator("#demo-fault").selectOption("chip_cards");
    await press(page, "start");
    for (const passed of [4, 5]) {
      await press(page, "present");
      await lamp(page, passed, "passed");
    }
    await press(page, "present");
    await at(page, "verdict:chip_card");
    await page.locator(".note.demo").waitFor();
    assert.equal(await page.locator("[data-act=take]").count(), 0, "a demo is no fact");
  });
}

journey("taps at five distances give a plot", {}, async ({ page }) => {
  await open(page, "#/demo");
  await page.locator("#demo-model").selectOption("pn532");
  await press(page, "count");
  for (let n = 0; n < 5; n++) {
    await page.locator(".now").getByText(`${n} 厘米`).waitFor();
    // The card must have been seen gone before it counts again.
    await page.waitForTimeout(900);
    await press(page, "present");
  }
  await at(page, "verdict:counted_good");
  await shot(page, "device tap plot");
});

journey("recorded bytes are explained and masked", { locale: "en" }, async ({ page }) => {
  const said = overhear(page);
  await open(page, "#/decode");
  await page.locator("#kind").selectOption("wedge");
  await page.locator("#hex").fill([...PLAIN].map((c) => c.charCodeAt(0).toString(16)).join(" "));
  await press(page, "decode");
  await page.locator("#decoded").getByText("5798").first().waitFor();
  await assertNoCardData(page, said);
  await shot(page, "device decode");
  await page.locator("#hex").fill("zz");
  await press(page, "decode");
  await page.locator("#decoded").getByText("hexadecimal").first().waitFor();
});

journey("a step that a test can answer leads to the test", {}, async ({ page }) => {
  await open(page);
  await begin(page, "no_read");
  await page.goto(page.url().replace(/#.*/, "#/step/question:live_stripe"));
  await press(page, "test");
  await at(page, "test");
});
