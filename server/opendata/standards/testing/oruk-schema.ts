import { HSDS_DEFS } from './hsds-schema.ts'
import { list, object, ref, type Schema, text, uuid } from './schema.ts'

/**
 * Open Referral UK 3.0 (OpenReferralUK/uk-profile, `schema/`): what it changes of HSDS 3.0. A service must have an address and a
 * taxonomy term must say its taxonomy; `additional_urls` and `label` are of HSDS 3.1. The profile drops fields of HSDS; they stay
 * allowed, as in its own schemas.
 */

type Properties = Readonly<Record<string, unknown>>

const changed = (name: string, change: (properties: Properties) => Properties, required: readonly string[]): Schema => {
  const base = HSDS_DEFS[name] as { readonly properties: Properties; readonly required: readonly string[] }
  return object(change(base.properties), [...new Set([...base.required, ...required])])
}

const without =
  (...names: readonly string[]) =>
  (properties: Properties): Properties =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)))

const { url: _, ...kept } = HSDS_DEFS

export const orukSchema: Schema = {
  $defs: {
    ...kept,
    attribute: changed('attribute', without('label'), []),
    taxonomy_term: changed('taxonomy_term', (all) => all, ['taxonomy']),
    contact: object({ id: uuid, service_id: uuid, title: text, phones: list('phone'), attributes: list('attribute') }, ['id']),
    organization: changed('organization', without('additional_websites'), []),
    service: changed('service', (all) => ({ ...without('additional_urls')(all), contacts: list('contact') }), ['url']),
  },
  ...ref('service'),
}
