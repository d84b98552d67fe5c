// A case travels: from the merchant to the support desk and back, on paper, as digits. Nothing is lost on the way.

import assert from "node:assert/strict";
import { againstSchema, calendar, download } from "./files.mjs";
import { journey, open, openFramed, shot, URL_OF_APP } from "./harness.mjs";
import { answer, at, begin, hash, press, step, walk } from "./steps.mjs";
import { assertNoCardData, BAD, overhear, PLAIN, swipe } from "./swipe.mjs";

/** Goes to a page of the app, by its fragment. */
const go = (page, fragment) => page.evaluate((to) => { location.hash = to; }, fragment);

/** The events of the case under way, read from the page with all answers. */
async function facts(page) {
  await go(page, "#/history");
  await at(page, "history");
  return page.locator("[data-fact]").evaluateAll((all) => all.map((one) => one.dataset.fact));
}

/** A case of three answers. */
async function three(page) {
  await open(page);
  await begin(page, "no_read");
  for (let n = 2; n <= 4; n++) {
    const now = await step(page);
    if (now.startsWith("question:")) await page.locator("[data-answer]").first().click();
    else await press(page, now.startsWith("alert:") ? "seen" : "failed");
    await page.waitForURL(`**/#/case/${n}`);
  }
}

/** The link of the case under way. */
async function link(page) {
  await go(page, "#/c");
  await at(page, "send");
  return page.locator("[data-link]").getAttribute("data-link");
}

journey("merchant, link, support desk, and back to the merchant", {}, async ({ page, context }) => {
  await three(page);
  const own = await facts(page);
  const sent = await link(page);
  assert.ok(sent.split("#/c/")[1].length <= 60, sent);
  await shot(page, "send");

  // Another person with another browser, in English, pastes the whole message.
  const office = await context.browser().newContext({ locale: "en", viewport: { width: 1280, height: 800 }, serviceWorkers: "block" });
  const desk = await office.newPage();
  await open(desk, "#/desk");
  await at(desk, "desk");
  await desk.fill("#paste", `请点开链接，接着查：${sent} 谢谢`);
  await desk.locator("[data-next]").waitFor();
  assert.deepEqual(await desk.locator(".desk [data-fact]").evaluateAll((all) => all.map((one) => one.dataset.fact)), own);
  assert.ok(await desk.locator(".desk [data-cause]").count() > 2, "what is believed is shown");
  const next = await desk.locator("[data-next]").getAttribute("data-next");
  const choice = next.startsWith("question:") ? "[data-answer]" : "[data-act=failed], [data-act=seen]";
  await desk.locator(`[data-next] :is(${choice})`).first().click();
  await desk.waitForFunction((count) => document.querySelectorAll(".desk [data-fact]").length === count, own.length + 1);
  assert.notEqual(await desk.locator("[data-next]").getAttribute("data-next"), next);
  await shot(desk, "desk");
  const back = await desk.locator("[data-link]").getAttribute("data-link");
  await office.close();

  // The merchant opens what came back: first a look, then the case goes on from there.
  await page.goto(back);
  await at(page, "opened");
  assert.deepEqual((await facts(page)).length, own.length, "looking replaces nothing");
  await page.goto(`${back}`);
  await at(page, "opened");
  await press(page, "take");
  await page.waitForURL(`**/#/case/${own.length + 1}`);
  const now = await facts(page);
  assert.deepEqual(now.slice(0, own.length), own);
  assert.equal(now.length, own.length + 1);
  const stored = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("pos.case.")).length);
  assert.equal(stored, 2, "the merchant's own case is still there");
});

