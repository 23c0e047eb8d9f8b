export { auth } from "./auth.ts";
export { type Action, type Actor, can, type Role } from "./can.ts";
export { addressOf, forgetTries, type LimitName, secondsToWait, secondsUntilNext } from "./limits.ts";
export { hashPassword } from "./password.ts";
