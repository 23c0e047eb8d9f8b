import { type ActivationName, activations } from "./activation.ts";

/** Points of the plane and their class: `x` holds two coordinates per point. */
export type Points = { readonly x: Float64Array; readonly y: Float64Array; readonly count: number };

export type Settings = {
  readonly hidden: number;
  readonly activation: ActivationName;
  readonly rate: number;
  readonly lambda: number;
  readonly sees: "all" | "one";
  readonly scale: number;
  readonly seed: number;
};

/** An entry that is there: indices come from loops over the sizes. */
const at = (values: Float64Array, i: number): number => values[i] as number;

/** mulberry32: a seed gives the same figure on every machine. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const normal = (draw: () => number) => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
const squash = (z: number) => 1 / (1 + Math.exp(-z));
/** log(1 + e^z) without overflow: the cross-entropy of a logit. */
const softplus = (z: number) => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

/**
 * The 2-h-1 network of the course, for the live figure alone (grading uses the engine). W1 is h×2 row-major, W2 is 1×h.
 * Loss: mean binary cross-entropy; its gradient gets λ/m·W on both weight matrices.
 */
export class MoonsNetwork {
  readonly W1: Float64Array;
  readonly b1: Float64Array;
  readonly W2: Float64Array;
  b2 = 0;
  epoch = 0;
  private readonly grad: Float64Array;
  private readonly a: Float64Array;

  constructor(
    readonly hidden: number,
    seed: number,
    scale: number,
  ) {
    const draw = uniform(seed);
    this.W1 = Float64Array.from({ length: 2 * hidden }, () => scale * normal(draw));
    this.b1 = new Float64Array(hidden);
    this.W2 = Float64Array.from({ length: hidden }, () => scale * normal(draw));
    this.grad = new Float64Array(4 * hidden + 1);
    this.a = new Float64Array(hidden);
  }

  /** The logit z² at a point; a positive one means class 1. */
  logit(x1: number, x2: number, g: ActivationName): number {
    const { value } = activations[g];
    let z = this.b2;
    for (let i = 0; i < this.hidden; i++) z += at(this.W2, i) * this.unit(i, x1, x2, value);
    return z;
  }

  /** a¹ of one hidden unit at a point. */
  unit(i: number, x1: number, x2: number, value: (z: number) => number): number {
    return value(at(this.W1, 2 * i) * x1 + at(this.W1, 2 * i + 1) * x2 + at(this.b1, i));
  }

  /** Mean cross-entropy of some points, without the penalty. */
  loss(points: Points, g: ActivationName): number {
    let sum = 0;
    for (let k = 0; k < points.count; k++) {
      const z = this.logit(at(points.x, 2 * k), at(points.x, 2 * k + 1), g);
      sum += softplus(z) - at(points.y, k) * z;
    }
    return sum / points.count;
  }

  right(points: Points, g: ActivationName): number {
    let count = 0;
    for (let k = 0; k < points.count; k++) {
      const one = this.logit(at(points.x, 2 * k), at(points.x, 2 * k + 1), g) > 0;
      if (one === at(points.y, k) > 0.5) count++;
    }
    return count;
  }

  /** Gradient of the mean loss over the points first…first+count−1, penalty included: [dW1 (2h), db1 (h), dW2 (h), db2]. */
  gradient(points: Points, first: number, count: number, g: ActivationName, lambda: number): Float64Array {
    const { value, slope } = activations[g];
    const { hidden: h, grad, a } = this;
    grad.fill(0);
    for (let k = first; k < first + count; k++) {
      const x1 = at(points.x, 2 * k);
      const x2 = at(points.x, 2 * k + 1);
      let z2 = this.b2;
      for (let i = 0; i < h; i++) {
        a[i] = this.unit(i, x1, x2, value);
        z2 += at(this.W2, i) * at(a, i);
      }
      const dz2 = (squash(z2) - at(points.y, k)) / count;
      grad[4 * h] = at(grad, 4 * h) + dz2;
      for (let i = 0; i < h; i++) {
        grad[3 * h + i] = at(grad, 3 * h + i) + dz2 * at(a, i);
        const dz1 =
          dz2 * at(this.W2, i) * slope(at(this.W1, 2 * i) * x1 + at(this.W1, 2 * i + 1) * x2 + at(this.b1, i));
        grad[2 * i] = at(grad, 2 * i) + dz1 * x1;
        grad[2 * i + 1] = at(grad, 2 * i + 1) + dz1 * x2;
        grad[2 * h + i] = at(grad, 2 * h + i) + dz1;
      }
    }
    const shrink = lambda / points.count;
    for (let i = 0; i < 2 * h; i++) grad[i] = at(grad, i) + shrink * at(this.W1, i);
    for (let i = 0; i < h; i++) grad[3 * h + i] = at(grad, 3 * h + i) + shrink * at(this.W2, i);
    return grad;
  }

  private update(grad: Float64Array, rate: number): void {
    const h = this.hidden;
    for (let i = 0; i < 2 * h; i++) this.W1[i] = at(this.W1, i) - rate * at(grad, i);
    for (let i = 0; i < h; i++) this.b1[i] = at(this.b1, i) - rate * at(grad, 2 * h + i);
    for (let i = 0; i < h; i++) this.W2[i] = at(this.W2, i) - rate * at(grad, 3 * h + i);
    this.b2 -= rate * at(grad, 4 * h);
  }

  /** One epoch: one update with all examples, or one update per example in index order. */
  train(points: Points, settings: Pick<Settings, "activation" | "rate" | "lambda" | "sees">): void {
    const { activation, rate, lambda } = settings;
    if (settings.sees === "all") this.update(this.gradient(points, 0, points.count, activation, lambda), rate);
    else for (let k = 0; k < points.count; k++) this.update(this.gradient(points, k, 1, activation, lambda), rate);
    this.epoch++;
  }

  get finite(): boolean {
    return Number.isFinite(this.b2) && this.W1.every(Number.isFinite) && this.W2.every(Number.isFinite);
  }
}
