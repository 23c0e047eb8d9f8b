import { type Facts, productsOf } from "../../facts.ts";
import { type Operation, written } from "../../operation.ts";
import { instead, type Site } from "../../row.ts";
import { sumsOf } from "../../sums.ts";
import type { Node } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { STEP } from "../names.ts";
import { operations } from "./operations.ts";

const SQUARED = row(
  "square-outside",
  "the square of a mean, or the mean of squares",
  "A mean or a sum is squared where the squares are to be averaged or added up, or the other way round.",
  "Compare with the formula: does the square stand inside of the sum or outside?",
);
const SUM = row(
  "sum-for-product",
  "a sum where a product belongs",
  "Two values are added where they are to be multiplied.",
  "Compare with the formula what is done with the two values.",
);
const PRODUCT = row(
  "product-for-sum",
  "a product where a sum belongs",
  "Two values are multiplied where they are to be added.",
  "Compare with the formula what is done with the two values.",
);
const METHOD = row(
  "other-method",
  "another operation of your own",
  "One of your own operations is used where another one of them belongs.",
  "Compare with the formula what is done with the two values.",
);
const CONSTANT = row(
  "number-for-value",
  "a number where a value belongs",
  "A fixed number stands where a value is asked for that you have computed already.",
  "Compare with the formula which of its parts are numbers, and which depend on the inputs.",
);

const SIZE = row(
  "size-left-out",
  "an absolute value left out",
  "An absolute value is missing: a value is used as it is.",
  "Put a negative value in by hand: what does the formula make of it?",
);

/** Most changes of one kind. */
const MOST = 40;

/** `(Σ v)²` as `Σ v²`, and back. */
function squares(facts: Facts): Change[] {
  const { tree, operation } = facts;
  const reduced = (node: Node | undefined): Operation | null => {
    const read = node === undefined ? null : operation(node);
    // What is read as a number is reduced before: `x.mean().item()`.
    const op = read?.name === "item" && read.args[0] !== undefined ? operation(read.args[0]) : read;
    return op !== null && /^(sum|mean)$/.test(op.name) && (op.style === "nd" || op.style === "method") ? op : null;
  };
  const listed = (op: Operation, of: string) => `nd.${op.name}(${[of, ...op.args.slice(1).map(tree.text)].join(", ")})`;
  return operations(facts, /^(mul|square|pow|sum|mean)$/).flatMap(({ node, op }) => {
    const [a, b] = op.args;
    const own = reduced(node);
    const within = own === null || a === undefined ? null : operation(a);
    const [of] = within?.args ?? [];
    if (own !== null && within?.name === "square" && of !== undefined)
      return changes(SQUARED, instead(node, `nd.square(${listed(own, tree.text(of))})`));
    const of2 = reduced(a);
    const isSquare = op.name === "square" || (b !== undefined && a !== undefined && tree.text(a) === tree.text(b));
    if (of2 === null || !(isSquare || (op.name === "pow" && b !== undefined && tree.text(b) === "2"))) return [];
    return changes(SQUARED, instead(node, listed(of2, `nd.square(${tree.text(of2.args[0] as Node)})`)));
  });
}

/** Sums as products and products as sums; of methods that the file has for itself one as another. */
function exchanged(facts: Facts): Change[] {
  const { tree } = facts;
  const own = tree.nodes.flatMap((node) =>
    node.type === "MethodDefinition" && node.kind === "method" && node.key.type === "Identifier"
      ? [{ name: node.key.name, takes: node.value.params.length }]
      : [],
  );
  const methods = tree.nodes.flatMap((node): Change[] => {
    if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || node.callee.computed) return [];
    const name = tree.text(node.callee.property as Node);
    const takes = own.find((one) => one.name === name)?.takes;
    if (takes === undefined || takes !== node.arguments.length) return [];
    const others = own.filter((one) => one.name !== name && one.takes === takes).map((one) => one.name);
    return changes(METHOD, instead(node.callee.property as Node, ...others));
  });
  const plain = operations(facts, /^(add|mul)$/).flatMap(({ node, op }) => {
    const other = op.name === "add" ? "mul" : "add";
    return changes(op.name === "add" ? SUM : PRODUCT, instead(node, written(op, other, op.args.map(tree.text))));
  });
  return [...methods, ...plain];
}

/** `1 + e` as `u + e`, and `f(x, 1)` as `f(x, u)`, for values and parameters of the function that are there by then. */
function constants(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const literals = [
    ...operations(facts, /^(add|sub|mul|div)$/).flatMap(({ op }) => op.args),
    ...tree.nodes.flatMap((node) =>
      node.type === "CallExpression" && node.callee.type === "Identifier" ? (node.arguments as Node[]) : [],
    ),
  ].filter((one) => one.type === "Literal" && typeof one.value === "number");
  return literals.flatMap((literal) => {
    const values = scopes
      .visibleAt(literal)
      .filter(({ kind, until, at, init }) =>
        kind === "parameter"
          ? at.end <= literal.start
          : kind === "variable" && until <= literal.start && init !== null && !/Function/.test(init.type),
      );
    return changes(CONSTANT, instead(literal, ...values.slice(0, 12).map(({ name }) => name)));
  });
}

