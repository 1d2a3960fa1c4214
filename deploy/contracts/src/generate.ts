/** `npm run contracts`: keeps a release of each event type whose shape is new, and writes docs/asyncapi.yaml; refuses a change that readers can't live with. */
import { writeFileSync } from 'node:fs';
import { eventContracts } from '@jinqiao/contracts/registry';
import { asyncApiFile, asyncApiText } from './async-api.store.js';
import { keepRelease, loadReleases } from './release.store.js';
import { contractFaults, releaseNeeded } from './releases.js';

const releases = loadReleases();
const faults = contractFaults(eventContracts, releases);
if (faults.length > 0) {
  console.error(
    `These changes can't be published under the same event type; add a new type (.v2) beside it, or undo them:\n${faults.join('\n')}`,
  );
  process.exitCode = 1;
} else {
  for (const contract of eventContracts) {
    const release = releaseNeeded(contract, releases);
    if (release !== undefined) console.log(`kept libs/contracts/golden/${keepRelease(release)}`);
  }
  writeFileSync(asyncApiFile, asyncApiText());
  console.log('wrote docs/asyncapi.yaml');
}
