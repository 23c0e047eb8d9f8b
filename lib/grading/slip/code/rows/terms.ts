// Longer than most: signs, summands, factors and terms with λ are found by the same few looks at sums and products.
import type { Facts } from "../facts.ts";
import { NAMES } from "../facts.ts";
import { isTensorStyle, type Operation, written } from "../operation.ts";
import { atNodes, atOperations, instead, replaced, type Site, type SlipRow } from "../row.ts";
import { type Node, within } from "../tree.ts";
import { isInner } from "./inner.ts";
import { leftOutOf } from "./lists.ts";
import { hasLambda } from "./means.ts";
import { isRate } from "./products.ts";

/** A target as it is, or an element of one; what is computed from it is none. */
const isTarget = (facts: Facts, node: Node): boolean =>
  NAMES.target.test(facts.root(node) ?? "") &&
  /^(transpose|item|row|col|slice|take|reshape)?$/.test(facts.operation(node)?.name ?? "");
export const hasRate = (facts: Facts, node: Node): boolean =>
  within(node).some(
    (one) => (one.type === "Identifier" || one.type === "MemberExpression") && isRate(facts.tree.text(one)),
  );
export const isStep = (facts: Facts, { args: [, b] }: Operation): boolean => b !== undefined && hasRate(facts, b);
const isRight = (op: Operation): boolean => op.args.length === 2 && op.style !== "own";
/** Whether the sign of a value is lost in what is made of it. */
function isSquared({ tree, operation }: Facts, node: Node): boolean {
  const parent = tree.parentOf(node);
  const op = parent === null ? null : operation(parent);
  if (op === null || op.args[0] !== node) return false;
  return (
    op.name === "square" ||
    op.name === "abs" ||
    (op.name === "pow" && op.args[1] !== undefined && tree.text(op.args[1]) === "2")
  );
}
/** A place in a list, or part of one: what is added there is no summand of a formula. */
function isIndex({ tree }: Facts, node: Node): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === "BinaryExpression") return isIndex({ tree } as Facts, parent);
  if (parent?.type === "MemberExpression") return parent.computed && parent.property === node;
  return (
    parent?.type === "CallExpression" &&
    parent.callee.type === "MemberExpression" &&
    parent.callee !== node &&
    /^(get|set|at|item|row|col|take|slice|subarray)$/.test(tree.text(parent.callee.property as Node))
  );
}
const isOne = (node: Node | undefined): boolean => node?.type === "Literal" && node.value === 1;

/** Differences of prediction and target, from which a gradient begins. */
const residuals = (find: (op: Operation, t: readonly string[], node: Node) => readonly Site[]) =>
  atOperations("sub", (op, t, node, facts) =>
    isRight(op) && op.args.some((one) => isTarget(facts, one)) && !op.args.some(({ type }) => type === "Literal")
      ? find(op, t, node)
      : [],
  );

const scaled = (op: Operation, text: string, factor: string): string =>
  isTensorStyle(op) ? `nd.mul(${text}, ${factor})` : `((${text}) * ${factor})`;

