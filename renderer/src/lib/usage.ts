import { client } from './api.ts'
import { createUsageTelling } from './usage-telling.ts'

/** Tells this desk's services what happens on its screens: they keep it only with consent (docs/usage.md). */
export const usage = createUsageTelling({
  record: (fait) =>
    client.call('usage.record', fait).then(
      ({ id }) => id,
      () => null,
    ),
  now: Date.now,
})