for (const [name, before] of [["in the middle of a case", true], ["before there is a case", false]]) {
  journey(`a live test ${name} travels with the link: what it found, and no card`, {}, async ({ page, context }) => {
    await open(page);
    if (before) await begin(page, "no_read");
    await go(page, "#/test/wedge");
    await press(page, "start");
    await at(page, "testing");
    await swipe(page, BAD);
    await page.locator(".lamp.failed").waitFor();
    await swipe(page, PLAIN);
    await at(page, "verdict:first_card");
    await press(page, before ? "case" : "take");
    await page.waitForURL(/#\/case\//);
    const own = await facts(page);
    assert.ok(own.includes("answer live_stripe only_this_fails"), own.join());
    const sent = await link(page);

    const elsewhere = await context.browser().newContext({ locale: "zh-CN", serviceWorkers: "block" });
    const other = await elsewhere.newPage();
    const said = overhear(other);
    await open(other, new URL(sent).hash);
    await at(other, "opened");
    const found = await other.locator("[data-test]").allInnerTexts();
    assert.equal(found.length, 1);
    assert.match(found[0], /2.*1|1.*2/);
    await shot(other, `opened with a live test ${name}`);
    await press(other, "take");
    assert.deepEqual(await facts(other), own);
    await go(other, "#/report");
    await at(other, "report");
    const told = await other.locator("[data-card=sheet]").innerText();
    assert.ok(told.includes(found[0]), told);
    await assertNoCardData(other, said);
    await elsewhere.close();
  });
}

journey("a link never overwrites the case at hand without asking", {}, async ({ page, context }) => {
  await three(page);
  const sent = await link(page);
  const other = await context.newPage();
  await open(other);
  await begin(other, "no_network");
  await go(other, new URL(sent).hash);
  await at(other, "opened");
  await other.locator(".note.amber").waitFor();
  await press(other, "own");
  assert.equal((await facts(other))[0], "symptom no_network");
  // Two tabs, one link: each has its own case afterwards.
  await go(other, new URL(sent).hash);
  await at(other, "opened");
  await press(other, "take");
  await other.waitForURL("**/#/case/*");
  assert.equal((await facts(other))[0], "symptom no_read");
  await page.reload();
  assert.equal((await facts(page)).length, 4);
});

journey("links that are cut, changed, foreign or of the future say so and lose nothing", {}, async ({ page }) => {
  await three(page);
  const own = await facts(page);
  const token = (await link(page)).split("#/c/")[1];
  const bad = [
    [token.slice(0, -3), "damaged"],
    [token.slice(0, 9) + (token[9] === "A" ? "B" : "A") + token.slice(10), "damaged"],
    ["你好", "not_a_link"],
    ["A".repeat(900), "too_long"],
    ["AsGy", "newer"],
  ];
  for (const [wrong, name] of bad) {
    await go(page, `#/c/${wrong}`);
    await page.locator(`[data-step=bad-link] [data-note=${name}]`).waitFor();
  }
  await shot(page, "bad link");
  assert.deepEqual(await facts(page), own);
});

journey("ten digits, right and misheard", {}, async ({ page }) => {
  await three(page);
  await link(page);
  const code = await page.locator("[data-code]").getAttribute("data-code");
  assert.match(code, /^\d{10}$/);
  await go(page, `#/k/${code}`);
  await page.locator("[data-card=essentials]").waitFor();
  const wrong = code.slice(0, 4) + ((Number(code[4]) + 1) % 10) + code.slice(5);
  await page.fill("#code-field", wrong);
  await page.locator("[data-note=misheard]").waitFor();
  await page.fill("#code-field", `${code.slice(0, 3)} ${code.slice(3, 6)}-${code.slice(6)}`);
  await page.locator("[data-card=essentials]").waitFor();
  await press(page, "begin");
  await page.waitForURL("**/#/case/1");
});

journey("support prepares a link, and it opens where it should", {}, async ({ page, context }) => {
  await open(page, "#/support");
  await at(page, "support");
  await page.selectOption("#symptom", "no_read");
  await page.selectOption("#terminal", { index: 2 });
  await page.selectOption("#fact", "other_card");
  await page.selectOption("#fact-value", "all_fail");
  await press(page, "add-fact");
  await page.selectOption("#start", "question:link");
  await page.selectOption("#language", "en");
  await page.check("#elder");
  const sent = await page.locator("[data-link]").getAttribute("data-link");
  const picture = page.locator("img.qr-code");
  assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 100), "the QR code is a picture");
  assert.match(await picture.getAttribute("src"), /^data:image\/png;base64,/, "of a kind that a long press saves");
  await shot(page, "support");
  const shop = await context.browser().newContext({ locale: "zh-CN", serviceWorkers: "block" });
  const visitor = await shop.newPage();
  await open(visitor, new URL(sent).hash);
  await at(visitor, "opened");
  await press(visitor, "take");
  await visitor.waitForFunction(() => document.documentElement.lang === "en" && document.documentElement.classList.contains("elder"));
  await at(visitor, "question:link");
  const known = await facts(visitor);
  assert.ok(known.includes("symptom no_read") && known.includes("answer other_card all_fail"), known.join());
  await shop.close();
});

