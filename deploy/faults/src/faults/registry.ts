import type { Fault } from '../fault.js';
import { relayKilledBeforeDelete } from './01-relay-killed-before-delete.js';
import { relayKilledAroundSend } from './02-relay-killed-around-send.js';
import { relayPaused } from './03-relay-paused.js';
import { projectorKilledAroundCommit } from './04-projector-killed-around-commit.js';
import { backendsTerminated } from './05-backends-terminated.js';
import { postgresRestarted } from './06-postgres-restarted.js';
import { postgresFoulWeather } from './07-postgres-foul-weather.js';
import { kafkaFoulWeather } from './08-kafka-foul-weather.js';
import { brokerKilled, brokersRolled } from './09-broker-killed.js';
import { brokerWiped } from './10-broker-wiped.js';
import { deliveredRepeatedly } from './11-delivered-repeatedly.js';
import { shuffled } from './12-shuffled.js';
import { poisonNowAndThen } from './13-poison.js';
import { malformed } from './14-malformed.js';
import { oversized } from './15-oversized.js';
import { unknownAndNewer } from './16-unknown-and-newer.js';
import { rebalanceStorm } from './17-rebalance-storm.js';
import { slowHandler } from './18-slow-handler.js';
import { replayedFromZero } from './19-replayed-from-zero.js';
import { killedDuringRebuild } from './20-killed-during-rebuild.js';
import { clocks } from './21-clocks.js';
import { diskFull } from './22-disk-full.js';
import { brokerDiskFull } from './23-broker-disk-full.js';
import { smallHeap } from './24-small-heap.js';
import { longTransaction } from './25-long-transaction.js';
import { deadlockStorm } from './26-deadlock-storm.js';
import { terminatedUnderLoad } from './27-terminated-under-load.js';

/** Every fault of the suite, by number. */
export const faults: readonly Fault[] = [
  relayKilledBeforeDelete,
  relayKilledAroundSend,
  relayPaused,
  projectorKilledAroundCommit,
  backendsTerminated,
  postgresRestarted,
  postgresFoulWeather,
  kafkaFoulWeather,
  brokerKilled,
  brokersRolled,
  brokerWiped,
  deliveredRepeatedly,
  shuffled,
  poisonNowAndThen,
  malformed,
  oversized,
  unknownAndNewer,
  rebalanceStorm,
  slowHandler,
  replayedFromZero,
  killedDuringRebuild,
  clocks,
  diskFull,
  brokerDiskFull,
  smallHeap,
  longTransaction,
  deadlockStorm,
  terminatedUnderLoad,
];
