// Starts the counter and says so the way the app does.
import start from "./counter.js";

trustedTypes?.createPolicy("default", { createHTML: (html) => html });
await start({ module_or_path: "counter_bg.wasm" });
document.documentElement.dataset.pos = "started";
