import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messagesOf } from "./messages.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function bodyOf(parts: readonly Uint8Array[], cancelled = () => {}): ReadableStream<Uint8Array> {
  const rest = [...parts];
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = rest.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
}

async function all(parts: readonly Uint8Array[]): Promise<string[]> {
  const heard: string[] = [];
  for await (const message of messagesOf(bodyOf(parts))) heard.push(message);
  return heard;
}

describe("What a submission's stream says", () => {
  it("is the same wherever the network cuts it, inside a letter too", async () => {
    const said = ['{"type":"received"}', '{"name":"Björk ∂L"}', '{"type":"report"}'];
    const whole = bytes(said.map((one) => `data: ${one}\n\n`).join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 8 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const parts = places.slice(1).map((end, i) => whole.slice(places[i], end));
        expect(await all(parts.filter((part) => part.length > 0))).toEqual(said);
      }),
    );
  });

  it("leaves out what was cut off for good", async () => {
    expect(await all([bytes('data: {"a":1}\n\ndata: {"b"')])).toEqual(['{"a":1}']);
  });

  it("closes the connection when nobody listens any more", async () => {
    let closed = false;
    const body = bodyOf([bytes("data: 1\n\ndata: 2\n\n"), bytes("data: 3\n\n")], () => {
      closed = true;
    });
    for await (const message of messagesOf(body)) if (message === "2") break;
    expect(closed).toBe(true);
  });
});