journey("readable parameters of a help page", {}, async ({ page }) => {
  await open(page, "#/c/symptom=no_read&other_card=all_fail&colour=red");
  await at(page, "opened");
  await page.locator("[data-note=unknown]").waitFor();
  await press(page, "take");
  await page.waitForURL("**/#/case/2");
});

journey("the report on paper, as a file and as JSON; nothing typed is kept", {}, async ({ page }) => {
  await three(page);
  await go(page, "#/report");
  await at(page, "report");
  await page.locator("summary").first().click();
  await page.fill("#shop", "小陈水果店");
  await page.fill("#remark", "卡号 6222 0212 3456 7890 刷不了");
  await page.locator("[data-card=sheet]").getByText("小陈水果店").waitFor();
  const sheet = await page.locator("[data-card=sheet]").innerText();
  assert.ok(!sheet.includes("6222") && sheet.includes("****"), "card numbers are covered");
  await shot(page, "report");
  const { text: html } = await download(page, "save-html");
  assert.ok(html.startsWith("<!doctype html>") && html.includes("小陈水果店") && !html.includes("<script"));
  const json = JSON.parse((await download(page, "save-json")).text);
  assert.deepEqual(await againstSchema(json), []);
  assert.notDeepEqual(await againstSchema({ ...json, amount: "88.00" }), [], "the schema allows nothing more");
  assert.equal(json.schema, "pos-doctor-report/1");
  assert.equal(json.events[0], "symptom no_read");
  assert.equal(json.shop.name, "小陈水果店");
  await page.locator("details > summary").last().click();
  await page.fill("#visit", "2026-12-01T09:30");
  const [visit, ...others] = calendar((await download(page, "save-ics")).text);
  assert.deepEqual([visit.startDate.toString(), visit.isRecurring(), others], ["2026-12-01T09:30:00", false, []]);
  assert.ok(visit.description.length > 10, "what to say to the engineer");
  const pdf = await page.pdf({ path: "tests/shots/report.pdf", format: "A4" });
  assert.ok(pdf.length > 10_000 && pdf.subarray(0, 5).toString() === "%PDF-");
  await page.evaluate(() => document.documentElement.classList.add("roll"));
  await page.pdf({ path: "tests/shots/report-roll.pdf", preferCSSPageSize: true });
  await page.reload();
  await at(page, "report");
  assert.ok(!(await page.locator("[data-card=sheet]").innerText()).includes("小陈"), "what was typed is gone");
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(!kept.includes("小陈"), "and was never stored");
});

