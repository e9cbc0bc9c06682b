import type { OpenService, OpenStructure } from '../record.ts'
import type { HsdsService, ToHsds } from './hsds.ts'
import { uuidOf } from './ids.ts'
import { known } from './values.ts'

/**
 * A service of Open Referral UK 3.0, a profile of HSDS 3.0: the same objects, less what came with 3.1 (`additional_urls`, `label`),
 * with an address for the service (required) and its telephone under a contact, where the profile looks for it.
 */

type Attribute = Readonly<Record<string, unknown>>

const withoutLabel = ({ attributes, ...rest }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  known({ ...rest, attributes: ((attributes ?? []) as readonly Attribute[]).map(({ label: _, ...attribute }) => attribute) })

export const toOruk =
  (toHsds: ToHsds) =>
  (service: OpenService, structure: OpenStructure | null): HsdsService => {
    const { additional_urls: _, phones, organization, ...rest } = toHsds.service(service, structure)
    const { id } = rest
    const contact = { id: uuidOf('contact', id), service_id: id, title: 'Accueil du service' }
    return {
      ...withoutLabel({
        ...rest,
        phones,
        organization: organization === undefined ? null : withoutLabel(organization as Readonly<Record<string, unknown>>),
        contacts: phones === undefined ? [] : [{ ...contact, phones }],
      }),
      id,
    }
  }
