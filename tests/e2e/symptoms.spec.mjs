// Every symptom leads to an end, in both languages, for somebody who knows little and whom nothing helps.

import assert from "node:assert/strict";
import { journey, open, shot } from "./harness.mjs";
import { at, begin, walk } from "./steps.mjs";

const GROUPS = {
  "cards are not read": ["no_read", "card_fault_text", "some_cards"],
  "the terminal is dead or hangs": ["dead", "touch_crash", "cards_fail_shop_ok"],
  "read, then failed": ["read_then_failed"],
  "network": ["no_network"],
  "sign-on and keys": ["sign_on", "moved_disabled"],
  "printer, scanner and QR": ["printer_scanner", "qr"],
  "money": ["outcome", "settlement"],
  "danger": ["tamper", "liquid_heat_battery"],
  "people and the rest": ["visitor", "else"],
};

for (const [group, symptoms] of Object.entries(GROUPS)) {
  for (const locale of ["zh-CN", "en"]) {
    journey(`${group} (${locale}): from tap to an end`, { locale }, async ({ page }) => {
      for (const symptom of symptoms) {
        await open(page);
        await begin(page, symptom);
        const steps = await walk(page);
        assert.ok(steps.length >= 2, steps.join(", "));
        await page.locator("[data-act=new]").click();
        await at(page, "home");
      }
      await shot(page, `after ${group} ${locale}`);
    });
  }
}
