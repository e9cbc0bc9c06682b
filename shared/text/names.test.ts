import { describe, expect, it } from 'vitest'
import { displayName, displayTown } from './names.ts'

describe('displayName', () => {
  it.each([
    ['ASSOCIATION POUR LE LOGEMENT DES JEUNES', 'Association pour le Logement des Jeunes'],
    ['CCAS DE SAINT-DENIS', 'CCAS de Saint-Denis'],
    ['MAISON DE L’EMPLOI', 'Maison de l’Emploi'],
    ['LYCÉE HENRI IV', 'Lycée Henri IV'],
    ['Mission locale du Bassin', 'Mission locale du Bassin'],
    ['CAF 59', 'CAF 59'],
    ['ÉCOLE DE LA 2E CHANCE', 'École de la 2e Chance'],
    ['PSLD SERVICES', 'PSLD Services'],
    ['', ''],
  ])('%s → %s', (nom, shown) => expect(displayName(nom)).toBe(shown))
})

describe('displayTown', () => {
  it.each([
    ['FOIX', 'Foix'],
    ['LYON 7EME', 'Lyon 7eme'],
    ['12 RUE JEAN MARIE CHAVANT', '12 Rue Jean Marie Chavant'],
    ['Le Mans', 'Le Mans'],
    ['', ''],
  ])('%s → %s', (nom, shown) => expect(displayTown(nom)).toBe(shown))
})
