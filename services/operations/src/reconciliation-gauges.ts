import type { GaugeSource } from '@jinqiao/service-runtime/metrics';
import type { Run, Step } from './reconciliation.api.js';

/** What the reconciler tells Prometheus, from its runs, newest first: when it last compared, and what it found and could not mend. */
export function reconciliationGauges(runs: () => readonly Run[]): GaugeSource {
  return {
    gauges: {
      jinqiao_reconciliation_last_end_timestamp_seconds: {
        help: 'When projections were last compared with their sources, whatever came of it.',
      },
      jinqiao_reconciliation_found: { help: 'Subjects that the last comparison found to differ.', labelNames: ['projection'] },
      jinqiao_reconciliation_not_mended: {
        help: 'Subjects that were not as the log says at the end of the last comparison.',
        labelNames: ['projection'],
      },
    },
    read: () => {
      const last = runs().find(({ endedAt }) => endedAt !== null);
      const ended = last?.endedAt == null ? [] : [{ value: Date.parse(last.endedAt) / 1000 }];
      return Promise.resolve({
        jinqiao_reconciliation_last_end_timestamp_seconds: ended,
        jinqiao_reconciliation_found: counts(last, ['found']),
        jinqiao_reconciliation_not_mended: counts(last, ['not-mended', 'held-back']),
      });
    },
  };
}

function counts(run: Run | undefined, kinds: readonly Step['step'][]) {
  return (run?.projections ?? []).map(({ projection }) => ({
    labels: { projection },
    value: (run?.steps ?? [])
      .filter((step) => step.projection === projection && kinds.includes(step.step))
      .reduce((sum, { subjects = 0 }) => sum + subjects, 0),
  }));
}
