import { Button } from "#app/_components/base/button.tsx";

/** Another place in an order: one up, one down. The first stays first, and the last last. */
export function MoveButtons({
  action,
  names,
  what,
  title,
  first,
  last,
}: {
  readonly action: (data: FormData) => Promise<void>;
  /** What is moved, as the action reads it. */
  readonly names: { readonly [field: string]: string };
  /** "set", where buttons for other things stand beside these. */
  readonly what?: string;
  readonly title: string;
  readonly first: boolean;
  readonly last: boolean;
}) {
  const move = what === undefined ? "Move" : `Move ${what}`;
  const ways = [
    { to: "up", words: `${move} up`, off: first },
    { to: "down", words: `${move} down`, off: last },
  ] as const;
  return (
    <form action={action} className="flex gap-2">
      {Object.entries(names).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {ways.map(({ to, words, off }) =>
        off ? null : (
          <Button
            key={to}
            type="submit"
            name="to"
            value={to}
            size="small"
            kind="quiet"
            aria-label={`${words}: ${title}`}
          >
            {words}
          </Button>
        ),
      )}
    </form>
  );
}
