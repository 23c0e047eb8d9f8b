"use client";
import { useEffect } from "react";
import { Button } from "./_components/base/button.tsx";
import { ErrorState } from "./_components/base/error-state.tsx";

/** What a page shows where the server could not make it, most often because the database does not answer. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => console.error(error), [error]);
  return (
    <main id="main" className="mx-auto w-full max-w-[46rem] px-4 py-16">
      <h1 className="sr-only">This page could not be made</h1>
      <ErrorState
        title="This page could not be made just now"
        action={
          <Button kind="primary" onClick={reset}>
            Try again
          </Button>
        }
        {...(error.digest && { id: error.digest })}
      >
        <p>
          Everything that was handed in is safe, and a draft that is open in another tab is kept in this browser until
          it can be saved.
        </p>
      </ErrorState>
    </main>
  );
}
