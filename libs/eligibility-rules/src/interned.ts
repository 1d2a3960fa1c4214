/** Makes each thing once a key and gives it to all who ask for the same, as long as anybody holds it. */
export function interner<T extends object>(): (key: string, make: () => T) => T {
  const known = new Map<string, WeakRef<T>>();
  const forgotten = new FinalizationRegistry<string>((key) => {
    if (known.get(key)?.deref() === undefined) known.delete(key);
  });
  return (key, make) => {
    const found = known.get(key)?.deref();
    if (found !== undefined) return found;
    const made = make();
    known.set(key, new WeakRef(made));
    forgotten.register(made, key);
    return made;
  };
}
