/** Values of a structure that only their owners grant (dora-backend.md §1.3: DORA tells them to its screens and does not enforce them). */
export const GRANTED: Readonly<Record<string, ReadonlySet<string>>> = {
  'dora.typology': new Set(['FT']),
  'dora.national_labels': new Set(['adie', 'cap-emploi-reseau-cheops', 'conseil-departemental', 'france-travail', 'siae']),
  reseaux_porteurs: new Set(['adie', 'cap-emploi-reseau-cheops', 'departements', 'france-travail', 'siae']),
}

/** True for a value that a structure neither gives itself nor takes away. */
export const isGranted = (champ: string, value: string): boolean => GRANTED[champ]?.has(value) === true
