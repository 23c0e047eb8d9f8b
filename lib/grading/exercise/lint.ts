// Longer than most: all that the schema cannot see, one function for each kind of part and of check, with what is said.
import { didYouMean, type YamlPath } from "./content-error.ts";
import { isLeaf } from "./draw.ts";
import { checkKind, partPoints } from "./public.ts";
import type { Check, ChoicePart, CodePart, DerivationPart, Exercise, Part, TextPart, WorksheetPart } from "./spec.ts";
import { header } from "./table.ts";

/** Files that nothing has to name: the spec, its proof, and why a change of the solution computes the same. */
const BESIDE = ["exercise.yaml", "proof.json", "equivalent.yaml"];

/** A complaint about content that the schema cannot see; `file` where it is about another file than exercise.yaml. */
export type Complaint = {
  readonly path: YamlPath;
  readonly message: string;
  readonly suggestion?: string | null;
  readonly file?: string;
};

/** What names what: files, functions, arguments, sizes, fields, checks. An empty list means that all of it fits together. */
export function lint(exercise: Exercise): readonly Complaint[] {
  const { spec } = exercise;
  return [
    ...files(exercise),
    ...unique(spec.prerequisites ?? [], ["prerequisites"], "prerequisite"),
    ...unique(
      spec.parts.map((part) => part.id),
      ["parts"],
      "part",
    ),
    ...spec.parts.flatMap((part, i) => [...lintPart(exercise, part, ["parts", i]), ...dearHints(part, ["parts", i])]),
  ];
}

function lintPart(exercise: Exercise, part: Part, path: YamlPath): Complaint[] {
  if (part.kind === "code") return lintCode(exercise, part, path);
  if (part.kind === "worksheet") return lintWorksheet(part, path);
  if (part.kind === "derivation") return lintDerivation(part, path);
  if (part.kind === "choice") return lintChoice(part, path);
  return lintText(part, path);
}

/** A hint that takes more than the part is worth leaves nothing to be earned with it. */
const dearHints = (part: Part, path: YamlPath): Complaint[] =>
  part.hints.flatMap(({ cost }, i) =>
    cost < partPoints(part)
      ? []
      : [
          {
            path: [...path, "hints", i, "cost"],
            message: `A hint may not cost ${cost} where the part is worth ${partPoints(part)}.`,
          },
        ],
  );

/** Every named file exists, and every file is named. */
function files({ spec, files }: Exercise): Complaint[] {
  const named = new Map<string, YamlPath>([[spec.statement, ["statement"]]]);
  for (const [i, part] of spec.parts.entries()) {
    const at: YamlPath = ["parts", i];
    if (part.kind === "code") {
      named.set(part.starter, [...at, "starter"]).set(part.solution, [...at, "solution"]);
      if (part.properties !== undefined) named.set(part.properties, [...at, "properties"]);
      for (const [name, data] of Object.entries(part.data)) named.set(data.file, [...at, "data", name, "file"]);
      for (const [k, file] of part.alternatives.entries()) named.set(file, [...at, "alternatives", k]);
    }
    if (part.kind === "worksheet") {
      named.set(part.fields, [...at, "fields"]);
      for (const [k, file] of part.alternatives.entries()) named.set(file, [...at, "alternatives", k]);
      if (part.variant !== undefined) named.set(part.variant, [...at, "variant"]);
    }
    if (part.kind === "code" || part.kind === "worksheet")
      for (const [k, mistake] of part.mistakes.entries()) named.set(mistake.file, [...at, "mistakes", k, "file"]);
  }
  const missing = [...named]
    .filter(([file]) => !files.has(file))
    .map(([file, path]) => ({
      path,
      message: `There is no file ${file}.`,
      suggestion: didYouMean(file, files.keys()),
    }));
  const idle = [...files.keys()]
    .filter((file) => !named.has(file) && !BESIDE.includes(file))
    .map((file) => ({
      path: [],
      file,
      message: `Nothing in exercise.yaml names ${file}.`,
      suggestion: didYouMean(file, named.keys()),
    }));
  return [...missing, ...idle];
}

