import type { Fault } from '../fault.js';
import { foulWeather } from '../foul-weather.js';

export const postgresFoulWeather: Fault = {
  number: 7,
  title: 'The network before Postgres: resets, refusal for 30 s, a blackhole of 60 s, slow, a trickle, forgotten connections',
  run: (house) => foulWeather(house, [house.servers.postgres.proxy]),
};
