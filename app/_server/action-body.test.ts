import { describe, expect, it } from "vitest";
import { refusedAction } from "./action-body.ts";

const own = { host: "nablab.example", origin: "https://nablab.example" };
const call = { ...own, "next-action": "0".repeat(42), "content-type": "text/plain;charset=UTF-8" };
const ask = (headers: { readonly [name: string]: string }, body?: BodyInit | null, method = "POST") =>
  refusedAction(new Request("https://nablab.example/sign-in", { method, headers, ...(body ? { body } : {}) }));

function form(fields: { readonly [name: string]: string }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("A request that may call an action", () => {
  it.each([
    ["", 400],
    ["junk", 400],
    ["null", 400],
    ['{"a":1}', 400],
    ['["$F1"]', 400],
    ['["$1:constructor:constructor"]', 400],
    ['["$B1"]', 400],
    ['[{"course":"c"},"$$5 a month",null,"$undefined"]', null],
    ["[]", null],
  ])("is refused unless its body is a list of arguments: %s", async (body, status) =>
    expect(await ask(call, body)).toBe(status),
  );

  it("is refused where a form cannot be taken apart, or does not say what it calls", async () => {
    const broken = { ...own, "content-type": "multipart/form-data; boundary=b" };
    expect(await ask(broken, "junk")).toBe(400);
    expect(await ask({ ...broken, "next-action": "0".repeat(42) }, "junk")).toBe(400);
    expect(await ask({ ...own, "next-action": "0".repeat(42) }, form({ "1_name": "Ada" }))).toBe(400);
    expect(await ask(own, form({ $ACTION_REF_1: "", "$ACTION_1:0": "{junk", name: "Ada" }))).toBe(400);
  });

  it("is let through as our pages send it, with scripts and without", async () => {
    expect(
      await ask({ ...own, "next-action": "0".repeat(42) }, form({ "1_name": "$Ada", "0": '[null,"$K1"]' })),
    ).toBeNull();
    const plain = {
      $ACTION_REF_1: "",
      "$ACTION_1:0": '{"id":"60","bound":"$@1"}',
      "$ACTION_1:1": "[null]",
      name: "$F1",
    };
    expect(await ask(own, form(plain))).toBeNull();
    expect(await ask(own, null, "GET")).toBeNull();
    expect(await ask({ "content-type": "application/json" }, "junk")).toBeNull();
  });

  it("is refused from a page of somebody else, and where it is longer than any of ours", async () => {
    expect(await ask({ ...call, origin: "https://elsewhere.example" }, "[]")).toBe(403);
    expect(await ask({ ...call, origin: "null" }, "[]")).toBe(403);
    expect(await ask({ ...call, "sec-fetch-site": "cross-site" }, "[]")).toBe(403);
    expect(await ask({ ...call, "content-length": "2000000" }, "[]")).toBe(413);
    expect(await ask(call, JSON.stringify(["x".repeat(1_100_000)]))).toBe(413);
  });
});
