import { MOTIFS, type Motif } from '#shared/moderation/queue.ts'

/** How the queue is narrowed, as its address says. */
export const QUI = ['tous', 'moi', 'libres'] as const
export type View = { readonly qui: (typeof QUI)[number]; readonly motif: Motif | null }

export const NO_VIEW: View = { qui: 'tous', motif: null }

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | undefined => all.find((one) => one === value)

/** Any query string is read; what it does not say, or says wrong, narrows nothing. */
export const parseView = (query: string): View => {
  const params = new URLSearchParams(query)
  return { qui: oneOf(QUI, params.get('qui')) ?? NO_VIEW.qui, motif: oneOf(MOTIFS, params.get('motif')) ?? null }
}

/** The query string of a view, without its « ? »; '' for the first one. */
export const viewQuery = ({ qui, motif }: View): string => {
  const params = new URLSearchParams()
  if (qui !== NO_VIEW.qui) params.set('qui', qui)
  if (motif !== null) params.set('motif', motif)
  return params.toString()
}