/** `−x` as `1 − x`, and values that lack a minus. */
function signs(facts: Facts): Change[] {
  const { tree } = facts;
  const ones = operations(facts, /^neg$/).flatMap(({ node, op }) => {
    const of = tree.text(op.args[0] as Node);
    const text = op.style === "operator" ? `(1 - ${of})` : `nd.sub(1, ${of})`;
    return changes(rowOf("summand-left-out"), instead(node, text));
  });
  const squared = operations(facts, /^neg$/).flatMap(({ op }) => {
    const of = op.args[0] as Node;
    return instead(of, written(op, "square", [tree.text(of)]));
  });
  const sizes = operations(facts, /^neg$/).flatMap(({ op }) => {
    const of = op.args[0] as Node;
    return instead(of, written(op, "abs", [tree.text(of)]));
  });
  const values = tree.nodes.flatMap((node): Node[] => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init) return [node.init as Node];
    if (node.type === "Property" && !node.shorthand && tree.parentOf(node)?.type === "ObjectExpression")
      return [node.value as Node];
    return node.type === "ReturnStatement" && node.argument ? [node.argument as Node] : [];
  });
  const minus = values
    .filter((one) => /^(Identifier|MemberExpression|CallExpression|BinaryExpression)$/.test(one.type))
    .flatMap((one) =>
      instead(one, `((v) => typeof v === "number" ? -v : nd.neg(v))(${tree.text(one)})`).slice(0, MOST),
    );
  return [
    ...ones,
    ...changes(SIZE, sizes),
    ...changes(rowOf("square-left-out"), squared),
    ...changes(rowOf("minus-left-out"), minus),
  ];
}

/** A value in a product, a quotient or a sum as 1 minus it, and what is divided by as 1 more. */
function oneMore(facts: Facts): Change[] {
  const { tree } = facts;
  const isOpen = (node: Node) =>
    /^(Identifier|MemberExpression|BinaryExpression)$/.test(node.type) &&
    !facts.isCount(node) &&
    !/^(add|sub)$/.test(facts.operation(node)?.name ?? "");
  const by = (text: string, number: string, tensor: string): string =>
    `((v) => typeof v === "number" ? ${number} : ${tensor})(${text})`;
  const operands = operations(facts, /^(mul|div)$/).flatMap(({ op }) => op.args);
  const added = sumsOf(facts).map(({ value }) => value);
  const divisors = operations(facts, /^div$/).flatMap(({ op }) => op.args.slice(1));
  const logs = operations(facts, /^log$/)
    .flatMap(({ op }) => op.args.slice(0, 1))
    .filter((one) => isOpen(one) || one.type === "CallExpression");
  return [
    ...changes(
      rowOf("one-minus-left-out"),
      logs.flatMap((one) => instead(one, by(tree.text(one), "1 - v", "nd.sub(1, v)"))),
    ).slice(0, MOST),
    ...changes(
      rowOf("summand-left-out"),
      logs.flatMap((one) => instead(one, by(tree.text(one), "1 + v", "nd.add(1, v)"))),
    ).slice(0, MOST),
    ...changes(
      rowOf("one-minus-left-out"),
      [...operands, ...added]
        .filter(isOpen)
        .flatMap((one) => instead(one, by(tree.text(one), "1 - v", "nd.sub(1, v)"))),
    ).slice(0, MOST),
    ...changes(
      rowOf("summand-left-out"),
      divisors.filter(isOpen).flatMap((one) => instead(one, by(tree.text(one), "1 + v", "nd.add(1, v)"))),
    ).slice(0, MOST),
  ];
}

const minusOf = (like: Operation, text: string): string => written(like, "sub", ["1", text]);

/** `1 − a` in a product, with the other half of the sigmoid's slope; `1 + a` with the other half of that of tanh. */
const halves = ({ tree, operation }: Facts): Change[] =>
  productsOf(tree, operation).flatMap((factors) =>
    factors.flatMap((one) => {
      const op = operation(one);
      const [first, a] = op?.args ?? [];
      const [unit, sum] = first?.type === "Literal" ? [first, a] : [a, first];
      if (op?.name === "add" && op.style !== "own" && unit?.type === "Literal" && unit.value === 1 && sum !== undefined)
        return changes(
          rowOf("factor-left-out"),
          instead(one, written(op, "mul", [tree.text(one), minusOf(op, tree.text(sum))])),
        );
      if (op?.name !== "sub" || op.style === "own" || first?.type !== "Literal" || first.value !== 1) return [];
      const text = a === undefined ? "" : tree.text(a);
      if (a === undefined || factors.some((other) => tree.text(other) === text)) return [];
      return changes(
        rowOf("slope-without-one-minus"),
        instead(one, written({ ...op, args: [] }, "mul", [text, tree.text(one)])),
      );
    }),
  );

