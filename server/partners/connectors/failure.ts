import type { RaisonEchec, RaisonQuarantaine } from '#shared/partners/connector.ts'

/** The partner did not answer as it should, or this server could not: tried again later. */
export class ConnectorFailure extends Error {
  readonly raison: RaisonEchec
  /** HTTP status, or name of the failure; never its text. */
  readonly code: string | null

  constructor(raison: RaisonEchec, code: string | null = null, cause?: unknown) {
    super(raison, { cause })
    this.name = 'ConnectorFailure'
    this.raison = raison
    this.code = code
  }
}

/** What came is no batch to take: nothing was changed. */
export class BadBatch extends Error {
  readonly raison: RaisonQuarantaine

  constructor(raison: RaisonQuarantaine, cause?: unknown) {
    super(raison, { cause })
    this.name = 'BadBatch'
    this.raison = raison
  }
}
