import type { Site, SlipRow } from "../row.ts";
import { slips } from "../rows.ts";

/** A change of an answer that would take a slip back, and the row of what the answer has there. */
export type Change = { readonly slip: SlipRow; readonly site: Site };

export const rowOf = (id: string): SlipRow => slips.find((one) => one.id === id) as SlipRow;

/**
 * Words of what no slip over right answers makes. Ids of changes that leave out what they meet end with `-extra`: they leave a known
 * slip too easily to be told beside one.
 */
export const row = (id: string, name: string, says: string, next: string): SlipRow => ({
  id,
  name,
  says,
  next,
  lesson: "forward-loss-and-back",
  sites: () => [],
});

/** As `row`, of what stands in an answer's text for all to see. */
export const seenRow = (...words: Parameters<typeof row>): SlipRow => ({ ...row(...words), isSeen: true });

export const changes = (slip: SlipRow, sites: readonly Site[]): Change[] => sites.map((site) => ({ slip, site }));
