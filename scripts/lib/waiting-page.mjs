import http from "node:http";

const page = (step) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nablab is starting</title>
<style>
  :root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif }
  body { margin: 20vh auto 0; padding: 0 1.5rem; max-width: 34rem }
  h1 { font-size: 1.5rem; font-weight: 600 }
</style>
<noscript><meta http-equiv="refresh" content="1"></noscript></head>
<body><h1>Nablab is starting</h1><p role="status" id="step">${step}</p>
<p>The first start takes about two minutes, later ones a few seconds. This page goes on by itself.</p>
<script>
  const look = async () => {
    try {
      const answer = await fetch("/api/health", { cache: "no-store" });
      if (answer.ok) return location.reload();
      document.getElementById("step").textContent = (await answer.json()).step;
    } catch {}
    setTimeout(look, 500);
  };
  setTimeout(look, 500);
</script></body></html>`;

/** A server that answers every address with 503 and the step that the start has come to. */
export function waitingServer(currentStep) {
  return http.createServer((request, response) => {
    const json = request.url?.startsWith("/api/");
    const headers = { "cache-control": "no-store", "retry-after": "1" };
    response.writeHead(503, { ...headers, "content-type": json ? "application/json" : "text/html; charset=utf-8" });
    response.end(json ? JSON.stringify({ status: "starting", step: currentStep() }) : page(currentStep()));
  });
}

/** Frees the port at once, whoever still holds a connection. */
export const closeNow = (server) =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
