import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultProxy, Weather } from '@jinqiao/test-kit/fault-proxy';
import type { House } from './house.js';

const spells: readonly { readonly weather: Weather; readonly fullMs: number; readonly leastMs: number }[] = [
  { weather: { kind: 'refuse' }, fullMs: 30_000, leastMs: 2_000 },
  { weather: { kind: 'blackhole' }, fullMs: 60_000, leastMs: 4_000 },
  { weather: { kind: 'slow', delayMs: 80 }, fullMs: 15_000, leastMs: 2_000 },
  { weather: { kind: 'trickle', bytesPerSecond: 6_000 }, fullMs: 15_000, leastMs: 2_000 },
];

const resets = 10;

/** Under load one kind of bad network after the other stands before a server, each followed by recovery; at last its connections are forgotten for ever. */
export async function foulWeather(house: House, proxies: readonly FaultProxy[]): Promise<void> {
  await house.startUsual();
  house.startWriting();
  await house.recovery.settle();
  for (let times = house.scaledTimes(resets, 3); times > 0; times -= 1) {
    await sleep(house.random.below(300));
    for (const proxy of proxies) proxy.reset();
    await house.recovery.measure();
  }
  for (const { weather, fullMs, leastMs } of spells) {
    for (const proxy of proxies) await proxy.become(weather);
    await sleep(house.scaledMs(fullMs, leastMs));
    for (const proxy of proxies) await proxy.become({ kind: 'pass' });
    await within(house, weather.kind);
  }
  for (const proxy of proxies) proxy.forget();
  await within(house, 'forgotten connections');
}

async function within(house: House, what: string): Promise<void> {
  try {
    await house.recovery.measure();
    house.notes.push(`${what}: recovered in ${Math.round(house.recovery.timesMs.at(-1) ?? 0)} ms`);
  } catch (error) {
    throw new Error(`After ${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
