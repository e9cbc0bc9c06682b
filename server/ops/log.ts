import { pino, type DestinationStream, type Logger } from 'pino'
import type { ServerConfig } from '../config.ts'

/**
 * One JSON object a line: identifiers, routes, statuses, counts. Callers log no message of an error, no address, no body; what
 * pino itself would add (name of the machine) is left out.
 */
export const createServerLog = (level: ServerConfig['logLevel'], destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // An error handed whole by mistake would carry its message: only its name passes.
      serializers: {
        err: (error: Error) => ({ error: error.name }),
        error: (error: unknown) => (typeof error === 'string' ? error : 'Error'),
      },
    },
    ...(destination === undefined ? [] : [destination]),
  )
