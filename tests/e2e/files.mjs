// What a visitor takes home as a file, read by programs that are not ours.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Validator } from "@cfworker/json-schema";
import ICAL from "ical.js";
import { press } from "./steps.mjs";

/** Presses a button and reads the file that it offers. */
export async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, button)]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** The events of a calendar file, as a calendar understands them; a file that it refuses is an error. */
export function calendar(text) {
  const file = ICAL.Component.fromString(text);
  assert.deepEqual([file.name, file.getFirstPropertyValue("version")], ["vcalendar", "2.0"]);
  const events = file.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one, { strictExceptions: true }));
  for (const event of events) {
    assert.ok(event.uid && event.summary && event.duration.toSeconds() > 0);
    assert.ok(event.component.hasProperty("dtstamp"), "RFC 5545 wants to know when it was made");
    assert.equal(event.component.getFirstSubcomponent("valarm").getFirstPropertyValue("action"), "DISPLAY");
  }
  return events;
}

/** The first times of an event that comes again. */
export function times(event, count) {
  const next = event.iterator();
  return Array.from({ length: count }, () => next.next().toString());
}

/** What docs/report.schema.json has against a report; nothing is as it should be. */
export async function againstSchema(report) {
  const schema = JSON.parse(await readFile(new URL("../../docs/report.schema.json", import.meta.url), "utf8"));
  return new Validator(schema, "2020-12", false).validate(report).errors;
}
