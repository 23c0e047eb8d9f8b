import { type Facts, NAMES } from "../../facts.ts";
import { written } from "../../operation.ts";
import { instead, replaced } from "../../row.ts";
import { type Node, within } from "../../tree.ts";
import { type Change, changes, row, rowOf } from "../change.ts";
import { LIKE, renamed } from "./likes.ts";

const PENALTY = row(
  "penalty-extra",
  "a term with λ too many",
  "A value has a term with $\\lambda$ that is not asked for here.",
  "Look in the statement for what is penalised, and what is not.",
);

/** Most changes of one kind. */
const MOST = 40;

const PARAMETER = /^d?[Wwb]\d*$/;

/** Names of parameters and gradients in a node. */
const namesIn = (node: Node): string[] => [
  ...new Set(within(node).flatMap((one) => (one.type === "Identifier" && PARAMETER.test(one.name) ? [one.name] : []))),
];

const plain = (name: string): string => name.replace(/^d/, "");

/** All parameters that the file speaks of, without the gradients. */
const parametersOf = ({ tree }: Facts): string[] => [...new Set(namesIn(tree.program as Node).map(plain))];

/** A statement about one parameter, with the same about another beside it: `W1.subInPlace(…)` and `b1`. */
function statements(facts: Facts): Change[] {
  const { tree } = facts;
  const others = parametersOf(facts);
  return tree.nodes.flatMap((node) => {
    if (node.type !== "ExpressionStatement") return [];
    const own = new Set(namesIn(node).map(plain));
    const [name] = own;
    const text = tree.text(node);
    const isStep = within(node).some((one) => one.type === "Identifier" && NAMES.rate.test(one.name));
    if (own.size !== 1 || name === undefined) return [];
    return others
      .map((other) => renamed(text, name, other))
      .filter((copy) => copy !== text && !tree.code.includes(copy))
      .flatMap((copy) => changes(isStep ? rowOf("not-updated") : LIKE, [[replaced(node, `${text} ${copy}`)]]));
  });
}

/** A term of one parameter, with that of another added: `sum(W1²)` and `W2`. */
function summands(facts: Facts): Change[] {
  const { tree } = facts;
  const others = parametersOf(facts).filter((name) => /^[Ww]/.test(name));
  return tree.nodes.flatMap((node): Change[] => {
    const value =
      node.type === "ReturnStatement"
        ? node.argument
        : node.type === "VariableDeclarator"
          ? node.init
          : node.type === "ArrowFunctionExpression" && node.body.type !== "BlockStatement"
            ? node.body
            : null;
    if (!value || value.type === "ObjectExpression" || /Function/.test(value.type)) return [];
    const own = namesIn(value as Node);
    const [name] = own;
    if (own.length !== 1 || name === undefined || !/^[Ww]/.test(name)) return [];
    const text = tree.text(value as Node);
    return others
      .map((other) => renamed(text, name, other))
      .filter((copy) => copy !== text)
      .flatMap((copy) =>
        changes(rowOf("summand-left-out"), [
          [replaced(value as Node, `((u, v) => typeof u === "number" ? u + v : nd.add(u, v))(${text}, ${copy})`)],
        ]),
      );
  });
}

/** A gradient of weights without a penalty, where the function is given λ. */
function penalties(facts: Facts): Change[] {
  const { tree, scopes } = facts;
  return tree.nodes.flatMap((node): Change[] => {
    const named =
      node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init
        ? { name: node.id.name, value: node.init as Node }
        : node.type === "Property" && node.key.type === "Identifier" && !node.shorthand
          ? { name: node.key.name, value: node.value as Node }
          : null;
    const weights = /^d([Ww]\d*)$/.exec(named?.name ?? "")?.[1];
    if (named === null || weights === undefined) return [];
    const visible = scopes.visibleAt(node).filter(({ kind }) => kind === "parameter");
    const lambda = visible.find(({ name }) => NAMES.lambda.test(name))?.name;
    const holder = visible.find(({ name }) => tree.code.includes(`${name}.${weights}`))?.name;
    if (lambda === undefined || holder === undefined || tree.text(named.value).includes(lambda)) return [];
    return changes(
      rowOf("penalty-left-out"),
      [lambda, `${lambda} / X.shape[1]`].map((share) => [
        replaced(named.value, `nd.add(${tree.text(named.value)}, nd.mul(${holder}.${weights}, ${share}))`),
      ]),
    );
  });
}

