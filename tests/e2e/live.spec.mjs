// Live tests of simulated readers from the app's own pages, through Chromium's own Web Serial and WebUSB: every serial
// family, every fault, USB, and a plug that is pulled at any step. Only the chooser is played (see rig.mjs).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { URL_OF_APP } from "./browser.mjs";
import { open, shot } from "./harness.mjs";
import { chooser, rigMissing, startRig } from "./rig.mjs";
import { press, step } from "./steps.mjs";
import { assertNoCardData, overhear } from "./swipe.mjs";

let rig;
before(async () => {
  if (!rigMissing) rig = await startRig(new URL(URL_OF_APP).origin, { locale: "zh-CN", serviceWorkers: "block", viewport: { width: 360, height: 740 } });
});
after(() => rig?.close());

/** What is secret of the second card in `rig/src/card.rs`; the first one is that of swipe.mjs. */
const CARD_B = ["6200981357246806", "8642097531", "LISI/WUWU"];

/** One journey with a reader: fails on anything in the console, and when card data got anywhere. */
function live(name, body) {
  test(name, { skip: rigMissing, timeout: 120_000 }, async () => {
    rig.record.length = 0;
    const page = await rig.context.newPage();
    const said = overhear(page);
    const troubles = [];
    page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
    page.on("pageerror", (error) => troubles.push(String(error)));
    await page.addInitScript(chooser);
    try {
      await body(page);
      await assertNoCardData(page, said);
      await assertNoCardData(page, said, CARD_B);
      assert.deepEqual(troubles, [], "the browser had something to complain about");
    } catch (error) {
      await shot(page, `failed ${name}`).catch(() => {});
      console.error([...rig.record, ...troubles].join("\n"));
      throw error;
    } finally {
      await page.evaluate(() => localStorage.clear()).catch(() => {});
      await page.close();
      await rig.unplug("one").catch(() => {}); // Some faults have unplugged it already.
    }
  });
}

/** What the device heard, as one text of hexadecimal. */
const heard = () => rig.record.filter((line) => line.startsWith("one heard ")).map((line) => line.slice(10));

/** The verdict that is shown in the end. */
async function verdict(page) {
  await page.locator("article[data-step^='verdict:']").waitFor({ timeout: 90_000 });
  return (await step(page)).replace("verdict:", "");
}

/** Opens the page of a model and begins with the reader that was allowed before. */
async function begin(page, model) {
  await open(page, `#/test/${model}`);
  await press(page, "known");
}

async function tested(page, model) {
  await begin(page, model);
  return verdict(page);
}

// Family in the rig, model in the app, verdict, line, and the last thing that the reader must hear.
const FAMILIES = [
  ["msr605", "msr", "chip_card", "9600 1", /^1B61$/],
  ["start1", "start1", "chip_card", "9600 1", /^1B30$/],
  ["start2", "start2", "chip_card", "9600 1", /^1B30$/],
  ["pn532", "pn532", "works", "115200 1", /0000FF04FCD4320100F900$/],
  ["gempc", "gempc", "works", "115200 2", /^030663/],
  ["acs", "acs", "works", "9600 1", /FF00000004D4320100..03$/],
  ["codepay", "codepay", "answers", "115200 1", /^55AA010000000001CC33$/],
  ["opc", "opc", "answers", "115200 1", /^0201F1000001000003F2$/],
  ["poslink", "poslink", "answers", "9600 1", /^024130301C312E3238034B$/],
];

for (const [family, model, expected, line, last] of FAMILIES) {
  live(`${family}: well, both cards read; the line is right and the reader is left at rest`, async (page) => {
    await rig.plug("serial", "one", family);
    assert.equal(await tested(page, model), expected);
    await rig.seen(/^one closed$/);
    assert.ok(rig.record.includes(`one line ${line}`));
    assert.match(heard().at(-1), last);
    if (family === "msr605") await shot(page, "live msr605 verdict");
  });
}

live("mis: listened to only", async (page) => {
  await rig.plug("serial", "one", "mis");
  assert.equal(await tested(page, "mis"), "answers");
  assert.deepEqual(heard(), [], "nothing may be sent to a till link");
});

live("an MSR605 hears nothing but what is on its list", async (page) => {
  await rig.plug("serial", "one", "msr605", "card-a-bad");
  assert.equal(await tested(page, "msr"), "first_card");
  assert.match(heard().join(""), /^(1B(61|65|87|86|72|6D))+$/);
});

/** Faults with which nothing comes for long: a test that has nothing to wait for lets the page's clock run ahead. */
const WAITS = new Set(["half-way", "dead"]);

async function impatient(page, asked) {
  await rig.seen(asked);
  for (let tries = 0; tries < 20; tries++) {
    await page.waitForTimeout(1_200);
    if ((await step(page)).startsWith("verdict:")) return;
    await page.clock.fastForward(21_000);
  }
}

const FAULTS = {
  silent: ["no_answer", "no_answer"],
  slow: ["chip_card", "works"],
  garbage: ["no_answer", "no_answer"],
  noise: ["chip_card", "works"],
  split: ["chip_card", "works"],
  "wrong-speed": ["no_answer", "no_answer"],
  "half-way": ["head_stripe", "head_tap"],
  unplugged: ["lost", "lost"],
  "self-test": ["faulty", "faulty"],
  "damaged-stripe": ["head_stripe", "head_tap"],
  "dead-antenna": ["head_stripe", "head_tap"],
  "card-a-bad": ["first_card", "first_card"],
  "card-b-bad": ["second_card", "second_card"],
};

