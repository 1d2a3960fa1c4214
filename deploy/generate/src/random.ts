/** Draws a number from 0 (included) to 1 (excluded); the same seed gives the same numbers on every machine. */
export type Random = () => number;

/** A source of its own for each text, such as seed and purpose: what one part draws never moves what another draws. */
export function randomOf(...seed: readonly (string | number)[]): Random {
  let state = hashOf(seed.join('/'));
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

/** A whole number from `lowest` to `highest`, both included. */
export function whole(random: Random, lowest: number, highest: number): number {
  return lowest + Math.floor(random() * (highest - lowest + 1));
}

/** Draws places from 0 on, the place n with a weight of 1 ÷ (n + 1)^exponent. */
export function zipf(places: number, exponent: number): (random: Random) => number {
  const upTo: number[] = [];
  let sum = 0;
  for (let place = 1; place <= places; place += 1) {
    sum += 1 / place ** exponent;
    upTo.push(sum);
  }
  return (random) => {
    const wanted = random() * sum;
    let [low, high] = [0, places - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? sum) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash;
}
