/** One value of a référentiel. `value` is what the data carry; `label` is what a person reads. */
export type Entry = {
  readonly value: string
  readonly label: string
  readonly description?: string
}
