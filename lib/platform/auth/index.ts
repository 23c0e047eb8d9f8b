export { auth } from "./auth.ts";
export { type Action, type Actor, can, permissions, type Resource, type Role } from "./can.ts";
export { addressOf, forgetTries, type LimitName, limits, secondsToWait } from "./limits.ts";
export { hashPassword } from "./password.ts";
