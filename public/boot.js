// Starts the app, and says what to do when it does not start. index.html loads this as a module; the build fills in
// the names in double braces. The home page is there already, as text: nothing here may take it away.

// The framework sets innerHTML on templates of its own; scripts and script addresses from text stay forbidden, but for
// the one that offline.js registers.
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => html,
  createScriptURL: (url) => (url === "sw.js" ? url : null),
});

// The browser would ask at a moment of its own; the app offers it in its place. It may come before the app is there.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  window.posInstall = event;
  dispatchEvent(new Event("pos-install"));
});

// The choices are there before the app is. The first press is kept, and passed on to the app's own choice as soon as
// that is drawn; pressed again, the link is followed to its plain page.
let kept = null;

function keep(event) {
  const choice = event.target.closest("a[data-answer]");
  if (!choice || choice === kept || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  kept?.removeAttribute("aria-busy");
  choice.setAttribute("aria-busy", "true");
  document.getElementById("opening").hidden = false;
  kept = choice;
}
addEventListener("click", keep);
performance.mark("pos-choices"); // for measurements

function passOn() {
  removeEventListener("click", keep);
  if (kept) document.querySelector(`[data-step=home] [data-answer="${kept.dataset.answer}"]`)?.click();
  kept = null;
}

// Shows the section #failed, and in it only what fits the reason: parts with data-kind "unsupported" (no WebAssembly
// here, or forbidden), "network" (a file did not arrive) or "crashed". The panic hook of the app calls this as well.
window.posFailed = (kind) => {
  const page = document.getElementById("failed");
  if (!page?.hidden) return; // the first reason is the one that explains the others
  for (const part of page.querySelectorAll("[data-kind]")) part.hidden = part.dataset.kind !== kind;
  page.hidden = false;
  page.scrollIntoView();
  document.documentElement.dataset.pos = "failed";
  removeEventListener("click", keep);
  // A choice is waiting, and its plain page needs no program.
  if (kept && kind !== "network") location.assign(kept.href);
};

// What no panic hook hears of: no memory left, too deep a recursion.
function stopped(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) window.posFailed("crashed");
}
addEventListener("error", (event) => stopped(event.error));
addEventListener("unhandledrejection", (event) => stopped(event.reason));

const WORDS = { "zh-CN": "{{words.zh-CN.bin}}", en: "{{words.en.bin}}" };
const TOOL_WORDS = { "zh-CN": "{{tools.zh-CN.bin}}", en: "{{tools.en.bin}}" };

function language() {
  let chosen = null;
  try {
    chosen = localStorage.getItem("pos.lang");
  } catch {
    // Storage is forbidden here: the browser's language will do.
  }
  if (Object.keys(WORDS).includes(chosen)) return chosen;
  return navigator.language?.startsWith("en") ? "en" : "zh-CN";
}

class NotArrived extends Error {}

// What fetch and import throw when a file does not come, or stops coming half way.
function arriving(promise) {
  return promise.catch((error) => {
    throw error instanceof TypeError ? new NotArrived(error.message) : error;
  });
}

async function load(file) {
  const response = await arriving(fetch(file));
  if (!response.ok) throw new NotArrived(`${file}: ${response.status}`);
  return response;
}

async function bytes(file) {
  return new Uint8Array(await arriving((await load(file)).arrayBuffer()));
}

// The bank's settings. Without them the app works with its defaults; when they are there but not readable, it says so.
async function settings() {
  const file = await load("config.json").catch(() => null);
  const text = await file?.text().catch(() => null);
  const stale = Boolean(file?.headers.has("pos-stale")); // sw.js has them from last time
  if (text == null) return { config: null, unreadable: false, stale };
  try {
    return { config: JSON.parse(text), unreadable: false, stale };
  } catch {
    return { config: null, unreadable: true, stale };
  }
}

// Which second program draws a page, by the first word of its address.
function programOf(path) {
  switch (path.split("/")[0]) {
    case "look": case "topics": case "topic": return ["{{look_bg.wasm}}", "{{look.js}}"];
    case "test": case "demo": case "decode": return ["{{readers_bg.wasm}}", "{{readers.js}}"];
    default: return ["{{tools_bg.wasm}}", "{{tools.js}}"];
  }
}

async function compile(module, bindings) {
  const wasm = load(module);
  const program = await arriving(import(`./${bindings}`));
  await arriving(program.default({ module_or_path: wasm }));
  return program;
}

// A second program is fetched when somebody opens one of its pages. It draws where the first has made room, if the
// visitor is still there when it arrives.
function offerTools(knowledge, config) {
  const [programs, texts] = [{}, {}];
  const open = async (path, lang, ...rest) => {
    const [module, bindings] = programOf(path);
    programs[module] ??= compile(module, bindings);
    texts[lang] ??= Promise.all([bytes(WORDS[lang]), bytes(TOOL_WORDS[lang])]);
    const [program, [words, more]] = await Promise.all([programs[module], texts[lang]]);
    const place = document.getElementById("tools");
    if (place?.dataset.path !== path) return;
    program.open(place, path, lang, ...rest, knowledge, words, more, config);
    addEventListener("hashchange", () => program.close(), { once: true });
  };
  window.posPhrases = () => bytes("{{phrases.bin}}");
  window.posTools = (path, lang, ...rest) => {
    open(path, lang, ...rest).catch((error) => {
      programs[programOf(path)[0]] = texts[lang] = undefined; // the next try fetches anew
      console.warn(error);
      dispatchEvent(new CustomEvent("pos-say", { detail: "tools_failed" }));
    });
  };
}

// The text that is there already is on the screen. It can be read, and followed, before the app is ready.
const painted = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 100); // a page in the background is never painted
});

async function boot() {
  const lang = language();
  const manifest = document.querySelector("link[rel=manifest]"); // none where the app cannot be installed
  if (manifest) manifest.href = lang === "en" ? "{{manifest.en.webmanifest}}" : "{{manifest.webmanifest}}";
  const [app, knowledge, words, { config, unreadable, stale }] = await Promise.all([
    compile("{{app_bg.wasm}}", "{{app.js}}"), bytes("{{knowledge.bin}}"), bytes(WORDS[lang]), settings(), painted(),
  ]);
  offerTools(knowledge, config);
  const start = new app.Start(knowledge, words, config, lang, unreadable, stale);
  await new Promise((done) => setTimeout(done));
  start.show();
  passOn();
  document.documentElement.dataset.pos ??= "started"; // tests and measurements wait for this
  import("./{{offline.js}}").catch(() => {}); // the next visit tries again
  if (window !== parent) import("./{{embed.js}}").then((embed) => embed.start(config)).catch(() => {});
}

function kindOf(error) {
  const refused = error instanceof WebAssembly.CompileError || error instanceof SyntaxError;
  return error instanceof NotArrived ? "network" : refused ? "unsupported" : "crashed";
}

boot().catch((error) => {
  console.error(error);
  window.posFailed(typeof WebAssembly === "undefined" ? "unsupported" : kindOf(error));
});