/** A tensor that is negated or given back, times a parameter of the function. */
function parameters(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  const places = [
    ...operations(facts, /^neg$/).flatMap(({ op }) => (op.style === "operator" ? [] : op.args.slice(0, 1))),
    ...tree.nodes.flatMap((node) =>
      node.type === "ReturnStatement" && node.argument?.type === "CallExpression" ? [node.argument as Node] : [],
    ),
  ];
  const sites = places.flatMap((one): Site[] =>
    instead(
      one,
      ...scopes
        .visibleAt(one)
        .filter(({ kind, path }) => kind === "parameter" && path.length === 0)
        .map(({ name }) => `nd.mul(${tree.text(one)}, ${name})`),
    ),
  );
  return changes(rowOf("factor-left-out"), sites.slice(0, MOST));
}

/** Without `sign`: of what is positive it makes ones, whatever stood there. */
const FUNCTIONS = ["relu", "abs", "square", "tanh", "sigmoid", "exp", "log", "sqrt"];

/** What is taken for one another most easily. */
const LIKE: { readonly [name: string]: readonly string[] } = {
  sinh: ["cosh"],
  cosh: ["sinh"],
  sin: ["cos"],
  cos: ["sin"],
};

/** A function of one value as another. */
const functions = (facts: Facts): Change[] =>
  operations(facts, /^(relu|abs|square|sqrt|exp|log|sign|sin|cos|sinh|cosh)$/).flatMap(({ node, op }) => {
    const text = facts.tree.text(op.args[0] as Node);
    const near = op.style === "Math" ? (LIKE[op.name] ?? []) : [];
    const others = [...near, ...FUNCTIONS].filter(
      (name) => name !== op.name && (op.style !== "Math" || /abs|tanh|exp|log|sqrt|sinh|cosh|sin|cos$/.test(name)),
    );
    return changes(
      rowOf("other-function"),
      instead(node, ...others.map((name) => (op.style === "Math" ? `Math.${name}(${text})` : `nd.${name}(${text})`))),
    );
  });

/** `a b / c` as `a c / b`. */
const fractions = (facts: Facts): Change[] =>
  operations(facts, /^div$/).flatMap(({ node, op }) => {
    const [over, by] = op.args;
    const inside = over === undefined ? null : facts.operation(over);
    const [a, b] = inside?.args ?? [];
    if (inside?.name !== "mul" || inside.style === "own" || a === undefined || b === undefined || by === undefined)
      return [];
    const [x, y, z] = [a, b, by].map(facts.tree.text) as [string, string, string];
    const turned = (one: string, other: string) => written(op, "div", [written(inside, "mul", [one, z]), other]);
    return changes(rowOf("fraction-turned"), instead(node, turned(x, y), turned(y, x)));
  });

/** A call of a function or a method that the file has for itself. */
const isOwnCall = ({ tree, operation }: Facts, node: Node): boolean =>
  node.type === "CallExpression" &&
  (operation(node)?.style === "own" ||
    (operation(node) === null &&
      tree.homes.some(
        ({ name }) =>
          name ===
          tree
            .text(node.callee as Node)
            .split(".")
            .at(-1),
      )));

/** A value of the function in an operation as any other one that is there by then. */
const values = (facts: Facts): Change[] =>
  operations(facts, /^(mul|matmul|add|sub|div|sum|mean)$/).flatMap(({ op }) =>
    op.args.flatMap((arg) => {
      const own = arg.type === "Identifier" ? facts.scopes.bindingOf(arg) : null;
      // What is written out in a product may be a value of the function with something left out.
      const isWritten =
        (op.name === "matmul" && arg.type === "CallExpression" && facts.operation(arg) !== null) ||
        (op.name === "mul" && isOwnCall(facts, arg));
      if (!isWritten && (own === null || own.kind !== "variable" || facts.isCount(arg))) return [];
      const name = own?.name ?? facts.tree.text(arg);
      const others = facts.scopes
        .visibleAt(arg)
        .filter(
          ({ kind, until, init, at }) =>
            kind === "variable" && init !== null && until <= arg.start && !facts.isCount(at),
        )
        .filter(
          ({ init, name: other }) =>
            other !== own?.name && init !== null && !/Function|Literal|ArrayExpression/.test(init.type),
        );
      return changes(STEP(name), instead(arg, ...others.slice(0, 10).map((other) => other.name)));
    }),
  );

export const formChanges = (facts: Facts): Change[] => [
  ...squares(facts).slice(0, MOST),
  ...exchanged(facts).slice(0, 2 * MOST),
  ...constants(facts).slice(0, 2 * MOST),
  ...signs(facts).slice(0, 2 * MOST),
  ...oneMore(facts),
  ...halves(facts),
  ...parameters(facts),
  ...functions(facts).slice(0, MOST),
  ...fractions(facts),
  ...values(facts).slice(0, 2 * MOST),
];
