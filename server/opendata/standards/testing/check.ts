import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { Schema } from './schema.ts'

/** What ajv finds wrong, as texts; nothing for a valid value. Whole formats, not the quick ones. */
export const createCheck = (schema: Schema): ((value: unknown) => readonly string[]) => {
  const ajv = new Ajv({ allErrors: true })
  addFormats.default(ajv, { mode: 'full' })
  const validate = ajv.compile(schema)
  // As it is read from a file: what is undefined is not there.
  return (value) =>
    validate(JSON.parse(JSON.stringify(value)))
      ? []
      : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
}
