import type { Content, Item } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { named, quoted } from '../words.ts'

type Told = MailOf<'recherches'>['recherches'][number]

const of = (structure: string): string => (structure === '' ? '' : `de ${quoted(structure)}`)
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')

const listsOf = ({ nom, nouveaux, modifies, disparus }: Told): NonNullable<Content['lists']> => {
  const lists: readonly (readonly [string, readonly Item[]])[] = [
    ['nouveaux services', nouveaux.map((one) => ({ name: named(one.nom), detail: of(one.structure), lien: one.lien }))],
    [
      'services modifiés',
      modifies.map((one) => ({
        name: named(one.nom),
        detail: joined(of(one.structure), `a changé\u202f: ${one.champs.join(', ')}`),
        lien: one.lien,
      })),
    ],
    ['services disparus', disparus.map((one) => ({ name: named(one.nom), detail: of(one.structure), lien: null }))],
  ]
  return lists.flatMap(([what, items]) => (items.length === 0 ? [] : [{ title: `${named(nom)}, ${what}`, items }]))
}

export const recherches = ({ recherches: told, lien, arret }: MailOf<'recherches'>): Content => {
  const others = told.reduce((sum, { autres }) => sum + autres, 0)
  return {
    subject: 'Du nouveau dans vos recherches gardées sur DORA',
    title: 'Du nouveau dans vos recherches gardées',
    paragraphs: [
      'Voici ce qui a changé depuis le dernier message dans ce que trouvent vos recherches.',
      ...told.map(({ nom, criteres }) => `${named(nom)} – ${criteres.map(named).join('\u202f; ')}`),
      ...(others === 0
        ? []
        : [others === 1 ? 'Un autre changement est à voir dans DORA.' : `${others} autres changements sont à voir dans DORA.`]),
    ],
    lists: told.flatMap(listsOf),
    action: { label: 'Ouvrir DORA', lien },
    why: [
      'Vous recevez ce message parce que vous avez gardé ces recherches en demandant à être prévenu par courriel.',
      'Si une seule d’entre elles ne vous intéresse plus, changez sa fréquence dans la page «\u00a0Recherches\u00a0» de DORA.',
    ],
    stop: { label: 'Ne plus recevoir ces messages', lien: arret },
  }
}
