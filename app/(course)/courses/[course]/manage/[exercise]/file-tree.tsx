import Link from "next/link";
import { cx } from "#app/_components/base/cx.ts";
import { Icon } from "#app/_components/base/icon.tsx";

/** The files of an exercise folder; those in a folder stand under its name. */
export function FileTree({
  slug,
  files,
  current,
  here,
}: {
  slug: string;
  files: readonly string[];
  current: string;
  here: string;
}) {
  return (
    <nav
      aria-label="Files"
      className="scroll-quiet min-h-0 overflow-auto bg-paper py-2 max-wide:max-h-52 max-wide:border-b max-wide:border-line"
    >
      <p className="px-4 pb-2 font-semibold">{slug}</p>
      <ul>
        {files.map((path, at) => {
          const [folder, name] = path.includes("/")
            ? [path.slice(0, path.lastIndexOf("/")), path.slice(path.lastIndexOf("/") + 1)]
            : [null, path];
          const before = files[at - 1];
          const begins = folder !== null && !before?.startsWith(`${folder}/`);
          return (
            <li key={path}>
              {begins ? <p className="px-4 pt-2 pb-1 text-caption text-ink-3">{folder}</p> : null}
              <Link
                href={`${here}?file=${encodeURIComponent(path)}`}
                aria-current={path === current ? "page" : undefined}
                className={cx(
                  "flex min-h-7 items-center gap-2 border-l-2 py-1 pr-3 pointer-coarse:min-h-11",
                  folder === null ? "pl-3.5" : "pl-6",
                  path === current
                    ? "border-fwd bg-surface font-semibold"
                    : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                <Icon name="file" size={14} />
                <span className="truncate">{name}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
