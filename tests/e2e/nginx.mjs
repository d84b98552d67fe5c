// A real nginx that serves dist/ with the header file of dist/deploy/.

import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Whether there is one on this machine. */
export function hasNginx() {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Starts it; its address, and how to stop it. */
export async function startNginx() {
  const folder = await mkdtemp(`${tmpdir()}/pos-nginx-`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  // The file as it is, but for the two lines that it asks everybody to change.
  const site = (await readFile(`${DIST}deploy/nginx.conf`, "utf8"))
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("root /srv/pos-doctor;", `root "${DIST}";`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const main = `${user} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
    http { access_log ${folder}/access.log; ${temporary.join(" ")}\n${site}\n}`;
  await writeFile(`${folder}/nginx.conf`, main);
  const nginx = spawn("nginx", ["-c", `${folder}/nginx.conf`, "-e", `${folder}/error.log`], { stdio: "inherit" });
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(url).then((r) => r.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = async () => {
    nginx.kill();
    await rm(folder, { recursive: true, force: true });
  };
  return { url, stop };
}
