import type { Fault } from '../fault.js';
import { foulWeather } from '../foul-weather.js';

export const kafkaFoulWeather: Fault = {
  number: 8,
  title: 'The network before Kafka: resets, refusal for 30 s, a blackhole of 60 s, slow, a trickle, forgotten connections',
  run: (house) => foulWeather(house, house.servers.kafka.proxies),
};
