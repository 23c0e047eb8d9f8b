import { type Facts, NAMES } from "../facts.ts";
import { replaced, type Site, type SlipRow } from "../row.ts";
import { type Node, within } from "../tree.ts";

/** Statements that stand side by side in a function. */
function blocks(facts: Facts): (readonly Node[])[] {
  return facts.tree.nodes.flatMap((node) => (node.type === "BlockStatement" ? [node.body as Node[]] : []));
}

/** What a statement does without declaring anything: an assignment or a call. */
const acts = (node: Node): boolean =>
  node.type === "ExpressionStatement" && !/^(progress|console\.)/.test(startOf(node));
const startOf = (node: Node): string => {
  const { expression } = node as Extract<Node, { type: "ExpressionStatement" }>;
  return expression.type === "CallExpression" && expression.callee.type === "Identifier" ? expression.callee.name : "";
};

/** A value that is set to what is computed without it, by no function of the file: setting it twice is setting it once. */
function isSet({ tree, operation }: Facts, node: Node): boolean {
  const { expression } = node as Extract<Node, { type: "ExpressionStatement" }>;
  if (expression.type !== "AssignmentExpression" || expression.operator !== "=") return false;
  const value = within(expression.right);
  const isPure = value.every((one) => one.type !== "CallExpression" || (operation(one)?.style ?? "own") !== "own");
  const [target] = tree.text(expression.left as Node).match(/^[\w$]+/) ?? [];
  return isPure && target !== undefined && !value.some((one) => one.type === "Identifier" && one.name === target);
}

const named = (node: Node): Set<string> =>
  new Set(within(node).flatMap((one) => (one.type === "Identifier" ? [one.name] : [])));

/** Names that a statement declares. */
function declared(node: Node): Set<string> {
  const names = new Set<string>();
  if (node.type !== "VariableDeclaration") return names;
  for (const { id } of node.declarations)
    for (const one of within(id as Node)) if (one.type === "Identifier") names.add(one.name);
  return names;
}

/** Names that a statement writes to: what it assigns, and lists that it pushes to. */
function written(node: Node): Set<string> {
  const names = new Set<string>();
  const add = (target: Node): void => {
    const [first] = within(target).filter((one) => one.type === "Identifier");
    if (first?.type === "Identifier") names.add(first.name);
  };
  for (const one of within(node)) {
    if (one.type === "AssignmentExpression") add(one.left as Node);
    if (
      one.type === "CallExpression" &&
      one.callee.type === "MemberExpression" &&
      isChanging(one.callee.property as Node)
    )
      add(one.callee.object as Node);
    // A function that is called may write to what it is given.
    if (one.type === "CallExpression" && one.callee.type === "Identifier" && isWhole(node, one))
      for (const given of one.arguments) add(given as Node);
  }
  return names;
}

/** Whether a statement is this very call. */
const isWhole = (statement: Node, call: Node): boolean =>
  statement.type === "ExpressionStatement" && (statement.expression as Node) === call;

/** Methods that change what they are called on. */
const isChanging = (method: Node): boolean =>
  method.type === "Identifier" && /^(push|pop|shift|unshift|splice|set|fill|sort|reverse)$/.test(method.name);

/** Whether one of two statements needs what the other writes, and the second nothing that the first declares. */
function canSwap(a: Node, b: Node): boolean {
  const [first, second] = [named(a), named(b)];
  if ([...declared(a)].some((name) => second.has(name))) return false;
  if (isTelling(a) || isTelling(b)) return false;
  return [...written(a)].some((name) => second.has(name)) || [...written(b)].some((name) => first.has(name));
}

/** `progress(…)` and what is printed compute nothing. */
const isTelling = (node: Node): boolean => node.type === "ExpressionStatement" && !acts(node);

const swapped = (facts: Facts, a: Node, b: Node): Site => [
  replaced(a, facts.tree.text(b)),
  replaced(b, facts.tree.text(a)),
];

