import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { OpenKind } from '../writers.ts'
import { SERVICE_SCHEMA, STRUCTURE_SCHEMA } from '../schemas.ts'

/** What another hand than ours says of a record. */

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
formats.default(ajv)

const VALIDATORS = { structures: ajv.compile(STRUCTURE_SCHEMA), services: ajv.compile(SERVICE_SCHEMA) }

/** Empty for a valid record. */
export const faultsOf = (kind: OpenKind, record: unknown, today: string): readonly string[] => {
  const validate = VALIDATORS[kind]
  const faults = validate(record)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
  const { date_maj } = record as { readonly date_maj: string }
  return date_maj > today ? [...faults, '/date_maj is to come'] : faults
}
