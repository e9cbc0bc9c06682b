/** The national register of establishments, as this server asks it. */

export type SireneEtablissement = {
  readonly siret: string
  /** Public name (dora-backend.md §1.9), 255 characters at most. */
  readonly nom: string
  /** Number and street; '' when the register gives none. */
  readonly adresse: string
  readonly complement?: string
  /** '' when the register gives none. */
  readonly code_postal: string
  readonly commune: string
  /** INSEE code of the commune; of the arrondissement, in Paris, Lyon and Marseille. */
  readonly code_insee: string
  /** Degrees; null when the register has not placed it. */
  readonly latitude: number | null
  readonly longitude: number | null
  /** « 88.99B ». */
  readonly ape: string | null
  readonly siege: boolean
}

/** Both leave out what is closed, abroad, or not to be made public. */
export type Sirene = {
  /** Null when the register has no such establishment. Rejects with SireneUnreachable. */
  readonly bySiret: (siret: string) => Promise<SireneEtablissement | null>
  /**
   * Establishments that answer to these words, in that commune if one is given; head offices first, 30 at most, those without a
   * name of their own left out. The register needs three letters, or a commune. Rejects with SireneUnreachable.
   */
  readonly search: (asked: {
    readonly q: string
    readonly codeInsee?: string | undefined
  }) => Promise<readonly SireneEtablissement[]>
}

/**
 * `absent`: this server asks no register. `reseau`: no answer. `delai`: none in time. `limite`: too many requests.
 * `reponse`: an answer that is not the register's.
 */
export type SireneFault = 'absent' | 'reseau' | 'delai' | 'limite' | 'reponse'

/** Nothing is known of what was asked: never to be shown as « not found ». Says nothing of the question. */
export class SireneUnreachable extends Error {
  readonly code: SireneFault

  constructor(code: SireneFault) {
    super(`register unreachable: ${code}`)
    this.name = 'SireneUnreachable'
    this.code = code
  }
}

const absent = (): Promise<never> => Promise.reject(new SireneUnreachable('absent'))
/** A server that asks no register. */
export const SIRENE_NONE: Sirene = { bySiret: absent, search: absent }
