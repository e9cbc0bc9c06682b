/** What is said, from any screen, of the plan last opened. */
export const planAtHand = {
  add: 'Ajouter au plan',
  added: (nom: string) => `« ${nom} » est dans le plan.`.replace('« ', '«\u202f').replace(' »', '\u202f»'),
  open: 'Ouvrir le plan',
  byHand: 'Choisi à la main',
  not: {
    deja: 'Ce service est déjà dans le plan.',
    plein: 'Ce plan a déjà douze besoins. Rien n’a été ajouté. Retirez-en un, ou commencez un autre plan.',
  },
  newPlan: 'Nouveau plan',
  plans: 'Plans',
} as const
