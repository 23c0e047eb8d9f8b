import fs from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { Explained } from "./run.mjs";

/**
 * Who runs PostgreSQL, which refuses to run as root: the owner of the checkout, else `postgres`, else `nobody`.
 * @returns `{ uid, gid, name }`, or null where this process is not root and simply runs it itself.
 */
export function databaseUser() {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = fs.statSync(root);
  if (uid !== 0) return { uid, gid, name: `user ${uid}` };
  const users = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = ["postgres", "nobody"].map((name) => users.find((user) => user[0] === name)).find(Boolean);
  if (!found)
    throw new Explained(
      "PostgreSQL does not run as root, and there is no user postgres or nobody. Start as another user.",
    );
  return { uid: Number(found[2]), gid: Number(found[3]), name: found[0] };
}

/** Whether that user may walk down to a folder; null is this process, which already stands in it. */
export function mayEnter(user, folder) {
  if (!user) return true;
  for (let place = path.resolve(folder); ; place = path.dirname(place)) {
    const stat = fs.statSync(place, { throwIfNoEntry: false });
    const bit = stat?.uid === user.uid ? 0o100 : stat?.gid === user.gid ? 0o010 : 0o001;
    if (stat && !(stat.mode & bit)) return false;
    if (place === path.dirname(place)) return true;
  }
}