export const termRows: readonly SlipRow[] = [
  {
    id: "target-exchanged",
    name: "prediction and target exchanged",
    says: "The difference is taken as target minus prediction, so what follows from it has the opposite sign.",
    next: "Differentiate the loss with respect to the prediction, and see which of the two comes first.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      residuals((op, [a = "", b = ""], node) =>
        isSquared(facts, node) ? [] : instead(node, written(op, "sub", [b, a])),
      )(facts),
  },
  {
    id: "target-added",
    name: "target added where it is subtracted",
    says: "Prediction and target are added where their difference is asked for.",
    next: "The error is a difference: it has to be 0 where prediction and target agree.",
    lesson: "forward-loss-and-back",
    sites: residuals((op, t, node) => instead(node, written(op, "add", t))),
  },
  {
    id: "target-left-out",
    name: "target left out of the error",
    says: "The error is computed from the prediction alone; the target does not come in.",
    next: "The error is a difference: it has to be 0 where prediction and target agree.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      residuals((op, [a = "", b = ""], node) => instead(node, isTarget(facts, op.args[0] as Node) ? b : a))(facts),
  },
  {
    id: "step-uphill",
    name: "gradient added where it is subtracted",
    says: "The step goes along the gradient, and the gradient points to where the loss grows.",
    next: "Subtract the rate times the gradient.",
    lesson: "walking-downhill",
    sites: (facts) => [
      ...atOperations("sub", (op, t, node) =>
        isRight(op) && isStep(facts, op) ? instead(node, written(op, "add", t)) : [],
      )(facts),
      ...atNodes((node) =>
        node.type === "AssignmentExpression" && node.operator === "-=" && hasRate(facts, node.right)
          ? instead(node, `${facts.tree.text(node.left as Node)} += ${facts.tree.text(node.right)}`)
          : [],
      )(facts),
    ],
  },
  {
    id: "step-replaces",
    name: "the parameter replaced by its step",
    says: "The parameter becomes the step itself, where the step is to be taken from the old value.",
    next: "Start from the old parameter and subtract the step.",
    lesson: "walking-downhill",
    sites: (facts) => [
      ...atOperations("sub", (op, t, node) =>
        isRight(op) && isStep(facts, op) ? instead(node, written(op, "neg", [t[1] as string]), t[1]) : [],
      )(facts),
      ...atNodes((node) =>
        node.type === "AssignmentExpression" && node.operator === "-=" && hasRate(facts, node.right)
          ? instead(node, `${facts.tree.text(node.left as Node)} = -(${facts.tree.text(node.right)})`)
          : [],
      )(facts),
    ],
  },
  {
    id: "not-updated",
    name: "a parameter left where it began",
    says: "At least one parameter keeps its value: the step is not taken for it.",
    subject: "At least one parameter keeps its value",
    next: "Step every parameter, weights and biases alike.",
    lesson: "walking-downhill",
    sites: (facts) => [
      ...atOperations("sub", (op, t, node) => (isRight(op) && isStep(facts, op) ? instead(node, t[0]) : []))(facts),
      ...atNodes((node) =>
        node.type === "AssignmentExpression" && node.operator === "-=" && hasRate(facts, node.right)
          ? instead(node, `${facts.tree.text(node.left as Node)}`)
          : [],
      )(facts),
      ...leftOutOf("step")(facts),
    ],
  },
  {
    id: "minus-left-out",
    name: "a minus sign left out",
    says: "A value has the opposite sign: a minus is missing.",
    next: "Check the sign on a case where you know which it must have.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...atOperations("neg", (op, t, node) => (op.style === "own" ? [] : instead(node, t[0])))(facts),
      ...atNodes((node) =>
        node.type === "AssignmentExpression" && node.operator === "-=" && !hasRate(facts, node.right)
          ? instead(node, `${facts.tree.text(node.left as Node)} += ${facts.tree.text(node.right)}`)
          : node.type === "Literal" &&
              node.value === 1 &&
              /^-\s*$/.test(facts.tree.code.slice(node.start - 1, node.start))
            ? []
            : [],
      )(facts),
    ],
  },
  {
    id: "minus-extra",
    name: "one minus sign too many",
    says: "A value has the opposite sign: there is one minus too many.",
    next: "Check the sign on a case where you know which it must have.",
    lesson: "forward-loss-and-back",
    sites: (facts) => returnedValues(facts).flatMap((node) => instead(node, `nd.neg(${facts.tree.text(node)})`)),
  },
  {
    id: "difference-exchanged",
    name: "the two sides of a difference exchanged",
    says: "A difference is taken the other way round, so it has the opposite sign.",
    next: "Check which of the two is subtracted, on a case where you know the sign.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      atOperations("sub", (op, [a = "", b = ""], node) =>
        isRight(op) && !isSquared(facts, node) && !isIndex(facts, node)
          ? instead(node, written(op, "sub", [b, a]))
          : [],
      )(facts),
  },
  {
    id: "plus-for-minus",
    isGeneral: true,
    name: "plus where minus belongs",
    says: "Two values are added where one is to be subtracted from the other.",
    next: "Go through the signs of the formula term by term.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      atOperations("sub", (op, t, node) =>
        isRight(op) && !isStep(facts, op) && !isIndex(facts, node) ? instead(node, written(op, "add", t)) : [],
      )(facts),
  },
  {
    id: "minus-for-plus",
    isGeneral: true,
    name: "minus where plus belongs",
    says: "A value is subtracted where it is to be added.",
    next: "Go through the signs of the formula term by term.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...atOperations("add", (op, t, node) =>
        isRight(op) && !isIndex(facts, node) ? instead(node, written(op, "sub", t)) : [],
      )(facts),
      ...atNodes((node) =>
        node.type === "AssignmentExpression" && node.operator === "+="
          ? instead(node, `${facts.tree.text(node.left as Node)} -= ${facts.tree.text(node.right)}`)
          : [],
      )(facts),
    ],
  },
  {
    id: "one-minus-left-out",
    name: "the 1 − left out",
    says: "A value is used as it is where 1 minus that value is asked for.",
    next: "Compare with the formula: which of its values stand as they are, and which as $1 - \\dots$?",
    lesson: "forward-loss-and-back",
    sites: atOperations("sub", (op, t, node) => (isRight(op) && isOne(op.args[0]) ? instead(node, t[1]) : [])),
  },
  {
    id: "bias-left-out",
    name: "the bias left out",
    says: "A weighted sum is used without its bias.",
    next: "Add the bias of the layer before the activation.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      biases(facts).flatMap((node) => {
        const parent = facts.tree.parentOf(node);
        const op = parent === null ? null : facts.operation(parent);
        return instead(node, op !== null && isTensorStyle(op) ? "nd.array(0)" : "0");
      }),
  },
  {
    id: "bias-twice",
    name: "the bias added twice",
    says: "The bias of a layer is added twice.",
    next: "Add the bias once to each weighted sum.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      biases(facts).flatMap((node) => {
        const text = facts.tree.text(node);
        return instead(
          node,
          /\]$/.test(text) || /\.(get|item)\(.*\)$/.test(text) ? `2 * ${text}` : `nd.mul(2, ${text})`,
        );
      }),
  },
  {
    id: "penalty-left-out",
    name: "the term with λ left out",
    says: "The term with $\\lambda$ is missing here, so this value is that of the plain loss.",
    next: "Add the term with $\\lambda$: the penalty in the loss, its derivative in the gradient.",
    lesson: "curves-and-boundaries",
    sites: (facts) =>
      summands(facts)
        .filter(({ lambda }) => lambda)
        .map(({ without }) => without),
  },
  {
    id: "lambda-doubled",
    name: "the term with λ twice as large",
    says: "The term with $\\lambda$ is twice what is asked for, as where the factor ½ is forgotten.",
    next: "Compare the factor before this term with the formula: the penalty has a ½, and in its derivative the 2 of the square cancels it.",
    lesson: "curves-and-boundaries",
    sites: (facts) => lambdas(facts).flatMap((node) => instead(node, `(2 * ${facts.tree.text(node)})`)),
  },
  {
    id: "lambda-halved",
    name: "the term with λ half as large",
    says: "The term with $\\lambda$ is half of what is asked for.",
    next: "Compare the factor before this term with the formula: the penalty has a ½, and in its derivative the 2 of the square cancels it.",
    lesson: "curves-and-boundaries",
    sites: (facts) => lambdas(facts).flatMap((node) => instead(node, `(${facts.tree.text(node)} / 2)`)),
  },
  {
    id: "bias-regularised",
    name: "biases regularised too",
    says: "The term with $\\lambda$ holds the biases as well as the weights.",
    next: "Leave the biases out of the penalty and of its gradient.",
    lesson: "curves-and-boundaries",
    sites: biasRegularised,
  },
  {
    id: "summand-left-out",
    isGeneral: true,
    name: "a summand left out",
    says: "One summand of a sum is missing.",
    next: "Count the terms of the formula, and compare with yours.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      summands(facts)
        .filter(({ lambda }) => !lambda)
        .map(({ without }) => without),
  },
  {
    id: "two-left-out",
    name: "the factor 2 left out",
    says: "A factor 2 is missing, so the value is half of what is asked for.",
    next: "Compare the factors with those of the formula, one by one; a square brings a factor 2 where it is differentiated.",
    lesson: "forward-loss-and-back",
    sites: (facts) => constants(facts, 2, "above", isOuter),
  },
  {
    id: "half-left-out",
    name: "the factor ½ left out",
    says: "A factor ½ is missing, so the value is twice what is asked for.",
    next: "Compare the factors before the sum with those of the formula.",
    lesson: "forward-loss-and-back",
    sites: (facts) => halves(facts, isOuter),
  },
  {
    id: "inner-factor-left-out",
    name: "a factor left out inside",
    says: "A factor 2 or ½ is missing in a value that is squared, divided by or put through a function after that.",
    next: "Compare the factors inside of each power, quotient and function with those of the formula.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [...constants(facts, 2, "above", isInner), ...halves(facts, isInner)],
  },
  {
    id: "two-extra",
    isGeneral: true,
    name: "twice what is asked for",
    says: "The value is twice what is asked for: a 2 is too many, or a ½ is missing.",
    next: "Compare the factors with those of the loss that is asked for: is there a square to differentiate, and a ½ before it?",
    lesson: "forward-loss-and-back",
    sites: (facts) => scaledBy(facts, "2"),
  },
  {
    id: "half-extra",
    isGeneral: true,
    name: "half of what is asked for",
    says: "The value is half of what is asked for: a ½ is too many, or a 2 is missing.",
    next: "Compare the factors with those of the loss that is asked for: is there a square to differentiate, and a ½ before it?",
    lesson: "forward-loss-and-back",
    sites: (facts) => scaledBy(facts, "0.5"),
  },
  {
    id: "square-left-out",
    isGeneral: true,
    name: "the square left out",
    says: "A value is used as it is where its square is asked for.",
    next: "Compare the powers with those of the formula.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...atOperations("square", (op, t, node) =>
        op.style === "own" ? [] : instead(node, t[0], written(op, "abs", [t[0] as string])),
      )(facts),
      ...atOperations("pow", (op, t, node) =>
        isRight(op) && t[1] === "2"
          ? instead(
              node,
              t[0],
              written({ ...op, style: op.style === "operator" ? "Math" : op.style }, "abs", [t[0] as string]),
            )
          : [],
      )(facts),
      ...atOperations("mul", (op, t, node) => (isRight(op) && t[0] === t[1] ? instead(node, t[0]) : []))(facts),
    ],
  },
  {
    id: "root-extra",
    name: "a root taken too",
    says: "A root is taken of a value that is asked for as it is.",
    next: "Compare with the formula: a squared norm, a mean of squares and a variance stand there without a root.",
    lesson: "forward-loss-and-back",
    sites: (facts) => [
      ...atOperations("mean", (op, _t, node) =>
        op.style === "own" || op.style === "Math" ? [] : instead(node, `nd.sqrt(${facts.tree.text(node)})`),
      )(facts),
      ...atOperations("sum", (op, t, node) =>
        op.style !== "own" && /square|\*\*|pow/.test(t[0] ?? "") && op.args.length === 1
          ? instead(node, `nd.sqrt(${facts.tree.text(node)})`)
          : [],
      )(facts),
      ...returnedValues(facts)
        .filter((node) => !isComparison(facts, node))
        .flatMap((node) => instead(node, `nd.sqrt(nd.abs(${facts.tree.text(node)}))`)),
    ],
  },
];

