import { readConfiguration } from '@jinqiao/service-runtime/configuration';
import { decisionKey } from '../test/decision-key.js';
import { DecisionKeys, openDecisionSigning } from './decision-signer.js';

const read = (env: Record<string, string>) => readConfiguration(DecisionKeys, env);

describe('the keys of decision records', () => {
  test('are the key that signs, and those of earlier records beside it', async () => {
    const { signer: earlier } = await openDecisionSigning(read({ DECISION_RECORD_KEY: JSON.stringify(decisionKey()) }));
    const { signer, publicKeys } = await openDecisionSigning(
      read({
        DECISION_RECORD_KEY: JSON.stringify(decisionKey()),
        DECISION_RECORD_EARLIER_KEYS: JSON.stringify({ keys: [earlier?.publicKey] }),
      }),
    );
    expect(publicKeys).toEqual([signer?.publicKey, earlier?.publicKey]);
    expect(JSON.stringify(publicKeys)).not.toContain('"d"');
  });

  test('may be left out: nothing can be signed then', async () => {
    expect(await openDecisionSigning(read({}))).toEqual({ signer: undefined, publicKeys: [] });
  });

  test.each([['no JSON'], ['{"kty":"RSA","n":"secret-part"}'], ['{"kty":"OKP","crv":"Ed25519","x":"secret-part"}']])(
    'that are wrong stop the start and are not repeated: %s',
    (key) => {
      expect(() => read({ DECISION_RECORD_KEY: key })).toThrow('DECISION_RECORD_KEY is not valid');
      expect(() => read({ DECISION_RECORD_KEY: key })).not.toThrow('secret-part');
    },
  );
});
