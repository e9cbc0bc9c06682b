import { ETAPES_KIT, type Suivi } from '#shared/kit/checklist.ts'
import { departementLabel } from '#shared/geo/divisions.ts'
import { frenchDay, parisDay } from '#shared/listing/days.ts'
import { createPdf, MUTED } from '../pdf/document.ts'
import { tableau } from '../pdf/tables.ts'

/** The first thirty days on paper, to be ticked by hand in a meeting. */
export const checklistPdf = (suivi: Suivi, now: number): Promise<Buffer> => {
  const name = departementLabel(suivi.departement)
  const pdf = createPdf({ titre: `${name}\u202f: les trente premiers jours`, pied: `DORA, ${name}`, date: new Date(now) })
  pdf.titre(`${name}\u202f: les trente premiers jours`, 1, { taille: 20 })
  const done = suivi.etapes.filter(({ faite }) => faite).length
  pdf.paragraphe(
    [
      suivi.depart === null ? 'Pas encore commencé.' : `Commencé le ${frenchDay(suivi.depart)}.`,
      `${done} ${done < 2 ? 'étape faite' : 'étapes faites'} sur ${suivi.etapes.length}, au ${frenchDay(parisDay(now))}.`,
    ].join(' '),
    { couleur: MUTED },
  )
  const steps = new Map(ETAPES_KIT.map((one) => [one.id, one]))
  tableau(pdf, {
    resume: 'Étapes des trente premiers jours',
    colonnes: [
      { nom: 'Pour le', part: 2 },
      { nom: 'Étape', part: 6 },
      { nom: 'Où elle en est', part: 3 },
    ],
    lignes: suivi.etapes.map(({ etape, pour_le, faite, par, compte, en_retard }) => {
      const step = steps.get(etape)
      const count = compte === null || compte.seuil === 0 ? '' : ` (${compte.vu} sur ${compte.seuil})`
      const by = par === null ? '' : `, par ${par.nom} le ${frenchDay(parisDay(Date.parse(par.le)))}`
      const day = pour_le === null ? `Jour ${step?.jour ?? 0}` : frenchDay(pour_le)
      return [
        day,
        `${step?.titre ?? etape}. ${step?.aide ?? ''}`,
        faite ? `Faite${count}${by}` : `${en_retard ? 'En retard' : 'À faire'}${count}`,
      ]
    }),
  })
  return pdf.fin()
}
