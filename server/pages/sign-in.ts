import { address, html } from './html.ts'
import { type Page, paragraph } from './page.ts'

/** Pages of the ways in. Nothing personal is on them: they are shown to whoever holds the browser. */

const AGAIN = 'Recommencez la connexion depuis DORA sur le bureau.'

const told = (status: number, title: string, ...sentences: readonly string[]): Page => ({
  status,
  title,
  body: html`${sentences.map(paragraph)}`,
})

// The identity provider.

export const NOT_FROM_THE_DESK = told(
  400,
  'Cette adresse n’est pas celle d’une connexion',
  'Elle est incomplète, ou ne vient pas de l’application. Rien n’a été modifié.',
  AGAIN,
)
export const NO_PROVIDER = told(
  404,
  'Ce serveur n’est relié à aucun fournisseur d’identité',
  'Rien n’a été modifié. Connectez-vous autrement, depuis DORA sur le bureau.',
)
export const OTHER_BROWSER = told(
  400,
  'Cette connexion n’a pas commencé dans ce navigateur',
  'Pour votre sécurité, elle doit finir dans le navigateur où elle a commencé, et celui-ci doit accepter le cookie de ce site. Rien n’a été modifié.',
  AGAIN,
)
export const SIGN_IN_OVER = told(
  410,
  'Cette connexion n’attend plus',
  'Elle a déjà abouti, ou a commencé il y a plus de dix minutes. Rien n’a été modifié.',
  AGAIN,
)

/** @param again path of this server that tries once more. */
export const providerSilent = (name: string, again: string): Page => ({
  status: 503,
  title: `${name} ne répond pas`,
  body: html`<p>La page de connexion de ${name} n’a pas pu être préparée. Rien n’a été modifié.</p>
    <p class="action"><a class="button" href="${address(again)}">Réessayer</a></p>
    <p>
      Si cela dure, connectez-vous autrement, depuis DORA sur le bureau. La recherche et les brouillons fonctionnent sans
      connexion.
    </p>`,
  headers: { 'retry-after': '10' },
})

/** @param known false when the address does not come from a sign-out begun here. */
export const signedOut = (known: boolean): Page =>
  told(known ? 200 : 400, 'Vous êtes déconnecté', 'Vous pouvez fermer cet onglet. Ce qui est sur votre poste y reste.')

// The link of an e-mail.

/** @param action path of the form. @param secret of the link. */
export const linkOpened = (action: string, secret: string): Page => ({
  status: 200,
  title: 'Se connecter à DORA sur le bureau',
  form: true,
  body: html`<p>
      Vous avez demandé à vous connecter avec votre adresse électronique. Confirmez pour continuer : ce lien ne sert qu’une fois.
    </p>
    <form class="action" method="post" action="${address(action)}">
      <input type="hidden" name="j" value="${secret}" />
      <button class="button" type="submit">Se connecter</button>
    </form>
    <p class="soft">Vous n’avez rien demandé ? Fermez cette page : tant que ce bouton n’est pas utilisé, personne n’entre.</p>`,
})

/** @param back address of the application, with the code. @param code as it is read: XXXXX-XXXXX. */
export const linkConfirmed = (back: string, code: string): Page => ({
  status: 200,
  title: 'Presque terminé',
  body: html`<p>Votre adresse est confirmée. Revenez à l’application pour finir de vous connecter.</p>
    <p class="action"><a class="button" href="${address(back)}">Revenir à l’application</a></p>
    <h2>L’application est sur un autre appareil ?</h2>
    <p>Saisissez-y ce code, sur l’écran qui attend la connexion. Il est valable cinq minutes et ne sert qu’une fois.</p>
    <p class="code" translate="no">${code}</p>
    <p class="note">
      <strong>Ne donnez ce code à personne.</strong> L’équipe de DORA ne vous le demandera jamais. Si quelqu’un vous le demande,
      par téléphone ou par message, fermez cette page.
    </p>`,
})

export const LINK_OVER = told(
  410,
  'Ce lien n’est plus valable',
  'Il a déjà servi, ou a plus de cinq minutes. Rien n’a été modifié.',
  'Demandez un nouveau lien depuis DORA sur le bureau.',
)
export const ACCOUNT_CLOSED = told(
  403,
  'Ce compte a été fermé',
  'Ce qui est sur votre poste est intact. Adressez-vous à l’équipe qui tient ce serveur.',
)
export const FOREIGN_FORM = told(
  403,
  'Cette demande vient d’un autre site',
  'Elle a été refusée, et rien n’a été modifié. Ouvrez vous-même le lien reçu par courriel.',
)

// Anything else.

export const TOO_MANY = (seconds: string): Page => ({
  ...told(
    429,
    'Trop de tentatives',
    'Rien n’a été modifié. Patientez quelques minutes, puis recommencez depuis DORA sur le bureau.',
  ),
  headers: { 'retry-after': seconds },
})
export const UNAVAILABLE: Page = {
  ...told(503, 'Le serveur ne peut pas répondre pour le moment', 'Rien n’a été modifié. Réessayez dans quelques instants.'),
  headers: { 'retry-after': '5' },
}
export const UNEXPECTED = told(500, 'Le serveur a rencontré une erreur', 'Elle a été notée.', AGAIN)