/** A sum of which one term has λ, without it. */
const unpenalised = ({ tree, operation }: Facts): Change[] =>
  tree.nodes.flatMap((node) => {
    const op = operation(node);
    const [a, b] = op?.args ?? [];
    if (op === null || op.style === "own" || !/^(add|sub)$/.test(op.name) || a === undefined || b === undefined)
      return [];
    const hasLambda = (one: Node) =>
      within(one).some((inner) => inner.type === "Identifier" && NAMES.lambda.test(inner.name));
    if (hasLambda(a) === hasLambda(b)) return [];
    const [text, left] = [tree.text(hasLambda(a) ? b : a), hasLambda(a)];
    return changes(PENALTY, [[replaced(node, op.name === "sub" && left ? written(op, "neg", [text]) : `(${text})`)]]);
  });

/** A step in place of what it is to be taken from: `W = dW.mul(rate)`, and a field of a record that is made anew. */
function steps({ tree }: Facts): Change[] {
  const isStep = (value: Node, name: string) =>
    within(value).some((one) => one.type === "Identifier" && NAMES.rate.test(one.name)) &&
    !new RegExp(`(^|[^\\w.])${name.replace(/[^\w]/g, "\\$&")}([^\\w]|$)`).test(tree.text(value));
  const taken = (value: Node, name: string): Change[] =>
    changes(
      rowOf("step-replaces"),
      ["u - v : nd.sub(u, v)", "u + v : nd.add(u, v)"].map((made) => [
        replaced(value, `((u, v) => typeof u === "number" ? ${made})(${name}, ${tree.text(value)})`),
      ]),
    );
  return tree.nodes.flatMap((node) => {
    if (node.type !== "AssignmentExpression" || node.operator !== "=") return [];
    const name = tree.text(node.left as Node);
    if (node.right.type !== "ObjectExpression") return isStep(node.right, name) ? taken(node.right, name) : [];
    return node.right.properties.flatMap((one) => {
      if (one.type !== "Property" || one.shorthand || one.key.type !== "Identifier") return [];
      const field = `${name}.${one.key.name}`;
      return isStep(one.value as Node, field) ? taken(one.value as Node, field) : [];
    });
  });
}

/** A step without the rate, where others have it: `b -= g.db`. */
function rates(facts: Facts): Change[] {
  const { tree, operation, scopes } = facts;
  const isRate = (node: Node) =>
    (node.type === "Identifier" && NAMES.rate.test(node.name)) ||
    (node.type === "MemberExpression" && !node.computed && NAMES.rate.test(tree.text(node.property as Node)));
  const texts = new Set(tree.nodes.flatMap((one) => (isRate(one) && hasNoHolder(one) ? [tree.text(one)] : [])));
  const steps = tree.nodes.flatMap((node): Node[] => {
    if (node.type === "AssignmentExpression" && node.operator === "-=") return [node.right];
    const op = operation(node);
    return op?.name === "sub" && op.style !== "own" && op.args[1] !== undefined ? [op.args[1]] : [];
  });
  return steps
    .filter(
      (step) => !within(step).some(isRate) && within(step).some((one) => /^d?[Wwb]\d*$|^d[A-Z]/.test(tree.text(one))),
    )
    .flatMap((step) => {
      const there = new Set(scopes.visibleAt(step).map(({ name }) => name));
      const near = [...texts].filter((text) => there.has(text.split(".", 1)[0] as string));
      const by = (text: string) =>
        `((r, v) => typeof v === "number" ? r * v : nd.mul(r, v))(${text}, ${tree.text(step)})`;
      return changes(
        rowOf("rate-left-out"),
        near.map((text) => [replaced(step, by(text))]),
      );
    });

  /** `options.rate` as a whole, and not its last part alone. */
  function hasNoHolder(node: Node): boolean {
    const parent = tree.parentOf(node);
    return !(parent?.type === "MemberExpression" && parent.property === node && !parent.computed);
  }
}

/** `db.assign(d)` as `db.addInPlace(d)`. */
const assigned = ({ tree }: Facts): Change[] =>
  tree.nodes.flatMap((node) =>
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    tree.text(node.callee.property as Node) === "assign" &&
    tree.text(node.callee.object as Node) !== "Object"
      ? changes(rowOf("overwritten"), instead(node.callee.property as Node, "addInPlace"))
      : [],
  );

export const statementChanges = (facts: Facts): Change[] => [
  ...assigned(facts),
  ...statements(facts).slice(0, MOST),
  ...summands(facts).slice(0, MOST),
  ...penalties(facts),
  ...steps(facts).slice(0, MOST),
  ...rates(facts).slice(0, MOST),
  ...unpenalised(facts),
];
