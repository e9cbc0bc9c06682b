import type { DoublonView } from '#shared/moderation/doublon.ts'
import { displayName } from '#shared/text/names.ts'
import { doublons as t } from '../../../i18n/doublons.ts'
import { listingValue } from '../../../lib/listing-value.ts'

type Props = {
  readonly view: DoublonView
  readonly choix: Readonly<Record<string, string>>
  readonly onChoose: (champ: string, from: string) => void
}

type Field = DoublonView['champs'][number]

const FieldRow = ({
  field,
  chosen,
  names,
  onChoose,
}: {
  readonly field: Field
  readonly chosen: string | undefined
  readonly names: ReadonlyMap<string, string>
  readonly onChoose: Props['onChoose']
}) => (
  <tr>
    <th scope="row">{field.label}</th>
    {field.valeurs.map(({ id, valeur }) => {
      const text = listingValue(field.champ, valeur)
      return (
        <td key={id} data-chosen={chosen === id || undefined}>
          <label>
            <input
              type="radio"
              name={`champ-${field.champ}`}
              checked={chosen === id}
              aria-label={`${t.take(field.label)}, ${names.get(id) ?? id}\u202f: ${text === '' ? t.nothing : text}`}
              onChange={() => onChoose(field.champ, id)}
            />
            <span className={text === '' ? 'muted' : undefined}>{text === '' ? t.nothing : text}</span>
          </label>
        </td>
      )
    })}
  </tr>
)

/** Fields that differ, with whose value is taken; those that do not are told together. */
export const FieldsTable = ({ view: { champs, cotes }, choix, onChoose }: Props) => {
  const differing = champs.filter(({ differe }) => differe)
  const names = new Map(cotes.map(({ id, nom }) => [id, displayName(nom)]))
  return (
    <section aria-labelledby="doublons-champs">
      <h3 id="doublons-champs">{t.fields}</h3>
      {differing.length > 0 && (
        <table className="doublons-fields">
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              {cotes.map(({ id, nom }) => (
                <th scope="col" key={id}>
                  {displayName(nom)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => (
              <FieldRow key={field.champ} field={field} chosen={choix[field.champ]} names={names} onChoose={onChoose} />
            ))}
          </tbody>
        </table>
      )}
      <p className="muted">{t.sameCount(champs.length - differing.length)}</p>
    </section>
  )
}
