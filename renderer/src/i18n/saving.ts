/** What is said of a document that saves itself, by what it is called. */
export const savingOf = (what: 'brouillon' | 'plan' | 'dossier') => ({
  done: (heure: string) => `Enregistré à ${heure}`,
  doing: 'Enregistrement…',
  failed: 'Non enregistré',
  left: (raison: string) =>
    `${what === 'brouillon' ? 'Votre dernière saisie' : `La dernière saisie du ${what}`} n’est pas enregistrée. ${raison}`,
  failedMore: 'Votre saisie reste à l’écran\u202f; un nouvel essai aura lieu dans quelques secondes.',
  now: 'Réessayer maintenant',
  clashTitle: `Ce ${what} a été modifié dans une autre fenêtre`,
  clash: 'Rien n’a été écrasé\u202f: votre saisie est à l’écran, l’autre version est enregistrée. Choisissez celle à garder.',
  keep: 'Garder ma saisie',
  take: 'Reprendre l’autre version',
  goneTitle: `Ce ${what} a été supprimé dans une autre fenêtre`,
  gone: 'Votre saisie est encore à l’écran. Vous pouvez le rétablir.',
  restore: `Rétablir ce ${what}`,
})
export type SavingWords = ReturnType<typeof savingOf>
