import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import type { House } from '../house.js';

const downMs = 3_000;

async function killAndRestart(house: House, index: number): Promise<void> {
  await sleep(house.random.below(400));
  await house.servers.kafka.kill(index);
  await sleep(house.random.below(house.scaledMs(downMs, 500)));
  await house.servers.kafka.restart(index);
  await house.recovery.measure();
}

export const brokerKilled: Fault = {
  number: 9,
  title: 'The only broker is killed and restarted',
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    for (let times = house.scaledTimes(5, 2); times > 0; times -= 1) await killAndRestart(house, 0);
  },
};

export const brokersRolled: Fault = {
  number: 9,
  title: 'Three brokers: each is killed and restarted in turn, then the leaders of the topic for good',
  brokers: 3,
  async run(house) {
    await house.startUsual();
    house.startWriting();
    await house.recovery.settle();
    for (const index of [0, 1, 2]) await killAndRestart(house, index);
    const admin = house.kafka.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [house.topic] });
    await admin.disconnect();
    const leader = topics[0]?.partitions[0]?.leader ?? 1;
    await house.servers.kafka.kill(leader - 1);
    // Two of three replicas are left, as many as an acknowledgement needs.
    await house.recovery.measure();
    await house.servers.kafka.restart(leader - 1);
    await house.recovery.measure();
  },
};
