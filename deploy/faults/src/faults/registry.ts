import type { Fault } from '../fault.js';
import { relayKilledBeforeDelete } from './01-relay-killed-before-delete.js';
import { relayKilledAroundSend } from './02-relay-killed-around-send.js';
import { projectorKilledAroundCommit } from './04-projector-killed-around-commit.js';
import { backendsTerminated } from './05-backends-terminated.js';
import { deliveredRepeatedly } from './11-delivered-repeatedly.js';
import { shuffled } from './12-shuffled.js';
import { poisonNowAndThen } from './13-poison.js';
import { malformed } from './14-malformed.js';
import { terminatedUnderLoad } from './27-terminated-under-load.js';

/** Every fault of the suite, by number. */
export const faults: readonly Fault[] = [
  relayKilledBeforeDelete,
  relayKilledAroundSend,
  projectorKilledAroundCommit,
  backendsTerminated,
  deliveredRepeatedly,
  shuffled,
  poisonNowAndThen,
  malformed,
  terminatedUnderLoad,
];
