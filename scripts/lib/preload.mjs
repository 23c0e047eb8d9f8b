// Loaded into every process that the supervisor starts: `node --import preload.mjs …`.
import http from "node:http";

const supervised = process.env.NABLAB_SUPERVISED === "1" && process.send !== undefined;

// Whoever loses the supervisor ends as if asked to, so nothing is left behind by a kill -9.
if (supervised) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}

const servers = new Set();
let waitsForPort = false;
const { listen, emit } = http.Server.prototype;

// The waiting page holds the port until this server is about to take it.
http.Server.prototype.listen = function (...args) {
  servers.add(this);
  if (servers.size === 1) process.on("SIGTERM", endServers);
  if (!supervised) return listen.apply(this, args);
  process.channel?.ref();
  waitsForPort = true;
  process.once("message", () => {
    process.channel?.unref();
    waitsForPort = false;
    listen.apply(this, args);
  });
  process.send("port wanted");
  return this;
};

// An open event stream would hold up a graceful stop for ever, and a server that waits for its port has nothing to end.
function endServers() {
  if (waitsForPort) process.exit(0);
  setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, 1000).unref();
}

// TRUST_PROXY is the number of proxies of one's own in front: that many entries from the right of X-Forwarded-For were written
// by them, and the leftmost of these is the client. Without it only the connection counts, which no header can forge.
const proxies = Number(process.env.TRUST_PROXY || 0);
function addressOf({ headers, socket }) {
  const named =
    proxies > 0
      ? String(headers["x-forwarded-for"] ?? "")
          .split(",")
          .at(-proxies)
      : "";
  return named?.trim() || (socket.remoteAddress ?? "");
}

/** TRACE would send a request back as it came, and the framework cannot make a request of it: it would answer 500. */
function refuseTrace(response) {
  response.writeHead(405, { Allow: "GET, HEAD, POST", "Content-Length": 0, "X-Content-Type-Options": "nosniff" }).end();
  return true;
}

http.Server.prototype.emit = function (event, ...args) {
  if (event === "request" && args[0].method === "TRACE") return refuseTrace(args[1]);
  if (event === "request") args[0].headers["x-nablab-ip"] = addressOf(args[0]);
  return emit.call(this, event, ...args);
};
