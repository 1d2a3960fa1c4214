import type { Scheme } from '@jinqiao/eligibility-rules/rule';
import { bondConnectNorthbound } from './bond-connect-northbound/scheme.js';
import { mutualRecognitionOfFunds } from './mutual-recognition-of-funds/scheme.js';
import { stockConnectNorthbound } from './stock-connect-northbound/scheme.js';

/** Every scheme on the platform. To add one: add its folder, then its line here. */
export const schemes: readonly Scheme[] = [stockConnectNorthbound, bondConnectNorthbound, mutualRecognitionOfFunds];

/** The scheme of that id, such as `bond-connect-northbound`. */
export function schemeById(id: string): Scheme | undefined {
  return schemes.find((scheme) => scheme.id === id);
}
