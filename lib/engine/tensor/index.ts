export { type Attributes, Frame } from "./frame.ts";
export { createHost, type Host, ShapeError } from "./host.ts";
export {
  type Operation,
  operationNamed,
  operationOf,
  operations,
} from "./operations/index.ts";
export { allclose, broadcastShapes, shapeText, sizeOf, tensorOf } from "./shape.ts";
export { ndTypes } from "./types.ts";