const isComparison = (facts: Facts, node: Node): boolean =>
  /^(greater|less|equal|not_equal)/.test(facts.operation(node)?.name ?? "");

/** Values that an exported function gives back bare: neither a record nor what another function of the file gives back. */
function returnedValues(facts: Facts): Node[] {
  return facts.tree.homes.flatMap(({ node, exported }) => {
    if (!exported) return [];
    const body = "body" in node ? (node.body as Node) : null;
    const values =
      node.type === "ArrowFunctionExpression" && body !== null && body.type !== "BlockStatement"
        ? [body]
        : within(node).flatMap((one) => (one.type === "ReturnStatement" && one.argument ? [one.argument as Node] : []));
    return values.filter((value) => {
      if (value.type === "BinaryExpression" || value.type === "UnaryExpression") return true;
      return (
        value.type === "CallExpression" && facts.operation(value) !== null && facts.operation(value)?.style !== "own"
      );
    });
  });
}

/** Biases where they are added to something, or begin a sum. */
function biases(facts: Facts): Node[] {
  return facts.tree.nodes.filter((node) => {
    if (node.type !== "Identifier" && node.type !== "MemberExpression" && node.type !== "CallExpression") return false;
    if (!NAMES.bias.test(facts.root(node) ?? "")) return false;
    const parent = facts.tree.parentOf(node);
    if (parent === null) return false;
    if (facts.operation(parent)?.name === "add") return facts.operation(parent)?.args.includes(node) ?? false;
    const element =
      (node.type === "MemberExpression" && node.computed) ||
      (node.type === "CallExpression" && /\.(get|item)\(/.test(facts.tree.text(node)));
    if (parent.type === "VariableDeclarator")
      return (
        parent.init === node &&
        (element || (node.type === "Identifier" && !NAMES.bias.test(facts.tree.text(parent.id as Node)))) &&
        isScalarStart(facts, parent as Node)
      );
    return parent.type === "AssignmentExpression" && parent.operator === "+=" && parent.right === node;
  });
}

/** Whether a declared name is added up later: `let z = b[i]; … z += …`. */
function isScalarStart(facts: Facts, declarator: Node): boolean {
  if (declarator.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") return false;
  const { name } = declarator.id;
  return facts.tree.nodes.some(
    (node) =>
      node.type === "AssignmentExpression" &&
      node.operator === "+=" &&
      node.left.type === "Identifier" &&
      node.left.name === name,
  );
}

function summands(facts: Facts): { readonly without: Site; readonly lambda: boolean }[] {
  return facts.tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    if ((op?.name !== "add" && op?.name !== "sub") || !isRight(op)) return [];
    const [a, b] = op.args as [Node, Node];
    if (isIndex(facts, node) || isStep(facts, op)) return [];
    const only = (kept: Node, gone: Node, negative: boolean) => ({
      without: [replaced(node, negative ? written(op, "neg", [facts.tree.text(kept)]) : `(${facts.tree.text(kept)})`)],
      lambda: mentionsLambda(facts, gone),
    });
    if (isOne(a)) return [only(a, b, false)];
    return [only(a, b, false), only(b, a, op.name === "sub")];
  });
}

