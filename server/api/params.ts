import { ApiProblem, type ParameterFault } from './problem.ts'

/** Parameters of an address, read and refused as FastAPI and pydantic do: clients of data·inclusion know these messages. */

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

type Bounds = { readonly least?: number; readonly most?: number }

export type Params = {
  readonly integer: (name: string, fallback: number, bounds?: Bounds) => number
  readonly number: (name: string, bounds?: Bounds) => number | null
  readonly boolean: (name: string) => boolean
  readonly text: (name: string) => string | null
  /** INSEE code of a commune, of that form at least. */
  readonly commune: (name: string) => string | null
  readonly oneOf: (name: string, values: ReadonlySet<string>) => string | null
  readonly texts: (name: string) => readonly string[] | null
  readonly someOf: (name: string, values: ReadonlySet<string>) => readonly string[] | null
  /** @throws ApiProblem 422 with all that is wrong. */
  readonly check: () => void
}

/** Of a number that a client may write: pydantic takes « 12.0 » for 12. */
const INTEGER = /^[+-]?\d+(?:\.0*)?$/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i
const TRUE: ReadonlySet<string> = new Set(['1', 'true', 'on', 't', 'y', 'yes'])
const FALSE: ReadonlySet<string> = new Set(['0', 'false', 'off', 'f', 'n', 'no'])
/** More faults than that say no more. */
const MOST_FAULTS = 50

const quoted = (values: ReadonlySet<string>): string => {
  const all = [...values].map((value) => `'${value}'`)
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}

export const readParams = (query: Query): Params => {
  const faults: ParameterFault[] = []
  const refuse = (name: string, at: number | null, msg: string, type: string): null => {
    if (faults.length < MOST_FAULTS) faults.push({ loc: at === null ? ['query', name] : ['query', name, at], msg, type })
    return null
  }
  const all = (name: string): readonly string[] | null => {
    const given = query[name]
    return given === undefined ? null : typeof given === 'string' ? [given] : given
  }
  /** The last of a name that is repeated, as upstream. */
  const last = (name: string): string | null => all(name)?.at(-1) ?? null

  const within = (name: string, value: number, { least, most }: Bounds): number | null => {
    if (least !== undefined && value < least)
      return refuse(name, null, `Input should be greater than or equal to ${least}`, 'greater_than_equal')
    if (most !== undefined && value > most)
      return refuse(name, null, `Input should be less than or equal to ${most}`, 'less_than_equal')
    return value
  }
  const isOne = (name: string, at: number | null, value: string, values: ReadonlySet<string>): boolean => {
    if (values.has(value)) return true
    refuse(name, at, `Input should be ${quoted(values)}`, 'enum')
    return false
  }

  return {
    integer: (name, fallback, bounds = {}) => {
      const given = last(name)?.trim()
      if (given === undefined) return fallback
      if (!INTEGER.test(given)) {
        refuse(name, null, 'Input should be a valid integer, unable to parse string as an integer', 'int_parsing')
        return fallback
      }
      const value = Number(given)
      if (Number.isSafeInteger(value)) return within(name, value, bounds) ?? fallback
      refuse(name, null, 'Unable to parse input string as an integer, exceeded maximum size', 'int_parsing_size')
      return fallback
    },
    number: (name, bounds = {}) => {
      const given = last(name)?.trim()
      if (given === undefined) return null
      if (NOT_FINITE.test(given) || (NUMBER.test(given) && !Number.isFinite(Number(given))))
        return refuse(name, null, 'Input should be a finite number', 'finite_number')
      if (!NUMBER.test(given))
        return refuse(name, null, 'Input should be a valid number, unable to parse string as a number', 'float_parsing')
      return within(name, Number(given), bounds)
    },
    boolean: (name) => {
      const given = last(name)?.trim().toLowerCase()
      if (given === undefined || FALSE.has(given)) return false
      if (TRUE.has(given)) return true
      refuse(name, null, 'Input should be a valid boolean, unable to interpret input', 'bool_parsing')
      return false
    },
    text: last,
    commune: (name) => {
      const given = last(name)
      if (given === null) return null
      const { length } = [...given]
      if (length < 5) return refuse(name, null, 'String should have at least 5 characters', 'string_too_short')
      if (length > 5) return refuse(name, null, 'String should have at most 5 characters', 'string_too_long')
      if (!/^[\p{L}\p{N}_]{5}$/u.test(given))
        return refuse(name, null, String.raw`String should match pattern '^\w{5}$'`, 'string_pattern_mismatch')
      return given
    },
    oneOf: (name, values) => {
      const given = last(name)
      return given !== null && isOne(name, null, given, values) ? given : null
    },
    texts: all,
    someOf: (name, values) => {
      const given = all(name)
      if (given === null) return null
      return given.filter((value, at) => isOne(name, at, value, values))
    },
    check: () => {
      if (faults.length > 0) throw new ApiProblem(422, faults)
    },
  }
}
