import type { Facts, Use } from "../facts.ts";
import { INVERSE, KNOWN, type Known } from "../functions.ts";
import { replaced, type Site, type SlipRow } from "../row.ts";

const LESSON = "squashing-functions";

/** Every place of a use takes part in one change: the first is rewritten, further factors become 1. */
export const rewritten = ({ nodes, tensor }: Use, text: string): Site =>
  nodes.map((node, i) => replaced(node, i === 0 ? text : tensor ? "nd.array(1)" : "1"));

const slopes = (facts: Facts): readonly Use[] => facts.uses.filter(({ known }) => known.kind !== "activation");
const activations = (facts: Facts): readonly Use[] => facts.uses.filter(({ known }) => known.kind === "activation");
export const leafText = (facts: Facts, { leaf }: Use): string => facts.tree.text(leaf);
export const inStyle = (form: Pick<Known, "number" | "tensor">, use: Use, x: string): string =>
  use.tensor ? form.tensor(x) : form.number(x);

export const form = (kind: Known["kind"], of: Known["of"]): Known =>
  KNOWN.find((one) => one.kind === kind && one.of === of) ??
  (KNOWN.find((one) => one.kind === "slope-in-z" && one.of === of) as Known);

const otherSlope =
  (of: Known["of"]) =>
  (facts: Facts): Site[] =>
    slopes(facts)
      .filter(({ known }) => known.of !== of)
      .map((use) => rewritten(use, inStyle(form(use.known.kind, of), use, leafText(facts, use))));

const otherActivation =
  (of: Known["of"]) =>
  (facts: Facts): Site[] =>
    activations(facts)
      .filter(({ known }) => known.of !== of)
      .map((use) => rewritten(use, inStyle(form("activation", of), use, leafText(facts, use))));

/** An activation and every slope that belongs to it, exchanged together. */
const activationWithSlope =
  (of: Known["of"]) =>
  (facts: Facts): Site[] => {
    const all = activations(facts).filter(({ known }) => known.of !== of);
    return all.flatMap((use) => {
      const own = facts.uses.filter(
        (other) => other.known.of === use.known.of && (other === use || other.known.kind !== "activation"),
      );
      if (own.length < 2) return [];
      return [own.flatMap((one) => rewritten(one, inStyle(form(one.known.kind, of), one, leafText(facts, one))))];
    });
  };

const WORDS = { tanh: "tanh", sigmoid: "the sigmoid", relu: "ReLU" } as const;
export const OTHERS = ["tanh", "sigmoid", "relu"] as const;

