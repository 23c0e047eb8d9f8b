import "server-only";

const headers = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  // Tells a proxy in front of us to pass each event on at once.
  "X-Accel-Buffering": "no",
};

/** Sends each thing as a server-sent event as soon as it is there. */
export function eventStream(events: AsyncIterable<unknown>): Response {
  const iterator = events[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      // A page that was left aborts the request, and then there is no one to tell.
      const next = await iterator.next().catch(() => ({ done: true as const, value: undefined }));
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(stream, { headers });
}