/** Whether λ stands in it, or in what a name in it was declared as. */
function mentionsLambda(facts: Facts, node: Node): boolean {
  if (hasLambda(node)) return true;
  return within(node).some((one) => {
    if (one.type !== "Identifier") return false;
    if (/^penalty$|^regul/i.test(one.name)) return true;
    return facts.tree.nodes.some(
      (other) =>
        other.type === "VariableDeclarator" &&
        other.id.type === "Identifier" &&
        other.id.name === one.name &&
        other.init != null &&
        other.init.type !== "ArrowFunctionExpression" &&
        hasLambda(other.init as Node),
    );
  });
}

const lambdas = (facts: Facts): Node[] =>
  facts.tree.nodes.filter((node) => {
    const own =
      node.type === "MemberExpression" && !node.computed
        ? facts.tree.text(node.property as Node)
        : node.type === "Identifier"
          ? node.name
          : "";
    const parent = facts.tree.parentOf(node);
    return NAMES.lambda.test(own) && parent !== null && facts.operation(parent) !== null;
  });

/** A constant as a factor, in a numerator or in a denominator; `X ** 2` is no factor. */
function constants(
  facts: Facts,
  value: number,
  where: "above" | "below",
  isWanted: (facts: Facts, node: Node) => boolean,
): Site[] {
  return facts.tree.nodes
    .filter((node) => {
      if (node.type !== "Literal" || node.value !== value) return false;
      let child: Node = node;
      let parent = facts.tree.parentOf(node);
      while (parent !== null && facts.operation(parent)?.name === "mul") {
        child = parent;
        parent = facts.tree.parentOf(parent);
      }
      const op = parent === null ? null : facts.operation(parent);
      const isDivisor = op?.name === "div" && op.args[1] === child;
      if (where === "below") return isDivisor && parent !== null && isWanted(facts, parent);
      return !isDivisor && (child !== node || (op?.name === "div" && op.args[0] === child)) && isWanted(facts, child);
    })
    .flatMap((node) => instead(node, "1"));
}

