import type { Facts } from "../../facts.ts";
import type { Change } from "../change.ts";
import { slopeLeaves } from "../slopes.ts";
import { besideChanges } from "./beside.ts";
import { branchChanges } from "./branches.ts";
import { decidedChanges } from "./decided.ts";
import { divisorChanges } from "./divisors.ts";
import { elementChanges } from "./elements.ts";
import { nameFactors } from "./factors.ts";
import { formChanges } from "./forms.ts";
import { givenChanges } from "./given.ts";
import { guardChanges } from "./guards.ts";
import { likeChanges } from "./likes.ts";
import { movedChanges } from "./moved.ts";
import { orderChanges } from "./orders.ts";
import { ownChanges } from "./own.ts";
import { passChanges } from "./passes.ts";
import { penaltyChanges } from "./penalties.ts";
import { beginningChanges, reducedChanges } from "./reduced.ts";
import { roundChanges } from "./rounds.ts";
import { scaleChanges } from "./scales.ts";
import { spreadChanges } from "./spread.ts";
import { stableChanges } from "./stable.ts";
import { stackChanges } from "./stacks.ts";
import { statementChanges } from "./statements.ts";

/** Changes that few answers need, for what no other change explains. */
const ROWS: readonly ((facts: Facts) => Change[])[] = [
  decidedChanges,
  reducedChanges,
  beginningChanges,
  branchChanges,
  elementChanges,
  likeChanges,
  givenChanges,
  passChanges,
  orderChanges,
  formChanges,
  statementChanges,
  scaleChanges,
  guardChanges,
  divisorChanges,
  nameFactors,
  stableChanges,
  besideChanges,
  spreadChanges,
  movedChanges,
  penaltyChanges,
  slopeLeaves,
  stackChanges,
  roundChanges,
  ownChanges,
];

export const furtherChanges = (facts: Facts): Change[] => ROWS.flatMap((row) => row(facts));
