import { httpUrl } from '@jinqiao/service-runtime/configuration';
import { ServiceAddresses } from '@jinqiao/service-runtime/service-addresses';
import { z } from 'zod';

const milliseconds = (usually: number, description: string) =>
  z.coerce
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(usually)
    .meta({ description, examples: [String(usually)] });

/** What operations is told: where the services are, who it is when nobody asks, and how often it looks. */
export const OperationsConfiguration = ServiceAddresses.omit({ OPERATIONS_URL: true }).extend({
  TOKEN_URL: httpUrl().meta({
    description: 'where operations gets the token of its own identity (OAuth2 client credentials)',
    examples: ['http://127.0.0.1:8086/token'],
  }),
  CLIENT_ID: z
    .string()
    .min(1)
    .default('operations')
    .meta({ description: 'the name under which the issuer knows operations', examples: ['operations'] }),
  CLIENT_SECRET: z
    .string()
    .min(16)
    .meta({ description: 'the secret that the issuer knows operations by, 16 characters or more', examples: ['(a long random text)'] }),
  SAMPLE_EVERY_MS: milliseconds(2_000, 'how often the streams are looked at, in milliseconds'),
  RECONCILE_EVERY_MS: milliseconds(60_000, 'how often projections are compared with their sources, in milliseconds'),
});
export type OperationsConfiguration = z.infer<typeof OperationsConfiguration>;
