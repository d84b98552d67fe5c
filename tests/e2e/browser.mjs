// Where the app is, and the browser that looks at it; for tests and measurements alike.

import { chromium } from "playwright-core";

/** Where the app is served, with a slash at the end. */
export const URL_OF_APP = process.env.POS_URL ?? "http://127.0.0.1:8080/";

const QUIETLY = {
  executablePath: process.env.POS_CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  chromiumSandbox: false,
  args: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
};

/** Chromium as a test wants it: no window, no first-run pages, nothing fetched behind the back. */
export const launch = (...args) => chromium.launch({ ...QUIETLY, args: [...QUIETLY.args, ...args] });

/** The same with a profile of its own in this folder: other windows are private ones, where nothing can be installed. */
export const launchWithProfile = (folder, options) => chromium.launchPersistentContext(folder, { ...QUIETLY, ...options });
