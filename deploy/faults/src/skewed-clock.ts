/** Loaded before a worker: its clock is off and runs at another rate, as on a machine whose clock nobody keeps. */
const { offsetMs, rate } = JSON.parse(process.env['FAULTS_CLOCK'] ?? '{"offsetMs":0,"rate":1}') as { offsetMs: number; rate: number };
const RealDate = Date;
const startedAt = RealDate.now();
const now = (): number => Math.round(startedAt + offsetMs + (RealDate.now() - startedAt) * rate);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [now()] : args) as Date,
  get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
});

const monotonic = performance.now.bind(performance);
performance.now = () => monotonic() * rate;
