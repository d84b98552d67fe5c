// The rig itself: what Chromium's own Web Serial and WebUSB do with simulated readers, before the app comes into it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { chooser, rigMissing, startRig } from "./rig.mjs";

const PL2303 = 0x067b, CH340 = 0x1a86, FTDI = 0x0403;
const NXP = 0x04cc, TEST_DEVICE = 0x1209, ACS = 0x072f;

let server, rig, page;

before(async () => {
  if (rigMissing) return;
  const html = await readFile(new URL("rig-page.html", import.meta.url));
  server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  await new Promise((ready) => server.listen(0, "localhost", ready));
  rig = await startRig(`http://localhost:${server.address().port}`);
});
after(async () => {
  await rig?.close();
  server?.close();
});
beforeEach(async () => {
  if (rigMissing) return;
  rig.record.length = 0;
  page = await rig.context.newPage();
  await page.goto(`http://localhost:${server.address().port}`);
});
afterEach(async () => {
  if (rigMissing) return;
  await page.close();
  for (const name of ["one", "two"]) await rig.unplug(name).catch(() => {});
});

/** A test on the page, skipped with the reason where there is no rig. */
const onPage = (name, body) => test(name, { skip: rigMissing, timeout: 30_000 }, body);

/** What was exchanged with a device, in order. */
const exchanged = (name) => rig.record.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

onPage("serial: an MSR605 answers through Web Serial, at the speed that the page has set", async () => {
  await rig.plug("serial", "one", "msr605");
  const said = await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 9600 });
    const said = [await talk(port, "1B611B65", 2), await talk(port, "1B87", 2), await talk(port, "1B72", 60)];
    await port.close();
    return said;
  }, PL2303);
  assert.deepEqual(said.slice(0, 2), ["1B79", "1B30"]);
  assert.match(said[2], /^1B731B01.*3F1C1B30$/, "card A was swiped");
  await rig.seen(/^one closed$/);
  assert.deepEqual(exchanged("one").slice(1, 5), ["opened", "line 9600 1", "heard 1B611B65", "said 1B79"]);
});

onPage("serial: a PN532 sleeps until it is woken, and then says which chip it is", async () => {
  await rig.plug("serial", "one", "pn532");
  const said = await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 115200, bufferSize: 4096 });
    await port.writable.getWriter().write(toBytes("0000FF02FED4022A00")).finally(() => {});
    await port.close().catch(() => {});
    const again = await serialPort(vendor);
    return outcome(again.open({ baudRate: 115200 }));
  }, CH340);
  assert.equal(said, "InvalidStateError", "a port whose writer is still locked does not close");
  await rig.seen(/^one heard 0000FF02/);
  assert.ok(!exchanged("one").some((line) => line.startsWith("said")), "it was still asleep");

  await page.reload();
  const awake = await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 115200 });
    const said = await talk(port, `5555${"00".repeat(14)}0000FF02FED4022A00`, 19);
    await port.close();
    return said;
  }, CH340);
  assert.equal(awake, "0000FF00FF00" + "0000FF06FAD50332010607E800");
  assert.ok(exchanged("one").includes("line 115200 1"));
});

onPage("serial: two stop bits arrive, and control signals fail without harm", async () => {
  await rig.plug("serial", "one", "gempc");
  const { signals, said } = await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 115200, stopBits: 2 });
    const signals = await outcome(port.setSignals({ requestToSend: false }));
    const said = await talk(port, "03066500000000000500000065", 13);
    await port.close();
    return { signals, said };
  }, FTDI);
  assert.equal(signals, "NetworkError", "a pseudo-terminal has no such lines");
  assert.equal(said, "03068100000000000502000083", "no card in the slot");
  assert.ok(exchanged("one").includes("line 115200 2"));
});

onPage("serial: at another speed nothing that is said is understood", async () => {
  await rig.plug("serial", "one", "codepay");
  const said = await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 9600 });
    const said = await talk(port, "", 10);
    await port.close();
    return said;
  }, FTDI);
  assert.equal(said.length, 20);
  assert.ok(!said.startsWith("55AA"));
});