function lintCode(exercise: Exercise, part: CodePart, path: YamlPath): Complaint[] {
  const functions = Object.keys(part.functions);
  const checks = part.checks.map(({ id }) => id);
  return [
    ...unique(checks, [...path, "checks"], "check"),
    ...unique(
      part.mistakes.map(({ id }) => id),
      [...path, "mistakes"],
      "mistake",
    ),
    ...Object.entries(part.functions).flatMap(([name, fn]) =>
      known(
        fn.args,
        [...Object.keys(part.cases.values), "options"],
        [...path, "functions", name, "args"],
        "a drawn value or options",
      ),
    ),
    ...knownSizes(part, part.cases.values, [...path, "cases", "values"]),
    ...Object.entries(part.gradients).flatMap(([gradient, parameter]) =>
      known([parameter], parameterNames(part), [...path, "gradients", gradient], "a drawn value"),
    ),
    ...part.checks.flatMap((check, i) => lintCheck(part, check, [...path, "checks", i], functions)),
    ...part.mistakes.flatMap((mistake, i) => [
      ...known(mistake.fails ?? [], checks, [...path, "mistakes", i, "fails"], "a check of this part"),
      ...(mistake.verdict === "correct" || mistake.diagnosis !== undefined
        ? []
        : [
            {
              path: [...path, "mistakes", i],
              message: `${mistake.id} has no diagnosis; a student who makes it is told nothing.`,
            },
          ]),
    ]),
    ...Object.entries(part.data).flatMap(([name, data]) => {
      const text = exercise.files.get(data.file);
      if (text === undefined) return [];
      const wanted = [...data.inputs, ...data.targets, ...(part.checks.some((c) => "trains" in c) ? [data.split] : [])];
      return known(wanted, header(text), [...path, "data", name], `a column of ${data.file}`);
    }),
  ];
}

/** The names of functions that a check uses, with the fields it reads of each. */
function lintCheck(part: CodePart, check: Check, path: YamlPath, functions: readonly string[]): Complaint[] {
  const kind = checkKind(check);
  const at = [...path, kind];
  const row = (check as unknown as Record<string, Record<string, unknown>>)[kind] ?? {};
  const used = ["of", "loss", "gradient"].flatMap((key) => (typeof row[key] === "string" ? [row[key]] : []));
  const fields = Array.isArray(row.fields) ? (row.fields as string[]) : [];
  const returned = part.functions[String(row.of)]?.returns;
  return [
    ...known(used, functions, at, "a function of this part"),
    ...("trains" in check
      ? known([check.trains.data], Object.keys(part.data), [...at, "data"], "a data set of this part")
      : []),
    ...("trains" in check
      ? known([check.trains.predict.of], functions, [...at, "predict", "of"], "a function of this part")
      : []),
    ...(fields.length > 0 && typeof returned === "object" && !Array.isArray(returned)
      ? known(fields, fieldNames(returned as object), [...at, "fields"], `a field that ${String(row.of)} returns`)
      : []),
    ...("outputs" in check ? lintValues(part, check.outputs, [...at, "values"]) : []),
    ...(kind === "property" && part.properties === undefined
      ? [{ path: at, message: "A property needs the part's key “properties” to name its file." }]
      : []),
    ...(kind === "property" && check.public
      ? [{ path, message: "A property cannot be public: it is judged by code that never reaches a browser." }]
      : []),
    ...(kind === "consistent" && Object.keys(part.gradients).length === 0
      ? [
          {
            path: at,
            message:
              "“consistent” needs the part's key “gradients”, which says what parameter each gradient belongs to.",
          },
        ]
      : []),
  ];
}

/** Sizes in the shapes of what is drawn. */
function knownSizes(part: CodePart, values: CodePart["cases"]["values"], path: YamlPath): Complaint[] {
  return Object.entries(values).flatMap(([name, drawn]) =>
    (isLeaf(drawn) ? [drawn] : Object.values(drawn)).flatMap((leaf) =>
      "shape" in leaf
        ? known(
            leaf.shape.filter((size) => typeof size === "string"),
            Object.keys(part.cases.sizes),
            [...path, name],
            "a size of cases.sizes",
          )
        : [],
    ),
  );
}

/** What a check draws otherwise has to be what the part draws: the function's arguments, of the same kind and shape. */
function lintValues(
  part: CodePart,
  { of, values }: Extract<Check, { outputs: unknown }>["outputs"],
  path: YamlPath,
): Complaint[] {
  if (values === undefined) return [];
  const args = part.functions[of]?.args.filter((name) => name in part.cases.values) ?? [];
  const other = Object.entries(values).filter(
    ([name, drawn]) => name in part.cases.values && formOf(drawn) !== formOf(part.cases.values[name]),
  );
  return [
    ...known(Object.keys(values), args, path, `a drawn argument of ${of}`),
    ...knownSizes(part, values, path),
    ...other.map(([name]) => ({
      path: [...path, name],
      message: `${name} has other fields or another shape here than in cases.values.`,
    })),
  ];
}

/** Fields and shapes of what is drawn, without what is drawn; a constant has the shape of a number. */
function formOf(drawn: CodePart["cases"]["values"][string] | undefined): string {
  if (drawn === undefined) return "";
  if (isLeaf(drawn)) return JSON.stringify("shape" in drawn ? drawn.shape : []);
  return JSON.stringify(
    Object.entries(drawn)
      .map(([field, leaf]) => [field, formOf(leaf)])
      .sort(),
  );
}