export const slopeRows: readonly SlipRow[] = [
  {
    id: "slope-left-out",
    name: "slope of the activation left out",
    says: "The error passes through the activation unchanged. Its slope is a factor of the chain and is missing.",
    next: "Multiply the error by the slope of the activation, entry by entry.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      slopes(facts).map((use) => rewritten(use, use.tensor ? `nd.ones_like(${leafText(facts, use)})` : "1")),
  },
  ...OTHERS.map(
    (of): SlipRow => ({
      id: `slope-of-${of}`,
      name: `slope of ${WORDS[of]} on another activation`,
      says: `The error is multiplied by the slope of ${WORDS[of]}, and the units compute another activation.`,
      next: "Write down the activation of this layer in the forward pass, then use the slope of that one.",
      lesson: LESSON,
      sites: otherSlope(of),
    }),
  ),
  {
    id: "slope-at-z",
    name: "slope taken at z where a belongs",
    says: "The short form of the slope is written in the activation's value $a$, and it is given the value $z$ before the activation.",
    next: "Use the value after the activation in the short form of the slope.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.kind === "slope-in-a" && known.of in INVERSE)
        .map((use) => {
          const z = inStyle(INVERSE[use.known.of] as Known, use, leafText(facts, use));
          return rewritten(use, inStyle(use.known, use, z));
        }),
  },
  {
    id: "slope-at-a",
    name: "slope taken at a where z belongs",
    says: "The slope is a function of $z$, the value before the activation, and it is given the value $a$ after it.",
    next: "Use the value before the activation in this form of the slope.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.of !== "relu")
        .map((use) => {
          // From a short form in a: the long form's shape, evaluated at a.
          const a = known(use, facts);
          return rewritten(use, inStyle(form("slope-in-z", use.known.of), use, a));
        }),
  },
  {
    id: "slope-twice",
    name: "slope of the activation multiplied in twice",
    says: "The error is multiplied by the slope of an activation twice.",
    next: "Each activation between the loss and a value gives its slope once.",
    lesson: "forward-loss-and-back",
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.of !== "relu")
        .map((use) => {
          const once = inStyle(use.known, use, leafText(facts, use));
          return rewritten(use, use.tensor ? `nd.square(${once})` : `(${once} * ${once})`);
        }),
  },
  {
    id: "slope-square-left-out",
    name: "1 − a where 1 − a² belongs",
    says: "The slope of tanh is written as $1 - a$; the value is to be squared.",
    next: "Work out the slope of tanh once more, and test it at $z = 0$ and at $z = 1$.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.kind === "slope-in-a" && known.of === "tanh")
        .map((use) =>
          rewritten(use, use.tensor ? `nd.sub(1, ${leafText(facts, use)})` : `(1 - (${leafText(facts, use)}))`),
        ),
  },
  {
    id: "slope-sign",
    name: "1 + a² where 1 − a² belongs",
    says: "The slope of tanh is written with a plus, $1 + a^2$, so that it grows where tanh flattens out.",
    next: "Check the sign: for large $|z|$ tanh is flat, and its slope goes to 0.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.kind === "slope-in-a" && known.of === "tanh")
        .map((use) => {
          const a = leafText(facts, use);
          return rewritten(use, use.tensor ? `nd.add(1, nd.square(${a}))` : `(1 + (${a}) * (${a}))`);
        }),
  },
  {
    id: "activation-for-slope",
    name: "the activation itself where its slope belongs",
    says: "The error is multiplied by the value of the activation where its slope is asked for.",
    next: "Use the derivative of the activation, not the activation.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts).map((use) => {
        const leaf = leafText(facts, use);
        return rewritten(
          use,
          use.known.kind === "slope-in-a" ? leaf : inStyle(form("activation", use.known.of), use, leaf),
        );
      }),
  },
  {
    id: "slope-without-one-minus",
    name: "half of the sigmoid's slope",
    says: "Of the sigmoid's slope $a(1 - a)$ only the factor $1 - a$ is there.",
    next: "Derive the slope of the sigmoid once more; it has two factors.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.kind === "slope-in-a" && known.of === "sigmoid")
        .map((use) =>
          rewritten(use, use.tensor ? `nd.sub(1, ${leafText(facts, use)})` : `(1 - (${leafText(facts, use)}))`),
        ),
  },
  {
    id: "slope-turned",
    name: "the threshold of the slope turned round",
    says: "The error passes where the unit is off and is held back where it is on.",
    next: "ReLU passes the error on where its input is above 0.",
    lesson: LESSON,
    sites: (facts) =>
      slopes(facts)
        .filter(({ known }) => known.of === "relu")
        .map((use) => {
          const z = leafText(facts, use);
          return rewritten(use, use.tensor ? `nd.less_equal(${z}, 0)` : `((${z}) > 0 ? 0 : 1)`);
        }),
  },
  {
    id: "activation-left-out",
    name: "activation left out",
    says: "A layer hands its weighted sum on as it is: the activation is missing.",
    next: "Apply the activation to the weighted sum of this layer.",
    lesson: LESSON,
    sites: (facts) => activations(facts).map((use) => rewritten(use, `(${leafText(facts, use)})`)),
  },
  ...OTHERS.map(
    (of): SlipRow => ({
      id: `activation-${of}`,
      name: `${WORDS[of].replace(/^the /, "")} where another activation belongs`,
      says: `A layer computes ${WORDS[of]}, and another activation is asked for there.`,
      next: "Compare the activation of each layer with the statement.",
      lesson: LESSON,
      sites: otherActivation(of),
    }),
  ),
  ...OTHERS.map(
    (of): SlipRow => ({
      id: `activation-and-slope-${of}`,
      name: `${WORDS[of].replace(/^the /, "")} and its slope where another belongs`,
      says: `A layer computes ${WORDS[of]} and its backward pass fits that; another activation is asked for there.`,
      next: "Change the activation of this layer, and its slope with it.",
      lesson: LESSON,
      sites: activationWithSlope(of),
    }),
  ),
  {
    id: "activation-twice",
    name: "activation applied twice",
    says: "The activation of a layer is applied to its own value once more.",
    next: "Apply the activation once between two layers.",
    lesson: LESSON,
    sites: (facts) =>
      activations(facts)
        .filter(({ known }) => known.of !== "relu")
        .map((use) => rewritten(use, inStyle(use.known, use, inStyle(use.known, use, leafText(facts, use))))),
  },
];

/** The text that stands for a: the leaf of a short form, or the activation of the leaf of a long one. */
function known(use: Use, facts: Facts): string {
  const leaf = leafText(facts, use);
  return use.known.kind === "slope-in-a" ? leaf : inStyle(form("activation", use.known.of), use, leaf);
}
