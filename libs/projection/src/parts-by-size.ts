/** Divides a list, in order, into parts of at most so many bytes in all; an element that is larger by itself is a part of its own. */
export function partsBySize<E>(elements: readonly E[], bytesOf: (element: E) => number, bytesMax: number): E[][] {
  const parts: E[][] = [];
  let room = 0;
  for (const element of elements) {
    const bytes = bytesOf(element);
    const part = parts.at(-1);
    if (part === undefined || bytes > room) {
      parts.push([element]);
      room = bytesMax - bytes;
    } else {
      part.push(element);
      room -= bytes;
    }
  }
  return parts;
}