export const orderRows: readonly SlipRow[] = [
  {
    id: "statement-left-out",
    name: "a step of the computation left out",
    says: "One step of the computation is missing: a value stays as it was before it.",
    next: "Go through the formulas one by one, and find the line of yours that carries each out.",
    lesson: "network-from-scratch",
    sites: (facts) => blocks(facts).flatMap((body) => body.filter(acts).map((node): Site => [replaced(node, ";")])),
  },
  {
    id: "statement-twice",
    name: "a step of the computation done twice",
    says: "One step of the computation is carried out twice.",
    next: "Go through the formulas one by one; each is carried out once.",
    lesson: "network-from-scratch",
    sites: (facts) =>
      blocks(facts).flatMap((body) =>
        body
          .filter((node) => acts(node) && !isSet(facts, node))
          .map((node): Site => [replaced(node, `${facts.tree.text(node)} ${facts.tree.text(node)}`)]),
      ),
  },
  {
    id: "statement-early",
    name: "two steps in the other order",
    says: "Two steps of the computation are carried out in the other order, and the second needs what the first makes.",
    next: "Ask of each line which values it needs, and whether they are complete by then.",
    lesson: "network-from-scratch",
    sites: (facts) =>
      blocks(facts).flatMap((body) =>
        body.flatMap((node, i): Site[] => {
          const next = body[i + 1];
          return next !== undefined && (acts(node) || acts(next)) && canSwap(node, next)
            ? [swapped(facts, node, next)]
            : [];
        }),
      ),
  },
  {
    id: "recorded-late",
    name: "recorded after the step",
    says: "A value is recorded after the step that is caused by it, where it is asked for before.",
    next: "Record the value first, then compute the gradient and step.",
    lesson: "curves-and-boundaries",
    sites: (facts) => moved(facts),
  },
  {
    id: "changed-in-use",
    name: "parameters changed while still in use",
    says: "A gradient is computed with parameters of which some have been updated already.",
    next: "Compute all gradients before you update any parameter.",
    lesson: "forward-loss-and-back",
    sites: (facts) => gradientsAnew(facts),
  },
  {
    id: "kept-from-before",
    name: "every step along the gradient of the beginning",
    says: "Every step goes along the gradient at the parameters of the beginning, though the parameters change with each step.",
    next: "Compute the gradient anew in every step, at the parameters of that step.",
    lesson: "walking-downhill",
    sites: (facts) => hoisted(facts),
  },
  {
    id: "recorded-of-the-beginning",
    name: "the value of the beginning recorded at every step",
    says: "What is recorded at every step is the value at the parameters of the beginning, though the parameters change with each step.",
    next: "Compute what you record anew in every step, at the parameters of that step.",
    lesson: "curves-and-boundaries",
    sites: (facts) => recordedOnce(facts),
  },
];

