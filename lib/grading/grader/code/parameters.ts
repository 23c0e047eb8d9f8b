import { isTensorValue, type TensorValue, type Value } from "#lib/core/value.ts";
import type { CodePart } from "../../exercise/index.ts";

/** A parameter that a gradient belongs to: the name of the gradient, and where the parameter lies among the arguments. */
export type Parameter = { readonly gradient: string; readonly path: readonly string[]; readonly words: string };

export function parametersOf(gradients: CodePart["gradients"]): Parameter[] {
  return Object.entries(gradients).map(([gradient, words]) => ({ gradient, words, path: words.split(".") }));
}

type Values = { readonly [name: string]: Value };

export function readParameter(values: Values, { path }: Parameter): TensorValue {
  const value = path.reduce<Value>((at, key) => (at as Values)[key] as Value, values);
  return isTensorValue(value) ? value : { shape: [], data: Float64Array.of(value as number) };
}

/** Entries of all parameters. */
export const entriesIn = ({ gradients }: Pick<CodePart, "gradients">, values: Values): number =>
  parametersOf(gradients).reduce((sum, one) => sum + readParameter(values, one).data.length, 0);

/** The values with one entry of one parameter moved by `by`. */
export const nudged = (values: Values, parameter: Parameter, at: number, by: number): Values =>
  moved(values, parameter, (x, i) => (i === at ? x + by : x));

/** The values with every entry of one parameter changed. */
export function moved(values: Values, parameter: Parameter, change: (x: number, i: number) => number): Values {
  const tensor = readParameter(values, parameter);
  const data = tensor.data.map(change);
  const value: Value = tensor.shape.length === 0 ? (data[0] as number) : { shape: tensor.shape, data };
  return replaced(values, parameter.path, value);
}

function replaced(values: Values, [key, ...rest]: readonly string[], value: Value): Values {
  if (key === undefined) throw new Error("a parameter needs a path");
  return { ...values, [key]: rest.length === 0 ? value : replaced(values[key] as Values, rest, value) };
}
