import { z } from 'zod'

/** Variables of the imports from partners. `describe` is what an error says is expected. */
export const CONNECTOR_ENVIRONMENT = {
  DORA_SERVER_CONNECTORS_FOLDER: z.string().min(1).optional().describe('un dossier'),
  DORA_SERVER_CONNECTORS_PRIVATE: z.enum(['0', '1']).default('0').describe('0 ou 1'),
} as const

export type ConnectorConfig = {
  /** Holds what is being read, batches in quarantine, and `depot`; shared by the replicas of one base. */
  readonly folder: string
  /** Partners may be on this machine, or on the network that this server stands in. */
  readonly allowPrivate: boolean
}

type Values = z.infer<z.ZodObject<typeof CONNECTOR_ENVIRONMENT>>

/** @param folder where they are unless another was given */
export const connectorConfig = (values: Values, folder: string): ConnectorConfig => ({
  folder: values.DORA_SERVER_CONNECTORS_FOLDER ?? folder,
  allowPrivate: values.DORA_SERVER_CONNECTORS_PRIVATE === '1',
})
