import type { Licence } from '@jinqiao/contracts/institution-events';
import { licenceCode, licenceCodes } from '@jinqiao/product-types/licensed-activities';

/** What does not hold of a licence as it was entered: where, and what was expected. */
export type LicenceFault = { readonly path: readonly (string | number)[]; readonly message: string };

/** Compares a licence with its code: who grants it, what it can cover, since when it exists. */
export function licenceFaults({ regulator, code, activities, from, to }: Licence): readonly LicenceFault[] {
  const known = licenceCode(code);
  if (known === undefined) return [{ path: ['code'], message: `One of ${licenceCodes.map((licence) => licence.code).join(', ')}.` }];
  const faults: LicenceFault[] = [];
  if (regulator !== known.regulator) faults.push({ path: ['regulator'], message: `${code} is granted by ${known.regulator}.` });
  activities.forEach((activity, position) => {
    if (!known.activities.some((covered) => covered === activity))
      faults.push({ path: ['activities', position], message: `${code} covers ${known.activities.join(', ')}.` });
  });
  if (known.inOperationFrom === null)
    faults.push({ path: ['code'], message: `${known.regulator} has not brought ${code} into operation.` });
  else if (known.inOperationFrom !== undefined && from < known.inOperationFrom)
    faults.push({ path: ['from'], message: `${code} exists since ${known.inOperationFrom}.` });
  if (to !== undefined && to < from) faults.push({ path: ['to'], message: `The last day lies before the first one, ${from}.` });
  return faults;
}
