import type { EventContract, Topic } from '@jinqiao/contracts/event-contract';
import { z } from 'zod';

/** The whole state of a figure at one version: the aggregate that the suite writes and projects. */
export const FigureState = z.object({
  figureId: z.uuid(),
  version: z.int().min(1),
  amount: z.int(),
  note: z.string(),
  unit: z.string().optional(),
});
export type FigureState = z.infer<typeof FigureState>;

/** Text that the projection's table refuses: an event that can be read and never be applied. */
export const poison = 'poison';

/** The suite's own event, on a topic of the run's own: the house's topics stay as they are. */
export function figureChanged(topic: string): EventContract<FigureState> {
  return {
    type: 'jinqiao.figure.changed.v1',
    topic: topic as Topic,
    data: FigureState,
    example: { figureId: '019aa000-0000-7000-8000-000000000001', version: 1, amount: 12, note: '' },
  };
}
