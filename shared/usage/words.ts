import type { Suite } from './answers.ts'

/** What becomes of requests, as pages, files and screens say it. */
export const SUITE_TEXT: Readonly<Record<Suite, string>> = {
  acceptees: 'Acceptées',
  refusees: 'Refusées',
  sans_reponse: 'Sans réponse après 30 jours',
  retirees: 'Retirées par leur auteur',
}
