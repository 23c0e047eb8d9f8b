import { expect, test } from "vitest";
import { fieldsOf } from "./fields.ts";

test("a form has its fields, and what is no form has none", () => {
  const form = new FormData();
  form.set("name", "Ada");
  expect(fieldsOf(form)).toEqual({ name: "Ada" });
  for (const sent of [undefined, null, 3, "name=Ada", [["name", "Ada"]], { name: "Ada" }])
    expect(fieldsOf(sent)).toEqual({});
});
