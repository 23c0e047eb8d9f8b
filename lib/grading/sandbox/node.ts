export { createPoolRunner, type PoolOptions, type PoolRunner } from "./pool/runner.ts";
