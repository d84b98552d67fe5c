// Keeps the app on the device and up to date, and offers to install it. boot.js loads this once the app runs; where
// service workers are missing or forbidden (some in-app browsers, some frames), the app works without.
//
// The app decides where an offer is shown. It hears of one by the events pos-update and pos-install, answers through
// posAccept, and says by the class in-case of the root element that a case is under way: then nothing is reloaded.

const worker = navigator.serviceWorker;
const { classList } = document.documentElement;
const inCase = () => classList.contains("in-case");
const tell = (what) => dispatchEvent(new Event(`pos-${what}`));

// Held, shared, by every tab with a case; an update wants it alone. The browser frees it when a tab closes or crashes.
const CASES = `pos-case ${new URL("./", location)}`;
let end;

function hold() {
  end?.();
  if (inCase()) navigator.locks?.request(CASES, { mode: "shared" }, () => inCase() && new Promise((done) => { end = done; }));
}

let registration;
let asked = false;
let controlled = Boolean(worker?.controller);

async function update() {
  const { waiting } = registration;
  if (!waiting) return location.reload(); // another tab was quicker
  const go = (lock) => {
    if (!lock) return tell("busy");
    asked = true;
    waiting.postMessage("SKIP_WAITING");
    return new Promise(() => {}); // no case begins anywhere until the new version is there
  };
  return navigator.locks ? navigator.locks.request(CASES, { ifAvailable: true }, go) : go(true);
}

// The files of the old version are gone now. Who asked is waiting for this; a tab that nobody looks at may follow.
function changed() {
  if (controlled && (asked || document.hidden) && !inCase()) location.reload();
  else if (controlled) tell("update");
  controlled = true;
}

async function keep() {
  registration = await worker.register("sw.js", { updateViaCache: "none" });
  const offer = () => registration.waiting && registration.active && tell("update");
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  worker.addEventListener("controllerchange", changed);
  // A page on the counter stays open for weeks: look for a new version when somebody comes back to it.
  document.addEventListener("visibilitychange", () => document.hidden || registration.update().catch(() => {}));
}

async function install() {
  const { outcome } = await window.posInstall.prompt();
  // An installed app may ask the browser not to clear its cases; that asks nobody anything.
  if (outcome === "accepted") await navigator.storage?.persist?.();
}

window.posAccept = (offer) => { (offer === "update" ? update() : install()).catch(() => {}); };

hold();
new MutationObserver(hold).observe(document.documentElement, { attributeFilter: ["class"] });
if (window.posInstall) tell("install");
if (worker) keep().catch(() => {});