journey("a counted live test stands in the report with its plot, on the screen, on paper and in the files", {}, async ({ page, context }) => {
  await three(page);
  await go(page, "#/test/wedge");
  await press(page, "count");
  await at(page, "testing");
  for (let n = 0; n < 10; n++) await swipe(page, n % 5 === 4 ? BAD : PLAIN);
  await at(page, /^verdict:/);
  const drawn = (part) => page.locator(`svg.plot .${part}`).getAttribute("d");
  const seen = [await drawn("good"), await drawn("bad")];
  await go(page, "#/report");
  await at(page, "report");
  assert.deepEqual([await drawn("good"), await drawn("bad")], seen, "the same drawing as on the page of the test");
  assert.match(await page.locator("svg.plot").getAttribute("aria-label"), /10/);
  await shot(page, "report with plot");
  const { text: html } = await download(page, "save-html");
  const json = JSON.parse((await download(page, "save-json")).text);
  assert.deepEqual(await againstSchema(json), []);
  const [{ manner, readings }] = json.tests;
  const columns = seen[0].split("M").length - 1;
  assert.deepEqual([manner, readings.length, readings.filter((one) => one.quality === "good").length], ["swipe", 10, columns]);
  await page.pdf({ path: "tests/shots/report-plot.pdf", format: "A4" });
  await page.evaluate(() => document.documentElement.classList.add("roll"));
  await page.pdf({ path: "tests/shots/report-plot-roll.pdf", preferCSSPageSize: true });
  // The file alone, on a device that knows nothing of the case.
  const paper = await context.newPage();
  await paper.setContent(html);
  const box = await paper.locator("svg").boundingBox();
  assert.ok(box.width > 200 && box.height > 50, JSON.stringify(box));
  assert.equal(await paper.locator("svg path").first().getAttribute("d"), seen[0]);
  await paper.setViewportSize({ width: 302, height: 800 });
  assert.ok(await paper.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it fits 80 mm");
  await shot(paper, "report file 80 mm");
});

journey("a link of another content says what is not known here, and the rest goes on", {}, async ({ page }) => {
  // symptom no_read; other_card with an answer of number 6; a question, an action and a code of number 900.
  await open(page, "#/c/AavNQghOAA_-BwiT-Bwg_8DhAFa3");
  await at(page, "opened");
  const lines = await page.locator("[data-note=unknown] li").allInnerTexts();
  assert.equal(lines.length, 4);
  assert.match(lines[0], /换一张别的卡/, "the question is named where it is still asked");
  await shot(page, "opened from another content");
  await press(page, "take");
  assert.deepEqual(await facts(page), ["symptom no_read"]);
});

journey("the map of a symptom, drawn and in words", {}, async ({ page }) => {
  await open(page, "#/about");
  await press(page, "map");
  await at(page, "map");
  await page.selectOption("#symptom", "no_network");
  const picture = page.locator("img.map");
  await page.waitForFunction(() => document.querySelector("img.map")?.naturalWidth > 500);
  assert.ok((await picture.getAttribute("alt")).length > 5);
  assert.ok((await page.locator(".outline li").count()) > 10, "the same in words");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "only the picture scrolls");
  const { text } = await download(page, "save-map");
  assert.match(text, /^<svg /);
  await shot(page, "map");
  await page.pdf({ path: "tests/shots/map.pdf", format: "A4", landscape: true });
});

journey("stored cases: search, outcome, export, delete all", {}, async ({ page }) => {
  await three(page);
  await go(page, "#/");
  await at(page, "home");
  await begin(page, "no_network");
  await go(page, "#/cases");
  await at(page, "cases");
  assert.equal(await page.locator("[data-act^='case:']").count(), 2);
  await shot(page, "cases");
  await page.fill("#search", "没有这个词");
  await page.waitForFunction(() => document.querySelectorAll("[data-act^='case:']").length === 0);
  await page.fill("#search", "");
  await page.locator("[data-act^='case:']").last().click();
  await at(page, "case");
  await page.selectOption("#result", "repaired");
  await page.selectOption("#cause", "reader_mag_fault");
  await press(page, "keep-outcome");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("pos.outcome.")));
  await go(page, "#/cases");
  await at(page, "cases");
  const lines = (await download(page, "export")).text.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 2);
  const known = lines.find((line) => line.cause === "reader_mag_fault");
  assert.equal(known.outcome, "repaired");
  assert.equal(known.events[0], "symptom no_read");
  await press(page, "delete-all");
  await press(page, "delete-all");
  await page.waitForFunction(() => document.querySelectorAll("[data-act^='case:']").length === 0);
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => /^pos\.(case|outcome)\./.test(key)));
  assert.deepEqual(left, []);
});

