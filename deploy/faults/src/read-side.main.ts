/** A read side as a process of its own. */
import { runReadSide } from './read-side.js';

runReadSide();