const isOuter = (facts: Facts, node: Node): boolean => !isInner(facts, node);
const halves = (facts: Facts, isWanted: (facts: Facts, node: Node) => boolean): Site[] => [
  ...constants(facts, 2, "below", isWanted),
  ...constants(facts, 0.5, "above", isWanted),
];

/** Where a superfluous factor comes in: the difference with the target, a bare result, the error of a hidden layer. */
function scaledBy(facts: Facts, factor: string): Site[] {
  return [
    ...residuals((op, _t, node) => instead(node, scaled(op, facts.tree.text(node), factor)))(facts),
    ...returnedValues(facts).flatMap((node) => instead(node, `nd.mul(${facts.tree.text(node)}, ${factor})`)),
    ...atNodes((node) => {
      const value =
        node.type === "VariableDeclarator"
          ? node.init
          : node.type === "Property" && !node.shorthand
            ? (node.value as Node)
            : null;
      const name =
        node.type === "VariableDeclarator"
          ? facts.tree.text(node.id as Node)
          : node.type === "Property"
            ? facts.tree.text(node.key as Node)
            : "";
      if (value == null || !/^d[A-Za-z]|^delta|^grad|^error|^into/i.test(name)) return [];
      const op = facts.operation(value as Node);
      // nothing is half of nothing
      return op === null || op.style === "own" || /^zeros/.test(op.name)
        ? []
        : instead(value as Node, scaled(op, facts.tree.text(value as Node), factor));
    })(facts),
  ];
}

