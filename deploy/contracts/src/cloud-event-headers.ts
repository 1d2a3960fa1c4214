const text = (description: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'string',
  description,
  ...more,
});
const instant = (description: string): Record<string, unknown> => text(description, { format: 'date-time' });
const uuid = (description: string): Record<string, unknown> => text(description, { format: 'uuid' });

/** The headers of every event, as `libs/event-stream` writes them: CloudEvents 1.0 in Kafka's binary mode. */
export const cloudEventHeaders = {
  type: 'object',
  required: [
    'content-type',
    'ce_specversion',
    'ce_id',
    'ce_type',
    'ce_source',
    'ce_subject',
    'ce_time',
    'ce_recordedtime',
    'ce_sequence',
    'ce_correlationid',
  ],
  properties: {
    'content-type': { const: 'application/json' },
    ce_specversion: { const: '1.0' },
    ce_id: uuid('The event, UUIDv7; the same again where it is delivered again.'),
    ce_type: text('The event type, with the version of its contract.'),
    ce_source: text('The service that published it.', { format: 'uri-reference' }),
    ce_subject: uuid('The aggregate; it is the key of the record.'),
    ce_time: instant('When it happened.'),
    ce_recordedtime: instant('When it was recorded; freshness counts from here.'),
    ce_sequence: text('The version of the aggregate, with leading zeros so that sequences sort as texts.', { pattern: '^\\d{16}$' }),
    ce_correlationid: text('What the request that led to it was known by.'),
    ce_causationid: uuid('The event that led to it, where one did.'),
    ce_dataschema: text('The contract of the data.', { format: 'uri' }),
    ce_traceparent: text('W3C trace context, CloudEvents extension.'),
    traceparent: text('The same, for tools that know Kafka and not CloudEvents.'),
    ce_authid: text('Who caused it.'),
    ce_authtype: text('What kind of principal that is.', { examples: ['user'] }),
  },
} as const;