for (const [fault, verdicts] of Object.entries(FAULTS)) {
  // A sensor test, or a look for a card: from there on a person is waited for.
  for (const [n, [family, model, waits]] of [["msr605", "msr", /^one heard .*1B86/], ["pn532", "pn532", /^one heard .*D44A/]].entries()) {
    live(`${family}, ${fault}: ${verdicts[n]}`, async (page) => {
      await rig.plug("serial", "one", family, fault);
      if (WAITS.has(fault.replace("-antenna", ""))) {
        await page.clock.install();
        await begin(page, model);
        await impatient(page, waits);
      } else {
        await begin(page, model);
      }
      assert.equal(await verdict(page), verdicts[n]);
    });
  }
}

for (const after of [0, 1, 2, 3, 4]) {
  live(`an MSR605 that is unplugged after ${after} messages is lost; plugged in again it works`, async (page) => {
    await rig.plug("serial", "one", "msr605", `unplugged@${after}`);
    assert.equal(await tested(page, "msr"), "lost");
    await rig.pulled("one");
    await rig.plug("serial", "one", "msr605");
    await press(page, "again");
    await press(page, "known");
    assert.equal(await verdict(page), "chip_card");
  });
}

live("PN533 over WebUSB: both cards answer", async (page) => {
  await rig.plug("usb", "one", "pn533");
  assert.equal(await tested(page, "pn533"), "works");
  assert.ok(heard().includes("0000FF04FCD4320100F900"), "the field is off in the end");
  await rig.seen(/^one closed$/);
});

live("PN533 over WebUSB, chosen in the list of the browser: card A does not answer", async (page) => {
  await rig.plug("usb", "one", "pn533", "card-a-bad");
  await open(page, "#/test/pn533");
  await press(page, "connect");
  assert.equal(await verdict(page), "first_card");
});

for (const after of [0, 1, 6, 12]) {
  live(`a PN533 that is unplugged after ${after} messages is lost; plugged in again it works`, async (page) => {
    await rig.plug("usb", "one", "pn533", `unplugged@${after}`);
    assert.equal(await tested(page, "pn533"), "lost");
    await rig.pulled("one");
    await rig.plug("usb", "one", "pn533");
    await press(page, "again");
    await press(page, "known");
    assert.equal(await verdict(page), "works");
  });
}

/** As on Android, where WebUSB is there and Web Serial is not. */
const withoutSerial = (page) => page.addInitScript(() => { delete Navigator.prototype.serial; });

for (const [family, model, expected, coding] of [
  ["msr605", "msr", "chip_card", "80250000000008"],
  ["pn532", "pn532", "works", "00C20100000008"],
  ["gempc", "gempc", "works", "00C20100020008"],
]) {
  live(`CDC-ACM over WebUSB: ${family}`, async (page) => {
    await withoutSerial(page);
    await rig.plug("usb", "one", family);
    await open(page, `#/test/${model}`);
    await press(page, "connect");
    assert.equal(await verdict(page), expected);
    assert.ok(rig.record.some((line) => line.endsWith(`2120000000000700${coding}`)), "the line coding was set");
  });
}

live("CDC-ACM over WebUSB: silent", async (page) => {
  await withoutSerial(page);
  await rig.plug("usb", "one", "msr605", "silent");
  assert.equal(await tested(page, "msr"), "no_answer");
});

live("a chip card reader on USB is seen, and what to do instead is said", async (page) => {
  await rig.plug("usb", "one", "ccid");
  await open(page, "#/test");
  await press(page, "look");
  await page.locator("[data-finding=protected]").waitFor();
  assert.deepEqual(heard(), []);
});

live("a port that another program has is busy", async (page) => {
  await rig.plug("serial", "one", "msr605", "held");
  await begin(page, "msr");
  await page.locator("[data-finding=busy]").waitFor();
});

live("a USB reader that a driver has cannot be had", async (page) => {
  await rig.plug("usb", "one", "pn533", "held");
  await begin(page, "pn533");
  await page.locator("[data-finding=driver_holds]").waitFor();
  await rig.seen(/^one closed$/);
});

live("whoever leaves the page leaves the reader at rest, and its port closed", async (page) => {
  await rig.plug("serial", "one", "msr605", "dead");
  await begin(page, "msr");
  await rig.seen(/^one heard .*1B86/);
  await page.goto(`${URL_OF_APP}#/about`);
  await rig.seen(/^one closed$/);
  assert.equal(heard().at(-1), "1B61");
});

live("a test that is stopped leaves the reader at rest", async (page) => {
  await rig.plug("serial", "one", "pn532", "dead");
  await begin(page, "pn532");
  await rig.seen(/^one heard .*D44A/);
  await press(page, "cancel");
  assert.equal(await verdict(page), "cancelled");
  await rig.seen(/^one closed$/);
  assert.match(heard().join(""), /0000FF04FCD4320100F900$/, "the field is off");
});

live("a reader that is forgotten is not offered again", async (page) => {
  await rig.plug("serial", "one", "start1");
  await open(page, "#/test/start1");
  await press(page, "forget");
  await page.locator("[data-act=known]").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(async () => (await navigator.serial.getPorts()).length), 0);
});
