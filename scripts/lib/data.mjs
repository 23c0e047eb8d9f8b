import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { Explained } from "./run.mjs";

/** The data folder: the database, the secrets and the logs. `NABLAB_DATA` puts it elsewhere. */
export const dataFolder = path.resolve(root, process.env.NABLAB_DATA || ".data");

/** An absolute path inside the data folder. */
export const inData = (...parts) => path.join(dataFolder, ...parts);

/** Others may pass through but not list it: the database's user has to reach its own folder inside. */
export function makeDataFolder() {
  try {
    fs.mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
    fs.accessSync(dataFolder, fs.constants.W_OK);
  } catch (error) {
    if (error.code !== "EACCES" && error.code !== "EPERM") throw error;
    throw new Explained(
      `${dataFolder} belongs to another user. Start as that user, or name another folder in NABLAB_DATA.`,
    );
  }
}

const word = (bytes) => randomBytes(bytes).toString("base64url");

/** A password that a person can read off a terminal: three groups of four, no letters that look alike. */
function readablePassword() {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const pick = () => letters[randomBytes(4).readUInt32LE() % letters.length];
  return Array.from({ length: 3 }, () => Array.from({ length: 4 }, pick).join("")).join("-");
}

const fresh = () => ({
  database: { superuser: word(24), owner: word(24), web: word(24), worker: word(24) },
  serverKey: word(32),
  authSecret: word(32),
  demo: { student: readablePassword(), assistant: readablePassword(), instructor: readablePassword() },
});

/** The install's own random secrets, made on the first start and kept with mode 0600. */
export function readSecrets() {
  const file = inData("secrets.json");
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  const secrets = fresh();
  writePrivately(file, secrets);
  return secrets;
}

/** Writes JSON that only the owner may read, whole or not at all. */
export function writePrivately(file, value) {
  const partial = `${file}.${process.pid}`;
  fs.writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(partial, file);
}
