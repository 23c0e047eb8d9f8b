const DAY = 24 * 60 * 60 * 1000;

/** When work is taken. All null and 0: always. */
export type Window = {
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  /** Share of the points that each day begun after the deadline takes away, 0–1. */
  readonly latePerDay: number;
  readonly lateDays: number;
};

export type WindowState = "not-open" | "open" | "late" | "closed";

/** Both ends belong to the window: what arrives in the very millisecond of the deadline is in time. */
export function windowState(window: Window | null, now: Date): WindowState {
  if (window?.opensAt && now < window.opensAt) return "not-open";
  if (!window?.dueAt || now <= window.dueAt) return "open";
  return now <= (lateUntil(window) ?? window.dueAt) ? "late" : "closed";
}

/** The end of the late window, or null where no late work is taken. A day is 24 hours, whatever the clocks do. */
export function lateUntil(window: Window): Date | null {
  if (!window.dueAt || window.lateDays === 0) return null;
  return new Date(window.dueAt.getTime() + window.lateDays * DAY);
}

/** Days begun since the deadline; 0 for work in time. */
export function daysLate(window: Window | null, receivedAt: Date): number {
  if (!window?.dueAt) return 0;
  return Math.max(0, Math.ceil((receivedAt.getTime() - window.dueAt.getTime()) / DAY));
}

/** The share of its points that late work loses, 0–1. */
export function lateShare(window: Window | null, receivedAt: Date): number {
  return window ? Math.min(1, window.latePerDay * daysLate(window, receivedAt)) : 0;
}