onPage("serial: unplugged while a page reads, and plugged in again", async () => {
  await rig.plug("serial", "one", "msr605");
  await page.evaluate(async (vendor) => {
    window.events = [];
    for (const kind of ["connect", "disconnect"]) navigator.serial.addEventListener(kind, () => events.push(kind));
    const port = await serialPort(vendor);
    await port.open({ baudRate: 9600 });
    window.reading = outcome(port.readable.getReader().read());
  }, PL2303);
  await rig.seen(/^one opened$/);
  await rig.unplug("one");
  assert.equal(await page.evaluate("reading"), "NetworkError");
  await page.waitForFunction(() => events.includes("disconnect"));
  assert.equal(await page.evaluate(serialCount), 0);

  await rig.plug("serial", "one", "msr605");
  await page.waitForFunction(() => events.includes("connect"));
  const said = await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 9600 });
    return talk(port, "1B65", 2);
  }, PL2303);
  assert.equal(said, "1B79");
});

const serialCount = async () => (await navigator.serial.getPorts()).length;

onPage("serial: a reader with a fault has it here too", async () => {
  await rig.plug("serial", "one", "msr605", "silent");
  await page.evaluate(async (vendor) => {
    const port = await serialPort(vendor);
    await port.open({ baudRate: 9600 });
    await port.writable.getWriter().write(toBytes("1B65"));
  }, PL2303);
  await rig.seen(/^one heard 1B65$/);
  await page.waitForTimeout(100);
  assert.ok(!exchanged("one").some((line) => line.startsWith("said")));
});

onPage("WebUSB: a PN533 acknowledges and answers over bulk transfers", async () => {
  await rig.plug("usb", "one", "pn533");
  const { device, said } = await page.evaluate(async (vendor) => {
    const device = await usbDevice(vendor);
    await device.open();
    await device.claimInterface(0);
    const pending = bulkIn(device, 4);
    await device.transferOut(4, toBytes("0000FF02FED4022A00"));
    const said = [await pending, await bulkIn(device, 4)];
    const { manufacturerName, productName, serialNumber, configuration } = device;
    const [{ alternate }] = configuration.interfaces;
    const endpoints = alternate.endpoints.map(({ type, direction, endpointNumber }) => `${type} ${direction} ${endpointNumber}`);
    await device.close();
    return { device: [manufacturerName, productName, serialNumber, alternate.interfaceClass, ...endpoints], said };
  }, NXP);
  assert.deepEqual(device, ["NXP", "PN533", "one", 0xff, "bulk out 4", "bulk in 4"]);
  assert.deepEqual(said, ["ok 0000FF00FF00", "ok 0000FF06FAD50333010607E700"]);
  await rig.seen(/^one closed$/);
});

onPage("WebUSB: closed and unplugged while a transfer waits, and plugged in again", async () => {
  await rig.plug("usb", "one", "pn533");
  const wait = async (vendor) => {
    const device = await usbDevice(vendor);
    await device.open();
    await device.claimInterface(0);
    window.device = device;
    window.waiting = outcome(device.transferIn(4, 64));
    window.events = [];
    for (const kind of ["connect", "disconnect"]) navigator.usb.addEventListener(kind, () => events.push(kind));
  };
  await page.evaluate(wait, NXP);
  assert.equal(await page.evaluate(() => device.close().then(() => waiting)), "AbortError");

  await page.evaluate(wait, NXP);
  await rig.unplug("one");
  assert.equal(await page.evaluate("waiting"), "AbortError");
  await page.waitForFunction(() => events.includes("disconnect"));
  assert.equal(await page.evaluate("outcome(device.transferIn(4, 64))"), "NotFoundError");

  await rig.plug("usb", "one", "pn533");
  await page.waitForFunction(() => events.includes("connect"));
  await page.evaluate(wait, NXP);
  await page.evaluate(() => device.transferOut(4, toBytes("0000FF02FED4022A00")));
  assert.equal(await page.evaluate("waiting.then(({ data }) => toHex(new Uint8Array(data.buffer)))"), "0000FF00FF00");
});

