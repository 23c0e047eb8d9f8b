import type { ReactNode } from "react";

const stroked = (d: string): ReactNode => <path d={d} />;

/** Drawn on a 16-unit square with a 1.5 stroke, so that they sit beside 13 px text. */
const shapes = {
  "arrow-right": stroked("M2.5 8h10.500M9 4l4 4-4 4"),
  "arrow-left": stroked("M13.5 8H3M7 4 3 8l4 4"),
  book: stroked("M8 4C6.6 2.9 4.6 2.7 2 3v9.500c2.6-.3 4.6 0 6 1 1.4-1 3.4-1.3 6-1V3c-2.6-.3-4.6-.1-6 1zm0 0v9.5"),
  bulb: stroked("M6 11.500c0-1.6-2-2.4-2-5a4 4 0 0 1 8 0c0 2.6-2 3.4-2 5zM6.3 14h3.4"),
  check: stroked("m3 8.5 3.2 3.200L13 4.8"),
  "chevron-down": stroked("m4 6 4 4 4-4"),
  "chevron-right": stroked("m6 4 4 4-4 4"),
  clock: stroked("M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.800V8l2.3 1.7"),
  close: stroked("m4 4 8 8m0-8-8 8"),
  copy: stroked("M5.5 5.500V3h7.500v7.500h-2.500M3 5.500h7.500V13H3z"),
  download: stroked("M8 2.500V10M4.8 7 8 10.2 11.2 7M2.5 13.500h11"),
  eye: stroked(
    "M1.5 8S3.8 3.8 8 3.8 14.5 8 14.5 8 12.2 12.2 8 12.2 1.5 8 1.5 8zM8 6.200a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.600z",
  ),
  file: stroked("M4 2h5.500L12.5 5v9H4zM9.5 2v3h3"),
  flag: stroked("M3.5 14.500V2.500h9l-2 3.2 2 3.300h-9"),
  keyboard: stroked("M1.5 4h13v8.500h-13zM4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 10h6"),
  menu: stroked("M2.5 4.500h11M2.5 8h11M2.5 11.500h11"),
  minus: stroked("M3 8h10"),
  monitor: stroked("M2 3h12v8H2zM6 14h4M8 11v3"),
  moon: stroked("M13.2 9.600A5.6 5.6 0 0 1 6.4 2.800a5.6 5.6 0 1 0 6.8 6.800z"),
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.4" />,
  pen: stroked("m3 13 .7-3L10.6 3l2.4 2.400L6 12.300zM9 4.700l2.4 2.4"),
  play: stroked("M4.5 3v10l8-5z"),
  pause: stroked("M5 3v10M11 3v10"),
  plus: stroked("M8 3v10M3 8h10"),
  refresh: stroked("M13 4v3.500H9.500M12.7 7.200A5 5 0 1 0 12.4 10"),
  stop: stroked("M4 4h8v8H4z"),
  sun: stroked(
    "M8 5.300a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.400zM8 1.300v1.500M8 13.200v1.500M1.3 8h1.500M13.2 8h1.500M3.3 3.300l1 1M11.7 11.700l1 1M3.3 12.700l1-1M11.7 4.300l1-1",
  ),
  undo: stroked("M5.8 2.8 3 5.600l2.8 2.800M3 5.600h6.500a3.7 3.7 0 0 1 0 7.400H6"),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** Decoration beside words; the words carry the meaning. `size` in px at the default text size. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className ? `shrink-0 ${className}` : "shrink-0"}
    >
      {shapes[name]}
    </svg>
  );
}
