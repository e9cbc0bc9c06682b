import { useDeferredValue } from 'react'
import { scoreService } from '#shared/catalogue/score.ts'
import { parisDay } from '#shared/listing/days.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { FIELD_OF_CRITERION } from '../advice.ts'
import { useEditorForm } from '../context.ts'
import { serviceOf } from '../preview.ts'

const t = editorText.qualite

/** The score, criterion by criterion: what was found, what to do, and the way to the field. */
export const Quality = ({ onGo }: { readonly onGo: (champ: string) => void }) => {
  const { doc, edit } = useEditorForm()
  const shown = useDeferredValue(doc)
  const today = parisDay(Date.now())
  const { score, criteres } = scoreService(serviceOf(shown, edit.id, edit.structure_id, today), new Date())
  const counted = criteres.filter(({ applicable }) => applicable)
  const percent = Math.round(score * 100)
  return (
    <section className="fiche-panel" aria-labelledby="fiche-qualite">
      <h2 id="fiche-qualite">{t.titre}</h2>
      <p className="fiche-score">
        <strong className="tabular">{t.note(percent)}</strong>
        <progress aria-label={t.noteAide(percent)} value={percent} max={100} />
      </p>
      <p className="ui-description">{t.aide}</p>
      <ul className="fiche-criteria">
        {counted
          .toSorted((a, b) => a.valeur - b.valeur)
          .map(({ code, label, valeur, explication }) => {
            const champ = FIELD_OF_CRITERION[code] ?? null
            const advice = code === 'date_maj_recente' ? t.fraicheur : t.conseils[code]
            return (
              <li key={code} data-critere={code} className={valeur >= 1 ? 'is-done' : undefined}>
                <Icon name={valeur >= 1 ? 'check' : valeur > 0 ? 'minus' : 'close'} size={18} />
                <div>
                  <p>
                    <strong>{label}</strong>
                    {` · ${valeur >= 1 ? t.acquis : valeur > 0 ? t.partiel : t.absent}`}
                  </p>
                  <p className="muted">{explication}</p>
                  {valeur < 1 && advice !== undefined && <p>{advice}</p>}
                  {valeur < 1 && champ !== null && (
                    <Button size="s" aria-label={t.faireDe(label)} onPress={() => onGo(champ)}>
                      {t.faire}
                    </Button>
                  )}
                </div>
              </li>
            )
          })}
      </ul>
    </section>
  )
}
