// A played `navigator.hid`: headless Chromium has no HID devices and its chooser cannot be driven. It stands for the
// browser's interface only; what a reader says in it is given by each journey.

/**
 * Puts it in place before the app starts. The journey speaks through `window.played`: `report(bytes)` lets the reader
 * report, `unplug()` takes it away, `log` lists what the app did, `refuse` makes opening fail with that name.
 */
export const playHid = (page, { vendorId, productId, remembered = false }) =>
  page.addInitScript(([vendorId, productId, remembered]) => {
    const log = [];
    const device = Object.assign(new EventTarget(), {
      vendorId, productId, productName: "Played reader", opened: false,
      async open() {
        log.push("open");
        if (window.played.refuse) throw new DOMException("refused", window.played.refuse);
        device.opened = true;
      },
      async close() { log.push("close"); device.opened = false; },
      async forget() { log.push("forget"); allowed = []; },
      async sendReport(id, data) {
        if (!device.opened) throw new DOMException("closed", "InvalidStateError");
        const bytes = [...new Uint8Array(data.buffer ?? data)];
        log.push(`send ${bytes.slice(0, 3).map((byte) => byte.toString(16).padStart(2, "0")).join("")}`);
        window.played.answer?.(bytes);
      },
    });
    let allowed = remembered ? [device] : [];
    const hid = Object.assign(new EventTarget(), {
      getDevices: async () => allowed,
      async requestDevice() {
        if (!navigator.userActivation.isActive) throw new DOMException("no click", "SecurityError");
        log.push("choose");
        allowed = window.played.nothing ? [] : [device];
        return allowed;
      },
    });
    const send = (event, fields) => Object.assign(new Event(event), fields);
    window.played = {
      log,
      report: (bytes) => device.dispatchEvent(send("inputreport", { data: new DataView(new Uint8Array(bytes).buffer) })),
      unplug: () => hid.dispatchEvent(send("disconnect", { device })),
    };
    Object.defineProperty(navigator, "hid", { configurable: true, value: hid });
  }, [vendorId, productId, remembered]);