/** The term with λ of a weight, once more for its bias: in the gradient of the bias, and beside the weights in the penalty. */
function biasRegularised(facts: Facts): Site[] {
  const { tree } = facts;
  const toBias = (text: string): string => text.replace(/\bW(\d*)\b/g, "b$1").replace(/\bw(\d*)\b/g, "b$1");
  const penalty = atNodes((node) => {
    if (node.type === "ArrayExpression" && node.elements.length > 1) {
      const texts = node.elements.map((one) => (one === null ? "" : tree.text(one as Node)));
      return texts.every((text) => /\bW\d*\b/i.test(text) && !/^["'`]/.test(text))
        ? instead(node, `[${[...texts, ...texts.map(toBias)].join(", ")}]`)
        : [];
    }
    const op = facts.operation(node);
    if (op?.name !== "sum" || op.style === "own" || op.style === "Math") return [];
    const text = tree.text(node);
    return /\bW\d*\b/.test(text) && /square|pow|\*\*|mul/.test(text) && toBias(text) !== text
      ? instead(node, `nd.add(${text}, ${toBias(text)})`)
      : [];
  })(facts);
  const terms = tree.nodes.flatMap((node) => {
    const op = facts.operation(node);
    if (op?.name !== "add" || !isRight(op)) return [];
    const term = op.args.find((one) => mentionsLambda(facts, one) && /\bW\d*\b/.test(tree.text(one)));
    return term === undefined ? [] : [{ op, term: tree.text(term) }];
  });
  const gradients = terms.flatMap(({ op, term }) => {
    const bias = /\bW(\d*)\b/.exec(term)?.[1] ?? "";
    return tree.nodes.flatMap((node) => {
      const value =
        node.type === "VariableDeclarator"
          ? node.init
          : node.type === "Property" && !node.shorthand
            ? node.value
            : null;
      const name =
        node.type === "VariableDeclarator"
          ? tree.text(node.id as Node)
          : node.type === "Property"
            ? tree.text(node.key as Node)
            : "";
      if (value == null || name !== `db${bias}`) return [];
      return instead(value as Node, isTensorStyle(op) ? `nd.add(${tree.text(value as Node)}, ${toBias(term)})` : null);
    });
  });
  return [...penalty, ...gradients];
}
