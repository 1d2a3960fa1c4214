/** A write side as a process of its own. */
import { runWriteSide } from './write-side.js';

runWriteSide();
