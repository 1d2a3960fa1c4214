import { z } from 'zod';

/** Kinds of bond by issuer and by where they are issued; a repo names those that it takes as collateral. */
export const bondKind = z.enum([
  'government',
  'policy_bank',
  'local_government',
  'financial',
  'corporate',
  'asset_backed',
  'panda',
  'dim_sum',
  'free_trade_zone',
  'yulan',
]);