journey("where the browser stores nothing, a link still opens and goes on", {}, async ({ page, context }) => {
  await three(page);
  const sent = await link(page);
  const full = await context.browser().newContext({ locale: "zh-CN", serviceWorkers: "block" });
  await full.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  const other = await full.newPage();
  await open(other, new URL(sent).hash);
  await at(other, "opened");
  await press(other, "take");
  await other.waitForURL("**/#/case/4");
  assert.equal((await facts(other)).length, 4);
  await full.close();
});

/** The bank's settings name the page around the app. */
const named = (page) => page.route("**/config.json", (route) => route.fulfill({ json: { hosting: { embed_in: [new URL(URL_OF_APP).origin] } } }));

journey("a bank's own page hears when a case has ended, if it is named", {}, async ({ page }) => {
  await named(page);
  const frame = await openFramed(page, "#/step/action:restart_once");
  await page.evaluate(() => { window.heard = []; addEventListener("message", (event) => heard.push(event.data)); });
  await frame.locator("main [data-act=fixed]").click();
  await page.waitForFunction(() => window.heard.length > 0);
  assert.deepEqual(await page.evaluate(() => window.heard), [{ type: "pos-doctor:finished", end: "repaired" }]);
  // The same page, no longer named: it hears nothing.
  await page.route("**/config.json", (route) => route.fulfill({ json: {} }));
  await page.evaluate(() => { window.heard = []; document.querySelector("iframe").src = "./?again#/step/action:restart_once"; });
  const again = page.frameLocator("iframe");
  await again.locator("main [data-act=fixed]").click();
  await again.locator("article[data-step='end:repaired']").waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
});

journey("a bank's own page hears to whom a case was handed over, by id", {}, async ({ page }) => {
  await named(page);
  const frame = await openFramed(page, "#/c/symptom=no_read");
  await page.evaluate(() => { window.heard = []; addEventListener("message", (event) => heard.push(event.data)); });
  await frame.locator("main [data-act=take]").click();
  await frame.locator("article:not([data-step=opened])").waitFor();
  await walk(frame);
  await page.waitForFunction(() => window.heard.length > 0);
  const [{ type, to, ...more }] = await page.evaluate(() => window.heard);
  assert.deepEqual([type, more], ["pos-doctor:handed", {}]);
  assert.match(to, /^[a-z_]+$/);
});

journey("a chat app that looks at the link finds title, words and a picture, and nothing of the case", {}, async ({ page }) => {
  const seen = await page.request.get(process.env.POS_URL);
  const html = await seen.text();
  const tag = (name) => html.match(new RegExp(`<meta property="og:${name}" content="([^"]+)"`))?.[1] ?? "";
  assert.ok(tag("title").length > 5 && tag("description").length > 10);
  const picture = await page.request.get(new URL(tag("image"), process.env.POS_URL).href);
  assert.equal(picture.headers()["content-type"], "image/png");
});

journey("without a clipboard and a share sheet, the link can be read and the page says so", {}, async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ["clipboard", "share"]) Object.defineProperty(Navigator.prototype, name, { value: undefined });
  });
  await three(page);
  const sent = await link(page);
  for (const name of ["send", "copy"]) {
    await press(page, name);
    await page.waitForFunction(() => document.querySelector(".said")?.textContent.length > 0);
  }
  assert.equal(await page.locator("[data-link] code").innerText(), sent);
});
