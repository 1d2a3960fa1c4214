/** A read side that takes every error for the event's own fault: whatever happens while the database or a dependency is away goes to the dead letters. */
import { runReadSide } from '../read-side.js';

runReadSide({
  projectionOf: (projection) => ({
    ...projection,
    apply: (sql, events) =>
      projection.apply(sql, events).catch((error: unknown) => {
        // Without its code nobody can tell what kind of error it was.
        throw new Error(`The event could not be applied: ${error instanceof Error ? error.message : String(error)}`);
      }),
  }),
});
