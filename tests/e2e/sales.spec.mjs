// An unfinished sale from the moment it is noted until it is settled, and everything that can go wrong with the list.

import assert from "node:assert/strict";
import { download } from "./files.mjs";
import { journey, open } from "./harness.mjs";
import { at, begin, press } from "./steps.mjs";

/** Fills the form and saves it. */
async function note(page, { amount = "88.5", digits = "1234", told = "other_way" } = {}) {
  await at(page, "sale:form");
  await page.locator("#amount").fill(amount);
  await page.locator("#last-four").fill(digits);
  await page.locator(`[data-answer=${told}]`).click();
  await press(page, "save");
}

const stage = (page, name) => page.locator(`[data-stage=${name}]`).waitFor();

const upload = (page, text) =>
  page.locator("[data-act=import]").setInputFiles({ name: "x.jsonl", mimeType: "text/plain", buffer: Buffer.from(text) });

journey("a sale that nobody is sure of, from the alert to its settlement", {}, async ({ page }) => {
  await open(page);
  await begin(page, "outcome");
  await at(page, "alert:outcome_unknown");
  await press(page, "note-sale");
  await note(page);
  await stage(page, "query");
  await page.locator("[data-answer=unclear]").click();
  await stage(page, "list");
  await page.locator("[data-answer=unclear]").click();
  await stage(page, "acquirer");
  assert.match(await page.locator(".say blockquote").textContent(), /¥88\.50.*1234/s, "the words for the acquirer");
  await page.reload();
  await stage(page, "acquirer");
  await page.locator("[data-answer=went_through]").click();
  await stage(page, "give_back");
  await press(page, "undo");
  await stage(page, "acquirer");
  await page.locator("[data-answer=went_through]").click();
  await page.locator("[data-answer=done]").click();
  await stage(page, "settled");
  assert.equal(await page.locator(".note.green").count(), 1);
  await page.locator("[data-act=back]").click();
  await at(page, "alert:outcome_unknown");
  await page.goto(page.url().replace(/#.*/, "#/sales"));
  await at(page, "sales");
  await page.locator("main summary").first().click();
  assert.equal(await page.locator("[data-act^='sale:']").count(), 1);
});

journey("at closing time the home page reminds until it is settled", {}, async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-11-22T11:00:00Z"));
  await open(page, "#/sales/new");
  await note(page, { told: "wait" });
  await stage(page, "query");
  const due = () => page.locator("[data-act=sales-due]").count();
  await page.goto(page.url().replace(/#.*/, "#/"));
  await at(page, "home");
  assert.equal(await due(), 0, "before closing nobody is disturbed");
  await page.clock.setFixedTime(new Date("2026-11-22T23:00:00Z"));
  await page.reload();
  await at(page, "home");
  assert.equal(await due(), 1);
  await press(page, "sales-due");
  await at(page, "sales");
  await page.locator("[data-note=due]").waitFor();
  await page.locator("[data-act^='sale:']").click();
  await page.locator("[data-answer=went_through]").click();
  await stage(page, "settled");
  await page.goto(page.url().replace(/#.*/, "#/"));
  await at(page, "home");
  assert.equal(await due(), 0);
});

journey("impossible times, huge amounts and whole card numbers are refused with a word", {}, async ({ page }) => {
  await open(page, "#/sales/new");
  await page.locator("#amount").fill("999999999999");
  await page.locator("#reference").fill("6222 0212 3456 7890 123");
  await page.locator("#when").fill("2031-02-01T10:00");
  await press(page, "save");
  assert.deepEqual(await page.locator("[aria-invalid=true]").evaluateAll((all) => all.map((e) => e.id)), ["when", "amount", "reference"]);
  for (const id of ["when", "amount", "reference"]) assert.notEqual(await page.locator(`#${id}-trouble`).textContent(), "");
  assert.equal(await page.evaluate(() => localStorage.getItem("pos.sales")), null, "nothing was stored");
});

journey("what is exported comes back on another device", {}, async ({ page, context }) => {
  await open(page, "#/sales/new");
  await note(page);
  await stage(page, "query");
  await page.goto(page.url().replace(/#.*/, "#/sales"));
  await at(page, "sales");
  const file = await download(page, "export");
  assert.match(file.name, /^sales-\d{4}-\d\d-\d\d\.jsonl$/);
  const stored = await page.evaluate(() => localStorage.getItem("pos.sales"));
  assert.equal(file.text, stored);
  await press(page, "delete-all");
  await press(page, "delete-all");
  await page.waitForFunction(() => localStorage.getItem("pos.sales") === null);
  const other = await context.newPage();
  await open(other, "#/sales");
  await upload(other, file.text);
  await other.locator(".said", { hasText: "1" }).waitFor();
  assert.equal(await other.evaluate(() => localStorage.getItem("pos.sales")), stored);
});

journey("foreign and broken files change nothing and say so", {}, async ({ page }) => {
  await open(page, "#/sales/new");
  await note(page);
  await stage(page, "query");
  await page.goto(page.url().replace(/#.*/, "#/sales"));
  await at(page, "sales");
  const before = await page.evaluate(() => localStorage.getItem("pos.sales"));
  let last = "";
  for (const text of ["", "时间,金额\n昨天,88", '{"pos_doctor":"devices","form":"1"}\n', "\u0000\u0001PK"]) {
    await upload(page, text);
    await page.waitForFunction((old) => !["", old].includes(document.querySelector(".said").textContent), text === "\u0000\u0001PK" ? "" : last);
    last = await page.locator(".said").textContent();
    assert.equal(await page.evaluate(() => localStorage.getItem("pos.sales")), before);
  }
});

/** A file with a thousand entries, of sales or of terminals. */
function thousand(kind) {
  const entries = {
    sales: { when: "2026-01-02 10:00", amount: "1.00", last_four: "", reference: "", told: "wait", terminal: "", note: "", log: "" },
    devices: { name: "前台", model: "", serial: "", bought: "", warranty: "2027-01-01", acquirer: "", kind: "", link: "", note: "", repairs: "" },
  };
  const line = (n) => JSON.stringify({ id: `n${n}`, ...entries[kind], changed: "1" });
  return [JSON.stringify({ pos_doctor: kind, form: "1" }), ...Array.from({ length: 1000 }, (_, n) => line(n))].join("\n");
}

const ENTRY = { sales: "[data-act^='sale:']", devices: "[data-act^='device:']" };

for (const kind of ["sales", "devices"]) {
  journey(`a thousand entries are listed, searched beside, and stay when they come again: ${kind}`, {}, async ({ page }) => {
    await open(page, `#/${kind}`);
    await upload(page, thousand(kind));
    await page.locator(ENTRY[kind]).nth(999).waitFor();
    assert.equal(await page.locator(ENTRY[kind]).count(), 1000);
    await upload(page, thousand(kind));
    await page.locator(".said", { hasText: "1000" }).waitFor();
    assert.equal(await page.locator(ENTRY[kind]).count(), 1000, "nothing is doubled");
    await page.locator(ENTRY[kind]).last().click();
    await at(page, { sales: "sale", devices: "device" }[kind]);
    await page.goto(page.url().replace(/#.*/, "#/find"));
    await page.locator("#box").fill("搬家");
    await page.locator("[data-act=found]").first().waitFor();
  });

  journey(`a thousand entries that the browser has no room for are held, named as such, and can be exported: ${kind}`, {}, async ({ page }) => {
    await open(page, `#/${kind}`);
    await page.evaluate(() => {
      for (let size = 4_000_000; size > 100; size = Math.ceil(size / 2)) {
        try {
          for (let n = 0; n < 9; n++) localStorage.setItem(`full${size}-${n}`, "x".repeat(size));
        } catch { /* full for this size */ }
      }
    });
    await upload(page, thousand(kind));
    await page.locator(ENTRY[kind]).nth(999).waitFor();
    await page.locator("main .note.red[role=alert]").waitFor();
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), `pos.${kind}`), null, "it really is full");
    const { text } = await download(page, "export");
    assert.equal(text.trim().split("\n").length, 1001, "nothing is lost");
  });
}

journey("a thousand sales leave room to note one more", {}, async ({ page }) => {
  await open(page, "#/sales");
  await upload(page, thousand("sales"));
  await page.locator("[data-act='sale:n999']").waitFor();
  await press(page, "new");
  await note(page);
  await stage(page, "query");
});

journey("when the browser keeps nothing, nothing is lost while the page is open, and it says so", {}, async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open(page, "#/sales/new");
  await note(page);
  await stage(page, "query");
  await page.locator("main .note.red[role=alert]").waitFor();
  await page.locator("[data-act=back]").click();
  await page.goto(page.url().replace(/#.*/, "#/sales"));
  await at(page, "sales");
  assert.equal(await page.locator("[data-act^='sale:']").count(), 1);
  const file = await download(page, "export");
  assert.match(file.text, /88\.50/);
});

journey("one sale is deleted by pressing twice", {}, async ({ page }) => {
  await open(page, "#/sales");
  await press(page, "new");
  await note(page);
  await stage(page, "query");
  await press(page, "delete");
  assert.notEqual(await page.evaluate(() => localStorage.getItem("pos.sales")), null, "the first press only asks");
  await press(page, "delete");
  await at(page, "sales");
  assert.equal(await page.evaluate(() => localStorage.getItem("pos.sales")), null);
  assert.equal(await page.locator("[data-act^='sale:']").count(), 0);
});
