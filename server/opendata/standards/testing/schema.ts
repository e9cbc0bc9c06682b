/** JSON Schemas of other standards, restated from what they publish; stricter on one point: a field that they do not name is refused. */

export type Schema = Readonly<Record<string, unknown>>

export const text = { type: 'string' } as const
export const number = { type: 'number' } as const
export const uuid = { type: 'string', format: 'uuid' } as const
export const uri = { type: 'string', format: 'uri' } as const
export const email = { type: 'string', format: 'email' } as const
/** `datapackage_type` of the tabular form, held here too. */
export const day = { type: 'string', format: 'date' } as const
export const clock = { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?(Z|[+-]\\d{2}:\\d{2})?$' } as const
export const oneOf = (...values: readonly string[]) => ({ type: 'string', enum: values }) as const
export const ref = (name: string) => ({ $ref: `#/$defs/${name}` }) as const
export const list = (name: string) => ({ type: 'array', items: ref(name) }) as const

export const object = (properties: Schema, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
