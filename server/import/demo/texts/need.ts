/** How one need of the référentiel is told by the invented structures of the demonstration. */
export type NeedTexts = {
  readonly besoin: string
  /** Values of `type` that make sense for the need, the most usual first. */
  readonly types: readonly string[]
  /** Publics met most often for the need; `tous-publics` is added by the generator. */
  readonly publics: readonly string[]
  /** Share of services that cost something, 0 to 1. */
  readonly payant: number
  readonly titres: readonly string[]
  /** What is done for the person: full sentences. */
  readonly contenus: readonly string[]
}
