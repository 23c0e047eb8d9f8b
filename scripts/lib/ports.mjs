import net from "node:net";
import { Explained } from "./run.mjs";

/** A free port of loopback, chosen by the system. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const listen = (server, port, host) =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(port);
    });
  });

/**
 * Binds a server to the port that was asked for, or to the first free one from 3000 on.
 * @throws {Explained} where the port asked for is busy, or twenty in a row are.
 */
export async function listenSomewhere(server, host, asked) {
  const wanted = asked ? Number(asked) : 3000;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new Explained(`PORT is ${asked}; a port is a number from 1 to 65535.`);
  for (let port = wanted; port < wanted + (asked ? 1 : 20); port++) {
    try {
      return await listen(server, port, host);
    } catch (error) {
      const sentence = problems[error.code];
      if (!sentence) throw error;
      if (error.code !== "EADDRINUSE") throw new Explained(sentence(port, host));
    }
  }
  if (asked)
    throw new Explained(`Port ${wanted} is busy. Name another in PORT, or leave PORT out and a free one is taken.`);
  throw new Explained("Ports 3000 to 3019 are all busy. Name a free one in PORT.");
}

const problems = {
  EADDRINUSE: (port) => `Port ${port} is busy.`,
  EACCES: (port) => `This user may not open port ${port}. Name one above 1023 in PORT.`,
  EADDRNOTAVAIL: (_port, host) => `HOST is ${host}, which is no address of this machine.`,
  ENOTFOUND: (_port, host) => `HOST is ${host}, which is no address of this machine.`,
};
