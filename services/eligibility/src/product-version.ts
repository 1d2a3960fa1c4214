import type { ProductState } from '@jinqiao/contracts/product-events';
import type { Day } from '@jinqiao/identifiers/day';

/** What a determination needs of one published version of a product. */
export type ProductVersion = Pick<
  ProductState,
  'version' | 'productType' | 'terms' | 'accesses' | 'offeredFrom' | 'effectiveFrom' | 'lifecycle' | 'suspendedSides'
>;

/** The highest version whose day has come: a correction may reach back and override what came before it. */
export function versionInEffect(versions: readonly ProductVersion[], day: Day): ProductVersion | undefined {
  return versions
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<ProductVersion | undefined>(
      (highest, version) => (highest && highest.version > version.version ? highest : version),
      undefined,
    );
}

/** The version by which the product is offered on the day: none before `offeredFrom`, none once withdrawn. */
export function versionOffered(versions: readonly ProductVersion[], day: Day): ProductVersion | undefined {
  const version = versionInEffect(versions, day);
  return version && version.lifecycle !== 'withdrawn' && version.offeredFrom <= day ? version : undefined;
}

/** The days on which another version, or none, may be the one offered. */
export function versionDays(versions: readonly ProductVersion[]): Day[] {
  return versions.flatMap(({ offeredFrom, effectiveFrom }) => [offeredFrom, effectiveFrom]);
}
