// Chromium with simulated readers: real Web Serial and real WebUSB, no hardware, no root, no kernel USB.
//
// `rig/` has the readers and the library that shows them to Chromium; `cargo xtask test --only e2e` builds both and names
// them in POS_RIG and POS_RIG_LIBRARY, or says in POS_RIG_MISSING why there are none here.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { launchWithProfile } from "./browser.mjs";

const { POS_RIG, POS_RIG_LIBRARY, POS_RIG_MISSING } = process.env;

/** Why tests with simulated readers cannot run here; false when they can. */
export const rigMissing = POS_RIG && POS_RIG_LIBRARY ? false : POS_RIG_MISSING ?? "the rig has not been built";

// Every device that the rig can show, so that a page may use what is plugged in later as well: vendor, product.
const CABLES = [[0x0403, 0x6001], [0x1a86, 0x7523], [0x067b, 0x2303]];
const USB_DEVICES = [[0x04cc, 0x2533], [0x1209, 0x0001], [0x072f, 0xb100]];

/** Names that devices may have: permission is given for each of them. */
const NAMES = ["one", "two"];

/**
 * Starts Chromium beside an empty bus. `origin` is the one whose pages may use the devices.
 *
 * - `plug("serial", "one", "msr605", "silent")`, `plug("usb", "two", "pn533")`: plugs in; resolves when it is there.
 *   A fault such as `unplugged@3` strikes after three messages of the reader.
 * - `unplug("one")`, `card("one", "a")`: what a person would do.
 * - `record`: lines of what happened at the devices; `seen(pattern)` waits for one.
 * - `context`: of Playwright; `close()`: ends all.
 */
export async function startRig(origin, options = {}) {
  const folder = await mkdtemp(join(tmpdir(), "rig-"));
  const simulator = spawn(POS_RIG, ["bus", join(folder, "bus")], { stdio: ["pipe", "pipe", "inherit"] });
  const rig = recorder(simulator);
  await rig.seen(/^ready$/);
  const profile = join(folder, "profile");
  await mkdir(join(profile, "Default"), { recursive: true });
  await writeFile(join(profile, "Default/Preferences"), JSON.stringify(permissions(origin)));
  const env = { ...process.env, LD_PRELOAD: POS_RIG_LIBRARY, POS_RIG: join(folder, "bus") };
  rig.context = await launchWithProfile(profile, { env, ...options });
  rig.close = async () => {
    await rig.context.close();
    simulator.stdin.end();
    await new Promise((over) => (simulator.exitCode === null ? simulator.once("exit", over) : over()));
    await rm(folder, { recursive: true, force: true });
  };
  return rig;
}

function recorder(simulator) {
  const record = [];
  const waiting = new Set();
  createInterface({ input: simulator.stdout }).on("line", (line) => {
    record.push(line);
    waiting.forEach((look) => look());
  });
  /** Waits for a line from now on, or from an earlier length of the record. */
  const seen = (pattern, from = 0) => new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      waiting.delete(look);
      reject(new Error(`the rig did not say ${pattern}; it said:\n${record.join("\n")}`));
    }, 10_000);
    const look = () => {
      const line = record.slice(from).find((line) => pattern.test(line));
      if (line === undefined) return;
      clearTimeout(late);
      waiting.delete(look);
      resolve(line);
    };
    waiting.add(look);
    look();
  });
  const order = async (line, answer) => {
    const from = record.length;
    simulator.stdin.write(`${line}\n`);
    const said = await seen(answer, from);
    if (said.startsWith("refused")) throw new Error(said);
    return said;
  };
  return {
    record,
    seen,
    plug: (kind, name, what, fault = "none") => order(`${kind} ${name} ${what} ${fault}`, /^refused| plugged /),
    unplug: (name) => order(`unplug ${name}`, /^refused| unplugged$/),
    card: (name, to) => order(`card ${name} ${to}`, /^refused| card moved$/),
  };
}

/** What Chromium remembers when a person has chosen these devices once on a page of this origin. */
function permissions(origin) {
  const chosen = (devices) => ({ [`${origin},*`]: { setting: { "chosen-objects": devices } } });
  const both = (list, device) => list.flatMap((ids) => NAMES.map((name) => device(ids, name)));
  const serial = both(CABLES, ([vendor, product], name) =>
    ({ name: "USB-Serial", vendor_id: vendor, product_id: product, serial_number: name }));
  const usb = both(USB_DEVICES, ([vendor, product], name) =>
    ({ name: "USB device", "vendor-id": vendor, "product-id": product, "serial-number": name }));
  const exceptions = { serial_chooser_data: chosen(serial), usb_chooser_data: chosen(usb) };
  return { profile: { content_settings: { exceptions } } };
}

/**
 * The only thing that is not real: the chooser cannot be driven without a window. This puts a person in its place, who
 * takes the first device that fits the filters, or closes the chooser. To be given to `page.addInitScript`.
 */
export function chooser(mood = "takes") {
  const choose = (api, list, fits) => {
    if (!api) return;
    api[list.request] = async ({ filters = [] } = {}) => {
      const devices = mood === "takes" ? await api[list.known]() : [];
      const found = devices.find((device) => filters.length === 0 || filters.some((filter) => fits(device, filter)));
      if (!found) throw new DOMException("No device selected.", "NotFoundError");
      return found;
    };
  };
  const same = (wanted, is) => wanted === undefined || wanted === is;
  choose(navigator.serial, { request: "requestPort", known: "getPorts" }, (port, filter) => {
    const { usbVendorId, usbProductId } = port.getInfo();
    return same(filter.usbVendorId, usbVendorId) && same(filter.usbProductId, usbProductId);
  });
  const classes = (device) => [device.deviceClass, ...device.configurations.flatMap(({ interfaces }) =>
    interfaces.flatMap(({ alternates }) => alternates.map(({ interfaceClass }) => interfaceClass)))];
  choose(navigator.usb, { request: "requestDevice", known: "getDevices" }, (device, filter) =>
    same(filter.vendorId, device.vendorId) && same(filter.productId, device.productId)
      && (filter.classCode === undefined || classes(device).includes(filter.classCode)));
}
