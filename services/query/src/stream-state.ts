import type { StreamEvent } from '@jinqiao/event-stream/stream-event';

/** The state that an event carries. One that speaks of another aggregate or version than its envelope says would overwrite a stranger's row, so it is refused. */
export function stateOf<State extends { readonly version: number }>(event: StreamEvent<State>, idOf: (state: State) => string): State {
  const state = event.data;
  if (idOf(state) !== event.subject) throw new Error(`The event's subject is ${event.subject}, but its state is that of ${idOf(state)}.`);
  if (state.version !== event.version)
    throw new Error(`The event's version is ${event.version}, but its state is version ${state.version}.`);
  return state;
}

/** The latest version of each key: one statement may touch a row only once. */
export function latestByKey<Row extends { readonly version: number }>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const latest = new Map<string, Row>();
  for (const row of rows) {
    const seen = latest.get(keyOf(row));
    if (seen === undefined || seen.version < row.version) latest.set(keyOf(row), row);
  }
  return [...latest.values()];
}
