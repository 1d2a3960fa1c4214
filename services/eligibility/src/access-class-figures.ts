/** How many access classes one scheme has. */
export type SchemeClasses = { readonly scheme: string; readonly classes: number };

/** The number of classes from which a list can no longer be answered at once: every reader holds them in memory. */
export const alarmAtClasses = 100_000;

/** Class figures for operations; `alarm` once there are as many as `alarmAt`. */
export function classFigures(bySchemeLargestFirst: readonly SchemeClasses[]) {
  const total = bySchemeLargestFirst.reduce((sum, { classes }) => sum + classes, 0);
  return { total, alarmAt: alarmAtClasses, level: total >= alarmAtClasses ? 'alarm' : 'normal', schemes: bySchemeLargestFirst } as const;
}
