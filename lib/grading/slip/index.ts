/** Small typical mistakes as rows: what each makes of a right result. */
export { relationOf, type Seen } from "./relation.ts";
