/** Draws a number from 0 (included) to 1 (excluded); the same seed gives the same numbers on every machine. */
export type Random = () => number;

/** Mulberry32, of a seed of 32 bits. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the values, all equally likely; throws where there is none. */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  if (values.length === 0) throw new TypeError('There is nothing to draw from.');
  return values[Math.floor(random() * values.length)] as Value;
}
