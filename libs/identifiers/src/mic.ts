/** Why a text does not have the form of a Market Identifier Code (ISO 10383), or undefined where it has; whether the code exists is not checked. */
export function micFault(text: string): string | undefined {
  return /^[A-Z0-9]{4}$/.test(text)
    ? undefined
    : 'A MIC has four capital letters or digits, such as XSHG for Shanghai or XHKG for Hong Kong.';
}
