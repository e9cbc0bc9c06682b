import { randomBytes } from 'node:crypto'
import { SECURITY_HEADERS } from '../hosts/csp.ts'

/** What the browser shows once the person comes back from signing in. */
export type ReturnPage = { readonly status: number; readonly titre: string; readonly texte: string }

export const CAME_BACK: ReturnPage = {
  status: 200,
  titre: 'Connexion réussie',
  texte: 'Vous pouvez fermer cet onglet et revenir à l’application.',
}
export const NOT_OURS: ReturnPage = {
  status: 403,
  titre: 'Cette connexion n’est pas attendue',
  texte: 'Elle n’a pas été commencée par l’application de ce poste, ou une autre l’a remplacée. Rien n’a été modifié.',
}
export const ALREADY: ReturnPage = {
  status: 410,
  titre: 'Cette adresse a déjà servi',
  texte: 'Vous pouvez fermer cet onglet et revenir à l’application.',
}
/** @param texte the sentence of the refusal. */
export const refusedPage = (texte: string): ReturnPage => ({ status: 400, titre: 'La connexion n’a pas abouti', texte })

const STYLE = `:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
body { margin: 20vh auto; max-width: 34rem; padding: 0 1.5rem }
h1 { font-size: 1.5rem }`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`)

/** The whole page, with nothing to load nor to run, and the headers that hold it to that. */
export const renderReturnPage = ({
  titre,
  texte,
}: ReturnPage): { readonly html: string; readonly headers: Record<string, string> } => {
  const nonce = randomBytes(16).toString('base64')
  return {
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
    },
    html: `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(titre)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(titre)}</h1>
<p>${escaped(texte)}</p>
</main>
</body>
</html>
`,
  }
}
