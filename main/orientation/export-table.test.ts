import { expect, it } from 'vitest'
import { parseTable } from '../listing/table/parse.ts'
import { TABLE_LIMITS } from '../listing/table/limits.ts'
import { writeTable } from '../table/write.ts'
import { exportName, exportTable } from './export-table.ts'
import { lineOf, replacementsIn } from './lines.ts'
import { DAY_MS, ME, receivedBrief, SENT_AT, sentBrief, uuid } from './testing/requests.ts'

const seeing = { me: ME, now: SENT_AT + 8 * DAY_MS }
const tableOf = (sens: 'envoi' | 'reception', briefs: Parameters<typeof exportTable>[0]['briefs']) =>
  exportTable({ sens, briefs, lineOf: (one) => lineOf(one, replacementsIn(briefs), seeing) })

const read = { le: '2026-03-03T10:00:00.000Z', quoi: 'lue', cote: 'structure', par: 'Awa Fictive', texte: '' } as const

it('sent: the columns of DORA, then where each stands', () => {
  const late = sentBrief({ lue_le: read.le, evenements: [read] })
  const { colonnes, lignes } = tableOf('envoi', [late])
  expect(Object.fromEntries(colonnes.map((name, index) => [name, lignes[0]?.[index]]))).toEqual({
    Numéro: expect.stringMatching(/^[\dA-Z]{4}-[\dA-Z]{2}$/) as string,
    'Envoyée le': '02/03/2026',
    Statut: 'En attente de réponse',
    Bénéficiaire: 'Zéphirine Imaginaire',
    'Structure concernée': 'Maison des départs',
    'Service concerné': 'Atelier mobilité',
    Émetteur: 'Bérengère Fictive',
    État: 'Réponse en retard',
    'Dernière étape': 'Demande lue par la structure, le 03/03/2026',
    'Prochaine échéance': 'Rappel le 12/03/2026',
    'Qui doit agir': 'Le prescripteur',
  })
})

it('received: the columns of DORA, then where each stands', () => {
  const accepted = receivedBrief({
    etat: 'VALIDÉE',
    traitee_le: '2026-03-04T10:00:00.000Z',
    source: 'EMPLOIS',
    suivi_par: { user_id: ME, nom: 'Bérengère Fictive' },
    issue: { quoi: 'absente', le: '2026-03-09T10:00:00.000Z', cote: 'structure' },
  })
  const { colonnes, lignes } = tableOf('reception', [accepted])
  expect(Object.fromEntries(colonnes.map((name, index) => [name, lignes[0]?.[index]]))).toEqual({
    Numéro: expect.any(String) as string,
    'Reçue le': '02/03/2026',
    Statut: 'Acceptée',
    Bénéficiaire: 'Zéphirine Imaginaire',
    'Service concerné': 'Atelier mobilité',
    'Structure émettrice': 'Relais de Bellerive',
    'Contact émetteur': 'Alix Fabre, alix@exemple.test',
    Source: 'Plateforme de l’inclusion',
    'Suivie par': 'Bérengère Fictive',
    État: 'La personne n’est pas venue',
    'Dernière étape': '',
    'Prochaine échéance': '',
    'Qui doit agir': '',
  })
})

it.each(['csv', 'xlsx'] as const)('whatever people type, no cell of a %s file is a formula', async (format) => {
  const hostile = ["=cmd|' /C calc'!A0", '+33601020304', '-2+3', '@SUM(1)', '\t=1', '"; =1', '<script>']
  const briefs = hostile.map((nom, index) =>
    sentBrief({
      id: uuid(index + 1),
      personne: { ...sentBrief().personne, nom, prenom: '' },
      service: { ...sentBrief().service, nom },
    }),
  )
  const bytes = Buffer.from(writeTable(tableOf('envoi', briefs), format))
  if (format === 'csv')
    expect(
      bytes
        .toString('utf8')
        .split(/[;\r\n]/)
        .filter((cell) => /^"?[=+\-@]/.test(cell)),
    ).toEqual([])
  const back = await parseTable(bytes, `demandes.${format}`, TABLE_LIMITS, {})
  expect(back.lignes.map(({ cellules }) => cellules[3])).toEqual(hostile.map((text) => text.trim()))
})

it('a name of file says nothing of anyone', () => {
  expect(exportName('envoi', '2026-11-27', 'csv')).toBe('demandes-envoyees-2026-11-27.csv')
  expect(exportName('reception', '2026-11-27', 'xlsx')).toBe('demandes-recues-2026-11-27.xlsx')
})
