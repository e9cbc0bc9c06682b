import { monthInWords, shortMonth } from '#shared/text/month.ts'
import type { Cellule } from '#shared/usage/cells.ts'
import { html, type Html } from './html.ts'

/** Bars by month, drawn without script; the table beside says the same. */

const number = new Intl.NumberFormat('fr-FR')

export const KEPT = 'secret'
export const figure = (n: Cellule): string => (n === null ? KEPT : number.format(n))

/** Above a bar there is little room. */
const short = (n: number): string => (n < 10_000 ? number.format(n) : `${number.format(Math.round(n / 1_000))}\u00a0k`)

const [WIDTH, HEIGHT, TOP, FOOT] = [380, 170, 18, 20]
const GROUND = HEIGHT - FOOT

/** @param id unique in the page @param unit « recherches » */
export const barChart = (id: string, title: string, unit: string, points: readonly { mois: string; n: Cellule }[]): Html => {
  const most = Math.max(1, ...points.map(({ n }) => n ?? 0))
  const step = WIDTH / Math.max(1, points.length)
  const said = points
    .map(({ mois, n }) => `${monthInWords(mois)}\u202f: ${n === null ? KEPT : `${figure(n)} ${unit}`}`)
    .join('\u202f; ')
  return html`<figure>
    <figcaption>${title}</figcaption>
    <svg class="chart" role="img" aria-labelledby="${id}-titre ${id}-texte" viewBox="0 0 ${WIDTH} ${HEIGHT}">
      <title id="${id}-titre">${title}, mois par mois</title>
      <desc id="${id}-texte">${said}.</desc>
      ${points.map(({ mois, n }, at) => {
        const left = at * step + step * 0.14
        const width = step * 0.72
        const height = ((n ?? 0) / most) * (GROUND - TOP)
        const bar =
          n === null
            ? html`<rect class="kept" x="${left.toFixed(1)}" y="${GROUND - 14}" width="${width.toFixed(1)}" height="14" />`
            : html`<rect
                class="bar"
                x="${left.toFixed(1)}"
                y="${(GROUND - height).toFixed(1)}"
                width="${width.toFixed(1)}"
                height="${height.toFixed(1)}"
              />`
        const middle = (left + width / 2).toFixed(1)
        return html`${bar}<text x="${middle}" y="${(n === null ? GROUND - 18 : GROUND - height - 4).toFixed(1)}"
            >${n === null ? '–' : short(n)}</text
          ><text x="${middle}" y="${HEIGHT - 5}">${shortMonth(mois)}</text>`
      })}
      <line class="axis" x1="0" x2="${WIDTH}" y1="${GROUND}" y2="${GROUND}" />
    </svg>
  </figure>`
}

/** A part of a whole as a bar, beside its number. */
export const gauge = (n: number, most: number): Html =>
  html`<svg class="gauge" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" width="100" height="12" />
    <rect class="bar" width="${most === 0 ? 0 : ((n / most) * 100).toFixed(1)}" height="12" />
  </svg>`