onPage("WebUSB: stalls and transfers that are too small end as they do on hardware", async () => {
  await rig.plug("usb", "one", "pn533");
  const ends = await page.evaluate(async (vendor) => {
    const device = await usbDevice(vendor);
    await device.open();
    await device.claimInterface(0);
    const vendorRequest = { requestType: "vendor", recipient: "device", request: 1, value: 0, index: 0 };
    const { status } = await device.controlTransferIn(vendorRequest, 8);
    await device.transferOut(4, toBytes("0000FF02FED4022A00"));
    return [status, await bulkIn(device, 4, 2)];
  }, NXP);
  assert.deepEqual(ends, ["stall", "babble "]);
});

onPage("WebUSB: a serial reader behind CDC-ACM, once the line is set", async () => {
  await rig.plug("usb", "one", "msr605");
  const { coding, state, said } = await page.evaluate(async (vendor) => {
    const device = await usbDevice(vendor);
    await device.open();
    await device.claimInterface(0);
    await device.claimInterface(1);
    const request = (request, value = 0) => ({ requestType: "class", recipient: "interface", request, value, index: 0 });
    await device.controlTransferOut(request(0x20), toBytes("80250000000008"));
    const { data } = await device.controlTransferIn(request(0x21), 7);
    await device.controlTransferOut(request(0x22, 3));
    const state = await bulkIn(device, 3, 16);
    await device.transferOut(2, toBytes("1B65"));
    return { coding: toHex(new Uint8Array(data.buffer)), state, said: await bulkIn(device, 2) };
  }, TEST_DEVICE);
  assert.equal(coding, "80250000000008", "9600 8N1");
  assert.equal(state, "ok A1200000000002000300");
  assert.equal(said, "ok 1B79");
});

onPage("WebUSB: a chip card reader is seen, and may not be claimed", async () => {
  await rig.plug("usb", "one", "ccid");
  const { name, claimed } = await page.evaluate(async (vendor) => {
    const device = await usbDevice(vendor);
    await device.open();
    return { name: device.productName, claimed: await outcome(device.claimInterface(0)) };
  }, ACS);
  assert.deepEqual([name, claimed], ["ACR39U ICC Reader", "SecurityError"]);
  assert.ok(!exchanged("one").some((line) => /^(heard|control)/.test(line)), "nothing reached the device");
});

onPage("in the place of the chooser a person takes what fits, or closes it", async () => {
  await rig.plug("serial", "one", "pn532");
  await rig.plug("usb", "two", "pn533");
  const choose = async ([usb, other]) => {
    const take = (promise) => promise.then((found) => found.vendorId ?? found.getInfo().usbVendorId, (error) => error.name);
    return [
      await take(navigator.usb.requestDevice({ filters: [{ vendorId: usb }] })),
      await take(navigator.usb.requestDevice({ filters: [{ vendorId: other }] })),
      await take(navigator.serial.requestPort()),
    ];
  };
  for (const [mood, chosen] of [["takes", [NXP, "NotFoundError", CH340]], ["closes", Array(3).fill("NotFoundError")]]) {
    const visitor = await rig.context.newPage();
    await visitor.addInitScript(chooser, mood);
    await visitor.goto(page.url());
    assert.deepEqual(await visitor.evaluate(choose, [NXP, ACS]), chosen);
    await visitor.close();
  }
});

onPage("a device whose use nobody has allowed is not shown", async () => {
  await rig.plug("usb", "three", "pn533");
  await rig.plug("usb", "one", "pn533");
  const shown = async () => (await navigator.usb.getDevices()).map((device) => device.serialNumber);
  assert.deepEqual(await page.evaluate(shown), ["one"]);
  await rig.unplug("three");
});
