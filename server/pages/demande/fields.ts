import { html, type Html, type Part } from '../html.ts'

/** Fields of a form that needs no script: what was typed comes back, and what is wrong is told at the field and at the top. */

/** `champ`: identifier of the field on the page. */
export type Problem = { readonly champ: string; readonly message: string }

/** The reader's focus is brought to it: it is the first thing heard. */
export const problemSummary = (problems: readonly Problem[]): Html | null =>
  problems.length === 0
    ? null
    : html`<div class="problem" role="alert" tabindex="-1" autofocus>
        <h2>${problems.length === 1 ? 'Une chose est à corriger' : `${problems.length} choses sont à corriger`}</h2>
        <p>Rien n’est parti. Ce que vous avez écrit est gardé ci-dessous.</p>
        <ul>
          ${problems.map(({ champ, message }) => html`<li><a href="#${champ}">${message}</a></li>`)}
        </ul>
      </div>`

type Field = {
  /** Its name in the form, and its identifier on the page. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly problems: readonly Problem[]
}

const aboutOf = ({ name, hint, problems }: Field) => {
  const problem = problems.find(({ champ }) => champ === name)?.message ?? null
  const by = [hint === undefined ? null : `${name}-aide`, problem === null ? null : `${name}-erreur`].filter((id) => id !== null)
  return {
    problem,
    by: by.join(' '),
    text: html`${hint === undefined ? null : html`<p class="hint" id="${name}-aide">${hint}</p>`}
    ${problem === null ? null : html`<p class="wrong" id="${name}-erreur">Erreur : ${problem}</p>`}`,
  }
}

const boxed = (problem: string | null, body: Part): Html =>
  problem === null ? html`<div class="field">${body}</div>` : html`<div class="field bad">${body}</div>`

/** A text of several lines. A first line end would be dropped by the reader of the page: one is put before. */
export const textField = (field: Field & { readonly value: string; readonly rows: number }): Html => {
  const { problem, by, text } = aboutOf(field)
  const { name, label, value, rows } = field
  const invalid = problem === null ? 'false' : 'true'
  return boxed(
    problem,
    html`<label for="${name}">${label}</label>
      ${text}
      <textarea id="${name}" name="${name}" rows="${rows}" aria-describedby="${by}" aria-invalid="${invalid}" autocomplete="off">
${value}</textarea>`,
  )
}

/** A day, by the calendar of the browser; one without a calendar takes it as it is typed. */
export const dayField = (field: Field & { readonly value: string; readonly min: string; readonly max: string }): Html => {
  const { problem, by, text } = aboutOf(field)
  const { name, label, value, min, max } = field
  const invalid = problem === null ? 'false' : 'true'
  return boxed(
    problem,
    html`<label for="${name}">${label}</label>
      ${text}
      <input
        type="date"
        id="${name}"
        name="${name}"
        value="${value}"
        min="${min}"
        max="${max}"
        aria-describedby="${by}"
        aria-invalid="${invalid}"
        autocomplete="off"
      />`,
  )
}

type Option = { readonly value: string; readonly label: string }

/** Boxes to tick. The first has the identifier of the field, so that a problem leads to it. */
export const choiceField = (field: Field & { readonly options: readonly Option[]; readonly chosen: readonly string[] }): Html => {
  const { problem, by, text } = aboutOf(field)
  const { name, label, options, chosen } = field
  const box = ({ value, label: said }: Option, at: number): Html => {
    const id = at === 0 ? name : `${name}-${at + 1}`
    const input = chosen.includes(value)
      ? html`<input type="checkbox" id="${id}" name="${name}" value="${value}" checked />`
      : html`<input type="checkbox" id="${id}" name="${name}" value="${value}" />`
    return html`<label class="choice" for="${id}">${input}<span>${said}</span></label>`
  }
  return html`<fieldset class="${problem === null ? 'field' : 'field bad'}" aria-describedby="${by}">
    <legend>${label}</legend>
    ${text}${options.map(box)}
  </fieldset>`
}
