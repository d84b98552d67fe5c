// Swipes as a typing reader makes them, and eyes for card data where none may be.

import assert from "node:assert/strict";

/** Cards of fiction with published test numbers; 101 has a stripe only, 201 has a chip. */
export const PLAIN = "%B6217920468135798^ZHANGSAN/QIQI^2912101753186420900000?;6217920468135798=29121017531864209?";
export const CHIP = "%B6217920468135798^ZHANGSAN/QIQI^2912201753186420900000?;6217920468135798=29122017531864209?";
export const BAD = "%E?;E?";

const SIGNS = { "%": "Digit5", "^": "Digit6", "?": "Slash", "+": "Equal", ":": "Semicolon" };
const PLAIN_SIGNS = { ";": "Semicolon", "=": "Equal", "/": "Slash", " ": "Space", "\r": "Enter" };

/** Keys of a line: where each key is, and whether shift is held. */
export function keysOf(line) {
  return [...line, "\r"].map((c) => {
    if (/[A-Z]/.test(c)) return { code: `Key${c}`, shift: true };
    if (/[0-9]/.test(c)) return { code: `Digit${c}`, shift: false };
    return { code: SIGNS[c] ?? PLAIN_SIGNS[c], shift: c in SIGNS };
  });
}

/**
 * Types a line with real key events, all sent at once as a reader does: waiting for each would make pauses on a busy
 * machine, and a pause ends a line.
 */
export const swipe = ({ keyboard }, line) =>
  Promise.all(
    keysOf(line).flatMap(({ code, shift }) => {
      const keys = shift ? ["Shift", code] : [code];
      return [...keys.map((key) => keyboard.down(key)), ...keys.map((key) => keyboard.up(key))];
    }),
  );

/** The same with a Chinese input method on: every key is being processed, and what it types is not told. */
export const swipeThroughIme = (page, line) =>
  page.evaluate((keys) => {
    for (const { code, shift } of keys) {
      const event = { code, key: "Process", keyCode: 229, isComposing: true, shiftKey: shift, bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", event));
      document.activeElement.dispatchEvent(new KeyboardEvent("keyup", event));
    }
  }, keysOf(line));

/** A MagTek report of a line. */
export function magtek(line) {
  const tracks = [/%[^?]*\?/, /;[^?]*\?/].map((track) => line.match(track)?.[0] ?? "");
  const bad = tracks.map((track) => (/^.E\?$/.test(track) ? 1 : 0));
  const texts = tracks.map((track, n) => (bad[n] ? "" : track));
  const report = [...bad, 0, ...texts.map((text) => text.length), 0, 0];
  for (const text of [...texts, ""]) report.push(...Buffer.from(text.padEnd(110, "\0"), "latin1"));
  return report;
}

/** Listens to everything that the page writes to its console. */
export function overhear(page) {
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  return said;
}

/** What must stay secret of the cards above: number, discretionary data, name. */
const SECRETS = ["6217920468135798", "7531864209", "ZHANGSAN"];

/** No seven digits in a row of the card number, no name, no discretionary data: on screen, in the address, in storage, in the console. */
export async function assertNoCardData(page, said, secrets = SECRETS) {
  const everything = await page.evaluate(async () => {
    const fields = [...document.querySelectorAll("input, textarea")].map((field) => field.value);
    const caches = await Promise.all((await window.caches.keys()).map(async (name) => (await (await window.caches.open(name)).keys()).map((r) => r.url)));
    return JSON.stringify([
      document.documentElement.outerHTML, document.title, location.href, history.state, fields, caches,
      { ...localStorage }, { ...sessionStorage }, await window.indexedDB.databases(),
    ]);
  });
  const all = decodeURIComponent(everything.replaceAll(/%(?![0-9A-F]{2})/gi, "%25")) + everything + said.join("\n");
  const runs = (secret) => [...secret].slice(6).map((_, n) => secret.slice(n, n + 7));
  for (const secret of secrets.flatMap(runs)) {
    assert.ok(!all.includes(secret), `${secret} got out`);
    const spelled = [...secret].map((c) => c.charCodeAt(0).toString(16)).join("");
    assert.ok(!all.toLowerCase().includes(spelled), `${secret} got out in hexadecimal`);
  }
}