function lintWorksheet(part: WorksheetPart, path: YamlPath): Complaint[] {
  const fields = part.lanes.flatMap((lane) => lane.fields);
  return [
    ...unique(
      fields.map(({ id }) => id),
      [...path, "lanes"],
      "field",
    ),
    ...part.lanes.flatMap((lane, i) =>
      lane.fields.flatMap((field, k) =>
        known(
          field.change === undefined ? [] : [field.change],
          part.given.map(({ id }) => id),
          [...path, "lanes", i, "fields", k, "change"],
          "a given value",
        ),
      ),
    ),
    ...part.lanes.flatMap((lane, i) =>
      lane.fields.flatMap(({ derivative }, k) =>
        known(
          derivative === undefined || derivative === "none" ? [] : [derivative.by],
          [...part.given, ...fields].map(({ id }) => id),
          [...path, "lanes", i, "fields", k, "derivative", "by"],
          "a given value or a field",
        ),
      ),
    ),
    ...part.given.flatMap((given, i) => {
      const shape = shapeOf(given.value);
      return shape.length !== given.shape.length || shape.some((n, k) => n !== given.shape[k])
        ? [
            {
              path: [...path, "given", i],
              message: `${given.id} is ${shape.join("×") || "a number"}, and its shape says ${given.shape.join("×") || "a number"}.`,
            },
          ]
        : [];
    }),
  ];
}

function lintDerivation(part: DerivationPart, path: YamlPath): Complaint[] {
  const lines = part.lines.map(({ id }) => id);
  return [
    ...unique(lines, [...path, "lines"], "line"),
    ...part.mistakes.flatMap((mistake, i) =>
      known([mistake.line], lines, [...path, "mistakes", i, "line"], "a line of this part"),
    ),
    ...part.alternatives.flatMap((one, i) =>
      known(Object.keys(one), lines, [...path, "alternatives", i], "a line of this part"),
    ),
    ...Object.entries(part.network.drawn).flatMap(([name, shape]) =>
      known(
        shape.filter((size) => typeof size === "string"),
        Object.keys(part.network.sizes ?? {}),
        [...path, "network", "drawn", name],
        "a size of network.sizes",
      ),
    ),
    ...known(
      Object.keys(part.network.values ?? {}),
      Object.keys(part.network.drawn),
      [...path, "network", "values"],
      "a drawn symbol",
    ),
    ...part.lines.flatMap(({ steps }, i) =>
      unique(steps?.milestones.map(({ id }) => id) ?? [], [...path, "lines", i, "steps", "milestones"], "milestone"),
    ),
  ];
}

function lintChoice(part: ChoicePart, path: YamlPath): Complaint[] {
  const right = part.options.filter(({ correct }) => correct).length;
  return [
    ...unique(
      part.options.map(({ id }) => id),
      [...path, "options"],
      "option",
    ),
    ...(right === 0 || (!part.several && right > 1)
      ? [
          {
            path: [...path, "options"],
            message: `${right} options are marked correct; ${part.several ? "at least one" : "exactly one"} has to be.`,
          },
        ]
      : []),
  ];
}

function lintText(part: TextPart, path: YamlPath): Complaint[] {
  const sum = part.rubric.reduce((total, { points }) => total + Math.max(0, points), 0);
  return sum === part.points
    ? []
    : [
        {
          path: [...path, "points"],
          message: `The rubric's positive items sum to ${sum}, and the part is worth ${part.points}.`,
        },
      ];
}

/** Paths of everything drawn: `X`, `p.W1`. */
function parameterNames(part: CodePart): string[] {
  return Object.entries(part.cases.values).flatMap(([name, drawn]) =>
    isLeaf(drawn) ? [name] : Object.keys(drawn).map((field) => `${name}.${field}`),
  );
}

function fieldNames(returned: object): string[] {
  return Object.entries(returned).flatMap(([name, value]) =>
    typeof value === "object" && !Array.isArray(value) ? [name, ...Object.keys(value as object)] : [name],
  );
}

function known(words: readonly string[], candidates: Iterable<string>, path: YamlPath, what: string): Complaint[] {
  const all = new Set(candidates);
  return words
    .filter((word) => !all.has(word))
    .map((word) => ({ path, message: `${word} is not ${what}.`, suggestion: didYouMean(word, all) }));
}

function unique(ids: readonly string[], path: YamlPath, what: string): Complaint[] {
  return ids
    .map((id, i) => ({ id, i }))
    .filter(({ id, i }) => ids.indexOf(id) !== i)
    .map(({ id, i }) => ({ path: [...path, i], message: `Two ${what}s are called ${id}.` }));
}

function shapeOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [];
}
