import type { Facts } from '@jinqiao/eligibility-rules/facts';
import { withUnknown } from '../with-unknown.js';

/** Treaties that the worked decisions speak of. */
export const cededTo = (business: string, solvencyPct: string): Facts => ({
  'product.productType': 'reinsurance',
  'product.reinsurerIaAuthorisedProfessional': true,
  'product.reinsurerRatingNotch': 7,
  'product.reinsurerBusiness': business,
  'product.reinsurerSolvencyPct': solvencyPct,
});
export const strong = cededTo('general', '300');
export const ofUnknownSolvency = withUnknown(strong, 'product.reinsurerSolvencyPct');
export const ofUnknownBusiness = withUnknown(strong, 'product.reinsurerBusiness');