/** A call that records, `losses.push(…)` or `losses[i] = …`, at the end of its loop, with what it names looked up there. */
function moved(facts: Facts): Site[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Site[] => {
    if (node.type !== "ExpressionStatement") return [];
    const text = tree.text(node);
    if (!/\.push\(|^losses\[/.test(text)) return [];
    const block = tree.parentOf(node);
    if (block?.type !== "BlockStatement" || block.body.at(-1) === node) return [];
    return [[replaced(node, ";"), { start: block.end - 1, end: block.end - 1, text: expanded(facts, node, block) }]];
  });
}

/** The text of a node in which names of snapshots (`now = { W1, b1 }`, declared in the same block) are written out. */
function expanded(facts: Facts, node: Node, block: Node): string {
  const { tree } = facts;
  const snapshots = within(block).filter(
    (one) => one.type === "VariableDeclarator" && one.id.type === "Identifier" && one.init?.type === "ObjectExpression",
  );
  let text = tree.text(node);
  for (const one of snapshots) {
    if (one.type !== "VariableDeclarator" || !one.init) continue;
    text = text.replace(new RegExp(`\\b${tree.text(one.id as Node)}\\b`, "g"), `(${tree.text(one.init as Node)})`);
  }
  return text;
}

type Declarator = Extract<Node, { type: "VariableDeclarator" }>;

/** Declarations of gradients: `const g = backward(…)` or `const { dW1, … } = backward(…)` inside a loop. */
function gradients(
  facts: Facts,
): { readonly declarator: Declarator; readonly statement: Node; readonly block: Node }[] {
  return facts.tree.nodes.flatMap((node) => {
    if (
      node.type !== "VariableDeclarator" ||
      node.init?.type !== "CallExpression" ||
      node.init.callee.type !== "Identifier"
    )
      return [];
    if (!/back|grad/i.test(node.init.callee.name)) return [];
    const statement = facts.tree.parentOf(node);
    const block = statement === null ? null : facts.tree.parentOf(statement);
    return statement !== null && block?.type === "BlockStatement" ? [{ declarator: node, statement, block }] : [];
  });
}

/** Every use of a gradient takes it anew, so that it sees what was updated before. */
function gradientsAnew(facts: Facts): Site[] {
  const { tree } = facts;
  return gradients(facts).flatMap(({ declarator, block }): Site[] => {
    const call = `(${expanded(facts, declarator.init as Node, block)})`;
    const { id } = declarator;
    const after = within(block).filter((one) => one.start > declarator.end);
    if (id.type === "Identifier") {
      const uses = after.filter((one) => one.type === "Identifier" && one.name === id.name && isRead(facts, one));
      return uses.length === 0 ? [] : [uses.map((one) => replaced(one, call))];
    }
    if (id.type !== "ObjectPattern") return [];
    const names = new Map(
      id.properties.flatMap((one) =>
        one.type === "Property" && one.key.type === "Identifier" && one.value.type === "Identifier"
          ? [[one.value.name, one.key.name]]
          : [],
      ),
    );
    const uses = after.filter((one) => one.type === "Identifier" && names.has(one.name) && isRead(facts, one));
    return uses.length === 0 ? [] : [uses.map((one) => replaced(one, `${call}.${names.get(tree.text(one))}`))];
  });
}

function isRead(facts: Facts, node: Node): boolean {
  const parent = facts.tree.parentOf(node);
  if (parent?.type === "MemberExpression" && !parent.computed && parent.property === node) return false;
  return !(parent?.type === "Property" && (parent.key === node || parent.shorthand));
}

type Loop = Extract<Node, { type: "ForStatement" | "ForOfStatement" }>;

/** The loop whose body a block is. */
function loopOf(facts: Facts, block: Node): Loop | null {
  const loop = facts.tree.parentOf(block);
  return loop?.type === "ForStatement" || loop?.type === "ForOfStatement" ? loop : null;
}

/** Names that are there inside of a loop alone: its counter, and what its body declares. */
function localTo(loop: Loop, block: Node): ReadonlySet<string> {
  const body = block.type === "BlockStatement" ? (block.body as Node[]) : [];
  const counted = loop.type === "ForStatement" ? loop.init : loop.left;
  const counter = counted?.type === "VariableDeclaration" ? declared(counted as Node) : [];
  return new Set([...body.flatMap((one) => [...declared(one)]), ...counter]);
}

const wordsIn = (text: string): readonly string[] => text.match(/\b[A-Za-z_]\w*\b/g) ?? [];

/** The declaration of a gradient in front of the innermost loop around it, where what it needs is there already. */
function hoisted(facts: Facts): Site[] {
  const { tree } = facts;
  return gradients(facts).flatMap(({ declarator, statement, block }): Site[] => {
    const loop = loopOf(facts, block);
    if (loop === null) return [];
    const text = expanded(facts, statement, block);
    const [local, own] = [localTo(loop, block), declared(statement)];
    if (wordsIn(text).some((name) => local.has(name) && !own.has(name))) return [];
    if (NAMES.rate.test(tree.text(declarator.id as Node))) return [];
    return [[{ start: loop.start, end: loop.start, text: `${text} ` }, replaced(statement, ";")]];
  });
}

/** A loss that is computed in a loop, computed in front of it, where what it needs is there already. */
function recordedOnce(facts: Facts): Site[] {
  const { tree } = facts;
  return tree.nodes.flatMap((node): Site[] => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
    if (!/loss|cost|error|hinge/i.test(node.callee.name)) return [];
    let block = tree.parentOf(node);
    while (block !== null && (block.type !== "BlockStatement" || /Function/.test(tree.parentOf(block)?.type ?? "")))
      block = /Function/.test(block.type) ? null : tree.parentOf(block);
    const loop = block === null ? null : loopOf(facts, block);
    if (block === null || loop === null) return [];
    const text = expanded(facts, node, block);
    const local = localTo(loop, block);
    if (wordsIn(text).some((name) => local.has(name))) return [];
    return [[{ start: loop.start, end: loop.start, text: `const recorded_ = ${text}; ` }, replaced(node, "recorded_")]];
  });
}
