/** Country codes of the overseas départements, by the first digits of their national numbers. */
const OVERSEAS: readonly (readonly [prefix: RegExp, country: string])[] = [
  [/^0(590|690|691)/, '590'],
  [/^0(594|694)/, '594'],
  [/^0(596|696|697)/, '596'],
  [/^0(262|263|269|639(?!98)|692|693)/, '262'],
]

/** The ten digits of a number of France in E.164, overseas ones with the country code of their own (data-inclusion.md §3.5). */
export const internationalPhone = (national: string): string =>
  `+${OVERSEAS.find(([prefix]) => prefix.test(national))?.[1] ?? '33'}${national.slice(1)}`

/** The way back; any other text as it is. */
export const nationalPhone = (phone: string): string => phone.replace(/^\+(?:33|262|590|594|596)(?=\d{9}$)/, '0')
