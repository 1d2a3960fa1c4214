import type { LocalConfiguration } from './configuration.js';
import { startBroker, startDatabase } from './infrastructure.js';
import type { LocalRun } from './local-run.js';
import { migrate, startIssuer, startService } from './programs.js';
import { keptSecrets } from './secrets.js';
import type { KafkaChoice } from './servers.js';
import { servicePlans } from './service-plan.js';
import type { Terminal } from './terminal.js';

/** A local run under way: what it was told, the processes it keeps, and where it speaks. */
export type House = { readonly run: LocalRun; readonly configuration: LocalConfiguration; readonly terminal: Terminal };

/** Brings everything up, what can be at the same time; resolves when every service is ready. */
export async function startHouse(house: House, kafka: KafkaChoice | undefined): Promise<void> {
  const { configuration, terminal } = house;
  const secrets = await keptSecrets(configuration.stateFolder);
  const [databaseUrl, kafkaBrokers] = await Promise.all([
    startDatabase(house).then(async (url) => {
      await migrate(house, servicePlans(configuration, secrets, { databaseUrl: url, kafkaBrokers: [] }), url);
      return url;
    }),
    startBroker(house, kafka),
    startIssuer(house, secrets),
  ]);
  const plans = servicePlans(configuration, secrets, { databaseUrl, kafkaBrokers });
  terminal.line('start', `starting ${plans.length} services`);
  await Promise.all(plans.map((plan) => startService(house, plan)));
}
